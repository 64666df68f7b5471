package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// One to each of those before it is as many as they are.
func TestOnEach_AThingToEachOfThoseBeforeIsCountedByThem(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us, VAT is extra: 5 frames at £22 each and the glass £9 on each.":                         "5 frames 22; 5 the glass 9",
		"Please invoice us, VAT is extra: 5 frames at £22 each, 2 mirrors at £40 and the glass £9 on each frame.": "5 frames 22; 2 mirrors 40; 5 the glass 9",
		"Merci de nous facturer 4 copies à 12 euros HT et le tampon à 3 euros sur chacune.":                       "4 copies 12; 4 le tampon 3",
		"Ci faccia la fattura: 6 pergamene, 20 euro l'una, e il sigillo da 5 euro su ciascuna. + IVA.":            "6 pergamene 20; 6 il sigillo 5",
		"Factura por favor: 4 placas a 15 euros y el grabado a 6 euros en cada una, más IVA.":                     "4 placas 15; 4 el grabado 6",
	})
	for _, body := range []string{
		"Please invoice us, VAT is extra: 5 frames at £22 each, 2 mirrors at £40 and the glass £9 on each.",
		"Graag een factuur voor 5 lijsten à 22 euro en de plaat van 9 euro op elke lijst.", // not seen how many
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// The price of a hundred or a thousand is never that of one.
func TestPerHundred_ThePriceOfAHundredIsTakenApart(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for 1,200 labels at £9 per hundred, VAT is extra.":                     "1200 labels 0.09",
		"Please invoice us for 2,500 bags at £40 for every thousand bags, VAT is extra.":          "2500 bags 0.04",
		"Ci faccia la fattura per 1.200 etichette a 9 euro ogni cento etichette, oltre IVA.":      "1200 etichette 0.09",
		"Merci de facturer 1 200 étiquettes à 9 euros HT les cent étiquettes.":                    "1200 étiquettes 0.09",
		"Bitte stellen Sie uns 1.200 Etiketten zu 9 Euro je hundert Etiketten netto in Rechnung.": "1200 Etiketten 0.09",
		"Graag factureren: 1.200 etiketten à 9 euro per honderd etiketten, excl. btw.":            "1200 etiketten 0.09",
		"Por favor, facturadnos 1.200 etiquetas a 9 euros cada cien, más IVA.":                    "1200 etiquetas 0.09",
	})
	for _, body := range []string{
		"Please invoice us for 1,200 labels at £9.25 per hundred, VAT is extra.",   // no whole cents for one
		"Please invoice us for 12 crates at £9 per hundred bottles, VAT is extra.", // of something else
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Empty(t, r.Lines[0].UnitPrice, body)
	}
}
