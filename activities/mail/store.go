package mail

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Dir is the folder under DATA_DIR that holds the mails.
const Dir = "mails"

// ErrNotStored means that there is no mail under a key.
var ErrNotStored = errors.New("no mail is stored under this key")

// Store keeps mails as DATA_DIR/mails/<key>.eml, readable by the owner alone.
// A file is there whole or not at all. It is safe for concurrent use.
type Store struct {
	root  *os.Root
	index sync.Mutex // one writer of the index; DATA_DIR is locked by one worker
}

// OpenStore opens the store under dataDir and makes its folder when missing.
func OpenStore(dataDir string) (*Store, error) {
	dir := filepath.Join(dataDir, Dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("mail store: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("mail store: %w", err)
	}
	return &Store{root: root}, nil
}

// Close releases the folder. It may be called twice.
func (s *Store) Close() error { return s.root.Close() }

// Put stores a mail. A key that is already there is left as it is: one key
// stands for one mail for ever.
func (s *Store) Put(key string, r io.Reader) error {
	name, err := fileName(key)
	if err != nil {
		return err
	}
	if info, err := s.root.Lstat(name); err == nil && info.Mode().IsRegular() {
		return nil
	}
	temp, err := s.write(name, r)
	if err != nil {
		return fmt.Errorf("store mail: %w", err)
	}
	if err := s.root.Rename(temp, name); err != nil {
		_ = s.root.Remove(temp)
		return fmt.Errorf("store mail: %w", err)
	}
	if err := s.sync(); err != nil {
		return fmt.Errorf("store mail: %w", err)
	}
	return nil
}

func (s *Store) write(name string, r io.Reader) (string, error) {
	for i := range 1000 {
		temp := fmt.Sprintf(".%s.%d-%d.tmp", name, os.Getpid(), i)
		f, err := s.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = io.Copy(f, r)
		err = errors.Join(err, f.Sync(), f.Close())
		if err != nil {
			_ = s.root.Remove(temp)
			return "", err
		}
		return temp, nil
	}
	return "", fs.ErrExist
}

// sync makes the rename itself durable.
func (s *Store) sync() error {
	d, err := s.root.Open(".")
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}

// Open opens a stored mail for reading; ErrNotStored when it is not there.
func (s *Store) Open(key string) (*os.File, error) {
	name, err := fileName(key)
	if err != nil {
		return nil, err
	}
	f, err := s.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotStored
	}
	if err != nil {
		return nil, fmt.Errorf("open stored mail: %w", err)
	}
	return f, nil
}

// fileName keeps a key from naming anything but a mail.
func fileName(key string) (string, error) {
	if b, err := hex.DecodeString(key); err != nil || len(b) != 32 {
		return "", errors.New("a mail's key is 64 hexadecimal digits")
	}
	return key + ".eml", nil
}
