package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Rows as people say them: how often something was done, clauses that say how many
// of a thing or at what price, and amounts before or behind their things.
func TestLines_RowsAsTheyAreSpoken(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us. It was £90 each for the gazebos and we had three, £4 for every folding chair, sixty of those, and then thirty pounds delivery.":                                                     "3 gazebos 90; 60 chair 4; 1 delivery 30",
		"Please invoice us. Green mown 6 times in October, you charge us £35 a go. Edges done twice, £22 each time.":                                                                                            "6 Green mown 35; 2 Edges 22",
		"Please invoice us for the two projecting signs at £310 apiece and the window vinyls, of which we need five at £46.":                                                                                    "2 projecting signs 310; 5 window vinyls 46",
		"Please invoice us for 60 whips at 85p each and the hire of the chipper, for which Mr Abbot agreed a flat £120.":                                                                                        "60 whips 0.85; 1 hire of the chipper 120",
		"Please invoice us. Faculty headshots on Oct 6, thirty-one of them at £22 per person, plus the one panoramic of the whole school for £275.":                                                             "31 Faculty headshots 22; 1 panoramic of the whole school 275",
		"Please invoice us. What I have is your half-day rate of €650, fourteen retouched portraits at €35 apiece since Mr. Yost wanted his after all, and the €18 you paid for parking. That comes to €1,158.": "1 half-day rate 650; 14 retouched portraits 35; 1 parking 18",
		"Please invoice us for 3 lamps at £20 each and the £18 you paid for parking.":                                                                                                                           "3 lamps 20; 1 parking 18",
		"Please invoice us for team photos, thirty one at £22 each.":                                                                                                                                            "31 team photos 22",
		"Please invoice us. Windows cleaned twice at £22 each time, gutters once for £40.":                                                                                                                      "2 Windows cleaned 22; 1 gutters 40",
		"Please make the bill for the puja lunch. Forty plates, one hundred eighty euros plate. Filter coffee also forty, fifteen euros each. All together seven thousand eight hundred.":                       "40 plates 180; 40 Filter coffee 15",
	})
}

// Rupees stand right behind their sign, in headings too, and India says which they are.
func TestCurrency_RupeesOfIndia(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please submit the bill for 650 snack boxes @ Rs.72 per box and 25 water cans @ Rs.40/- each, total Rs.47,800/-. Our GSTIN 29AAKCB7741R1ZP":                                                                                   "650 snack boxes 72; 25 water cans 40",
		"Kindly share the tax invoice.\n\nSl  Particulars   Nos  Rate (Rs.)  Amount (Rs.)\n1  Veg lunch   140   385.00   53,900.00\n2  Other lunch   60   460.00   27,600.00\n   Taxable value   81,500.00\n\nGSTIN: 29AAKCB7741R1ZP": "140 Veg lunch 385; 60 Other lunch 460",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, "INR", r.Currency)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
}

// A code that is said to be quoted goes before a cost centre.
func TestReference_TheOneToQuote(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("For cost centre 4410: could you invoice us for 3 lamps at £20 each please. Our reference to quote: CC4410/STK/118"), fixtureOwner())
	require.Equal(t, "CC4410/STK/118", r.PO)
	r = reading.Read(letter("Go ahead and bill the firm (matter code MKT-26-031 needs to show on it) for 3 portraits at £35 each."), fixtureOwner())
	require.Equal(t, "MKT-26-031", r.PO)
}
