package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestShort_TheLanguageOfARequestIsThatOfItsAsking(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kindly issue your tax invoice for 2 Nos. training sessions @ INR 15,000/- each.": "2 training sessions 15000",
		"Kindly issue your tax invoice for three training sessions @ EUR 1,500 each.":     "3 training sessions 1500",
		"Bitte Rechnung stellen: drei Schulungen zu je EUR 1.500":                         "3 Schulungen 1500",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestSums_TaxAndSumWithoutARateClose(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us for 3 stools at £90 each. VAT £54.00, total £324.00."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, contract.Decimal("54"), r.Tax)
	require.Equal(t, contract.Decimal("324"), r.Total)
	require.Empty(t, r.Lines[0].TaxPercent)
	open := reading.Read(letter("Please invoice us for 3 stools at £90 each. VAT £50.00, total £324.00."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, open.Expected)
}

func TestLines_InTheSumOfAndBehindThePrice(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Would you kindly raise an invoice to us in the sum of £1,250.00 + VAT in respect of the copywriting of our autumn brochure.": "1 the copywriting of our autumn brochure 1250",
		"Please invoice us for the sum of £600 plus VAT regarding the exhibition panels.":                                             "1 the exhibition panels 600",
		"Please invoice us for 3 blog posts (£150 each) and 1 newsletter (£90).":                                                      "3 blog posts 150; 1 newsletter 90",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

// 1000 at 0.095 would be 100.00 in an Odoo that keeps two decimals of a price.
func TestLines_APriceInPartsOfACentThatNobodySaidIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Could you please send us an invoice for 1000 envelopes, £95 all in?",
		"Please invoice us for 700 leaflets, £95 in total.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %s", body, linesOf(r))
	}
	said := reading.Read(letter("Could you please send us an invoice for 1000 envelopes at £0.095 each?"), fixtureOwner())
	require.Equal(t, "1000 envelopes 0.095", linesOf(said))
	even := reading.Read(letter("Could you please send us an invoice for 1000 envelopes, £90 all in?"), fixtureOwner())
	require.Equal(t, "1000 envelopes 0.09", linesOf(even))
}
