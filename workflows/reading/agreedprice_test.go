package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is counted at a price that both know is on the invoice, its price a question.
func TestAgreedPrice_WhatIsCountedAtAPriceThatIsNotSaidIsALine(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Stuur je de factuur? 9 kinderfeestjes, zelfde prijs als vorig jaar met die paar procent erbij. En 15 mappen, die waren 2,25 euro per stuk.": "kinderfeestjes",
		"Vous pouvez nous envoyer la facture : 18 plateaux repas, au tarif convenu. Et 15 bouteilles à 2,25 € pièce.":                                "plateaux repas",
		"Bitte schicken Sie uns die Rechnung. 14 Kränze zum gleichen Preis wie letztes Jahr. Dazu 15 Bänder zu je 2,25 €.":                           "Kränze",
		"Please invoice us for 14 wreaths at your usual price. Also 15 ribbons at £2.25 each.":                                                       "wreaths",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Len(t, r.Lines, 2, body)
		require.Contains(t, r.Lines[0].Description, want, body)
		require.Empty(t, r.Lines[0].UnitPrice, body)
		require.Equal(t, contract.Decimal("15"), r.Lines[1].Quantity, body)
	}
}

// The words for such a price are no name, and hours at it name nothing.
func TestAgreedPrice_TheWordsForAPriceAreNoThing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Graag een factuur voor 14 lessen tegen het afgesproken tarief van € 40 per les.",
		"Bitte eine Rechnung: 6 Stunden zum üblichen Satz und 3 Lampen zu je 40 €.",
		"Please bill us: 6 hours at your usual rate and 3 lamps at £40 each.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotRegexp(t, `tarief|Satz|rate|^hours$|^Stunden$`, l.Description, body)
		}
	}
}

// Hours in one word with what was done, and lessons, name what is billed.
func TestLines_AMeasureThatIsAThingNamesALine(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte stellen Sie uns fünf Arbeitsstunden à 44 Euro und die Abfuhr vom alten Holz, 90 Euro, in Rechnung.":                    "5 Arbeitsstunden 44; 1 die Abfuhr vom alten Holz 90",
		"Bitte die Rechnung an uns. Drauf müsste: 3 Kubikmeter Rindenmulch (55 Euro je m³) und vier Arbeitsstunden à 44 Euro. Danke!": "3 Rindenmulch 55; 4 Arbeitsstunden 44",
		"Graag een factuur. Het gaat om de zes lessen van november, 35 euro per les, dus 210 euro.":                                   "6 lessen 35",
		"Graag een factuur voor 9 werkuren à € 42,00 en 3 reisuren à € 20,00.":                                                        "9 werkuren 42; 3 reisuren 20",
	})
}
