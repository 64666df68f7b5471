package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestNoName_APieceOfASentenceIsNoLine: who was there, what a message says, a span
// of time and a label stand where a name could, and name nothing.
func TestNoName_APieceOfASentenceIsNoLine(t *testing.T) {
	t.Parallel()
	for body, never := range map[string]string{
		"Graag een factuur. Jullie zijn met zijn drieën gekomen, samen 9 uur, en we hadden € 40 per uur afgesproken.":              "drieën",
		"Zou je de factuur willen sturen? In de kantine hangt 12 euro per meter, maar in je berichtje van 4 mei lees ik 14.":       "berichtje",
		"Bitte schicken Sie die Rechnung. Am Brett steht 30 € je Meter, in Ihrer Nachricht vom 4. Mai lese ich 32.":                "Nachricht",
		"Please send the bill for the season 1st May to 30th June 2026. Same as agreed, £1,450 lump sum plus VAT.":                 "season",
		"Hallo, we waren met z'n vieren en hebben 3 uur gespeeld, afgesproken was € 60 per uur. Stuur je de factuur?":              "afgesproken",
		"Hola, son 5 horas a 30 € la hora, y el trimestre pasado quedaron 120 € pendientes. ¿Nos haces la factura?":                "trimestre",
		"Hallo, letzte Woche habt ihr 4 Stunden gebraucht, 45 € die Stunde war vereinbart. Die Rechnung bitte an uns, inkl. MwSt.": "gebraucht",
		"Merci de nous faire la facture. Vous êtes venus à deux, en tout 8 heures, et nous avions dit 40 € de l'heure.":            "à deux",
	} {
		t.Run(never, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected)
			for _, l := range r.Lines {
				require.NotContains(t, l.Description, never)
			}
		})
	}
}
