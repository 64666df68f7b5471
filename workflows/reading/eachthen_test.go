package reading_test

import "testing"

// The count behind "for each" is of what stands there, never of the next price.
func TestLines_ACountBehindForEachIsOfThatThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us. As agreed it is £35 for each bench, two benches, and £12 for each garden chair, six chairs. That is £142 in total.": "2 bench 35; 6 garden chair 12",
		"Mándanos la factura. Como quedamos, son 35 € por cada banco, dos bancos, y 12 € por cada silla, seis sillas. En total 142 €.":          "2 banco 35; 6 silla 12",
		"Mandaci la fattura. Come d'accordo, 35 € per ogni panca, due panche, e 12 € per ogni sedia, sei sedie. In totale 142 €.":               "2 panca 35; 6 sedia 12",
	})
}

// How often something was done counts it.
func TestLines_TimesCountWhatWasDone(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send the bill. Window cleaning was done 4 times at £18 each.":            "4 Window cleaning 18",
		"Envíenos la factura. La limpieza de cristales se hizo 4 veces a 18 € cada una.": "4 limpieza de cristales 18",
		"Mandateci la fattura. La pulizia dei vetri è stata fatta 4 volte a 18 € l'una.": "4 pulizia dei vetri 18",
	})
}
