package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// The owner's own bill has arrived at the customer's: that is no bill of theirs.
func TestDirection_TheOwnersBillThatArrivedIsNoBillToPay(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Dank voor je factuur 26-112, die is akkoord en gaat vrijdag mee in de betaalrun. Je hoeft niets meer te doen.",
		"Uw factuur 26-112 is goed binnengekomen, ik zet hem klaar voor betaling.",
		"Danke für Ihre Rechnung 2026-112, sie ist freigegeben und geht am Freitag mit dem Zahllauf raus.",
		"Ihre Rechnung 2026-112 ist angekommen und liegt jetzt bei der Buchhaltung. Alles in Ordnung.",
		"Merci pour votre facture 26-112, elle est validée et part vendredi au règlement.",
	} {
		r := reading.Read(letter(body, "In-Reply-To: <a@lindholm-studio.example>"), fixtureOwner())
		require.Equal(t, contract.DirectionNone, r.Direction, body)
		require.Equal(t, contract.ExpectIgnore, r.Expected, body)
	}
}
