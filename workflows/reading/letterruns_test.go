package reading_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

func requireSameRuns(t *testing.T, s string) {
	t.Helper()
	for expr, hyphens := range map[string]bool{`\pL+`: false, `\pL+(?:-\pL+)*`: true} {
		re := regexp.MustCompile(expr)
		for _, n := range []int{-1, 0, 1, 3} {
			words, places, first := reading.Words(s, hyphens, n)
			require.Equal(t, re.FindAllString(s, n), words, "%q", s)
			require.Equal(t, re.FindAllStringIndex(s, n), places, "%q", s)
			require.Equal(t, re.FindString(s), first, "%q", s)
		}
	}
}

func TestLetterRuns_AreThoseOfTheExpression(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "-", "a", "a-b", "a--b", "-a-", "twenty-four boxes", "fünf-und-zwanzig", "3mm² à 5€", "a\xffb-\xc3", "\xc3", "日本-語", "ﬁ-1", "x1y-z2", "¿qué?"} {
		requireSameRuns(t, s)
	}
}

func FuzzLetterRuns_AreThoseOfTheExpression(f *testing.F) {
	f.Add("twenty-four boxes à 5 €")
	f.Add("a\xff-b")
	f.Fuzz(requireSameRuns)
}
