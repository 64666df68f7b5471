package vocab_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

func TestHasListed_IsTrueWhereAWordOfTheListStands(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"request stems", "money stems", "each"} {
		words := vocab.List(section)
		require.NotEmpty(t, words)
		texts := []string{"", "nothing of the kind", "INVOICE"}
		for _, w := range words {
			texts = append(texts, w, "x"+w+"y", w[:len(w)-1], "ü"+w)
		}
		for _, text := range texts {
			want := slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
			require.Equal(t, want, vocab.HasListed(section, text), "%s in %q", section, text)
		}
	}
	require.False(t, vocab.HasListed("no such list", "invoice"))
}

func TestBegins_IsTrueForTheFirstWordsOfAnEntry(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{"gmbh": true, "gmbh &": true, "gmbh & co": true, "gmbh & co kg": true, "gmb": false, "gmbh &c": false, "kg gmbh": false, "": false} {
		require.Equal(t, want, vocab.Begins("legal forms", words), words)
	}
	require.False(t, vocab.Begins("no such section", "gmbh"))
}
