package vocab_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// shapes have what expressions are made of: anchors, word bounds, folded
// letters, classes, gaps, and words of the data files.
func shapes() []string {
	return []string{
		`abc`, `^abc`, `abc$`, `^$`, `^abc$`, `\bab\b`, `\Bab`, `(?i)straße`, `(?i)K`, `(?m)^ab$`, `(?m)ab$`, `(?s)a.b`, `a.b`,
		`(?:^|[^\pL])<invoice>(?:$|[^\pL])`, `a[^.!?]{0,60}?b`, `(?:a|b)*abb`, `[^\s\S]`, `a*`, `x{2,30}y`, `é|ü`, `(\d[\d.,]*\d|\d)\s*€`, `<units=>\b`, `(?i)\p{Lu}ab`, `�`,
	}
}

func requireSame(t *testing.T, re *regexp.Regexp, e *vocab.Expression, text string) {
	t.Helper()
	require.Equal(t, re.MatchString(text), e.MatchString(text), "%s in %q", re, text)
	require.Equal(t, re.FindStringIndex(text), e.FindStringIndex(text), "%s in %q", re, text)
	require.Equal(t, re.FindAllStringSubmatch(text, -1), e.FindAllStringSubmatch(text, -1), "%s in %q", re, text)
	require.Equal(t, re.ReplaceAllString(text, "-"), e.ReplaceAllString(text, "-"), "%s in %q", re, text)
	require.Equal(t, re.Split(text, -1), e.Split(text, -1), "%s in %q", re, text)
}

func TestExpression_FindsWhatTheRegexpFinds(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, shape := range shapes() {
		re, err := book.Compile(shape)
		require.NoError(t, err)
		e := vocab.Around(shape)
		for _, text := range []string{
			"", "a", "ab", "abc", "xabc", "abcx", "x\nab\ny", "a\nb", "a b", "ab.", "STRASSE Straße", "\u212a k", "Please invoice us", "a" + strings.Repeat("x", 60) + "b", "a" + strings.Repeat("x", 61) + "b",
			"\xff\xfeab", "3 x 12,50 €", "Éab üab", "12 pcs", strings.Repeat("ab", 500) + "b", strings.Repeat("x", 31) + "y", "\n", "ab\n",
		} {
			requireSame(t, re, e, text)
		}
	}
}

// What an automaton remembers is bounded: a text that leads it to ever new
// states changes nothing in what is found.
func TestExpression_ManyStatesAreForgottenAndNothingIsMissed(t *testing.T) {
	t.Parallel()
	const shape = `a[ab]{10}c[^.!?]{0,60}?d`
	re := regexp.MustCompile(shape)
	e := vocab.Around(shape)
	seed := uint32(1)
	for range 300 {
		var text strings.Builder
		for range 200 {
			seed = seed*1664525 + 1013904223
			text.WriteByte("aaabbbcd"[seed>>29])
		}
		require.Equal(t, re.FindStringIndex(text.String()), e.FindStringIndex(text.String()))
	}
}

func TestExpression_ManyLettersBeyondASCII(t *testing.T) {
	t.Parallel()
	e := vocab.Around(`[\x{4e00}-\x{9fff}]z`)
	var text strings.Builder
	for r := rune(0x4e00); r < 0x4e00+400; r++ {
		text.WriteRune(r)
	}
	require.False(t, e.MatchString(text.String()))
	require.True(t, e.MatchString(text.String()+"z"))
}

// Characters beyond ASCII share a class when the same parts of an expression take
// them, and only then.
func TestExpression_LettersBeyondASCIIAreToldApart(t *testing.T) {
	t.Parallel()
	for _, shape := range []string{`[äß]x`, `\p{Lu}x`, `[^.é]x`, `(?i)ÿx`, `(?i)[k-l]x`, `(?i:ß)x|Éx`, `[äß]x|\p{Lu}\pLx|[à-ý]{3}x`} {
		re, e := regexp.MustCompile(shape), vocab.Around(shape)
		for r := rune(0x80); r < 0x3000; r++ {
			for _, text := range []string{string(r) + "x", "a" + string(r) + "ex", "À" + string(r) + "éx"} {
				require.Equal(t, re.MatchString(text), e.MatchString(text), "%s in %q", shape, text)
			}
		}
	}
}

func TestExpression_IsSafeForSeveralAtOnce(t *testing.T) {
	t.Parallel()
	e := vocab.Around(`(?:^|[^\pL])<invoice>(?:$|[^\pL])`)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 200 {
				if !e.MatchString("please send the invoice now") || e.MatchString("please send the parcel now") {
					t.Error("another answer")
				}
			}
		})
	}
	group.Wait()
}

func FuzzExpression_FindsWhatTheRegexpFinds(f *testing.F) {
	book, err := vocab.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("please send us the invoice")
	f.Add("a\nab\xffé€ 3,50 straße")
	var res []*regexp.Regexp
	var all []*vocab.Expression
	for _, shape := range shapes() {
		re, err := book.Compile(shape)
		if err != nil {
			f.Fatal(err)
		}
		res, all = append(res, re), append(all, vocab.Around(shape))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			t.Skip("a longer text shows nothing that a shorter one does not, and takes a while")
		}
		for i := range res {
			requireSame(t, res[i], all[i], text)
		}
	})
}
