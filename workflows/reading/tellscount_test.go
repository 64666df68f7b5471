package reading_test

import "testing"

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
