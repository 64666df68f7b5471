package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/cli"
	"github.com/autonomous-employee/employee/vault"
)

func TestPost_OfFlagsBecomesANoteThatIsReady(t *testing.T) {
	t.Parallel()
	run, dir := inVault(t)

	out := run("post", "--text", "We are open on Sunday: from ten to four.", "--platforms", "facebook,x", "--at", "2026-12-01T09:00", "--media", "photo.jpg", "--alt", "the shop")

	require.Contains(t, out, "Social_Posts/We are open on Sunday")
	files, err := filepath.Glob(filepath.Join(dir, "Social_Posts", "*.md"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	raw, err := os.ReadFile(files[0])
	require.NoError(t, err)
	note, err := vault.ParseNote(raw)
	require.NoError(t, err)
	ready, _ := note.GetBool("ready")
	require.True(t, ready)
	for key, want := range map[string][]string{"platforms": {"facebook", "x"}, "publish_at": {"2026-12-01T09:00"}, "media": {"photo.jpg"}, "alt_text": {"the shop"}} {
		got, _ := note.GetList(key)
		require.Equal(t, want, got, key)
	}
	require.Equal(t, "We are open on Sunday: from ten to four.\n", note.Body)
}

func TestPost_ADraftIsNotReadyAndAFileIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	run, dir := inVault(t)
	run("post", "--text", "Later.", "--platforms", "x", "--at", "now", "--draft", "--name", "later")
	raw, err := os.ReadFile(filepath.Join(dir, "Social_Posts", "later.md"))
	require.NoError(t, err)
	require.Contains(t, string(raw), "ready: false")

	mine := "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: now\n---\nMine.\n"
	file := filepath.Join(t.TempDir(), "mine.md")
	require.NoError(t, os.WriteFile(file, []byte(mine), 0o600))
	run("post", file)
	raw, err = os.ReadFile(filepath.Join(dir, "Social_Posts", "mine.md"))
	require.NoError(t, err)
	require.Equal(t, mine, string(raw))
}

func TestPost_SaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mail.md")
	require.NoError(t, os.WriteFile(file, []byte("just words\n"), 0o600))
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"nothing":   {nil, "say what to post"},
		"no place":  {[]string{"--text", "Hello."}, "--platforms"},
		"both":      {[]string{file, "--text", "Hello."}, "not both"},
		"no post":   {[]string{file}, "type: social_post"},
		"no file":   {[]string{file + ".missing"}, "no such file"},
		"no moment": {[]string{"--text", "Hello.", "--platforms", "x"}, "--at"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			root := cli.Root(nil, func() (string, error) { return dir, nil })
			root.SetArgs(append([]string{"post"}, c.args...))
			root.SetOut(&bytes.Buffer{})
			require.ErrorContains(t, root.Execute(), c.says)
		})
	}
}
