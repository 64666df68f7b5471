package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A price that is joined to another and goes without its currency is of a thing
// as well: proven by a sum it is billed, else it is asked about, never left off.
func TestBareFor_AFigureJoinedToAPriceIsAPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Can you send an invoice? It's 35 m2 of turf at £18.90 a m2 and 150 for laying, total £811.50":        "35 turf 18.9; 1 laying 150",
		"Mi fai fattura? Sono 6 sedie a 18,90 € l'una e 150 di trasporto, totale 263,40 €.":                   "6 sedie 18.9; 1 trasporto 150",
		"Me mandas factura? Son 35 m2 de césped a 18,90 € el m2 y 150 € de colocación, con el IVA ya dentro.": "35 césped 18.9; 1 colocación 150",
		"Me mandas factura? Son 6 sillas a 18,90 € cada una y 150 de transporte, total 263,40 €.":             "6 sillas 18.9; 1 transporte 150",
	})
	for body, want := range map[string]string{
		"Can you send an invoice? It's 6 chairs at £18.90 each and 150 for delivery.": "6 chairs 18.9; 1 delivery ?",
		"Mi fai fattura? Sono 6 sedie a 18,90 € l'una e 150 di trasporto.":            "6 sedie 18.9; 1 trasporto ?",
		"Me mandas factura? Son 6 sillas a 18,90 € cada una y 150 de transporte.":     "6 sillas 18.9; 1 transporte ?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectAsk, r.Expected)
	}
}

func TestTax_WithTheTaxSaysOneOrTheOtherByWhatFollows(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"con el IVA ya dentro": "true", "con el IVA incluido": "true", "y el IVA aparte": "false", "más IVA": "false", "sin IVA incluido": "false",
	} {
		r := reading.Read(letter("Me mandas factura? Son 6 sillas a 18,90 € cada una, "+said+"."), fixtureOwner())
		require.NotNil(t, r.TaxIncluded, said)
		require.Equal(t, want == "true", *r.TaxIncluded, said)
	}
}

// A mail may call its invoice only by the month.
func TestDirection_TheOneForAMonthIsAnInvoice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Nerea, pásame cuando puedas la de octubre: el mantenimiento mensual, que son 260 euros, y los tres sacos de tierra, a 14,50 cada uno. Todo más IVA.":   "1 el mantenimiento mensual 260; 3 sacos de tierra 14.5",
		"Ciao Mara, mandami quando puoi quella di ottobre: la manutenzione mensile, che sono 260 euro, e i tre sacchi di concime a 14,50 l'uno. Tutto più IVA.": "1 la manutenzione mensile 260; 3 sacchi di concime 14.5",
		"Hi Mara, could you send us when you can the one for October: the monthly upkeep, which is £260, and three lamps at £14.50 each. All plus VAT.":         "1 the monthly upkeep 260; 3 lamps 14.5",
	})
	talk := reading.Read(letter("Mandami quando puoi quella di ottobre, la foto del gruppo intendo."), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, talk.Expected)
}

func TestTable_RowsWithSlashesBetweenTheirCells(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please raise the invoice against our order:\n\nline 10 / Catalogue translation / pages 42 / GBP 21.50 each / GBP 903.00\nline 20 / Proofreading / hours 6 / GBP 35.00 each / GBP 210.00":  "42 Catalogue translation 21.5; 6 Proofreading 35",
		"La autorizziamo ad emettere fattura:\n\nriga 10 / Traduzione catalogo / cartelle 42 / EUR 21,50 cad. / EUR 903,00\nriga 20 / Revisione madrelingua / ore 6 / EUR 35,00 cad. / EUR 210,00": "42 Traduzione catalogo 21.5; 6 Revisione madrelingua 35",
	})
}
