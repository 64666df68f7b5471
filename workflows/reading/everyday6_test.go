package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// The head of a sentence that only tells how many there are names nothing; what
// the hours were for stands in the sentence before.
func TestDescribe_WordsThatTellHowManyThereAreAreNoThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us for the repair of our record books. According to your timesheet it was 14 hours at € 58.00, so € 812.00.":                                                    "14 the repair of our record books 58",
		"Graag ontvangen wij uw factuur voor de herstelwerkzaamheden aan onze aktenboeken. Volgens uw urenstaat betreft het 14 uur tegen een uurtarief van € 58,00, derhalve € 812,00.": "14 de herstelwerkzaamheden aan onze aktenboeken 58",
		"Bitte schicken Sie uns die Rechnung für die Reparatur unserer Aktenbücher. Laut Ihrem Stundenzettel waren es 14 Stunden zu je 58,00 €, also 812,00 €.":                         "14 die Reparatur unserer Aktenbücher 58",
	})
}

// A firm before the colon of a list is who is billed; the list is what for.
func TestBilled_AFirmAboveAListIsNotTheKindOfTheNextLine(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte schick uns die Rechnung an Holz Maier GmbH:\n\n* Aushilfe Lager: 36,5 Std. à 12,50 EUR/Std\n* Montage Messestand: 8 Std. à 62,00 EUR/Std",
		"Please send the invoice to Maier Joinery Ltd:\n\n- Bench repair: 2 hours at £40\n- Door hanging: 3 hours at £45",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Contains(t, []string{"Holz Maier GmbH", "Maier Joinery Ltd"}, r.Company)
			require.Len(t, r.Lines, 2)
		})
	}
}
