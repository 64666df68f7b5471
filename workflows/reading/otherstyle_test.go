package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// Where no numeral shows how thousands are set off, the sum does.
func TestOtherStyle_TheSumTellsHowThousandsAreSetOff(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]struct{ lines, total string }{
		"Por favor factúrame 90 invitaciones a 65 pesos mexicanos cada una y 8 letreros a 420 pesos mexicanos cada uno, que son 9,210 pesos mexicanos en total.": {"90 invitaciones 65|8 letreros 420", "9210"},
		"Please invoice us for 4 panels at EUR 900 each and 2 doors at EUR 300 each. Total: EUR 4.200.":                                                          {"4 panels 900|2 doors 300", "4200"},
		"Nos puede hacer la factura de 2 toldos a 600 € cada uno y 1 lona a 35 €, en total 1.235 €.":                                                             {"2 toldos 600|1 lona 35", "1235"},
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want.lines, linesRead(r))
			require.Equal(t, want.total, string(r.Total))
		})
	}
	r := reading.Read(letter("Por favor factúrame 90 invitaciones a 65 pesos mexicanos cada una, que son 9,210 pesos mexicanos."), fixtureOwner())
	require.Contains(t, fieldsAsked(r), "total", "neither way closes")
}
