package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// The three reasons why a vault cannot be used, for errors.Is.
var (
	// ErrNotDirectory says that the vault path, or a folder in it, is a file.
	ErrNotDirectory = errors.New("not a directory")
	// ErrReadOnly says that nothing can be written there.
	ErrReadOnly = errors.New("read-only")
	// ErrDiskFull says that the disk or the quota is used up.
	ErrDiskFull = errors.New("disk full")
)

// RefusalKind is why a file in the vault does not count.
type RefusalKind string

// The kinds of refusal. Only Changing passes by itself; all others wait for the owner.
const (
	NotRegular RefusalKind = "not_regular" // a link, pipe, device or folder
	HardLink   RefusalKind = "hard_link"   // the same file has a second name
	BadName    RefusalKind = "bad_name"    // not a note's name
	TooLarge   RefusalKind = "too_large"   // over MaxNoteBytes
	Changing   RefusalKind = "changing"    // still being written
	Conflict   RefusalKind = "conflict"    // a sync tool's or git's conflict copy
	NotPlain   RefusalKind = "not_plain"   // not UTF-8 NFC, or control or bidi characters
	Malformed  RefusalKind = "malformed"   // the front matter does not parse
	Unreadable RefusalKind = "unreadable"  // the system refused to open it
	TooDeep    RefusalKind = "too_deep"    // a folder below so many others that it is not looked into
	Away       RefusalKind = "away"        // kept elsewhere by iCloud, with a place held here
)

// Refusal says why a file does not count as a note, in a sentence for the owner.
type Refusal struct {
	Path     string // within the vault
	Kind     RefusalKind
	Sentence string // short, without the note's content
	Cause    error  // may be nil
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s", shorten(r.Path, 120), r.Sentence) }

// Unwrap gives the cause, so that errors.Is(err, fs.ErrPermission) works.
func (r *Refusal) Unwrap() error { return r.Cause }

// explain turns what the system said into a sentence with a way forward and one of the sentinels above.
func explain(err error, doing, where string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%s %s: the disk is full; free some space and it will go on: %w", doing, where, errors.Join(ErrDiskFull, err))
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %s: the vault is read-only for this user; give it write access or set VAULT_DIR to another folder: %w",
			doing, where, errors.Join(ErrReadOnly, err))
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s %s: a file stands where a folder is needed; rename it: %w", doing, where, errors.Join(ErrNotDirectory, err))
	}
	return fmt.Errorf("%s %s: %w", doing, where, err)
}
