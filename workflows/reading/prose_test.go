package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestProse_MarkersOfThePriceOfOne: requests that say everything in running text
// or short lists, with the lines that a careful reader takes from them.
func TestProse_MarkersOfThePriceOfOne(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte eine Rechnung:\n\n3 Access Points, Stück 129,00 Euro\nMontage 4,5 Std. x 78,00 Euro":                                            "3 Access Points 129; 4.5 Montage 78",
		"Please invoice us:\n\n3 access points, each EUR 129.00\nfitting 4.5 hours x EUR 78.00":                                                "3 access points 129; 4.5 fitting 78",
		"Bitte schicken Sie uns die Rechnung über 1 Tag Workshop zum Tagessatz von 1.900,00 EUR netto.":                                        "1 Workshop 1900",
		"Graag ontvangen wij uw factuur voor drie dagen training tegen het overeengekomen dagtarief van € 655,00.":                             "3 training 655",
		"Bitte schicken Sie uns die Rechnung für 600 Schachteln klein zu 0,92 und 250 Schachteln groß zu 1,35 Euro.":                           "600 Schachteln klein 0.92; 250 Schachteln groß 1.35",
		"Bitte rechnen Sie wie folgt ab:\n\nIT-Betreuung, Monatspauschale: 390,00 €\nServerumzug: 2,25 Std. x 85,00 €":                         "1 IT-Betreuung, Monatspauschale 390; 2.25 Serverumzug 85",
		"Please invoice us as follows:\n\nIT support, March: EUR 390.00\nServer move: 2 hours x EUR 85.00":                                     "1 IT support, March 390; 2 Server move 85",
		"Bitte eine Rechnung: 600 Schachteln zu 0,92 Euro, dazu einmalig 110,-- Euro für das Klischee. Danke, das ist bei uns gut angekommen.": "600 Schachteln 0.92; 1 das Klischee 110",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestProse_ACountBeforeTheWordForOneIsNotThePriceOfOne(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte eine Rechnung:\n\n- Access Points, 3 Stück 129,00 Euro"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
}
