package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What one of several costs is no price of one thing where the mail counts them.
func TestLines_ThePriceOfOneIsOfAsManyAsTheMailCounts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte Rechnung für die drei Zylinder. Ein Zylinder lag bei 41,90 Euro, der Einbau pauschal bei 75 Euro, zusammen also 200,70.": "3 Zylinder 41.9; 1 Einbau bei 75",
		"Bitte Rechnung: zwei Lampen zu 120 Euro, ein Dimmer war 45 Euro.":                                                              "2 Lampen 120; 1 ein Dimmer 45",
		"Graag een factuur voor de zes stoelen. Eén stoel kostte 48 euro.":                                                              "6 stoel 48",
		"Please invoice us for the six chairs. One chair was £48.":                                                                      "6 chair 48",
		"Merci de nous facturer les six chaises. Une chaise coûte 48 euros.":                                                            "6 chaise 48",
	})
}

// A price behind a measure alone is that of one hour or day, and counts none.
func TestLines_APriceBehindAMeasureCountsNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Stell uns die paar Stunden an der Hecke doch bitte in Rechnung, Stunde 34 Euro wie besprochen.",
		"Bitte Rechnung für die Arbeitsstunden am Zaun, Stunde 34 Euro.",
		"Could you invoice us for the few hours in the garden, hour 45 euros.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Len(t, r.Lines, 1, body)
		require.Empty(t, r.Lines[0].Quantity, body)
	}
}
