package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Numbers that say which of the things are meant count none of them.
func TestWhichOnes_NumbersOfRoomsCountNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung: 2 Zimmer 14 und 15 streichen, 180 € pro Zimmer.",
		"Merci de facturer : 2 salles 14 et 15 repeintes, 180 € par salle.",
		"Graag een factuur: 2 kamers 14 en 15 geschilderd, 180 € per kamer.",
		"Please invoice us: 2 rooms 14 and 15 painted, £180 per room.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotContains(t, []contract.Decimal{"14", "15"}, l.Quantity, body)
		}
	}
}
