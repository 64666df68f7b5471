package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// What one of several payments is for is one thing, however many there are.
func TestClauses_OneOfSeveralIsOne(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please go ahead and invoice the first of the four stages of the loft conversion, that is £3,200.": "1 the first of the four stages of the loft conversion 3200",
		"Could you bill us for the last of the six lessons on the harp, £45.":                              "1 the last of the six lessons on the harp 45",
		"Bitte berechnen Sie uns die zweite der drei Lieferungen Brennholz, 240 €.":                        "1 die zweite der drei Lieferungen Brennholz 240",
	})
}

// A price that is as it was before is one where an amount says which.
func TestClauses_AnAmountAsBeforeIsSure(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send the invoice for the window cleaning, £180 same as last month. Plus 3 extra hrs on the gutters at £22/hr.": "1 the window cleaning 180; 3 extra hrs on the gutters 22",
		"Please invoice us for the harp at the wedding, £320 as before, and 2 hrs of travel at £20 an hour.":                   "1 the harp at the wedding 320; 2 travel 20",
		"Bitte Rechnung für die Büroreinigung, 310 € wie immer, und 4 Fenster zu je 12 €.":                                     "1 die Büroreinigung 310; 4 Fenster 12",
	})
}

// Whoever is counted costs what a head costs.
func TestClauses_PeopleArePricedByTheHead(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us: lunch for 14 delegates at £16 a head. On top of that there is £90 for clearing up the hall.": "14 lunch 16; 1 clearing up the hall 90",
	})
}

// An aside on the tax parts no price from what it is for.
func TestClauses_AnAsideOnTheTaxStandsBetweenAPriceAndItsThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Could I get an invoice? You told me £210 including VAT for the roof box and then £45, VAT included as well, for fitting it to the car. So £255 total.": "1 roof box 210; 1 fitting 45",
	})
}

// The least that a business takes is a price.
func TestClauses_AMinimumFeeIsAPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send an invoice:\n\n- gutter brackets, £80\n- the visit when the alarm went off, your minimum charge of £60": "1 gutter brackets 80; 1 the visit when the alarm went off, your minimum charge 60",
	})
}

// A school or a lodge may be told from others by its number, which is no count.
func TestCompany_ANumberThatEndsTheNameOfABodyBelongsToIt(t *testing.T) {
	t.Parallel()
	for want, body := range map[string]string{
		"Ridgeway School District 4": "Please invoice us for 3 boxes of chalk at £9 each.\n\nBill to: Ridgeway School District 4, Office of Accounts",
		"Millbrook School District":  "Please invoice Millbrook School District 6 hours of tutoring at £40 an hour.",
	} {
		r := reading.Read(written("Jo Miller <jo.miller@postbox.example>", body), fixtureOwner())
		require.Equal(t, want, r.Company, body)
	}
}
