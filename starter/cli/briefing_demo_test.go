package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/cli"
	"github.com/autonomous-employee/employee/vault"
)

// demo runs the command without any configuration or worker.
func demo(dir string) (string, error) {
	var out bytes.Buffer
	root := cli.Root(nil, func() (string, error) { return filepath.Dir(dir), nil })
	root.SetArgs([]string{"briefing", "--demo", dir})
	root.SetOut(&out)
	err := root.Execute()
	return out.String(), err
}

func TestBriefingDemo_FillsAScratchVaultWithAYearOfPages(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	out, err := demo(dir)
	require.NoError(t, err)
	require.Contains(t, out, "CEO_Briefings/2026-11-30-briefing.md")
	for folder, want := range map[string]int{"CEO_Briefings": 60, "Audits": 61, "Audits/Charts": 118} { // one week has no ageing, since Odoo was down, and the first no lines
		entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(folder)))
		require.NoError(t, err)
		require.Len(t, entries, want, folder)
	}
	text, err := os.ReadFile(filepath.Join(dir, "CEO_Briefings", "2026-11-30-briefing.md"))
	require.NoError(t, err)
	note, err := vault.ParseNote(text)
	require.NoError(t, err)
	require.NoError(t, note.Check())
	for _, link := range regexp.MustCompile(`!\[\[([^\]]+)\]\]`).FindAllStringSubmatch(note.Body, -1) {
		require.FileExists(t, filepath.Join(dir, "Audits", "Charts", link[1]))
	}

	asked := regexp.MustCompile(`\*\*Yours to approve:\*\* \[\[([^\]|]+)\|`).FindAllStringSubmatch(note.Body, -1)
	require.NotEmpty(t, asked, "the page shows what a suggestion does")
	for _, link := range asked {
		require.FileExists(t, filepath.Join(dir, "Pending_Approval", link[1]+".md"))
	}

	again, err := demo(dir)
	require.NoError(t, err, "an earlier demo is written anew")
	require.Equal(t, out, again)
	same, err := os.ReadFile(filepath.Join(dir, "CEO_Briefings", "2026-11-30-briefing.md"))
	require.NoError(t, err)
	require.Equal(t, string(text), string(same))
}

func TestBriefingDemo_NeverWritesIntoAFolderThatSomebodyWorksIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.md"), []byte("x"), 0o600))
	_, err := demo(dir)
	require.ErrorContains(t, err, "name a new or empty folder")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)

	_, err = demo(filepath.Join(dir, "mine.md"))
	require.Error(t, err)
}
