package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// The number of a house says where, not how many.
func TestHouses_NumbersBeforeAStreetCountNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Could you put the end of tenancy at 3 Quay Street (£185) and the end of tenancy at 11 Marine Parade (£240) on one invoice for us, and add the oven clean at Marine Parade, £45 you said.": "1 end of tenancy at 3 Quay Street 185; 1 end of tenancy at 11 Marine Parade 240; 1 oven clean 45",
		"Please invoice us for the gutter clean at 14 Old Mill Lane £95.": "1 the gutter clean at 14 Old Mill Lane 95",
	})
	r := reading.Read(letter("Please invoice us for 4 hours at 11b Station Road at £22 an hour."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// Sizes and years before a count make no range with it.
func TestList_ASizeOrAYearBeforeACountIsNoRange(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please find below the details for your invoice to us.\n\nCorporate headshots        - 25 nos. x £6\nPrints 8x12                - 10 nos. x £2.20\nPrints 8x10                - 12 nos. x £2.20": "25 Corporate headshots 6; 10 Prints 8x12 2.2; 12 Prints 8x10 2.2",
	})
	r := reading.Read(letter("Please invoice us for 8 - 12 mugs at £6 each."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestCurrency_RupeesAreTheOwnersAtHome(t *testing.T) {
	t.Parallel()
	body := letter("Please invoice us: candid photography Rs 85,000.")
	require.Empty(t, reading.Read(body, fixtureOwner()).Currency)
	for _, home := range []string{"INR", "PKR"} {
		owner := fixtureOwner()
		owner.HomeCurrency = home
		require.Equal(t, home, reading.Read(body, owner).Currency)
	}
	owner := fixtureOwner()
	owner.HomeCurrency = "EUR"
	require.Empty(t, reading.Read(body, owner).Currency)
}

// Who only speaks of how it could be billed one day wants a price first.
func TestDirection_BillingThatIsToFollowIsNotAskedFor(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Request you to send your best quote for a drone video, 1 day. If the rate is workable we will confirm and you can bill 50% advance.",
		"What would you charge for two hours every evening? We're happy to be invoiced monthly if that's how you do it, but I need a figure first.",
		"Ci manda un preventivo per due ore di pulizia ogni sera? Per noi va bene la fatturazione mensile.",
		"¿Nos manda un presupuesto para dos horas de limpieza cada tarde? Nos va bien que nos facture cada mes.",
	} {
		require.Equal(t, contract.DirectionQuote, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
}

// What only says which day, or how the price is counted, makes no line by itself.
func TestList_OrdinalsAndRatesAreNoCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Morning, could we have an invoice for the hire of the hall? Two rehearsals at £40 each, and the concert on the 21st, £120.": "2 rehearsals 40; 1 the concert on the 21st 120",
	})
	for _, body := range []string{
		"Invoice please\nFor: website updates, October\nRate: £42",
		"Hello, per our call, please raise an invoice for £3,400 (fixed fee), payable within 30 days.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Empty(t, r.Lines, body)
	}
}
