package notes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
)

func TestRegister_ManyWritingsOfOneEntryLeaveFewFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r, err := notes.OpenRegister(dir)
	require.NoError(t, err)
	for range 60 {
		require.NoError(t, r.Put(entry("req-a-0")))
	}
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Less(t, len(files), 20, "what was replaced is written over")
	_, err = notes.OpenRegister(dir)
	require.NoError(t, err)
	files, err = os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1, "a start leaves the entries alone")
}

func TestRegister_ShorterEntryOverALongOneIsWhole(t *testing.T) {
	t.Parallel()
	r, err := notes.OpenRegister(t.TempDir())
	require.NoError(t, err)
	for i := range 80 {
		e := entry("req-a-0")
		e.Rendered = strings.Repeat("long ", 2000*(1-i/40))
		require.NoError(t, r.Put(e))
		got, found, err := r.Get("req-a-0")
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, e.Rendered, got.Rendered)
	}
}

func TestRegister_EntryThatCannotBeReplacedStays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r, err := notes.OpenRegister(dir)
	require.NoError(t, err)
	require.NoError(t, r.Put(entry("req-a-0")))
	other := filepath.Join(dir, "req-b-0.json", "in the way")
	require.NoError(t, os.MkdirAll(other, 0o700))
	for range 20 {
		require.Error(t, r.Put(entry("req-b-0")), "a folder has its name")
		require.NoError(t, r.Put(entry("req-a-0")))
	}
	_, found, err := r.Get("req-a-0")
	require.NoError(t, err)
	require.True(t, found)
}
