package clauses_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
)

var (
	word     = regexp.MustCompile(`^[\pL²³][\pL\d²³]*(?:['’.&-][\pL\d²³]+)*['’]?`)
	compound = regexp.MustCompile(`^-?\pL{3,}|^-\pL`)
)

func requireSameWord(t *testing.T, s string) {
	t.Helper()
	require.Equal(t, word.FindString(s), clauses.WordAt(s), "%q", s)
	require.Equal(t, compound.MatchString(s), clauses.Compound(s), "%q", s)
}

func TestLex_WordsAreThoseOfTheExpression(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"", "a", "1a", "a1", "²a", "m²", "m²'", "l'eau", "l'", "l’", "l’'", "rock&roll.", "a..b", "a.b.", "a-b-c-", "a-1", "-a", "-ab", "-abc", "abc", "ab", "ab1", "'a", "é-è’", "a\xff", "\xff", "a'\xff", "x. y",
		"-", "- a", "--a", "-\xff", "日本",
	} {
		requireSameWord(t, s)
	}
}

func FuzzLex_WordsAreThoseOfTheExpression(f *testing.F) {
	f.Add("l'eau-de-vie.")
	f.Fuzz(requireSameWord)
}
