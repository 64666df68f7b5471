package auditlog_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const sharedDir = "AUDITLOG_TEST_SHARED_DIR"

// TestAppend_SeveralProcessesShareOneChain runs itself again three times on one folder; all write the same records and some of their own.
func TestAppend_SeveralProcessesShareOneChain(t *testing.T) {
	t.Parallel()
	const each = 20
	if dir := os.Getenv(sharedDir); dir != "" {
		l, err := auditlog.Open(dir, auditlog.Options{Clock: newClock(monday()).Now})
		require.NoError(t, err)
		defer l.Close()
		for i := range each {
			for _, id := range []string{fmt.Sprint("shared-", i), fmt.Sprintf("own-%s-%d", os.Getenv(sharedDir+"_NAME"), i)} {
				_, err := l.Append(event(id))
				require.NoError(t, err)
			}
		}
		return
	}
	dir := t.TempDir()
	var writers []*exec.Cmd
	for name := range 3 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAppend_SeveralProcessesShareOneChain$")
		cmd.Env = append(os.Environ(), sharedDir+"="+dir, fmt.Sprintf("%s_NAME=%d", sharedDir, name))
		cmd.Stdout = &bytes.Buffer{}
		cmd.Stderr = cmd.Stdout
		require.NoError(t, cmd.Start())
		writers = append(writers, cmd)
	}
	for _, cmd := range writers {
		require.NoError(t, cmd.Wait(), cmd.Stdout)
	}
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Equal(t, each+3*each, report.Lines, "the shared ones once, the own ones all")
}

// The package comment promises that any tool can check the chain; this is its recipe in Go, without the package.
func TestFormat_TheDocumentedRecipeChecksTheChain(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	last := regexp.MustCompile(`,"hash":"([0-9a-f]{64})"\}$`)
	previous := strings.Repeat("0", 64)
	for _, name := range []string{dayOne, dayTwo} {
		for _, line := range read(t, dir, name) {
			line = strings.TrimSuffix(line, "\n")
			stored := last.FindStringSubmatch(line)[1]
			assert.Equal(t, stored, hash(last.ReplaceAllString(line, "}")))
			assert.Contains(t, line, `"prev_hash":"`+previous+`"`)
			previous = stored
		}
	}
}

func TestVerify_LooksAtALogThatIsBeingWritten(t *testing.T) {
	t.Parallel()
	dir, l, _ := filled(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 60 {
			_, err := l.Append(event(fmt.Sprint("more", i)))
			assert.NoError(t, err)
		}
	}()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		report := verify(t, dir)
		assert.Nil(t, report.Broken)
		assert.Empty(t, report.Torn)
	}
	assert.Equal(t, 66, verify(t, dir).Lines)
}
