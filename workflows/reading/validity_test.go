package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestValidity_DayToWhichAQuotationIsToHold(t *testing.T) {
	t.Parallel()
	for body, day := range map[string]string{
		"Please send us a quotation for 5 tables. It should be valid until 31 January 2027.":                                  "2027-01-31",
		"Please send us a quotation for 5 tables, valid at least until 2027-01-31.":                                           "2027-01-31",
		"Please send us a quotation for 5 tables. Delivery by 31 January 2027.":                                               "",
		"Please send us a quotation for 5 tables, valid until 05/06/2027.":                                                    "",
		"Please send us a quotation for 5 tables, valid until 31 January 2027. The one for chairs: valid until 3 March 2027.": "",
		"Please send us a quotation for 5 tables, valid for 30 days.":                                                         "",
		"Bitte senden Sie uns ein Angebot über 5 Tische, gültig bis 31.01.2027.":                                              "2027-01-31",
		"Merci de nous envoyer un devis pour 5 tables, valable jusqu'au 31/01/2027.":                                          "2027-01-31",
		"¿Nos pueden enviar un presupuesto de 5 mesas, válido hasta el 31/01/2027?":                                           "2027-01-31",
		"Vi chiediamo un preventivo per 5 tavoli, valido fino al 31/01/2027.":                                                 "2027-01-31",
		"Graag een offerte voor 5 tafels, geldig tot 31-01-2027.":                                                             "2027-01-31",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.DirectionQuote, r.Direction)
			require.Equal(t, day, r.ValidUntil)
			_, stands := r.Evidence["valid_until"]
			require.Equal(t, day != "", stands)
			require.Empty(t, r.DueDate, "nothing is to be paid then")
		})
	}
}

func TestValidity_OfAnInvoiceThereIsNone(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us for 5 tables at EUR 20.00 each, as in your offer valid until 31 January 2027."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Empty(t, r.ValidUntil)
}
