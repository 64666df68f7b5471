package reading_test

import "testing"

// A measure or a thing that is set off before a price makes it the price of one.
func TestLines_TheMeasureMayStandBeforeItsPrice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte Rechnung: Rasenplatz abstreuen 9 Std, die Stunde 32 €, und Tornetze 2 Stück, das Stück 48,50. Macht 385 glatt.": "9 Rasenplatz abstreuen 32; 2 Tornetze 48.5",
		"Bitte Rechnung: 9 Stunden Baumschnitt, die Stunde zu 32 €.":                                                           "9 Baumschnitt 32",
		"Bitte Rechnung für drei Abende, der Abend 150 Euro.":                                                                  "3 Abende 150",
		"Graag factuur: 9 uur snoeien, het uur 32 euro.":                                                                       "9 snoeien 32",
		"Graag factuur: 12 stoelen geschuurd, de stoel 15 euro, en 2 tafels gelakt, per tafel 80 euro.":                        "12 stoelen geschuurd 15; 2 tafels gelakt 80",
		"Please invoice us: 9 hours of pruning, the hour at £32.":                                                              "9 pruning 32",
	})
}

// What says no more than the currency of the amounts names no thing.
func TestLines_TheCurrencyOfAllAmountsIsNoThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"bitte einmal abrechnen, Objekt Lindenstr. 8:\n4x Treppenhausreinigung je 55,00 netto, Kellerlampe getauscht 38,00 netto.\nAlles in Euro.": "4 Treppenhausreinigung 55; 1 Kellerlampe getauscht 38",
	})
}
