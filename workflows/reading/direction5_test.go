package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// The point within a numeral ends no sentence that asks.
func TestDirection_ANumeralsPointEndsNoSentence(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Go ahead and send the invoice for 12.5 hours of site maintenance at EUR 45 an hour.": "12.5 site maintenance 45",
		"You can raise your bill for the 7.25 hours of proofreading at EUR 40 an hour now.":   "7.25 proofreading 40",
	})
}

// What has not been paid is nothing to be corrected.
func TestDirection_AnUnpaidInvoiceIsNoCorrection(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Our records show that the following invoice on your account has not yet been paid:\n\nInvoice 77120   dated 31/08/2026   £312.40   21 days overdue",
		"Invoice 77120 has not been paid.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectIgnore, r.Expected, "%s: %s", body, r.Direction)
	}
}

// A ceiling is a plasterer's thing and no sum.
func TestSums_ACeilingIsAThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"You said £385 for the ceiling and £60 for taking the old coving away, so £445 altogether. Would you send me an invoice.": "1 ceiling 385; 1 taking the old coving away 60",
	})
}
