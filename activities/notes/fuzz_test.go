package notes_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// FuzzNote holds that any content makes a note that can be written, reads back
// with the same identity, has nothing active in it, and can be approved.
func FuzzNote(f *testing.F) {
	for _, text := range attacks() {
		f.Add(text, text, "customer", text, 3)
		f.Add("plain", text, text, "x", 120)
	}
	v, err := vault.Open(filepath.Join(f.TempDir(), "vault"))
	require.NoError(f, err)
	f.Cleanup(func() { _ = v.Close() })
	f.Fuzz(func(t *testing.T, title, words, key, value string, rows int) {
		register, err := notes.OpenRegister(t.TempDir())
		require.NoError(t, err)
		desk, err := notes.New(v, nobody{}, register, notes.Options{Clock: func() time.Time { return time.Unix(0, 0) }})
		require.NoError(t, err)
		n := everywhere(words)
		n.Title = title
		n.Fields = append(n.Fields, contract.Field{Key: key, Value: value}, contract.Field{Key: "ok", Value: value, Check: len(value)%2 == 0})
		for range min(max(rows, 0), 300) {
			n.Sections[0].Rows = append(n.Sections[0].Rows, []string{words, value})
			n.Sections[0].Bullets = append(n.Sections[0].Bullets, value)
		}
		ref, err := desk.EnsureNote(context.Background(), n)
		require.NoError(t, err)
		raw, err := v.ReadFile(ref.Path, vault.MaxNoteBytes)
		require.NoError(t, err)
		require.NoError(t, v.Remove(ref.Path))
		note, err := vault.ParseNote(raw)
		require.NoError(t, err)
		require.NoError(t, note.Check())
		require.NoError(t, inert(string(raw)))
		require.Equal(t, n.RequestID, note.RequestID())
		for want, key := range map[string]string{n.WorkflowID: "workflow_id", n.Type: "type", n.Fingerprint: "fingerprint", string(n.Amount): "amount"} {
			got, ok := note.Get(key)
			require.True(t, ok)
			require.Equal(t, want, got)
		}
	})
}

// nobody finds nothing.
type nobody struct{}

func (nobody) Find(string) []vault.Sighting { return nil }
func (nobody) Broken() []vault.Sighting     { return nil }
func (nobody) Rescan(context.Context) error { return nil }
