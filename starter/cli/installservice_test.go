package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/cli"
)

func TestInstallService_PrintWritesNothingAndNamesWhatTheServiceLacks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the words are systemd's")
	}
	dir := t.TempDir()
	worker := filepath.Join(dir, "bin", "worker")
	require.NoError(t, os.Mkdir(filepath.Dir(worker), 0o700))
	require.NoError(t, os.WriteFile(worker, nil, 0o700))
	config := filepath.Join(dir, "config")
	run := func(args ...string) string {
		var out bytes.Buffer
		root := cli.Root([]string{"DRY_RUN=false", "EMPLOYEE_MCP_TOKEN=a-token-of-24-characters", "XDG_CONFIG_HOME=" + config}, func() (string, error) { return dir, nil })
		root.SetArgs(append([]string{"install-service", "--worker", "bin/worker"}, args...))
		root.SetOut(&out)
		require.NoError(t, root.Execute())
		require.NotContains(t, out.String(), "a-token-of-24")
		return out.String()
	}

	require.Contains(t, run("--print"), `ExecStart="`+worker+`"`)
	require.NoDirExists(t, config)

	out := run()
	unit := filepath.Join(config, "systemd", "user", "employee.service")
	require.Contains(t, out, "Written: "+unit)
	require.Contains(t, out, "systemctl --user enable --now employee.service")
	require.Contains(t, out, "Put what stands in this terminal's environment there: DRY_RUN, EMPLOYEE_MCP_TOKEN")
	raw, err := os.ReadFile(unit)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "a-token-of-24")
}
