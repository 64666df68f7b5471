package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Of a sum of which a part is to be billed the part is asked about; the price of a
// part is its price.
func TestLines_APartOfASumIsNotAllOfIt(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Can I get the invoice for my site? £600 total, you said half now half on launch. We launched today! So second half please.",
		"Please invoice us for the mural, £600. It's the first half now, the rest in May.",
		"Bitte die Rechnung für die Website, 600 € pauschal, zweite Hälfte bitte.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	readsAs(t, map[string]string{
		"Please invoice us the second instalment for the mural, £300.": "1 second instalment for the mural 300",
	})
}
