package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// "It was the workshop at 726 € tax included" names the thing behind the verb.
func TestItWas_TheThingBehindTheVerb(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"J'attends ta facture pour la soirée. C'était bien le forfait animation bilingue à 726 € TVA comprise.":          "1 forfait animation bilingue 726",
		"Me falta tu factura, mándamela por favor. Era el taller de cerámica a 726 € IVA incluido.":                      "1 taller de cerámica 726",
		"Mi mandi la fattura? Era il laboratorio di ceramica a 726 € IVA inclusa.":                                       "1 laboratorio di ceramica 726",
		"Bitte schicken Sie mir die Rechnung. Es war der Töpferkurs zu 726 € inkl. MwSt.":                                "1 Töpferkurs 726",
		"Please send me the invoice. It was a pottery workshop at £300 as agreed.":                                       "1 pottery workshop 300",
		"Merci de m'envoyer la facture pour la salle. Nous en parlerons. L'an dernier c'était le menu à 45 € chez Paul.": "",
		"Mi serve la fattura. Era il prezzo concordato di 400 euro.":                                                     "",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}

// "There were four of them, 135 € each": of what the invoice is for.
func TestOfThem_TheCountOfWhatWasNamedBefore(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Mi serve la fattura per i manuali di sicurezza. Ne avete consegnati quattro, 135 euro l'uno.": "4 i manuali di sicurezza 135",
		"Merci de m'envoyer la facture pour les panneaux en bois. Il y en avait six, 40 € pièce.":      "6 les panneaux en bois 40",
		"Necesito la factura de los paneles de madera. Eran seis, 40 € cada uno.":                      "6 los paneles de madera 40",
		"Bitte die Rechnung für die Holztafeln schicken. Es waren sechs, 40 € pro Stück.":              "6 die Holztafeln 40",
		"Merci de m'envoyer la facture pour les panneaux en bois. Voir la page 6, 40 € pièce.":         "",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}
