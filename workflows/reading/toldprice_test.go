package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// In haste only the first amount has its currency: what is told behind it is on the
// invoice as well, where the sum proves it.
func TestToldPrice_ASumProvesWhatIsToldWithoutItsCurrency(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Mag je factureren hoor: 6 stoelen gelakt, 48 euro per stuk, en de bank moest een nieuwe poot, dat was 25. Komt dus 313 uit, excl btw.":               "6 stoelen gelakt 48; 1 nieuwe poot 25",
		"Kannst du in Rechnung stellen: 6 Stühle lackiert, 48 Euro pro Stück, und die Bank brauchte ein neues Bein, das waren 25. Macht also 313, ohne MwSt.": "6 Stühle lackiert 48; 1 neues Bein 25",
		"Tu peux facturer : 6 chaises vernies, 48 euros pièce, et le banc avait besoin d'un pied, c'était 25. Ça fait donc 313, hors TVA.":                    "6 chaises vernies 48; 1 pied 25",
		"You can bill us: 6 chairs varnished, 48 euros each, and the bench needed a new leg, that was 25. So it comes to 313 without VAT.":                    "6 chairs varnished 48; 1 new leg 25",
	})
}

// Where no sum proves it, the owner is asked.
func TestToldPrice_WhatIsToldAndNotProvedIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Mag je factureren hoor: 6 stoelen gelakt, 48 euro per stuk, en de bank moest een nieuwe poot, dat was 25. Excl btw.",
		"Kannst du in Rechnung stellen: 6 Stühle lackiert, 48 Euro pro Stück, und die Bank brauchte ein neues Bein, das waren 25. Ohne MwSt.",
		"Tu peux facturer : 6 chaises vernies, 48 euros pièce, et le banc avait besoin d'un pied, c'était 25. Hors TVA.",
		"Kannst du in Rechnung stellen: 6 Stühle lackiert, 48 Euro pro Stück, macht 300.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// A count of one, its thing and a price without its currency are a line where the
// sum proves it.
func TestCountedBare_ASumProvesAPriceWithoutItsCurrency(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"hoi mara, mag de factuur naar Acme Works BV? 1x tuinfeest 290 en 4 zakken hout à 7,50 p.st., tot. € 320.":           "1 tuinfeest 290; 4 hout 7.5",
		"Rechnung bitte an uns:\n\n1 Urnenkranz 110,-\n2 Gestecke à 40,-\n1 Schleife m. Druck 16,50\n\nzus. 206,50 € brutto": "1 Urnenkranz 110; 2 Gestecke 40; 1 Schleife m. Druck 16.5",
	})
	for _, body := range []string{
		"Rechnung bitte an uns:\n\n1 Urnenkranz 110,-\n2 Gestecke à 40,- €\n\nzus. 200,00 € brutto",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// How long each one was is no price.
func TestCountedBare_AMeasureIsNoPrice(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte um Rechnung: 12 Einsätze à 1,5 Stunden, das macht 18 Std. zu 27,50 €. Dazu Fensterputzen einmalig 60 €.",
		"Graag een factuur: 12 bezoeken van 1,5 uur, dat is 18 uur à € 27,50.",
		"Please invoice us: 12 visits of 1.5 hours, so 18 hours at £27.50.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotEqual(t, contract.Decimal("1.5"), l.UnitPrice, body)
		}
	}
}
