package vocab_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// A book made of files that were parsed by hand has no index, and searches for
// each word.
func TestIndex_FindsWhatASearchForEachWordFinds(t *testing.T) {
	t.Parallel()
	indexed, err := vocab.Load()
	require.NoError(t, err)
	var langs []*vocab.Language
	for _, code := range indexed.Codes() {
		data, err := os.ReadFile(filepath.Join("data", code+".txt"))
		require.NoError(t, err)
		lang, err := vocab.Parse(code, string(data))
		require.NoError(t, err)
		langs = append(langs, lang)
	}
	plain := vocab.Of(langs...)
	far := strings.Repeat("nothing of interest here, only weather and trains. ", 80)
	const ask = "please send us the invoice"
	for _, text := range []string{
		ask + ". " + far, far + ask, far + ask + ". " + far + ask, strings.Repeat("invoice ", 100) + ask, strings.Repeat("invoiceinvoice", 50) + ". " + ask,
		strings.Repeat("anananana ", 60) + ask, far + "invoice " + far + ask + far + "po 4711 \xe2\x82" + ask + "é", far + "please send us the " + far + " invoice",
		"", "a", "vo", "po 4711", "Please send us the invoice for 3 lamps, incl. VAT.", far, far + "Could you bill us for the lamps? " + far,
		"Bitte schicken Sie uns die Rechnung über 3 Lampen, zzgl. MwSt.", "Merci de nous facturer 3 lampes à 12 € HT.", "\xff\xfe invoice \xe9",
	} {
		folded := vocab.Fold(text)
		for _, section := range []string{"ask invoice", "ask quote", "ask weak", "order placed", "incoming bill", "total", "tax excluded", "tax included", "po", "bill to", "sign off", "discount", "payment words"} {
			require.Equal(t, plain.All(section, folded), indexed.All(section, folded), "%s: %.60q", section, text)
			require.Equal(t, plain.Has(section, folded), indexed.HasIn(section, vocab.NewText(folded)), "%s: %.60q", section, text)
		}
	}
}
