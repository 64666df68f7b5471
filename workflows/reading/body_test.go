package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestCompany_BodiesAreNamedByTheirNounToo(t *testing.T) {
	t.Parallel()
	for who, want := range map[string]string{
		"Merci de facturer 5 tables à 20 EUR pièce. C'est l'asbl Les Acmeworks du Condroz qui paie.":                "asbl Les Acmeworks du Condroz",
		"Merci de facturer 5 tables à 20 EUR pièce à l'ordre de la SCI Acmeworks.":                                  "SCI Acmeworks",
		"Merci de facturer 5 tables à 20 EUR pièce, au nom de l'Association Les Acmeworks, 4 rue du Lavoir.":        "Association Les Acmeworks",
		"Merci de facturer 5 tables à 20 EUR pièce, au nom du Comité des fêtes Acmeworks qui vous remercie.":        "Comité des fêtes Acmeworks",
		"Necesitamos la factura de 5 mesas a 20 EUR cada una. A nombre de la Comunidad de propietarios Acmeworks.":  "Comunidad de propietarios Acmeworks",
		"Ci serve la fattura per 5 tavoli a 20 EUR l'uno. Da intestare al Comitato genitori Acmeworks, via Roma 1.": "Comitato genitori Acmeworks",
		"Ci serve la fattura per 5 tavoli a 20 EUR l'uno.\n\nAzienda Agricola Acmeworks s.s.\nVia Roma 1, Alba":     "Azienda Agricola Acmeworks s.s.",
		"Ci serve la fattura per 5 tavoli a 20 EUR l'uno. Azienda: Acmeworks S.r.l.":                                "Acmeworks S.r.l.",
		"Merci de facturer 5 tables à 20 EUR pièce, conseil en décoration compris.":                                 "",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, reading.Read(letter(who), fixtureOwner()).Company)
		})
	}
}
