package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// checkDrafts maps a mail to the lines of its draft; a mail without lines is one
// that must be asked about.
func checkDrafts(t *testing.T, cases map[string]string) {
	t.Helper()
	for body, lines := range cases {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			if lines == "" {
				require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
				return
			}
			require.Equal(t, lines, linesRead(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestDescribe_NumberOfThingsAndNumberOfAPaper(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Si prega di emettere fattura:\n\nPieghevoli: n. 500 a euro 0,32 cadauno, euro 160,00":             "500 Pieghevoli 0.32",
		"Si prega di emettere fattura:\n\nn° 500 pieghevoli a euro 0,32 cadauno":                           "500 pieghevoli 0.32",
		"Si prega di emettere fattura:\n\nNr. 500 pieghevoli a € 0,32 cad.":                                "500 pieghevoli 0.32",
		"Si prega di emettere fattura per nr. 2 gonfiabili a euro 120,00 cadauno e n° 3 tavoli a 12 euro.": "2 gonfiabili 120|3 tavoli 12",
		"Merci de facturer :\n\nChaises, qté : 25, à 6,40 € pièce":                                         "25 Chaises 6.4",
		"Favor de facturar:\n\nSillas plegables, cant.: 25, a 6,40 € c/u":                                  "25 Sillas plegables 6.4",
		"Si prega di emettere fattura per ordine n. 112 a euro 120,00 cadauno.":                            "",
		"Si prega di emettere fattura per il tavolo modello n. 12 a euro 120,00.":                          "",
		"Si prega di emettere fattura per n. 12 a euro 120,00.":                                            "",
	})
}

func TestDescribe_NumberInANameCountsNothing(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Ciao! Allora la torta a tre piani 180 euro e poi le 35 scatole stampate a 2,40 l'una, quindi 264 euro. Fammi la fattura.": "1 la torta a tre piani 180|35 scatole stampate 2.4",
		"Fais-moi la facture : le gâteau à trois étages 180 euros et les 35 boîtes à 2,40 euros pièce.":                            "1 le gâteau à trois étages 180|35 boîtes 2.4",
		"Fammi la fattura: la torta 180 euro, le 35 scatoline a 2,40 euro l'una e il trasporto 20 euro.":                           "1 la torta 180|35 scatoline 2.4|1 il trasporto 20",
		"Merci de nous facturer trois gâteaux à 60 euros pièce.":                                                                   "3 gâteaux 60",
		"Merci de nous facturer 500 étiquettes à 12 € les 100.":                                                                    "",
	})
}
