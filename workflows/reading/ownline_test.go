package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestTotals_AThingThatCostsAsMuchAsTheLineIsNotItsSum(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Bonjour, merci de facturer 3 tonnelles à 40 € et une table à 120 €.":                                   "3 tonnelles 40|1 une table 120",
		"Bonjour, merci de facturer 3 tonnelles à 40 € et une sono à 120 €.":                                    "3 tonnelles 40|1 une sono 120",
		"Fattura per favore: 3 gazebo a 40 euro e un tavolo a 120 euro.":                                        "3 gazebo 40|1 un tavolo 120",
		"Bitte Rechnung für 3 Pavillons zu 40 Euro und das Podest für 120 Euro.":                                "3 Pavillons 40|1 das Podest 120",
		"Graag factureren: 3 tenten à € 40 en het podium voor € 120.":                                           "3 tenten 40|1 het podium 120",
		"Bitte Rechnung für 3 Pavillons zu 40 Euro, das macht 120 Euro.":                                        "3 Pavillons 40",
		"Merci de facturer 3 tonnelles à 40 €, soit un total de 120 €.":                                         "3 tonnelles 40",
		"Bitte Rechnung:\n3 Pavillons zu 40,00 €\nEndbetrag 120,00 €":                                           "3 Pavillons 40",
		"Bitte Rechnung:\n3 Pavillons zu 40,00 €\nLieferung 120,00 €":                                           "",
		"Merci de facturer :\n- 3 tonnelles à 40 €\n- livraison : 120 €":                                        "",
		"Please invoice us for 3 tents at €40, delivery €120.":                                                  "",
		"Hallo, anbei die Stunden: Regie 12,5 h, Technik 8 h, jeweils 48 € netto. Bitte Rechnung dazu stellen.": "",
	})
}

func TestPrice_TheMeasureOfOneIsNoPartOfTheNextName(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte schreiben Sie uns eine Rechnung über die Miete der Bühne (2 Tage, 190 € pro Tag) sowie die Anfahrt (45 km à 0,50 €).": "2 die Miete der Bühne 190; 45 die Anfahrt 0.5",
		"Merci de faire la facture : 4 enceintes 35 € l'une, 2 pieds 5 € l'un.":                                                      "4 enceintes 35; 2 pieds 5",
		"Wir benötigen noch eine Rechnung über den Betrag von 238,00 € (brutto) für die Tonanlage.":                                  "1 die Tonanlage 238",
		"Kun je 6 lampen à € 12,50 en 1 mengtafel à € 60 in rekening brengen?":                                                       "6 lampen 12.5; 1 mengtafel 60",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}
