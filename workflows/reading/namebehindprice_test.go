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
