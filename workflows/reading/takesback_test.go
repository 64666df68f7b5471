package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A writer who corrects himself in the middle has said two things.
func TestTakesBack_ACountThatIsCorrectedIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please send us the invoice for five stage monitors at £30 each, no hang on, make that four.",
		"Bitte schicken Sie uns die Rechnung für 5 Tische zu je 30 €. Nein, warten Sie: nein, es waren 4.",
		"Merci de nous facturer 5 tables à 30 € pièce. Non, attendez, mettez-en 4.",
		"Por favor, envíenos la factura de 5 mesas a 30 € cada una. No, espere, eran 4.",
		"Mi fate la fattura delle rose antiche? Erano 6 a 32 euro l'una. Anzi no, fate 4.",
		"Graag een factuur voor 5 tafels à € 30 per stuk. Nee wacht, het waren er 4.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		for _, l := range r.Lines {
			require.Empty(t, l.Quantity, body)
		}
	}
	r := reading.Read(letter("Merci de nous facturer 60 affiches à 2,40 € pièce. Je paie dès réception, enfin disons sous 8 jours."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}
