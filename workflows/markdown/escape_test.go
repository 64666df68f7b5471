package markdown_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/workflows/markdown"
)

func TestInline_GivesNothingOfAStrangerAMeaning(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Hill Dental GmbH":       "Hill Dental GmbH",
		"[[Handbook|pay]]":       `\[\[Handbook\|pay\]\]`,
		"a | b\nc":               `a \| b c`,
		"# Heading":              `\# Heading`,
		"- item":                 `\- item`,
		"1. item":                `1\. item`,
		"status:: approved":      `status\:\: approved`,
		"<% tp %>":               `\<\% tp \%\>`,
		"snake_case and _em_":    `snake_case and \_em\_`,
		"https://evil.example":   "https: //evil.example",
		"mailto:x@evil.example":  "mailto: x@evil.example",
		"see: file:x":            "see: file: x",
		"Total: 3: ftp:/x:":      "Total: 3: ftp: /x:",
		"www.evil.example":       `www\.evil.example`,
		"pay \u202egro.live":     "pay gro.live",
		"in\u200bvoice\x00":      "invoice",
		"Mu\u0308ller":           "M\u00fcller",
		"Baker & Sons 50%":       `Baker \& Sons 50%`,
		"\xffbroken\xc0":         "broken",
		"line\r\nend\u2028again": "line end again",
	} {
		require.Equal(t, want, markdown.Inline(in), "%q", in)
	}
}

func TestInlineUpTo_CutsVisibly(t *testing.T) {
	t.Parallel()
	require.Equal(t, "abc"+markdown.CutMark, markdown.InlineUpTo("abcdef", 3))
	require.Equal(t, "abcdef", markdown.InlineUpTo("abcdef", 6))
	long := markdown.Inline(strings.Repeat("x", 3*markdown.MaxRaw))
	require.Equal(t, markdown.MaxInline+utf8.RuneCountInString(markdown.CutMark), utf8.RuneCountInString(long))
}

func TestTarget_IsOnlyALinkOfOurs(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Pending_Approval/Invoice for Hill.md":   "Pending_Approval/Invoice%20for%20Hill.md",
		"https://odoo.example/web#id=3":          "https://odoo.example/web#id=3",
		"https://me:secret@odoo.example/x":       "https://odoo.example/x",
		"javascript:alert(1)":                    "javascript%3Aalert%281%29", // a file of that name, and no scheme
		"file:///etc/passwd":                     "",
		"../../etc/passwd":                       "",
		"/etc/passwd":                            "",
		"":                                       "",
		"Completed/a](https/x).md":               "Completed/a%5D%28https/x%29.md",
		"obsidian://open?vault=x":                "",
		strings.Repeat("a", markdown.MaxRaw):     "",
		"https://odoo.example/" + "x)[y](z|<b>`": "https://odoo.example/x%29%5By%5D%28z%7C%3Cb%3E%60",
	} {
		require.Equal(t, want, markdown.Target(in), "%q", in)
	}
}

func TestBlock_CannotBeClosedFromInside(t *testing.T) {
	t.Parallel()
	out := markdown.Block("a\n`````\nb", 100, 1000)
	require.Equal(t, "``````text\na\n`````\nb\n``````", out)
	require.LessOrEqual(t, len(markdown.Block(strings.Repeat("x", 5000), 4000, 300)), 300)
}

func TestProperty_MakesNoLinkInTheFrontMatter(t *testing.T) {
	t.Parallel()
	require.Equal(t, "[ [Handbook] ]", markdown.Property("[[Handbook]]", 100))
	require.Equal(t, "[ [ [ [x] ] ] ]", markdown.Property("[[[[x]]]]", 100))
	require.Equal(t, "a: : b < % c", markdown.Property("a:: b <% c", 100))
}

func FuzzInline(f *testing.F) {
	for _, s := range []string{"[[x]]", "a|b", "e\u200b\u0301 [\u200b[x]", "<\u0338", "\xed\xa0\x80", "1) x", "%%x%%"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = min(max(limit, 1), 1000)
		out := markdown.InlineUpTo(s, limit)
		require.True(t, utf8.ValidString(out))
		require.True(t, norm.NFC.IsNormalString(out))
		for _, mark := range []string{"\n", "\r", "[[", "::", "<%", "%%", "://", "{{"} {
			require.NotContains(t, out, mark)
		}
	})
}
