package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A number of several words, or of one word made of several, is one count.
func TestSpelled_ANumberOfSeveralWordsCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous facturer cent quarante serviettes à 0,35 euro l'unité et soixante et onze nappes à 4,00 euros pièce.":       "140 serviettes 0.35; 71 nappes 4",
		"Merci de nous facturer mille deux cents tracts à 0,05 € pièce et quatre-vingt-treize affiches à 2,00 € pièce.":            "1200 tracts 0.05; 93 affiches 2",
		"Bitte stellen Sie uns dreihundertzwölf Karten zu je 0,40 € und hundertachtundvierzig Umschläge zu je 0,10 € in Rechnung.": "312 Karten 0.4; 148 Umschläge 0.1",
		"Graag een factuur voor honderdvijfenzestig stoelen à € 2,50 per stuk en tweehonderdtien borden à € 0,60 per stuk.":        "165 stoelen 2.5; 210 borden 0.6",
		"Please invoice us for three hundred and forty programmes at £0.20 each and a hundred and five badges at £2.00 each.":      "340 programmes 0.2; 105 badges 2",
		"Si prega di fatturare centotrenta volantini a 0,50 € l'uno e trecentocinquanta buste a 0,10 € l'una.":                     "130 volantini 0.5; 350 buste 0.1",
		"Les ruego nos facturen ciento sesenta sillas a 2,50 € cada una y cuarenta y cinco mesas a 8,00 € cada una.":               "160 sillas 2.5; 45 mesas 8",
	})
}

// The last word may belong to the measure: then nobody knows how many there are.
func TestSpelled_WordsThatMayBeTwoNumbersAreAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for twenty five litre cans at £10 each.",
		"Merci de nous facturer trente deux trois bidons à 10 € pièce.",
		"Merci de nous facturer vingt cinq litres d'huile à 10 € pièce.",
		"Please invoice us for two hundred dozen eggs at £0.30 each.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		for _, l := range r.Lines {
			require.Empty(t, l.Quantity, body)
		}
	}
}
