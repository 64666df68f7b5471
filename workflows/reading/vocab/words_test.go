package vocab_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestWords_NewLanguageIsFoundByAnExpressionThatKnowsNothingOfIt(t *testing.T) {
	t.Parallel()
	english, err := vocab.Parse("en", "[class one]\nan?|one\n\n[words per unit]\neach|apiece\nper (piece|hour)\nfor <one> \\pL+\n")
	require.NoError(t, err)
	danish, err := vocab.Parse("da", "[words per unit]\npr\\. (stk|time)\nà\n")
	require.NoError(t, err)
	const shape = `(\d+)\s<per unit>(\.?)$`
	re, err := vocab.Of(english).Compile(shape)
	require.NoError(t, err)
	require.Equal(t, []string{"5 per hour.", "5", "."}, re.FindStringSubmatch("5 per hour."), "groups in a data file are not counted")
	require.True(t, re.MatchString("5 per\nhour"), "a space is any white space")
	require.True(t, re.MatchString("5 for one visit"), "a class stands for its words")
	require.False(t, re.MatchString("5 pr. stk"))
	re, err = vocab.Of(danish, english).Compile(shape)
	require.NoError(t, err)
	for _, text := range []string{"5 each", "5 apiece", "5 pr. stk", "5 pr. time.", "5 a"} {
		require.True(t, re.MatchString(text), text)
	}
	require.False(t, re.MatchString("each"))
}

func TestWords_SectionThatNoLanguageHasMatchesNothing(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("xx", "[words other]\ngood\n")
	require.NoError(t, err)
	re, err := vocab.Of(lang).Compile(`\d<per unit>|<other>`)
	require.NoError(t, err)
	require.False(t, re.MatchString("5"))
	require.True(t, re.MatchString("good"))
}

func TestWords_WordsWithAMeaningAreKnownToo(t *testing.T) {
	t.Parallel()
	xx, err := vocab.Parse("xx", "[units]\nhr, hrs = hour\nst. = piece\n")
	require.NoError(t, err)
	yy, err := vocab.Parse("yy", "[units]\nuur = hour\n\n[words units]\nmore\n")
	require.NoError(t, err)
	book := vocab.Of(xx, yy)
	re, err := book.Compile(`^<units=>`)
	require.NoError(t, err)
	for text, want := range map[string]string{"hrs.": "hrs", "hr": "hr", "st.": "st.", "sty": "", "uur": "uur", "more": ""} {
		require.Equal(t, want, re.FindString(text), text)
	}
	meaning, ok := book.Word("units", "uur")
	require.True(t, ok)
	require.Equal(t, "hour", meaning)
}

func TestWords_SectionStandsOnceInAFile(t *testing.T) {
	t.Parallel()
	_, err := vocab.Parse("xx", "[words per unit]\neach\n\n[list x]\na\n\n[words per unit]\napiece\n")
	require.ErrorContains(t, err, "xx line 7")
	_, err = vocab.Parse("xx", "[list x]\na\n\n[list x]\nb\n")
	require.ErrorContains(t, err, "xx line 4")
}

func TestWords_MalformedLineIsNamed(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"(bad", "apiece|", "apiece||per hour"} {
		_, err := vocab.Parse("xx", "[words per unit]\neach\n"+line+"\n")
		require.ErrorContains(t, err, "xx line 3", line)
	}
	_, err := vocab.Parse("xx", "[list stems]\ninvoic|\n")
	require.ErrorContains(t, err, "xx line 2")
}

func TestWords_ExpressionHasTheWordsOfTheDataFiles(t *testing.T) {
	t.Parallel()
	e := vocab.Around(`(?:^|[^\pL])<maybe>(?:$|[^\pL])`)
	for _, text := range []string{"perhaps", "vielleicht", "peut-être", "quizás", "forse", "misschien"} {
		require.True(t, e.MatchString("1 lamp, "+text), text)
	}
	require.False(t, e.MatchString("1 lamp"))
	require.Equal(t, " _ _", vocab.Around(`<maybe>`).ReplaceAllString(" perhaps maybe", "_"))
}
