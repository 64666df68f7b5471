package arch_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/autonomous-employee/employee/worker/config"
)

func readRoot(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", name))
	require.NoError(t, err)
	return content
}

func TestSettings_EveryOneStandsInTheExample(t *testing.T) {
	t.Parallel()
	example := string(readRoot(t, ".env.example"))
	for _, name := range config.Names() {
		assert.Regexp(t, `(?m)^#`+regexp.QuoteMeta(name)+`=`, example)
	}
}

func TestSettings_TheExampleIsAcceptedAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".env"), readRoot(t, ".env.example"), 0o600))

	_, err := config.Load(nil, dir)

	require.NoError(t, err)
}

func TestSettings_ComposePublishesOnLoopbackOnlyAndPinsItsImages(t *testing.T) {
	t.Parallel()
	var compose struct {
		Services map[string]struct {
			Image string
			Ports []string
		}
	}
	require.NoError(t, yaml.Unmarshal(readRoot(t, "docker-compose.yml"), &compose))
	require.Contains(t, compose.Services, "worker")
	for name, service := range compose.Services {
		assert.Regexp(t, `:[0-9a-z.-]+$`, service.Image, name)
		assert.NotRegexp(t, `:latest$`, service.Image, name)
		for _, port := range service.Ports {
			assert.Regexp(t, `^127\.0\.0\.1:`, port, name)
		}
	}
}

func TestSettings_ComposeHoldsNoPassword(t *testing.T) {
	t.Parallel()
	given := regexp.MustCompile(`(?mi)^[ \t]+[a-z_]*(password|pwd|token|secret|key):[ \t]*[^$ \t\n]`)

	require.NotRegexp(t, given, string(readRoot(t, "docker-compose.yml")))
}
