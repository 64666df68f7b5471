package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/preflight"
)

// ownerFile names, in DATA_DIR, whose it is. The only owner has none.
const ownerFile = "owner"

// keepOwner keeps a DATA_DIR to the owner that it began with: under another
// name every request in it would seem to have lost its process.
func keepOwner(cfg *config.Config) error {
	path := filepath.Join(cfg.DataDir, ownerFile)
	raw, err := os.ReadFile(path)
	began := strings.TrimSpace(string(raw))
	switch {
	case errors.Is(err, fs.ErrNotExist) && (cfg.Owner == "" || !preflight.Ran(cfg.DataDir)):
		if cfg.Owner == "" {
			return nil
		}
		return os.WriteFile(path, []byte(cfg.Owner+"\n"), 0o600)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("whose %s is cannot be read: %w", cfg.DataDir, err)
	case began == string(cfg.Owner):
		return nil
	}
	return fmt.Errorf("%s was begun with OWNER_ID=%s, and now OWNER_ID=%s: what is under way there would not be found again; set OWNER_ID as it was, "+
		"or give this owner a VAULT_DIR, LOG_DIR and DATA_DIR of their own", cfg.DataDir, began, cfg.Owner)
}
