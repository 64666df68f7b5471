package notes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func entry(id string) notes.Entry {
	n := approval()
	n.RequestID = id
	return notes.Entry{Note: n, Rendered: "x", Path: "Pending_Approval/x.md", Written: true}
}

func TestRegister_RemembersAcrossRestarts(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "requests")
	r, err := notes.OpenRegister(dir)
	require.NoError(t, err)
	closed := entry("req-b-0")
	closed.Closed, closed.Outcome = true, "done"
	require.NoError(t, r.Put(entry("req-a-0")))
	require.NoError(t, r.Put(closed))
	again, err := notes.OpenRegister(dir)
	require.NoError(t, err)
	require.Equal(t, []string{"req-a-0"}, again.Open())
	e, found, err := again.Get("req-b-0")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, closed, e)
	_, found, err = again.Get("req-c-0")
	require.NoError(t, err)
	require.False(t, found)
}

func TestRegister_DamagedFileIsNamed(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{"half": `{"note":{"request_id":"req-a-0"`, "empty": "", "another's": `{"note":{"request_id":"req-b-0"}}`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			file := filepath.Join(dir, "req-a-0.json")
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
			_, err := notes.OpenRegister(dir)
			require.ErrorContains(t, err, file)
			require.ErrorContains(t, err, "move it away")
		})
	}
}

func TestRegister_ForeignFilesAreLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"README.txt", "x.json", "req-Ä.json"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600))
	}
	half := filepath.Join(dir, ".writing-123")
	require.NoError(t, os.WriteFile(half, []byte("{"), 0o600))
	r, err := notes.OpenRegister(dir)
	require.NoError(t, err)
	require.Empty(t, r.Open())
	require.NoFileExists(t, half, "what a killed process left stays for ever")
	require.FileExists(t, filepath.Join(dir, "README.txt"))
}

func TestRegister_IDThatIsNoFileNameOfOursIsRefused(t *testing.T) {
	t.Parallel()
	r, err := notes.OpenRegister(t.TempDir())
	require.NoError(t, err)
	for _, id := range []string{"", "../req-a-0", "req-a/../../b", "req-A-0", "a"} {
		require.Error(t, r.Put(entry(id)))
		_, found, err := r.Get(id)
		require.NoError(t, err)
		require.False(t, found)
	}
}

func TestRegister_FolderThatIsAFileIsAClearError(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "requests")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := notes.OpenRegister(file)
	require.ErrorContains(t, err, "DATA_DIR")
}

func TestRegister_BearsManyAtOnce(t *testing.T) {
	t.Parallel()
	r, err := notes.OpenRegister(t.TempDir())
	require.NoError(t, err)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for round := range 5 {
				e := entry(fmt.Sprintf("req-%d-0", i%4))
				e.Closed = round == 4
				if !assertNoError(t, r.Put(e)) {
					return
				}
				_, _, err := r.Get(e.Note.RequestID)
				assertNoError(t, err)
				r.Open()
				r.Waiting()
			}
		})
	}
	all.Wait()
	waiting, version := r.Waiting()
	require.Equal(t, 40, version)
	for _, s := range waiting {
		e, found, err := r.Get(s.RequestID)
		require.NoError(t, err)
		require.True(t, found && !e.Closed, "%s is listed as open and is not", s.RequestID)
	}
}

func assertNoError(t *testing.T, err error) bool {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	return err == nil
}

func TestRegister_ListsTheOldestFirst(t *testing.T) {
	t.Parallel()
	r, err := notes.OpenRegister(t.TempDir())
	require.NoError(t, err)
	for i, id := range []string{"req-c-0", "req-b-0", "req-a-0"} {
		e := entry(id)
		e.Note.Created = e.Note.Created.AddDate(0, 0, -i)
		require.NoError(t, r.Put(e))
	}
	waiting, _ := r.Waiting()
	require.Equal(t, "req-a-0", waiting[0].RequestID)
	require.Equal(t, "req-c-0", waiting[2].RequestID)
	require.Equal(t, contract.NoteApproval, waiting[0].Type)
	require.Equal(t, "1190.00", waiting[0].Amount)
}
