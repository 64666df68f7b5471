package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A tax that was not understood would be left to the handbook's default, which
// makes another sum of what the mail plainly says.
func TestTax_IsInThePricesOrComesOnTop(t *testing.T) {
	t.Parallel()
	for body, included := range map[string]bool{
		"Bitte Rechnung: 12 Transponder zu 24 Euro, Endpreis mit Steuer wie in deinem Angebot.":            true,
		"Bitte Rechnung: 1x Anlage klein 90 € und 3 Kabel für 5 € das Stück. sind 105 mit mehrwertsteuer.": true,
		"Bitte Rechnung: 2 Torten zu 45 Euro, da war alles drin, auch die Steuer.":                         true,
		"Bitte Rechnung: 2 Torten zu 45 Euro, die Steuer ist da schon mit drin.":                           true,
		"Bitte Rechnung: 2 Torten zu 45 Euro. Mehrwertsteuer 7 % ist schon eingerechnet.":                  true,
		"Bitte Rechnung: 2 Torten zu 45 Euro, die Steuer kommt noch drauf.":                                false,
		"Bitte Rechnung: 2 Torten zu 45 Euro, Preise sind vor Steuer.":                                     false,
		"Bitte Rechnung: 2 Torten zu 45 Euro, die MwSt ist da noch nicht drin.":                            false,
		"Graag factuur: 2 taarten van 45 euro, eindprijs met btw.":                                         true,
		"Graag factuur: 2 taarten van 45 euro, de btw zit daar al in.":                                     true,
		"Graag factuur: 2 taarten van 45 euro, dat was alles, ook de btw.":                                 true,
		"Graag factuur: 2 taarten van 45 euro. Btw: inclusief":                                             true,
		"Graag factuur: 2 taarten van 45 euro, btw nog niet meegerekend.":                                  false,
		"Graag factuur: 2 taarten van 45 euro, btw apart.":                                                 false,
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, body)
		require.NotNil(t, r.TaxIncluded, body)
		require.Equal(t, included, *r.TaxIncluded, body)
	}
}
