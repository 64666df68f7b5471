package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// What one thing holds or weighs counts nothing; a load by weight is counted.
func TestQuantity_TheSizeOfOneThingIsNoCount(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Solicitamos la factura de un termo de 80 litros a 245 €.",
		"Fatturateci un sacco da 25 kg a 12 €.",
		"Please invoice us for a water tank of 90 litres at £245.",
		"Bitte Rechnung über einen Kessel mit 80 Liter zu 245 €.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
				require.Contains(t, []string{"", "1"}, string(l.Quantity))
			}
		})
	}
	readsAs(t, map[string]string{
		"Solicitamos la factura: un termo de 80 litros a 245 € y la colocación, 70 €. En total 315 €.": "1 un termo de 80 litros 245; 1 la colocación 70",
		"Please invoice us for a delivery of 300 kg of gravel at £2.":                                  "300 gravel 2",
	})
}

// "Invoice" is a verb here, and what follows no number of one.
func TestQuantity_AVerbIsNotTheNameOfAPaper(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice 11 lamps at £42 and a £75 delivery.":                        "11 lamps 42; 1 delivery 75",
		"Could you invoice 3 sessions at £42 and the £15 room hire, both plus VAT?": "3 sessions 42; 1 room hire 15",
	})
}

// A price that the owner told stands behind the thing with who said it.
func TestLines_APriceThatTheOwnerSaidIsTheThings(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please send your invoice for the 3 lamps at £20, and then the shade, which you said would be £45.":  "3 lamps 20; 1 the shade 45",
		"Envíanos la factura de las 3 lámparas a 20 €, y luego la pantalla, que me dijiste que serían 45 €.": "3 lámparas 20; 1 pantalla 45",
	})
}
