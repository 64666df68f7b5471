package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// In haste the tax is glued to its sum, which is then the sum without it.
func TestTotals_ThePlusMayBeGluedToTheFigure(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please invoice us: 4 tyres at £65 = £260. Total £260+VAT."), fixtureOwner())
	require.Equal(t, contract.Decimal("260"), r.Subtotal)
	require.Empty(t, r.Total)
	require.NotNil(t, r.TaxIncluded)
	require.False(t, *r.TaxIncluded)
}

// A price whose sentence says what it is of is not that of what the mail is about, and
// a figure joined to a row is not passed over.
func TestLines_APriceIsOfWhatItsSentenceSays(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Could I have the invoice for the curtains please? 6 pairs, lined, £115 a pair. Hooks were £24 for the lot.": "6 the curtains, lined 115; 1 Hooks 24",
		"Please invoice us for 12 nos chairs caning @ £4.50 per chair.":                                              "12 chairs caning 4.5",
	})
	for _, body := range []string{
		"Please invoice us for 3 days scaffolding at £140 a day and collection 45.",
		"Please invoice us for logo design 25,000, 2 revisions at £3,000 each.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// Who wants the invoice in the own name says it.
func TestPerson_TheNameThatTheInvoiceIsWantedIn(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("Immy & Dev <immyanddev@mailbox.example>", "Could you do me an invoice? 3 gazebos at £90 each. In my name please - Imogen Barraclough - not Dev's.\n\nImmy x"), fixtureOwner())
	require.Equal(t, "Imogen Barraclough", r.CustomerName)
	require.Empty(t, r.Company)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

// A bill that should come to a firm is asked for, though no amount has a currency.
func TestDirection_ABillThatShouldComeToAFirm(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("Dawn <dawn@ellerykitchens.example>", "Can the bill come to Ellery Kitchens Ltd, not me personally. 4 metres of oak at 85 a metre plus VAT."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, "Ellery Kitchens Ltd", r.Company)
}
