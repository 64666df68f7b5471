package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What a mail multiplies itself is one count; where it reckons wrong, or says no
// price for the product, it is asked.
func TestRead_CountsThatAreMultipliedOut(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice us: four beds with 9 lavenders each, so 36 lavenders at EUR 3.75 each.":               "36 lavenders 3.75",
		"Drei Räume mit je 4 Lampen, also 12 Lampen zu 30 Euro das Stück. Bitte Rechnung schicken.":           "12 Lampen 30",
		"Bitte eine Rechnung über den Fototag zu 780 € und 24 Bilder für je 15 €, alles zuzüglich 19 % MwSt.": "1 den Fototag 780 t19; 24 Bilder 15 t19",
		"Bitte eine Rechnung über das Shooting vom 3. November zu 450 € und 10 Abzüge à 5 €.":                 "1 das Shooting vom 3. November 450; 10 Abzüge 5",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for _, body := range []string{
		"Drei Räume mit je 4 Lampen, also 13 Lampen zu 30 Euro das Stück. Bitte Rechnung schicken.",
		"Bitte eine Rechnung über die Arbeit mit den Bildern zu 15 € und 3 Leisten à 5 €.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
