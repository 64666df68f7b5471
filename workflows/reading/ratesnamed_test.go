package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Each rate of tax goes on the lines that the mail names for it.
func TestTax_RatesNamedForTheirThings(t *testing.T) {
	t.Parallel()
	for body, rates := range map[string][]string{
		"Vous pouvez nous facturer : l'abonnement à 90 € HT, plus deux bouquets à 28 € HT chacun. TVA 20 % pour l'abonnement, 10 % pour les bouquets.": {"20", "10"},
		"Factura por favor: 20 menús a 15 € y 4 botellas de cava a 18 €. IVA del 10 % en los menús y del 21 % en el cava.":                             {"10", "21"},
		"Fattura per favore: 20 pranzi a 15 euro e il noleggio sala 100 euro. IVA 10% sui pranzi e 22% sul noleggio.":                                  {"10", "22"},
		"Please invoice 20 lunches at £15 and 3 books at £20. VAT is 20% on the lunches and 0% on the books.":                                          {"20", "0"},
		"Bitte Rechnung: 20 Menüs zu je 15 € und 4 Flaschen Wein zu je 18 €, netto. 7 % MwSt. auf die Menüs, 19 % auf den Wein.":                       {"7", "19"},
		"Facture svp : 20 repas à 15 € HT, 4 vins à 18 € HT et 2 nappes à 10 € HT. TVA 10 % sur les repas, 20 % sur le reste.":                         {"10", "20", "20"},
		"Facture svp : 20 repas à 15 € HT, 4 vins à 18 € HT et 2 nappes à 10 € HT. TVA 10 % sur les repas, 20 % sur les vins.":                         nil,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			if rates == nil {
				require.Equal(t, contract.ExpectAsk, r.Expected)
				return
			}
			require.Len(t, r.Lines, len(rates))
			for i, l := range r.Lines {
				require.Equal(t, rates[i], string(l.TaxPercent))
			}
		})
	}
}
