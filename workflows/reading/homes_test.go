package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// How many rooms a home has, and the number of its house, count nothing: each
// line is one cleaning with one price.
func TestHomes_RoomsAndHouseNumbersCountNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous facturer les travaux :\n\navenue Foch 21, 5 pièces : 900 €\navenue Foch 23, 2 pièces : 410 €\n\nSoit 1 310 € HT, TVA 20 % en sus.": "1 avenue Foch 21, 5 pièces 900 t20; 1 avenue Foch 23, 2 pièces 410 t20",
		"Ci favorisca la fattura per le pulizie:\n\nAppartamento 3 locali: 180 €\nvia Verdi 7, scale: 95 €\n\nTotale 275 € più IVA 22%.":                  "1 Appartamento 3 locali 180 t22; 1 via Verdi 7, scale 95 t22",
		"Bitte stellen Sie uns in Rechnung:\n\nWohnung 4 Zimmer: 320 €\nLindenstraße 8, Keller: 110 €\n\nZusammen 430 € zzgl. 19 % MwSt.":                 "1 Wohnung 4 Zimmer 320 t19; 1 Lindenstraße 8, Keller 110 t19",
		"Factúranos por favor:\n\nPiso 3 habitaciones: 240 €\nCalle Mayor 12, portal: 60 €\n\nTotal 300 € más IVA.":                                       "1 Piso 3 habitaciones 240; 1 Calle Mayor 12, portal 60",
	})
}

// Rooms that are priced one by one are counted.
func TestHomes_RoomsWithAPriceOfOneAreCounted(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Merci de nous facturer le ménage : maison, 6 chambres à 40 € la chambre. Prix HT."), fixtureOwner())
	require.Len(t, r.Lines, 1)
	require.Contains(t, []string{"6", ""}, string(r.Lines[0].Quantity))
	require.NotEqual(t, "1", string(r.Lines[0].Quantity))
}

func TestHomes_AMetreMayBeOneOfArea(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Mi fate la fattura per la posa del laminato? Sono 62 metri quadri a 18 euro al metro quadro, IVA esclusa.",
		"¿Nos hacéis la factura del suelo? Son 62 metros cuadrados a 18 euros el metro cuadrado, IVA aparte.",
		"Merci de facturer la pose du parquet : 62 mètres carrés à 18 € le mètre carré HT.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Len(t, r.Lines, 1)
			require.Equal(t, "62", string(r.Lines[0].Quantity))
			require.Equal(t, "m2", r.Lines[0].Unit)
			require.NotRegexp(t, `^(?:quadri|cuadrados|carrés)`, r.Lines[0].Description)
		})
	}
}
