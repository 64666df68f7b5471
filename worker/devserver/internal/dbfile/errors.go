package dbfile

import "fmt"

// DamagedError says that the file cannot be used and was left as it is.
type DamagedError struct {
	Path  string
	Cause error
}

// Error says what to do next.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the Temporal database %s cannot be read: %v. Nothing was changed. "+
		"Restore it from a backup, or move it out of the way to start with an empty one "+
		"(running processes are then forgotten; notes and the audit log stay)", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Cause }

// VersionError says that the file belongs to a version of the server that the linked
// one cannot follow.
type VersionError struct {
	Path string
	// Backup is a complete copy taken before anything was tried.
	Backup string
	// Found is what the file records, Linked what this program brings.
	Found, Linked Versions
	// Cause says why there is no way from one to the other.
	Cause error
}

// Error says what to do next.
func (e *VersionError) Error() string {
	return fmt.Sprintf("the Temporal database %s was written by %s, and this program brings %s: %v. "+
		"The database is unchanged and a copy is at %s. "+
		"Run the program version that wrote it, or move the database out of the way to start with an empty one",
		e.Path, e.Found, e.Linked, e.Cause, e.Backup)
}

// Unwrap gives the cause.
func (e *VersionError) Unwrap() error { return e.Cause }
