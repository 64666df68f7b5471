package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestLeadIn_WordsBeforeAColonNameTheThingOnlyWhereTheyNameOne(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Necesitamos la factura: 25 sillas a 6,40 €":                                 "25 sillas 6.4",
		"Mandad la factura, por favor. Os debemos: 25 sillas a 6,40 €":               "25 sillas 6.4",
		"Envoyez-nous la facture svp. À facturer : 25 chaises à 6,40 €":              "25 chaises 6.4",
		"Envoyez-nous la facture svp. Détail : 25 chaises à 6,40 € pièce":            "25 chaises 6.4",
		"Inviateci la fattura. Abbiamo ritirato: 25 sedie a 6,40 € l'una":            "25 sedie 6.4",
		"Please send us the invoice. We had: 25 chairs at EUR 6.40 each":             "25 chairs 6.4",
		"Please send us the invoice. Summary: 25 chairs at EUR 6.40 each":            "25 chairs 6.4",
		"Bitte senden Sie uns die Rechnung. Umfang: 25 Stühle zu je 6,40 €":          "25 Stühle 6.4",
		"Graag de factuur sturen. Het gaat om: 25 stoelen à 6,40 €":                  "25 stoelen 6.4",
		"Graag de factuur sturen. Huur materiaal: 25 stoelen à 6,40 €":               "25 Huur materiaal: stoelen 6.4",
		"Please send us the invoice. Chairs, folding: 25 at EUR 6.40 each":           "25 Chairs, folding 6.4",
		"Please send us the invoice. Graphic design: 25 hours at EUR 64.00 per hour": "25 Graphic design 64",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}
