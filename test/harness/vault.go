package harness

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/stretchr/testify/require"
)

// beingReplaced is the name of a note whose predecessor is still there.
var beingReplaced = regexp.MustCompile(`\) \(\d+\)\.md$`)

// VaultDir is the installation's vault.
func (p *Product) VaultDir() string { return filepath.Join(p.Dir, "AI_Employee") }

// Path is a path in the vault.
func (p *Product) Path(parts ...string) string {
	return filepath.Join(append([]string{p.VaultDir()}, parts...)...)
}

// Drop puts a mail into Inbox/ as a mail program's "save as" does.
func (p *Product) Drop(name, content string) {
	p.t.Helper()
	require.NoError(p.t, os.MkdirAll(p.Path("Inbox"), 0o755))
	require.NoError(p.t, os.WriteFile(p.Path("Inbox", name), []byte(content), 0o644))
}

// Notes lists the notes of a folder by file name.
func (p *Product) Notes(folder string) []string {
	files, err := filepath.Glob(filepath.Join(p.Path(folder), "*.md"))
	require.NoError(p.t, err)
	for i, f := range files {
		files[i] = filepath.Base(f)
	}
	return files
}

// Note waits for one note in a folder whose name contains part.
func (p *Product) Note(folder, part string) string {
	p.t.Helper()
	var found string
	p.Eventually("a note "+folder+"/*"+part+"*", func() bool {
		for _, n := range p.Notes(folder) {
			if strings.Contains(n, part) {
				found = n
				return true
			}
		}
		return false
	})
	return found
}

// Revised waits until one note lies in a folder, under a name of its own, and
// says part: a note that is being replaced may be there twice, or as "(2)".
func (p *Product) Revised(folder, part string) (name, text string) {
	p.t.Helper()
	p.Eventually("the one note of "+folder+" to say "+part, func() bool {
		notes := p.Notes(folder)
		if len(notes) != 1 || beingReplaced.MatchString(notes[0]) {
			return false
		}
		name, text = notes[0], p.Glimpse(folder, notes[0])
		return strings.Contains(text, part)
	})
	return name, text
}

// Read gives a note's text.
func (p *Product) Read(folder, name string) string {
	p.t.Helper()
	b, err := os.ReadFile(p.Path(folder, name))
	require.NoError(p.t, err)
	return string(b)
}

// Glimpse gives a note's text, or nothing when it is being replaced at this
// moment: for looking again and again.
func (p *Product) Glimpse(folder, name string) string {
	b, err := os.ReadFile(p.Path(folder, name))
	if err != nil {
		return ""
	}
	return string(b)
}

// Move moves a note as a person or Obsidian does, by renaming.
func (p *Product) Move(name, from, to string) {
	p.t.Helper()
	require.NoError(p.t, os.Rename(p.Path(from, name), p.Path(to, name)))
}

// Approve says yes to a note that waits, as the owner does.
func (p *Product) Approve(note string) {
	p.t.Helper()
	require.True(p.t, p.TryApprove(note), "%s to be there", note)
}

// TryApprove is Approve for a note that may be replaced at this moment. Where
// the note asks for a tick to make a new customer, that is given first.
func (p *Product) TryApprove(note string) bool {
	text := p.Glimpse("Pending_Approval", note)
	if text == "" {
		return false
	}
	if Property(text, "create_customer") == "false" {
		p.Write("Pending_Approval", note, strings.Replace(text, "\ncreate_customer: false\n", "\ncreate_customer: true\n", 1))
	}
	return os.Rename(p.Path("Pending_Approval", note), p.Path("Approved", note)) == nil
}

// Fill sets properties of a note, as Obsidian's editor does: the file is
// written anew and renamed over the old one.
func (p *Product) Fill(folder, name string, properties map[string]string) {
	p.t.Helper()
	text := p.Read(folder, name)
	for key, value := range properties {
		line := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(key) + `:.*$`)
		filled := key + ": " + value
		if line.MatchString(text) {
			text = line.ReplaceAllLiteralString(text, filled)
			continue
		}
		text = strings.Replace(text, "---\n", "---\n"+filled+"\n", 1)
	}
	p.Write(folder, name, text)
}

// Write replaces a note in one step.
func (p *Product) Write(folder, name, text string) {
	p.t.Helper()
	temp := p.Path(folder, "."+name+".tmp")
	require.NoError(p.t, os.WriteFile(temp, []byte(text), 0o644))
	require.NoError(p.t, os.Rename(temp, p.Path(folder, name)))
}

// Property reads one property of a note's front matter, without quotes.
func Property(text, key string) string {
	for _, line := range strings.Split(text, "\n") {
		if value, ok := strings.CutPrefix(line, key+": "); ok {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// LogLine is a line of the audit log.
type LogLine struct {
	Timestamp      string         `json:"timestamp"`
	Action         string         `json:"action"`
	Result         string         `json:"result"`
	Phase          string         `json:"phase"`
	ApprovalStatus string         `json:"approval_status"`
	WorkflowID     string         `json:"workflow_id"`
	RecordID       string         `json:"record_id"`
	DryRun         bool           `json:"dry_run"`
	PolicyRule     string         `json:"policy_rule"`
	Parameters     map[string]any `json:"parameters"`
}

// Log reads the whole audit log.
func (p *Product) Log() []LogLine {
	p.t.Helper()
	files, err := filepath.Glob(filepath.Join(p.Dir, "Vault", "Logs", "*.json"))
	require.NoError(p.t, err)
	var out []LogLine
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(p.t, err)
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var l LogLine
			require.NoError(p.t, json.Unmarshal(lines.Bytes(), &l), "line of %s", file)
			out = append(out, l)
		}
		require.NoError(p.t, f.Close())
	}
	return out
}

// Logged counts the log's lines of an action and phase.
func (p *Product) Logged(action, phase string) int {
	n := 0
	for _, l := range p.Log() {
		if l.Action == action && l.Phase == phase {
			n++
		}
	}
	return n
}
