package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestEveryday_WhatIsOnlyToldOfIsNeverBilled: amounts of others, of before, of a
// part, or of what may come. None of them may make a draft with a wrong line.
func TestEveryday_WhatIsOnlyToldOfIsNeverBilled(t *testing.T) {
	t.Parallel()
	const ask = "Please invoice us for 3 mugs at £6 each. "
	for _, body := range []string{
		ask + "Last time we paid £40 for delivery and £20 for packing.",
		ask + "I paid the £20 parking fine myself.",
		ask + "We are also looking at a £120 table but have not decided.",
		"Please send the invoice for the cake. We had budgeted £90 for the catering.",
		"Please send an invoice. The first quote was £300 for painting the hall and you then said £250 for painting the hall.",
		"Please bill us £500 for the design, half now and half in June.",
		"Please invoice us for 2 dozen or so cupcakes at £2 each.",
		"Please invoice us for cleaning: Monday 3 hours, Thursday 2 hours at £18 an hour.",
		"Please invoice us for 14 nights at £60 for the first week and £50 for the second.",
		"We had you in for two days last week at £280 a day. Can you send over the invoice?",
		"Please invoice us £80 for mending the gate, not £95 for replacing it.",
		"Please invoice us for the 12 seats, £15 a seat for adults and £10 a seat for children.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
		})
	}
	readsAs(t, map[string]string{
		"Kindly invoice: 1. Site survey - GBP 350.00; 2. Report - GBP 425.00; 3. Travel - GBP 68.40.": "1 Site survey 350; 1 Report 425; 1 Travel 68.4",
		ask + "My brother did the same job for £25 last year.":                                        "3 mugs 6",
	})
}
