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
		"Please invoice us the second instalment for the mural, £300.":                                                               "1 second instalment for the mural 300",
		"We're happy with the £900 for the mural, half up front and half at the end. Please invoice us for the first half, so £450.": "1 the mural, first half 450",
		"We agreed €800 for the website. Please send us an invoice for the second half, €400.":                                       "1 the website, second half 400",
		"Wir hatten 2.400 € für das Dach vereinbart. Bitte schicken Sie uns die Rechnung über die erste Hälfte, 1.200 €.":            "1 das Dach, erste Hälfte 1200",
		"Please bill us £800 for the website and £400 for the second half of the brochure.":                                          "1 the website 800; 1 the second half of the brochure 400",
	})
}
