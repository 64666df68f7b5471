package auditlog_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const killDir = "AUDITLOG_TEST_KILL_DIR"

// TestAppend_KilledAtAnyMomentLosesNothingAcknowledged runs itself again as a writer, kills it without warning, and does so several times on
// the same log.
func TestAppend_KilledAtAnyMomentLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	if dir := os.Getenv(killDir); dir != "" {
		writeUntilKilled(t, dir, os.Getenv(killDir+"_ROUND"))
		return
	}
	dir := t.TempDir()
	var acknowledged []string
	for round := range 6 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAppend_KilledAtAnyMomentLosesNothingAcknowledged$")
		cmd.Env = append(os.Environ(), killDir+"="+dir, fmt.Sprintf("%s_ROUND=%d", killDir, round))
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged = append(acknowledged, lines.Text())
			if n == 5+round*7 {
				require.NoError(t, cmd.Process.Kill())
			}
		}
		require.Error(t, cmd.Wait(), "it was killed")
	}
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	found := map[string]bool{}
	for _, id := range ids(t, dir, auditlog.Filter{}) {
		found[id] = true
	}
	for _, id := range acknowledged {
		assert.True(t, found[id], "%s was acknowledged", id)
	}
}

func writeUntilKilled(t *testing.T, dir, round string) {
	l, err := auditlog.Open(dir, auditlog.Options{Clock: newClock(monday()).Now})
	require.NoError(t, err)
	for i := 0; ; i++ {
		id := fmt.Sprintf("%s-%d", round, i)
		_, err := l.Append(event(id))
		require.NoError(t, err)
		fmt.Println(id)
	}
}
