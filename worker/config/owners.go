package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// OwnerNames lists the owners that OWNERS_DIR holds: its folders with a `.env` whose names can be an owner's, in order.
func (c *Config) OwnerNames() ([]contract.OwnerID, error) {
	entries, err := os.ReadDir(c.OwnersDir)
	if err != nil {
		return nil, fmt.Errorf("OWNERS_DIR cannot be read (%w); correct the path, or remove the setting", reason(err))
	}
	var out []contract.OwnerID
	for _, entry := range entries {
		owner, err := contract.ParseOwner(entry.Name())
		if err != nil || owner == "" {
			continue
		}
		if info, err := os.Stat(filepath.Join(c.OwnersDir, entry.Name(), dotenvName)); err == nil && info.Mode().IsRegular() {
			out = append(out, owner)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("OWNERS_DIR %s holds no owner; make a folder with a .env for each, named by a small letter and then at most 31 small letters, digits "+
			"and hyphens", c.OwnersDir)
	}
	return out, nil
}

// LoadOwner reads the configuration of one owner of OWNERS_DIR: the `.env` in the owner's folder, from which relative paths count, and of the
// surroundings nothing but where Temporal is and who the user of the machine is, so that no owner's secrets are another's. address is where Temporal
// answers; VAULT_DIR, LOG_DIR and DATA_DIR must lie in the owner's folder.
func (c *Config) LoadOwner(environ []string, owner contract.OwnerID, address string) (*Config, error) {
	own := slices.DeleteFunc(slices.Clone(environ), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return !slices.Contains([]string{"PATH", "HOME", "USERPROFILE", "TZ"}, name)
	})
	own = append(own, c.Temporal.Environ()...)
	own = append(own, temporalAddr+"="+address, temporalSpace+"="+c.Temporal.Namespace, ownerID+"="+string(owner), ownersDir+"=")
	dir := filepath.Join(c.OwnersDir, string(owner))
	cfg, err := Load(own, dir)
	if err != nil {
		return nil, err
	}
	for name, path := range map[string]string{vaultDir: cfg.VaultDir, logDir: cfg.LogDir, dataDir: cfg.DataDir} {
		if !within(resolve(path), resolve(dir)) {
			return nil, fmt.Errorf("%s of the owner %s lies outside of %s, where it could be another owner's; choose a folder inside", name, owner, dir)
		}
	}
	cfg.Shared = true
	return cfg, nil
}
