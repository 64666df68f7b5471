package auditlog_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

func TestTorn_HalfLineIsSetAsideAndTheLogGoesOn(t *testing.T) {
	t.Parallel()
	tails := map[string]string{
		"half a line":              `{"timestamp":"2026-11-24T00:00:`,
		"invalid with newline":     "{\"timestamp\":\"2026-11-24T00:00:\n",
		"zeros of a power cut":     strings.Repeat("\x00", 700),
		"two broken lines":         "garbage\nmore garbage",
		"whole JSON, not a line":   "{}\n",
		"a sound line, unfinished": "",
	}
	for name, tail := range tails {
		dir, l, c := filled(t)
		require.NoError(t, l.Close())
		if tail == "" {
			// The last line was written but for its newline: it was never acknowledged.
			lines := read(t, dir, dayTwo)
			tail = strings.TrimSpace(strings.Replace(lines[2], `"record_id":"f"`, `"record_id":"g"`, 1))
		}
		spill(t, dir, dayTwo, tail)

		before := verify(t, dir)
		assert.Nil(t, before.Broken, name)
		assert.Len(t, before.Torn, 1, name)
		assert.Equal(t, 6, before.Lines, name)

		again := open(t, dir, c)
		add(t, again, "after")
		after := verify(t, dir)
		assert.Nil(t, after.Broken, name)
		assert.Equal(t, 7, after.Lines, name)
		require.Len(t, after.Torn, 1, name)
		assert.Equal(t, "2026-11-24.torn", after.Torn[0].File, name)
		side, err := os.ReadFile(filepath.Join(dir, "2026-11-24.torn"))
		require.NoError(t, err)
		assert.Equal(t, tail+"\n", string(side), name)
	}
}

func TestTorn_AnotherProcessDiedWhileThisOneKeepsTheLogOpen(t *testing.T) {
	t.Parallel()
	dir, l, _ := filled(t)
	spill(t, dir, dayTwo, `{"half":`)
	add(t, l, "g")
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Len(t, report.Torn, 1)
	assert.Equal(t, 7, report.Lines)
}

func TestTorn_EndOfYesterdaysFileIsSetAsideBeforeANewDayBegins(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	require.NoError(t, l.Close())
	spill(t, dir, dayTwo, `{"half":`)
	c.Add(24 * time.Hour)
	add(t, open(t, dir, c), "g")
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Len(t, report.Torn, 1)
}

func TestTorn_NewDayFileWithNothingButAHalfLineStillLinksToTheDayBefore(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	require.NoError(t, l.Close())
	spill(t, dir, "2026-11-25.json", `{"half":`)
	c.Add(24 * time.Hour)
	add(t, open(t, dir, c), "g")
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Equal(t, 7, report.Lines)
}

func TestLostTail_IsNotedInTheChainItself(t *testing.T) {
	t.Parallel()
	cuts := map[string]func(t *testing.T, dir string){
		"last line removed": func(t *testing.T, dir string) { rewrite(t, dir, dayTwo, read(t, dir, dayTwo)[:2]...) },
		"file emptied":      func(t *testing.T, dir string) { rewrite(t, dir, dayTwo) },
		"file removed":      func(t *testing.T, dir string) { require.NoError(t, os.Remove(filepath.Join(dir, dayTwo))) },
		"last line garbled": func(t *testing.T, dir string) {
			lines := read(t, dir, dayTwo)
			rewrite(t, dir, dayTwo, lines[0], lines[1], "scribble")
		},
	}
	for name, cut := range cuts {
		for _, reopened := range []bool{true, false} {
			dir, l, c := filled(t)
			cut(t, dir)
			before := verify(t, dir)
			require.NotNil(t, before.Broken, name)
			assert.Equal(t, auditlog.Removed, before.Broken.Why, name)
			if reopened {
				l = open(t, dir, c)
			}
			add(t, l, "g")
			after := verify(t, dir)
			require.NotNil(t, after.Broken, name)
			assert.Equal(t, auditlog.Removed, after.Broken.Why, name)
			found := ids(t, dir, auditlog.Filter{Action: auditlog.TailMissing})
			assert.Len(t, found, 1, name)
			written, err := l.Append(event("f"))
			require.NoError(t, err)
			assert.True(t, written, "%s: a lost record may be written again", name)
			add(t, l, "h")
			assert.Len(t, ids(t, dir, auditlog.Filter{Action: auditlog.TailMissing}), 1, "%s: noted once", name)
		}
	}
}

