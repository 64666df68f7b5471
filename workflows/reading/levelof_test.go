package reading_test

import "testing"

// TestLevelOf_AListOfPricesOfOneWithTheirCountsBehind: the measure before the count,
// a noun that is no measure, a word for a sum that says what kind of thing it is.
func TestLevelOf_AListOfPricesOfOneWithTheirCountsBehind(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Vi preghiamo di fatturare:\n\nCorso avanzato: EUR 480,00 al giorno; giorni 2\nTrasferte Milano-Como: EUR 38,00 a corsa; corse 5\n": "2 Corso avanzato 480; 5 Trasferte Milano-Como 38",
		"Vi preghiamo di fatturare:\n\nCorso base: EUR 480,00 al giorno; giorni 2\nMateriale: EUR 38,00 a cartella, 5 cartelle\n":           "2 Corso base 480; 5 Materiale 38",
	})
}
