package reading_test

import "testing"

func TestMatter_IsTheObjectOfABillingVerbOrExplainsTheAmount(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Kan je vandaag nog de wifi-klus factureren? 3 uur x 70 euro.":                                                           "3 de wifi-klus 70",
		"Bitte stellen Sie uns das Seminar in Rechnung. 3 Stunden à 70 Euro.":                                                    "3 das Seminar 70",
		"Können Sie uns die Wartung in Rechnung stellen? 3 Stunden à 70 Euro.":                                                   "3 die Wartung 70",
		"Please invoice us for the website. 3 hours x 70 euros.":                                                                 "3 the website 70",
		"Please send us the bill. 3 hours x 70 euros.":                                                                           "",
		"Kannst du mir bitte die Rechnung schicken? Ich war bei dir, 3 Stunden x 70 Euro.":                                       "",
		"640 Euro pauschal haben wir ausgemacht. Das ist für die Übersetzung der Schilder. Bitte schicken Sie uns die Rechnung.": "1 die Übersetzung der Schilder 640",
		"640 Euro pauschal haben wir ausgemacht. Das ist für die Buchhaltung. Bitte schicken Sie uns die Rechnung.":              "",
		"Die Schilder hängen. Bitte schicken Sie uns die Rechnung, 640 Euro wie besprochen.":                                     "",
	})
}

func TestPrice_PerThingBeforeIt(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Bitte berechnen Sie uns 2 Anfahrten, pro Fahrt 15 Euro.": "2 Anfahrten 15",
		"Kunt u ons factureren: 2 ritten, per rit 15 euro.":       "2 ritten 15",
		"Please invoice us for 2 trips, per trip 15 euros.":       "2 trips 15",
		"Merci de nous facturer 2 trajets, par trajet 15 euros.":  "2 trajets 15",
		"Please invoice us for 2 parcels, per courier 15 euros.":  "",
	})
}

func TestPrice_FlatNamesTheThingBehindIt(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Können Sie mir die Rechnung schicken? Pauschal 1'800.– CHF für den Webauftritt, dazu zwei Schulungen zu je CHF 220.–. Zusammen also CHF 2'240.–.": "1 den Webauftritt 1800|2 Schulungen 220",
	})
}
