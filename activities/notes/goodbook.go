package notes

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// goodHandbook is the file, beside the requests, of the last handbook that
// could be read as a whole.
const goodHandbook = "handbook.good.md"

// keepHandbook remembers a handbook that can be read as a whole.
func (r *Register) keepHandbook(page []byte) error {
	kept, err := r.handbook()
	if err != nil || bytes.Equal(kept, page) {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.writeFile(goodHandbook, page); err != nil {
		return fmt.Errorf("keeping the handbook: %w", err)
	}
	r.good = bytes.Clone(page)
	return nil
}

// handbook gives what keepHandbook has kept last; nil when nothing was.
func (r *Register) handbook() ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.good != nil {
		return r.good, nil
	}
	page, err := os.ReadFile(filepath.Join(r.dir, goodHandbook))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the kept handbook: %w", err)
	}
	r.good = page
	return page, nil
}
