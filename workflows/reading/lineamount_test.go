package reading_test

import "testing"

// What a line comes to may be told in words behind its price.
func TestLineTotal_MayBeToldInWords(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Por favor, háganos la factura: 7 cajas a 12 € la unidad, es decir 84 €, y 10 sacos a 19 € la unidad. Suma 274 € sin IVA.": "7 cajas 12; 10 sacos 19",
		"Ci faccia la fattura: 7 casse a 12 € l'una, cioè 84 €, e 10 sacchi a 19 € l'uno. Totale 274 € più IVA.":                   "7 casse 12; 10 sacchi 19",
		"Merci de nous facturer 7 caisses à 12 € pièce, ce qui fait 84 €, et 10 sacs à 19 € pièce. Total 274 € HT.":                "7 caisses 12; 10 sacs 19",
		"Graag factureren: 7 kisten à € 12 per stuk, oftewel € 84, en 10 zakken à € 19 per stuk. Totaal € 274 excl. btw.":          "7 kisten 12; 10 zakken 19",
		"Bitte stellen Sie uns 7 Kisten zu je 12 €, das macht 84 €, und 10 Säcke zu je 19 € in Rechnung. Summe 274 € netto.":       "7 Kisten 12; 10 Säcke 19",
	})
}

// How many were brought stands behind a verb, which is no part of the name.
func TestName_TheVerbThatBroughtThemIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Háganos la factura por favor. De vasos trajeron 300 a 0,20 € la unidad; de platos pusieron 80, a 1,50 € la unidad. Suma 180 € sin IVA.": "300 vasos 0.2; 80 platos 1.5",
	})
}
