package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Prices, counts and things in any order, as people talk: the stated sum says
// what belongs together.
func TestReckon_TheStatedSumTellsWhichCountGoesWithWhichPrice(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Please send us the invoice. You do it per head, £4.50, and 88 of us came in the end. By my reckoning that is £396 for the photo booth.":             "88 photo booth 4.5",
		"Could you invoice us please? £312 it is then. That's 26 of the framed prints, and at twelve pounds apiece it is less than we feared.":               "26 framed prints 12",
		"You brought four radio mics and Dez said they're £18 a throw, and there was the mixing desk as well, fifty pounds flat. Please invoice us £122.":    "4 radio mics 18|1 mixing desk 50",
		"Bitte schicken Sie uns die Rechnung. Neunzig Euro das Stück hatten wir gesagt, und es waren sieben Tafeln, macht zusammen 630 Euro.":                "7 Tafeln 90",
		"Pouvez-vous nous adresser la facture ? Soixante euros pièce, c'est ce qu'on avait dit, et il y en avait sept, des panneaux peints. Soit 420 euros.": "7 panneaux peints 60",
		"Graag de factuur. Aan € 12,50 per persoon, en we waren met 23 vrouw. Dat is dus € 287,50 voor de rondleiding door de tuin.":                         "23 rondleiding 12.5",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, lines, linesRead(r))
			require.NotContains(t, fieldsAsked(r), "total")
		})
	}
}

// A sum that comes about in no way or in several, an amount that has no place
// in it, and a price of nothing that is named prove nothing.
func TestReckon_WhatDoesNotComeOutInOneWayIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please send us the invoice. You do it per head, £4.50, and 87 of us came in the end. By my reckoning that is £396 for the photo booth.",
		"Please invoice us. It was 2 lamps and 4 tables, £40 for one sort and £20 for the other, £120 altogether or so.",
		"Please invoice us £122. You brought four radio mics and Dez said they're £18 a throw, and fifty pounds was spoken of as well, and £9 for the van.",
		"Please send us the invoice. It is £18 each and there were 4 of them, so £72. We paid £20 already.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
		})
	}
}

func TestName_WordsThatNameNothingAreNoLine(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Vi chiedo la fattura. Erano 6 a 32 euro l'una.", "Please send us the invoice. We'd said €180 a piano.",
		"Bitte schicken Sie uns die Rechnung: drei Stunden, die Stunde zu 95 Franken.", "Please invoice us: it was £38 an hour, and on top there's the PA, £150 flat.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotRegexp(t, `(?i)^(?:erano|we'd said|die stunde|an hour.*)$`, l.Description, body)
		}
	}
}

// "EUR 62,50 EUR 125,00": the sign between two amounts may be either's.
func TestReckon_AmountsThatShareTheirSignAreRead(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Gentile cliente, abbiamo ricevuto il pagamento di EUR 187,40.\n\n2 x Cesoie EUR 62,50 EUR 125,00\nTotale EUR 125,00\n\nSe desidera la fattura la può scaricare dalla Sua area riservata.",
		"Please invoice us: 2 lamps EUR 62,50 EUR 125,00 and the table EUR 90,00 EUR 90,00. It comes to EUR 220,00.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, reading.Read(letter(body), fixtureOwner()).Unreadable)
		})
	}
}

// TestReckon_ThePriceOfOneIsNoSum: 15 twice is not the 30 a day of the next thing.
func TestReckon_ThePriceOfOneIsNoSum(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Hola, necesito factura: micrófonos: 15 € al día; días 4. Altavoces: 30 € por día, 2 días. IVA incluido."), fixtureOwner())
	require.Empty(t, r.Total)
	for _, l := range r.Lines {
		require.False(t, l.UnitPrice == "15" && l.Quantity == "2", "%+v", l)
	}
}
