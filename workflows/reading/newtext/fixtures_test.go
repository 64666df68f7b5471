package newtext_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/newtext"
)

// mailCase is one mail of testdata, whose files hold cases as
// "######## name" with parts as "#### part".
type mailCase struct {
	name  string
	parts map[string]string
}

func mailCases(t testing.TB) []mailCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 7, "one file for each language")
	var out []mailCase
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, block := range strings.Split("\n"+string(b), "\n######## ")[1:] {
			name, rest, _ := strings.Cut(block, "\n")
			c := mailCase{name: filepath.Base(file) + ": " + name, parts: map[string]string{}}
			for _, part := range strings.Split("\n"+rest, "\n#### ")[1:] {
				key, text, _ := strings.Cut(part, "\n")
				c.parts[key] = strings.TrimRight(text, "\n")
			}
			require.NotEmpty(t, c.parts["mail"], c.name)
			out = append(out, c)
		}
	}
	return out
}

func TestSplit_MailsOfEveryLanguageAreTakenApart(t *testing.T) {
	t.Parallel()
	for _, c := range mailCases(t) {
		p := newtext.Split(c.parts["mail"], signOff)
		got := map[string]string{"new": p.New, "signature": p.Signature, "disclaimer": dense(p.Disclaimer)}
		if p.Forward != nil {
			got["forward from"], got["forward subject"], got["forward body"] = p.Forward.From, p.Forward.Subject, p.Forward.Body
			inner, parts := p.Forward.Innermost(signOff, nil)
			got["innermost from"], got["innermost new"] = inner.From, parts.New
		}
		if p.Original != nil {
			got["original from"] = p.Original.From
		}
		for key, want := range c.parts {
			if key != "mail" {
				require.Equal(t, want, got[key], "%s: %s", c.name, key)
			}
		}
		_, forwarded := c.parts["forward from"]
		require.Equal(t, forwarded, p.Forward != nil, c.name)
	}
}

func dense(s string) string { return strings.ReplaceAll(s, "\n\n", "\n") }

// wordsOf counts the words of a text, without the marks of quoting that a
// forward's body loses.
func wordsOf(parts ...string) map[string]int {
	out := map[string]int{}
	for _, p := range parts {
		for _, w := range strings.Fields(strings.ReplaceAll(p, ">", " ")) {
			out[w]++
		}
	}
	return out
}

func requireNothingLost(t testing.TB, text string, p newtext.Parts) {
	t.Helper()
	parts := []string{p.New, p.Signature, p.Disclaimer, p.Quoted}
	if p.Forward != nil {
		parts = append(parts, p.Forward.Header, p.Forward.Body)
	}
	require.Equal(t, wordsOf(text), wordsOf(parts...))
}

func TestSplit_NoWordIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	for _, c := range mailCases(t) {
		requireNothingLost(t, c.parts["mail"], newtext.Split(c.parts["mail"], signOff))
	}
}

func TestCorpora_NoWordIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	for name, text := range quoteCorpus(t) {
		if strings.HasSuffix(name, ".txt") {
			requireNothingLost(t, text, newtext.Split(text, signOff))
		}
	}
}
