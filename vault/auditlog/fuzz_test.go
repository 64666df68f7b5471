package auditlog_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

// Whatever stands in a day file: reading never panics, the log can be opened and goes on, no byte is lost.
func FuzzDayFile_AnyContentIsReadWithoutLoss(f *testing.F) {
	seedDir := f.TempDir()
	l, err := auditlog.Open(seedDir, auditlog.Options{Clock: newClock(monday()).Now})
	require.NoError(f, err)
	for _, id := range []string{"a", "b"} {
		_, err := l.Append(event(id))
		require.NoError(f, err)
	}
	require.NoError(f, l.Close())
	sound, err := os.ReadFile(filepath.Join(seedDir, dayOne))
	require.NoError(f, err)
	f.Add(sound)
	f.Add(sound[:len(sound)-10])
	f.Add([]byte("\n\n{}\nnull\n[]\n"))
	f.Add([]byte(strings.Repeat("\x00", 100)))
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, dayOne), content, 0o600))
		_, err := auditlog.Verify(dir)
		require.NoError(t, err)
		log, err := auditlog.Open(dir, auditlog.Options{Clock: newClock(monday()).Now})
		require.NoError(t, err)
		defer log.Close()
		_, err = log.Append(event("new"))
		require.NoError(t, err)
		day, err := os.ReadFile(filepath.Join(dir, dayOne))
		require.NoError(t, err)
		torn, _ := os.ReadFile(filepath.Join(dir, "2026-11-23.torn"))
		kept := len(day) + len(torn)
		assert.GreaterOrEqual(t, kept, len(content))
		for entry, err := range auditlog.Query(dir, auditlog.Filter{}) {
			_, _ = entry, err
		}
	})
}

// Whatever a record says: it is one sound line, or refused.
func FuzzAppend_AnyRecordIsOneSoundLine(f *testing.F) {
	f.Add("odoo.Create", "workflow", "done", "key", "value", "id")
	f.Add("\x00", "\xff", "\u2028", "\n", strings.Repeat("\"", 20000), "\u202e")
	f.Fuzz(func(t *testing.T, action, actor, result, key, value, id string) {
		dir := t.TempDir()
		log, err := auditlog.Open(dir, auditlog.Options{Clock: newClock(monday()).Now})
		require.NoError(t, err)
		defer log.Close()
		written, err := log.Append(auditlog.Record{
			Action: action, Actor: actor, Result: result, RecordID: id,
			Parameters: map[string]any{key: value, "list": []string{value, key}},
		})
		if err != nil {
			require.ErrorIs(t, err, auditlog.ErrInvalidRecord)
			return
		}
		require.True(t, written)
		raw, err := os.ReadFile(filepath.Join(dir, dayOne))
		require.NoError(t, err)
		assert.True(t, utf8.Valid(raw))
		assert.LessOrEqual(t, len(raw), auditlog.MaxLine)
		assert.Equal(t, 1, strings.Count(string(raw), "\n"))
		report, err := auditlog.Verify(dir)
		require.NoError(t, err)
		assert.True(t, report.OK(), report.Broken)
		assert.Equal(t, 1, report.Lines)
	})
}
