package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// One rate below is the price of all lines that are counted in its measure.
func TestRate_IsThatOfAllLinesCountedInIt(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Schreiben Sie uns bitte eine Rechnung darüber:\n\n03.06.  Hecke geschnitten      2,5 Std.\n10.06.  Beete gejätet          3 Std.\n18.06.  ABC am Gartenplatz     0,5 Std.\n\nStundensatz wie immer 44 Euro netto, dann sind wir bei 264 Euro.": "2.5 Hecke geschnitten 44; 3 Beete gejätet 44; 0.5 ABC am Gartenplatz 44",
		"Bitte Rechnung:\n\nMai: 4 Std. Klavier\nJuni: 2,5 Std. Klavier\n\nStundensatz wie immer 36 €.":                                                                                                                                                 "4 Mai: Klavier 36; 2.5 Juni: Klavier 36",
		"Bitte Rechnung:\n\nTrauung: 1,5 Std.\nFeier: 6 Std.\n\njeweils 120 Euro die Stunde":                                                                                                                                                            "1.5 Trauung 120; 6 Feier 120",
		"Please invoice us:\n\nPruning: 3 hours\nPlanting: 2.5 hours\n\nYour usual rate was £32 an hour.":                                                                                                                                               "3 Pruning 32; 2.5 Planting 32",
	})
	for _, body := range []string{
		"Bitte Rechnung:\n\nMai: 4 Std. Klavier\nJuni: 2,5 Std. Klavier und Noten (Festpreis 80 €)\n\nStundensatz wie immer 36 €.",
		"Bitte Rechnung:\n\nTrauung: 1,5 Std.\nFeier: 2 Tage\n\nStundensatz 120 Euro.",
		"Bitte Rechnung:\n\nTrauung: 1,5 Std.\nFeier: 6 Std.\n\nStundensatz 120 Euro, Stundensatz am Wochenende 150 Euro.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