func TestHead_ThatLagsBehindAfterACrashIsNoDamage(t *testing.T) {
	t.Parallel()
	dir, l, c := filled(t)
	old, err := os.ReadFile(filepath.Join(dir, ".head"))
	require.NoError(t, err)
	add(t, l, "g")
	for _, content := range []string{string(old), "", "scribble", strings.Repeat("\x00", 102)} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, ".head"), []byte(content), 0o600))
		assert.Nil(t, verify(t, dir).Broken)
		again := open(t, dir, c)
		add(t, again, "after "+content)
		assert.Nil(t, verify(t, dir).Broken)
	}
	assert.Empty(t, ids(t, dir, auditlog.Filter{Action: auditlog.TailMissing}))
}

func TestAppend_ContinuesWhenAnEditorReplacedTheFile(t *testing.T) {
	t.Parallel()
	dir, l, _ := filled(t)
	path := filepath.Join(dir, dayTwo)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path+".new", raw, 0o600))
	require.NoError(t, os.Rename(path+".new", path))
	add(t, l, "g")
	assert.Len(t, read(t, dir, dayTwo), 4, "written to the file that is there now, not to the one that is gone")
	assert.True(t, verify(t, dir).OK())
}

func TestOpen_SaysWhatToDoWhenTheFolderCannotBeUsed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "Logs")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := auditlog.Open(file, auditlog.Options{})
	var failed *auditlog.WriteError
	require.ErrorAs(t, err, &failed)
	assert.False(t, failed.Full)
	assert.Contains(t, err.Error(), "make sure that this folder exists and that the program may write to it")
}

func TestAppend_SaysWhatToDoWhenADayFileCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	require.NoError(t, os.Mkdir(filepath.Join(dir, dayOne), 0o700))
	written, err := l.Append(event("a"))
	var failed *auditlog.WriteError
	require.ErrorAs(t, err, &failed)
	assert.False(t, written)
	require.NoError(t, os.Remove(filepath.Join(dir, dayOne)))
	add(t, l, "a")
}

// TestAppend_FullDiskLosesNothingAcknowledged runs itself again with a file size limit, which the kernel enforces as it
// enforces a full disk. The limit needs a process of its own.
func TestAppend_FullDiskLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	if dir := os.Getenv(fullDiskDir); dir != "" {
		fillDisk(t, dir)
		return
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestAppend_FullDiskLosesNothingAcknowledged$")
	cmd.Env = append(os.Environ(), fullDiskDir+"="+dir)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	if strings.Contains(string(out), noLimit) {
		t.Skip("this system has no file size limit")
	}
	acknowledged := strings.Fields(string(mustRead(t, filepath.Join(dir, "acknowledged"))))
	require.NotEmpty(t, acknowledged)
	assert.Equal(t, acknowledged, ids(t, dir, auditlog.Filter{}))
	report := verify(t, dir)
	assert.Nil(t, report.Broken)
	assert.Empty(t, report.Torn, "the line that did not fit was taken back")
	add(t, open(t, dir, newClock(monday())), "once there is space")
	assert.True(t, verify(t, dir).OK())
}

const (
	fullDiskDir = "AUDITLOG_TEST_FULL_DISK_DIR"
	noLimit     = "no file size limit"
)

func fillDisk(t *testing.T, dir string) {
	if !limitFileSize(8 << 10) {
		t.Log(noLimit)
		_, _ = os.Stdout.WriteString(noLimit)
		return
	}
	l, err := auditlog.Open(dir, auditlog.Options{Clock: newClock(monday()).Now})
	require.NoError(t, err)
	defer l.Close()
	var acknowledged []string
	for i := range 100 {
		id := auditlog.NewID(string(rune('A' + i)))
		_, err := l.Append(event(id))
		if err == nil {
			acknowledged = append(acknowledged, id)
			continue
		}
		var failed *auditlog.WriteError
		if !errors.As(err, &failed) || !failed.Full || !strings.Contains(err.Error(), "free some space") {
			t.Fatalf("not a full disk: %v", err)
		}
	}
	require.Less(t, len(acknowledged), 100)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "acknowledged"), []byte(strings.Join(acknowledged, "\n")), 0o600))
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	return raw
}
