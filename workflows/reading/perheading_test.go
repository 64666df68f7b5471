package reading_test

import "testing"

// A heading of a currency and a measure is that of a price of one.
func TestHeading_MoneyPerMeasureIsAPriceOfOne(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Por favor, factura:\n\n| Concepto | Horas | €/hora | Dto. | Importe |\n|---|---|---|---|---|\n| Revisión | 10 | 60,00 | 5 % | 570,00 |\n| Montaje | 4 | 60,00 | 0 % | 240,00 |\n\nIVA aparte.":    "10 Revisión 60 -5%; 4 Montaje 60",
		"Please invoice us:\n\n| Work | Days | GBP per day | Discount | Amount |\n|---|---|---|---|---|\n| Tiling | 2 | 300.00 | 10% | 540.00 |\n| Grouting | 1 | 300.00 | 0% | 300.00 |\n\nVAT is extra.": "2 Tiling 300 -10%; 1 Grouting 300",
	})
}

// Three dots lead from a name to its figures as more do.
func TestRead_ThreeDotsAreLeaders(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Por favor, hacedme la factura:\n\nSala grande ... 1 ... 650,00 EUR\nSillas ... 80 ... 2,50 EUR\nSubtotal ... 850,00 EUR (sin IVA)\n": "1 Sala grande 650; 80 Sillas 2.5",
		"Please invoice us as below:\n\nMain hall ... 1 ... £650.00\nChairs ... 80 ... £2.50\nTotal ... £850.00 plus VAT\n":                   "1 Main hall 650; 80 Chairs 2.5",
	})
}
