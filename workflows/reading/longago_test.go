package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What something cost last year is not billed once more.
func TestPrice_OfATimeGoneByIsNotBilled(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Last year we paid EUR 5.00 each for 10 mugs. Please invoice 12 mugs at EUR 6.00 each.",
		"Please send the invoice for 12 mugs at EUR 6.00 each. Last time you charged us EUR 5.00 each for 10 mugs.",
		"El año pasado pagamos 5 € cada una por 10 tazas. Mándanos la factura de 12 tazas a 6 € cada una.",
		"L'anno scorso abbiamo pagato 5 € l'una per 10 tazze. Mandateci la fattura per 12 tazze a 6 € l'una.",
		"Letztes Jahr haben wir je 5 € für 10 Becher bezahlt. Bitte schicken Sie die Rechnung über 12 Becher zu je 6 €.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			for _, l := range r.Lines {
				require.NotContains(t, []string{"5", "5.00"}, string(l.UnitPrice))
			}
			if r.Expected == contract.ExpectDraft {
				require.Len(t, r.Lines, 1)
			}
		})
	}
}
