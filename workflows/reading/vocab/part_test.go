package vocab_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestParts_APhraseMayPlaySeveralAndIsFoundWithoutItsAccents(t *testing.T) {
	t.Parallel()
	lang, err := vocab.Parse("fr", "[clause each]\npièce,la pièce = 1\n\n[clause per]\nla = 1\n\n[clause rate]\ntarif journalier = day\n\n[clause at]\nla = 1\n")
	require.NoError(t, err)
	book := vocab.Of(lang)
	require.Equal(t, []vocab.Part{{Section: "clause per", Meaning: "1"}, {Section: "clause at", Meaning: "1"}}, book.Parts("fr", "la"))
	require.Equal(t, []vocab.Part{{Section: "clause rate", Meaning: "day"}}, book.Parts("fr", "tarif journalier"))
	require.Equal(t, []vocab.Part{{Section: "clause each", Meaning: "1"}}, book.Parts("fr", "la piece"))
	require.Equal(t, 2, book.PhraseWords("fr", "la"))
	require.Zero(t, book.PhraseWords("fr", "journalier"))
	require.Empty(t, book.Parts("de", "la"))
}
