package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

// utc keeps the tests independent of the machine's zone.
const utc = "OWNER_TIMEZONE=UTC"

func load(t *testing.T, dir string, environ ...string) *config.Config {
	t.Helper()
	cfg, err := config.Load(append([]string{utc}, environ...), dir)
	require.NoError(t, err)
	return cfg
}

// problems loads a configuration that must be refused.
func problems(t *testing.T, dir string, environ ...string) *config.Error {
	t.Helper()
	_, err := config.Load(append([]string{utc}, environ...), dir)
	var bad *config.Error
	require.Truef(t, errors.As(err, &bad), "refused, but got %v", err)
	return bad
}

func write(t *testing.T, dir, name, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, name)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(t, os.WriteFile(path, []byte(content), mode))
	require.NoError(t, os.Chmod(path, mode))
	return path
}

func dotenv(t *testing.T, content string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, dir, ".env", content, 0o600)
	return dir
}
