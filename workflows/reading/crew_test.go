package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A count may be written out with its factors, and its price have a line of its own below.
func TestList_WorkedOutCountsAndRatesOnTheirOwnLines(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"For the invoice, this is what we agreed on:\n\nLabour: 3 men x 4 hours = 12 hours\nHourly rate: £24.00\nTip charge: £36.00 per load, two loads":                                                                     "12 Labour 24; 2 Tip charge 36",
		"Da fatturare:\n\nManodopera: 2 persone x 7 ore = 14 ore\nTariffa oraria: 32,00 €":                                                                                                                                   "14 Manodopera 32",
		"Para la factura:\n\nMano de obra: 2 personas x 6 horas = 12 horas\nTarifa por hora: 28,00 €":                                                                                                                        "12 Mano de obra 28",
		"Bitte in Rechnung stellen:\n\nMontage: 9 Stunden\nStundensatz: 58,00 €":                                                                                                                                             "9 Montage 58",
		"Please invoice us:\n- Diary 2027 - 40 pcs at £6 each\n- Wall planner 2027 - 15 pcs at £4 each":                                                                                                                      "40 Diary 2027 6; 15 Wall planner 2027 4",
		"Kindly raise tax invoice as under:\n\n1) Wall calendar - 2000 nos. @ Rs. 60 each\n\nBasic value      Rs. 1,20,000.00\nGST 18%          Rs.   21,600.00\nInvoice value    Rs. 1,41,600.00\n\nGSTIN: 27AAKCS4821M1Z6": "2000 Wall calendar 60 t18",
	})
}

// A thing whose name holds the letters of a tax is no statement about tax.
func TestList_NoThingIsLeftOutForTheLettersInItsName(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"For the invoice:\n\nGuides: 4 hours\nTip charge: £24.00":                                    "4 Guides ?; 1 Tip charge 24",
		"For the invoice:\n\nRenovation: 12 hours\nSkip hire: £124.00":                               "12 Renovation ?; 1 Skip hire 124",
		"Da fatturare:\n\nLezioni private: 6 ore\nTrasferta: 24,00 €":                                "6 Lezioni private ?; 1 Trasferta 24",
		"For the invoice:\n\nGuides: 4 days\nHourly rate: £24.00":                                    "4 Guides ?; ? Hourly 24",
		"Fix per la fattura di ottobre:\n\nManodopera: 7 ore\nTrasferta: 2 giorni\nTariffa: 32,00 €": "7 Manodopera ?; 2 Trasferta ?",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectAsk, r.Expected)
	}
}
