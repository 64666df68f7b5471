package mail

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// ErrChanging means that the file is still being written; try again later.
var ErrChanging = errors.New("the file is still being written")

// Refusal is a dropped file that is not taken, with a sentence for the owner.
type Refusal struct {
	Path     string
	Sentence string
}

func (r *Refusal) Error() string { return r.Sentence }

// Intake takes mails into the store: files dropped into the vault and mails
// that were fetched. It is safe for concurrent use.
type Intake struct {
	store *Store
	vault string
	now   func() time.Time
}

// NewIntake takes dropped files from the vault at vaultDir; now stamps mails that have no file time, nil = time.Now.
func NewIntake(store *Store, vaultDir string, now func() time.Time) (*Intake, error) {
	if store == nil || vaultDir == "" {
		return nil, errors.New("mail intake: a store and a vault folder are needed")
	}
	if now == nil {
		now = time.Now
	}
	return &Intake{store: store, vault: vaultDir, now: now}, nil
}

// Keep stores a mail that was fetched and returns its reference.
func (in *Intake) Keep(raw []byte, source, gmailID string) (contract.MailRef, error) {
	key := reading.Identity(raw)
	if err := in.store.Put(key, bytes.NewReader(raw)); err != nil {
		return contract.MailRef{}, err
	}
	return contract.MailRef{Key: key, Source: source, GmailID: gmailID, Size: int64(len(raw)), SeenAt: in.now().UTC()}, nil
}

// Take stores the mail in a dropped file, named relative to the vault with
// slashes. The file stays where it is. Taking it again gives the same
// reference. A file over 25 MB is keyed and not stored: it is never parsed, so
// its bytes are needed nowhere but in the file itself.
func (in *Intake) Take(dropped string) (contract.MailRef, error) {
	root, err := os.OpenRoot(in.vault)
	if err != nil {
		return contract.MailRef{}, fmt.Errorf("open vault: %w", err)
	}
	defer func() { _ = root.Close() }()
	f, info, err := openPlain(root, dropped)
	if err != nil {
		return contract.MailRef{}, err
	}
	defer func() { _ = f.Close() }()
	ref := contract.MailRef{Source: contract.SourceInbox, DroppedPath: path.Clean(dropped), Size: info.Size(), SeenAt: info.ModTime().UTC()}
	if info.Size() > mime.MaxSize {
		ref.Key, err = reading.IdentityOfStream(f)
		return ref, err
	}
	raw, err := io.ReadAll(io.LimitReader(f, mime.MaxSize+1))
	if err != nil {
		return contract.MailRef{}, fmt.Errorf("read dropped mail: %w", err)
	}
	if again, err := f.Stat(); err != nil || int64(len(raw)) != info.Size() || !again.ModTime().Equal(info.ModTime()) {
		return contract.MailRef{}, ErrChanging
	}
	ref.Key = reading.Identity(raw)
	if err := in.store.Put(ref.Key, bytes.NewReader(raw)); err != nil {
		return contract.MailRef{}, err
	}
	return ref, nil
}

// openPlain opens a regular file with one name. A link could stand for any
// file of this machine, which would then be attached to an invoice.
func openPlain(root *os.Root, dropped string) (*os.File, os.FileInfo, error) {
	named, err := root.Lstat(dropped)
	if err != nil {
		return nil, nil, fmt.Errorf("look at dropped mail: %w", err)
	}
	if !named.Mode().IsRegular() {
		return nil, nil, &Refusal{Path: dropped, Sentence: "Only ordinary files are taken from the inbox folder; drop the mail itself, not a link or a folder."}
	}
	if links(named) > 1 {
		return nil, nil, &Refusal{Path: dropped, Sentence: "The file has a second name elsewhere on this machine; drop a copy of the mail instead of a hard link."}
	}
	f, err := root.Open(dropped)
	if err != nil {
		return nil, nil, fmt.Errorf("open dropped mail: %w", err)
	}
	info, err := f.Stat()
	if err != nil || !os.SameFile(named, info) {
		return nil, nil, errors.Join(ErrChanging, f.Close())
	}
	return f, info, nil
}
