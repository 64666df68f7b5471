package vault_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestNote_CarryKeepsAValueAsItWasTyped(t *testing.T) {
	t.Parallel()
	from, err := vault.ParseNote([]byte("---\nweight: 12.50 # kg\ndone: true\ntags:\n  - a\n  - b\nempty:\nname: 'Ann'\n---\n"))
	require.NoError(t, err)
	into := vault.NewNote("Body.\n")
	into.Set("name", "Bob")
	into.Set("own", "x")
	for _, key := range append(from.Keys(), "missing") {
		into.Carry(from, key)
	}
	from.Set("name", "changed later")
	require.Equal(t, "---\nname: 'Ann'\nown: \"x\"\nweight: 12.50 # kg\ndone: true\ntags:\n  - a\n  - b\nempty:\n---\nBody.\n", string(into.Bytes()))
	require.NoError(t, into.Check())
}

func TestFileInfo_ChangeTimeTellsOfAMove(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Pending_Approval/a.md", noteText("req-1"))
	past := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	require.NoError(t, os.Chtimes(abs(v, "Pending_Approval/a.md"), past, past))
	rename(t, v, "Pending_Approval/a.md", "Approved/a.md")
	info, err := v.Stat("Approved/a.md")
	require.NoError(t, err)
	require.True(t, info.ModTime.Equal(past), "a move must not look like a writing")
	require.False(t, info.ChangeTime.Before(info.ModTime))
	if info.ChangeTime.Equal(info.ModTime) {
		t.Skip("this system does not tell when a file was moved")
	}
	require.True(t, info.ChangeTime.After(past))
}
