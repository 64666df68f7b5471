package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What a bare count counts may stand in brackets behind the price of one.
func TestName_MayStandInBracketsBehindThePriceOfOne(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us. 36 at £24 a head (hot buffet). 12 bottles of cider at £9. VAT is extra.":                      "36 hot buffet 24; 12 bottles of cider 9",
		"Merci de nous facturer, prix TTC. 36, à 24 euros par personne (buffet chaud). 12 bouteilles de cidre à 9 euros.": "36 buffet chaud 24; 12 bouteilles de cidre 9",
		"Ci faccia la fattura. 36, a 24 euro a persona (buffet caldo), oltre IVA.":                                        "36 buffet caldo 24",
	})
	for _, body := range []string{
		"Please invoice us. 36 at £24 a head (as agreed). VAT is extra.",
		"Please invoice us. 36 at £24 a head (drinks included). VAT is extra.",
		"Merci de facturer. 36 à 24 € HT par personne (sans le vin).",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// What a count and its price count may stand right behind them.
func TestName_MayStandRightBehindCountAndPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte um Rechnung über 6 x 45 € Klavierunterricht.":                                          "6 Klavierunterricht 45",
		"Bitte um Rechnung: 14 Kinder zu je 8,50 Euro Eintritt.":                                      "14 Eintritt 8.5",
		"Bitte die Rechnung schicken: 80 € für das Stimmen, 25 € für die Saite und 2 x 30 € Anfahrt.": "1 das Stimmen 80; 1 die Saite 25; 2 Anfahrt 30",
		"Bitte schicken Sie die Rechnung:\n\nMontage 3x 59,00 €\nAnfahrt 20 €":                        "3 Montage 59; 1 Anfahrt 20",
		"Please invoice us:\n\nFitting 3x £59.00\nCall-out £20":                                       "3 Fitting 59; 1 Call-out 20",
		"Bitte Rechnung:\n\n- Softwarepflege 12 Plätze, je 18,50 €\n- Datensicherung 45,00 €":         "12 Softwarepflege, Plätze 18.5; 1 Datensicherung 45",
	})
	for _, body := range []string{
		"Bitte um Rechnung über 6 x 45 € gesagt.",
		"Bitte um Rechnung über 6 x 45 € Brutto.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
