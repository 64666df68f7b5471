package vocab_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func requireFolded(t *testing.T, s string) {
	t.Helper()
	require.Equal(t, strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s), vocab.Lower(s), "%q", s)
	require.Equal(t, strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("’‘´`ʼ", r):
			return '\''
		case strings.ContainsRune("“”„«»", r):
			return '"'
		case strings.ContainsRune("–—‐‑−", r):
			return '-'
		case strings.ContainsRune("\u00a0\u202f\u2009\u2007\r", r):
			return ' '
		}
		return r
	}, s), vocab.Plain(s), "%q", s)
}

func TestFold_LetterByLetter(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "abc", "aBc", "ÄÖÜ äöü", "äöü", "É\u212aİ", "a\xffB", "a\xff", "\ufffdA", "ΑΒΓ", "Ж", "l’eau – 5 €", "«ça»", "´`ʼ", "a\u00a0b", "日本"} {
		requireFolded(t, s)
	}
}

func FuzzFold_LetterByLetter(f *testing.F) {
	f.Add("Äpfel – 5 €")
	f.Add("a\xffB")
	f.Fuzz(requireFolded)
}
