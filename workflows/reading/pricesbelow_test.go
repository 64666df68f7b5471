package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A list that counts, and a text below it that names the things again with their
// prices, are one order.
func TestRead_PricesBelowAListGoToItsThings(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice us for:\n\n- 6 oak stools\n- 2 side tables\n- delivery\n\nThe stools were EUR 85 each, the side tables EUR 140 each and delivery EUR 60.":                                             "6 oak stools 85; 2 side tables 140; 1 delivery 60",
		"Kindly raise your invoice for the below:\n\n1) Leaflet design - 2 nos.\n2) Door signs - 15 nos.\n\nAs agreed, the leaflet designs are EUR 850 per leaflet and the signs EUR 90 per sign, VAT extra.": "2 Leaflet design 850; 15 Door signs 90",
		"Bitte stellen Sie uns in Rechnung:\n\n- 12 Regalböden\n- 4 Wandhalter\n- 1 Montage\n\nDie Regalböden kosten 18,50 € je Stück, die Wandhalter 7,20 € je Stück, die Montage 95 €.":                     "12 Regalböden 18.5; 4 Wandhalter 7.2; 1 Montage 95",
		"Graag een factuur voor:\n\n- 12 planken\n- 4 beugels\n\nDe planken kosten 18,50 euro per stuk en de beugels 7,20 euro per stuk, excl. btw.":                                                          "12 planken 18.5; 4 beugels 7.2",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for body, want := range map[string]string{
		"Please invoice us for:\n\n- 6 oak stools\n- 2 oak tables\n\nThe oak pieces were EUR 85.":                    "6 oak stools ?; 2 oak tables ?",
		"Please invoice us for:\n\n- 3 lamps\n- 2 shelves\n\nShelves are EUR 20 each, lamp delivery EUR 40.":         "3 lamps ?; 2 shelves 20; 1 lamp delivery 40",
		"Bitte eine Rechnung:\n\n- 30 Schrauben\n- 2 Bretter\n\nDie Bretter 9 € je Stück, die Schrauben 6 €. Danke!": "30 Schrauben ?; 2 Bretter 9",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected)
			require.Equal(t, want, linesOf(r))
		})
	}
}

// Brackets behind an amount say how it is made up; where they make another one,
// that is a question.
func TestRead_BracketsBehindAnAmountSayHowItIsMadeUp(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please invoice us:\n\n   panels     EUR 980.00   (four, EUR 245.00 apiece)\n   waxing     EUR 184.00   (eight hours at EUR 23.00)": "4 panels 245; 8 waxing 23",
		"Bitte eine Rechnung:\n\nBänke      980,00 €   (4 Stück, je 245,00 €)\nÖlen       184,00 €   (8 Stunden zu 23,00 €)":                "4 Bänke 245; 8 Ölen 23",
		"Graag een factuur:\n\n- banken: € 980,00 (vier, € 245,00 per stuk)\n- olien: € 184,00 (8 uur, € 23,00)":                            "4 banken 245; 8 olien 23",
		"Merci de nous facturer :\n\n- bancs : 980,00 € (quatre, 245,00 € pièce)\n- huilage : 184,00 € (8 heures à 23,00 €)":                "4 bancs 245; 8 huilage 23",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	r := reading.Read(letter("Please invoice us:\n\n   panels     EUR 980.00   (four, EUR 240.00 apiece)\n   waxing     EUR 184.00   (eight hours at EUR 23.00)"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
	require.Equal(t, "? panels ?; 8 waxing 23", linesOf(r))
}

// Who is billed and what is told first are no names of things.
func TestRead_WhoIsBilledAndTheVerbAreNoNames(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Please bill the clinic EUR 1,900 fixed for the booking page redesign.":                                                                                                    "1 the booking page redesign 1900",
		"Thank you. Please invoice the society EUR 640 flat for the hall lighting.":                                                                                                "1 the hall lighting 640",
		"Liebe Ulla, zuerst hast du die Hecke geschnitten für 120 Euro, dann noch 4 Rosen gepflanzt zu 14 Euro das Stück. Das sind zusammen 176 Euro. Bitte schick eine Rechnung.": "4 Rosen gepflanzt 14; 1 Hecke geschnitten 120",
		"Mag ik een factuur van je? Vorige week heb je het hek geschilderd voor 120 euro, daarna nog 4 palen gezet van 14 euro het stuk. Dat is bij elkaar 176 euro.":              "4 palen gezet 14; 1 hek geschilderd 120",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, linesOf(reading.Read(letter(body), fixtureOwner())))
		})
	}
}
