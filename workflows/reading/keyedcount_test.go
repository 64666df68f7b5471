package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestKeyed_TheCountMayStandWithWhatItIsFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kindly raise the invoice as under:\n\nBill to: Acme Works Ltd\nParticulars: Business Writing workshop, 3 nos.\nRate: INR 37,500 per workshop\nTotal: INR 1,12,500 (Rupees One Lakh Twelve Thousand Five Hundred only)": "3 Business Writing workshop 37500",
		"Pl. raise invoice as per below details:\n\nCompany: Acme Works Ltd\nDescription: Copy editing of catalogue\nQty: 64 pages\nRate: INR 250 per page\nAmount: INR 16,000":                                                 "64 Copy editing of catalogue 250",
		"Please invoice us for June: 4 newsletters at £120 each, 2 press releases at £95 each.":                                                                                                                                 "4 newsletters 120; 2 press releases 95",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestKeyed_ALabelIsNoLineAndAPartIsNotItsWhole(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us:\nAmount: EUR 16.00\nThanks",
		"Please could you invoice the remaining 50% (£900) of the agreed £1,800 for the website copy.",
		"Please invoice the second half: £750 of the £1,500 quoted.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %s", body, linesOf(r))
		require.LessOrEqual(t, len(r.Lines), 1, body)
		require.NotContains(t, linesOf(r), "Amount", body)
	}
}
