package codec

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

const (
	keyBytes = 32 // AES-256
	// maxKeyFile bounds what is read: a key a day for a century is less.
	maxKeyFile = 8 << 20
	about      = "These keys encrypt what the Temporal database beside this file holds. Keep a copy of this file apart from the database; " +
		"without it no process that is under way can go on. Never remove a key that was used."
)

// keyFile is the content of the file.
type keyFile struct {
	About  string            `json:"about"`
	Active string            `json:"active"`
	Keys   map[string]string `json:"keys"` // by ID, base64
}

// add makes a key and has it encrypt from now on. Its ID tells the day.
func (f *keyFile) add() error {
	secret, mark := make([]byte, keyBytes), make([]byte, 4)
	if _, err := rand.Read(secret); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if _, err := rand.Read(mark); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	f.Active = time.Now().UTC().Format("2006-01-02") + "-" + hex.EncodeToString(mark)
	f.Keys[f.Active] = base64.StdEncoding.EncodeToString(secret)
	return nil
}

func (f *keyFile) secret(id string) ([]byte, error) {
	secret, err := base64.StdEncoding.DecodeString(f.Keys[id])
	if err != nil || len(secret) != keyBytes {
		return nil, fmt.Errorf("the key %s does not have %d bytes", id, keyBytes) // without err, which quotes the text
	}
	return secret, nil
}

func readKeyFile(path string) (*keyFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxKeyFile {
		return nil, &DamagedError{Path: path, Err: errors.New("it is no file of keys")}
	}
	if err := keepPrivate(path, info.Mode()); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f keyFile
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, &DamagedError{Path: path, Err: errors.New("it is not the JSON that was written")} // without err, which may quote a key
	}
	if f.Keys == nil {
		f.Keys = map[string]string{}
	}
	return &f, nil
}

// keepPrivate takes a key file away from other accounts, for whom a copy tool may have opened it.
func keepPrivate(path string, mode fs.FileMode) error {
	if runtime.GOOS == "windows" || mode.Perm()&0o077 == 0 {
		return nil
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return fmt.Errorf("other accounts may read the key file %s, and that cannot be changed (%w); run: chmod 600 on it, as its owner", path, err)
	}
	return nil
}

// write brings the file into place in one step.
func (f *keyFile) write(path string) error {
	f.About = about
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(path), "."+FileName+"-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	defer func() { _ = draft.Close() }()
	if _, err := draft.Write(append(text, '\n')); err != nil {
		return err
	}
	if err := draft.Sync(); err != nil {
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes the name durable: the first payload must not outlive its key. Windows journals names itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return d.Sync()
}
