package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A part of what is counted, one that costs nothing, and a choice of prices leave the
// figure open.
func TestOpen_NotAllOfWhatIsCounted(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Facture svp : 11 chaises à 45 € HT, la onzième offerte.",
		"Factura por favor: 11 sillas a 45 €, la última de regalo.",
		"Fattura per favore: 11 sedie a 45 euro, l'ultima in omaggio.",
		"Please send an invoice for 11 chairs at £45 each, the last one free.",
		"Facture svp : la moitié des 20 tables à 15 € HT.",
		"Factura por favor de la mitad de las 20 mesas a 15 €.",
		"Fattura per favore della metà dei 20 tavoli a 15 euro.",
		"Please send an invoice for half of the 20 tables at £15 each.",
		"Bitte Rechnung über die Hälfte der 20 Tische zu je 15 €.",
		"Factura por favor por el 50 % de 4 ventanas a 200 € cada una.",
		"Factura por favor: 4 ventanas a 200 € cada una o a 180 si lo hacemos ya.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.DirectionInvoice, r.Direction, body)
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

// How many there were may stand behind a price for each of them.
func TestThereAre_HowManyPeopleThereWere(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Facture svp : cocktail à 22 € par personne, nous étions 35. TTC.":                                      "35 cocktail 22",
		"Factura por favor: menú a 22 € por persona, fuimos 35. IVA incluido.":                                  "35 menú 22",
		"Fattura per favore: menù a 22 euro a testa, eravamo 35. IVA inclusa.":                                  "35 menù 22",
		"Pouvez-vous me faire la facture des cours de guitare : j'ai payé 25 € de l'heure et j'ai eu 6 heures.": "",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		if lines == "" {
			require.NotContains(t, linesRead(r), "payé")
			continue
		}
		require.Equal(t, lines, linesRead(r), body)
	}
}
