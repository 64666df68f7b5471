package reading_test

import "testing"

// One sentence counts the things, another says what one of them costs.
func TestLines_AnotherSentenceMayCountWhatOneCosts(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"die drei Fahrräder sind wieder top in Schuss. Bitte schreiben Sie uns die Rechnung, je Rad 65 Euro, inkl. MwSt.":                                                           "3 Fahrräder 65",
		"gestern kamen die 25 Stühle. Bitte berechnen Sie uns diese mit 48 Euro pro Stück netto.":                                                                                   "25 Stühle 48",
		"wir haben sechs Übersetzungen erhalten. Stellen Sie uns dafür bitte 80 Euro je Übersetzung in Rechnung, zzgl. MwSt.":                                                       "6 Übersetzungen 80",
		"Die vier Generalschlüssel sind abgeholt. Bitte stellen Sie sie uns mit 38,50 Euro das Stück in Rechnung.":                                                                  "4 Generalschlüssel 38.5",
		"De drie stoelen zijn opgehaald. Wil je ze ons factureren voor 45 euro per stuk?":                                                                                           "3 stoelen 45",
		"The two workshops went well. Please invoice us, £400 per workshop.":                                                                                                        "2 workshops 400",
		"Wil je ons de factuur sturen voor de lessen op kantoor? In oktober waren dat er vier van € 95,-. En we hebben acht matjes overgenomen voor € 22,50 per stuk. Samen € 560.": "4 de lessen op kantoor, In oktober waren dat er 95; 8 matjes overgenomen 22.5",
	})
}
