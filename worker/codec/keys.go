package codec

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// FileName is the name of the key file in the data directory.
const FileName = "payload-keys.json"

// Keys are the keys of one installation. The file is read when a key is first
// needed, and again when it has changed and a key is missing. Safe for
// concurrent use.
type Keys struct {
	path string

	mu     sync.Mutex
	ring   map[string]cipher.AEAD
	active string // the ID of the key that encrypts
	seen   stamp
}

// stamp tells whether the file is the one that was read.
type stamp struct {
	modified time.Time
	size     int64
}

// In gives the keys of a data directory; nothing is read or made yet.
func In(dataDir string) *Keys { return &Keys{path: filepath.Join(dataDir, FileName)} }

// Path is where the key file is.
func (k *Keys) Path() string { return k.path }

// Ensure makes the key file with a first key where there is none, readable by
// its owner only, and reads it. The caller holds the lock of the data directory
// (worker/ready), so that nobody else makes one meanwhile.
func (k *Keys) Ensure() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	err := k.read()
	if errors.Is(err, fs.ErrNotExist) {
		first := &keyFile{Keys: map[string]string{}}
		if err := first.add(); err != nil {
			return err
		}
		if err := first.write(k.path); err != nil {
			return fmt.Errorf("make the key file %s: %w", k.path, err)
		}
		err = k.read()
	}
	return err
}

// Read reads the key file, for who wants to know whether it is in order.
func (k *Keys) Read() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	err := k.read()
	if errors.Is(err, fs.ErrNotExist) {
		return k.missing("")
	}
	return err
}

// Rotate adds a key, which encrypts from now on, and gives its ID. Older keys
// stay, and what they encrypted stays readable. A running worker takes the new
// key when it is started next, or when it first meets it.
func (k *Keys) Rotate() (id string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	file, err := readKeyFile(k.path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", k.missing("")
	}
	if err != nil {
		return "", err
	}
	if err := file.add(); err != nil {
		return "", err
	}
	if err := file.write(k.path); err != nil {
		return "", fmt.Errorf("write the key file %s: %w", k.path, err)
	}
	return file.Active, k.read()
}

// current is the key that encrypts.
func (k *Keys) current() (id string, key cipher.AEAD, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ring == nil {
		if err := k.read(); errors.Is(err, fs.ErrNotExist) {
			return "", nil, k.missing("")
		} else if err != nil {
			return "", nil, err
		}
	}
	return k.active, k.ring[k.active], nil
}

// key finds an older or the present key.
func (k *Keys) key(id string) (cipher.AEAD, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if key, ok := k.ring[id]; ok {
		return key, nil
	}
	if k.changed() {
		if err := k.read(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	key, ok := k.ring[id]
	if !ok {
		return nil, k.missing(id)
	}
	return key, nil
}

func (k *Keys) changed() bool {
	info, err := os.Stat(k.path)
	return err == nil && (stamp{info.ModTime(), info.Size()} != k.seen)
}

// read takes the file's keys over; what was known before stays when it fails.
func (k *Keys) read() error {
	info, err := os.Stat(k.path)
	if err != nil {
		return err
	}
	file, err := readKeyFile(k.path)
	if err != nil {
		return err
	}
	ring := map[string]cipher.AEAD{}
	for id := range file.Keys {
		secret, err := file.secret(id)
		if err != nil {
			return k.damaged(err)
		}
		block, err := aes.NewCipher(secret)
		if err != nil {
			return k.damaged(err)
		}
		if ring[id], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return k.damaged(err)
		}
	}
	if ring[file.Active] == nil {
		return k.damaged(errors.New("the active key is not in it"))
	}
	k.ring, k.active, k.seen = ring, file.Active, stamp{info.ModTime(), info.Size()}
	return nil
}
