package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A thing without a price beside one that has its own would be missing from the invoice.
func TestLines_AThingWithoutPriceInOneBreathWithALineIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Could you please invoice us for the layout of the annual report (52 pages) and for the four infographics at £60 each?",
		"Please invoice us for gate repair, plus 3 hinges at £12 each.",
		"Bitte stellen Sie uns die Reparatur des Tors und drei Scharniere zu je 12 € in Rechnung.",
		"Bitte schicken Sie uns eine Rechnung über die Reparatur des Tors und 3 Scharniere zu je 12 €.",
		"Merci de nous facturer la réparation du portail et les trois charnières à 12 € pièce.",
		"Vi prego di fatturarci la riparazione del cancello e tre cerniere a 12 € l'una.",
		"Le ruego nos facture la reparación de la puerta y las tres bisagras a 12 € cada una.",
		"Wilt u ons de reparatie van de poort en drie scharnieren à € 12 factureren?",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	for body, want := range map[string]string{
		"Please invoice us for the repair of the gate at £80 and 3 hinges at £12 each.": "1 the repair of the gate 80; 3 hinges 12",
		"Please invoice us for 2 locks at £40 each and 3 hinges at £12 each.":           "2 locks 40; 3 hinges 12",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
		require.Equal(t, want, linesOf(r))
	}
}
