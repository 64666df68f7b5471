package codec

import "fmt"

// KeyError says that a key is missing. Nothing is lost: with the key back,
// everything goes on.
type KeyError struct {
	// ID is the missing key; empty when there is no key file at all.
	ID string
	// Path is where it is looked for.
	Path string
}

// Error says what to do.
func (e *KeyError) Error() string {
	const put = "put back the %s that belongs to this database: it is in your backup, or in DATA_DIR on the machine whose worker wrote this; then start again"
	if e.ID == "" {
		return fmt.Sprintf("there is no key file %s, so nothing that is under way can be read or written; "+put, e.Path, FileName)
	}
	return fmt.Sprintf("the key %s, which encrypted this, is not in %s; "+put, e.ID, e.Path, FileName)
}

// DamagedError says that the key file, or an encrypted payload, is not what was written.
type DamagedError struct {
	Path string // the key file; empty for a payload
	Err  error
}

// Error says what to do.
func (e *DamagedError) Error() string {
	if e.Path == "" {
		return "an encrypted part of a process was changed or is damaged; restore the database from your backup: " + e.Err.Error()
	}
	return fmt.Sprintf("the key file %s cannot be used: %v; put it back from your backup", e.Path, e.Err)
}

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

func (k *Keys) missing(id string) error { return &KeyError{ID: id, Path: k.path} }
func (k *Keys) damaged(err error) error { return &DamagedError{Path: k.path, Err: err} }
