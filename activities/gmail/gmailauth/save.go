package gmailauth

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// SaveToken replaces the token file in one step, readable by the owner only,
// and makes its directory (0700) when it is missing. A crash leaves the old
// file or the new one, never half of either.
func SaveToken(path string, t Token) error {
	if t.RefreshToken == "" {
		return errors.New("save Gmail token: there is no refresh token to keep")
	}
	raw, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("save Gmail token: %w", err)
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("save Gmail token: %w", err)
	}
	if err := replaceFile(dir, path, append(raw, '\n')); err != nil {
		return fmt.Errorf("save Gmail token: %w", err)
	}
	return nil
}

func replaceFile(dir, path string, raw []byte) (err error) {
	f, err := os.CreateTemp(dir, ".token-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(raw); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncDir(dir)
	return nil
}

// syncDir makes the rename survive a power cut. Some file systems refuse it;
// the file is whole either way.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}
