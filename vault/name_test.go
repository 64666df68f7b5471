package vault_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/vault"
)

func TestSafeName_Examples(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Re: Invoice #12 [urgent] | \"now\"?": "Re Invoice 12 urgent now",
		"../../etc/passwd":                    "etc passwd",
		"..":                                  "untitled",
		"":                                    "untitled",
		"   ":                                 "untitled",
		".hidden":                             "hidden",
		"CON":                                 "_CON",
		"com1.md":                             "_com1.md",
		"Lpt9 .txt":                           "_Lpt9 .txt",
		"common":                              "common",
		"ends with dot.":                      "ends with dot",
		"a\x00b\nc\td":                        "a b c d",
		"Mu\u0308ller":                        "Müller",
		"pay \u202Efdp.exe":                   "pay fdp.exe",
		"x~":                                  "x~_",
		"Rechnung für Größe 3.md":             "Rechnung für Größe 3.md",
		"\xff\xfe bad":                        "bad",
	} {
		require.Equal(t, want, vault.SafeName(in), in)
	}
}

func TestSafeName_CutKeepsTheEnding(t *testing.T) {
	t.Parallel()
	got := vault.SafeName(strings.Repeat("ü", 200) + ".md")
	require.LessOrEqual(t, len(got), 120)
	require.True(t, strings.HasSuffix(got, "ü.md"))
}

func TestSafeName_HoldsForAnySubject(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		checkName(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "raw"))+rapid.String().Draw(t, "s"))
	})
}

func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"Re: a", "CON", "x (conflicted copy 2026-01-01).md", "a.sync-conflict-20260101-101010-ABC.md", "~$x", "a.tmp", strings.Repeat("é.", 99)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkName(t, s) })
}

func checkName(t require.TestingT, s string) {
	got := vault.SafeName(s)
	require.NotEmpty(t, got)
	require.LessOrEqual(t, len(got), 120)
	require.True(t, utf8.ValidString(got))
	require.True(t, norm.NFC.IsNormalString(got))
	require.False(t, strings.ContainsAny(got, "#^[]|\\:*?\"<>/\x00\n\t"))
	require.False(t, strings.HasPrefix(got, "."))
	require.False(t, strings.HasSuffix(got, ".") || strings.HasSuffix(got, " "))
	require.Equal(t, got, vault.SafeName(got))
}
