package auditlog_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

// monday is where the test clocks begin, shortly before midnight UTC on purpose.
func monday() time.Time { return time.Date(2026, 11, 23, 23, 59, 59, 123_456_789, time.UTC) }

// clock is set by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock(now time.Time) *clock { return &clock{now: now} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func open(t *testing.T, dir string, c *clock) *auditlog.Log {
	t.Helper()
	l, err := auditlog.Open(dir, auditlog.Options{Clock: c.Now})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	return l
}

func event(id string) auditlog.Record {
	return auditlog.Record{Action: "notes.Write", Actor: "workflow", RecordID: id, Result: "done", Parameters: map[string]any{"id": id}}
}

func add(t *testing.T, l *auditlog.Log, ids ...string) {
	t.Helper()
	for _, id := range ids {
		written, err := l.Append(event(id))
		require.NoError(t, err)
		require.True(t, written, id)
	}
}

// filled is a log with six lines over two days: a b c | d e f.
func filled(t *testing.T) (dir string, l *auditlog.Log, c *clock) {
	t.Helper()
	dir, c = t.TempDir(), newClock(monday())
	l = open(t, dir, c)
	add(t, l, "a", "b", "c")
	c.Add(time.Minute)
	add(t, l, "d", "e", "f")
	return dir, l, c
}

const (
	dayOne = "2026-11-23.json"
	dayTwo = "2026-11-24.json"
)

func read(t *testing.T, parts ...string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(parts...))
	require.NoError(t, err)
	return strings.SplitAfter(strings.TrimSuffix(string(raw), "\n"), "\n")
}

// rewrite replaces a file by the lines, without the log's knowledge.
func rewrite(t *testing.T, dir, name string, lines ...string) {
	t.Helper()
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\n") + "\n"
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(lines, "")), 0o600))
}

func spill(t *testing.T, dir, name, text string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	require.NoError(t, err)
	_, err = f.WriteString(text)
	require.NoError(t, err)
	require.NoError(t, f.Close())
}

func verify(t *testing.T, dir string) auditlog.Report {
	t.Helper()
	report, err := auditlog.Verify(dir)
	require.NoError(t, err)
	return report
}

func ids(t *testing.T, dir string, filter auditlog.Filter) []string {
	t.Helper()
	var found []string
	for entry, err := range auditlog.Query(dir, filter) {
		require.NoError(t, err)
		found = append(found, entry.RecordID)
	}
	return found
}
