package auditlog

import (
	"errors"
	"fmt"
	"io/fs"
)

// ErrInvalidRecord is wrapped when a record cannot be written because of what it says, not because of the disk. Trying
// again does not help.
var ErrInvalidRecord = errors.New("invalid audit record")

// ErrClosed is returned by Append after Close.
var ErrClosed = errors.New("the audit log is closed")

// ErrNoLog is wrapped when a folder holds no audit log yet.
var ErrNoLog = errors.New("no audit log yet")

// WriteError says that the log could not be opened or written. Nothing was acknowledged, so no effect may follow. Trying again helps
// as soon as the cause is gone.
type WriteError struct {
	// Dir is the log folder, Op what was tried.
	Dir, Op string
	// Full is true when the disk, the quota or the file size limit is used up.
	Full bool
	Err  error
}

// Error is a sentence for the owner.
func (e *WriteError) Error() string {
	cause := e.Err.Error()
	var path *fs.PathError
	if errors.As(e.Err, &path) {
		cause = path.Err.Error()
	}
	advice := "make sure that this folder exists and that the program may write to it"
	if e.Full {
		advice = "free some space there"
	}
	return fmt.Sprintf("the audit log in %s cannot be written (%s: %s); %s, the work goes on by itself then", e.Dir, e.Op, cause, advice)
}

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// LineError names a line which cannot be read.
type LineError struct {
	// File is the base name of the day file, Line counts from 1.
	File string
	Line int
	Err  error
}

// Error names the place first, as editors want it.
func (e *LineError) Error() string {
	return fmt.Sprintf("%s:%d: cannot be read: %v; run verify-log for the whole picture", e.File, e.Line, e.Err)
}

// Unwrap gives the cause.
func (e *LineError) Unwrap() error { return e.Err }
