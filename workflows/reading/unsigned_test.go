package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A price is written without its currency among others that have theirs.
func TestRows_APriceGoesWithoutItsCurrencyAmongOthers(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\nBrake pads fitted, 2 hrs @ £36\nRear mech cable, 0.5 hrs @ £36\nParts 27.40\n":             "2 Brake pads fitted 36; 0.5 Rear mech cable 36; 1 Parts 27.4",
		"Could we have an invoice for\n\nCall-out £45\nBoiler jacket £80\nDisposal 20\n":                                  "1 Call-out 45; 1 Boiler jacket 80; 1 Disposal 20",
		"Bitte die Rechnung für:\n\nHecke schneiden, 3 Std. à 38,00 €\nRasen mähen, 2 Std. à 38,00 €\nEntsorgung 24,50\n": "3 Hecke schneiden 38; 2 Rasen mähen 38; 1 Entsorgung 24.5",
		"Please invoice:\n\nBay 4, new exhaust and bracket - £260 + VAT\nMOT - £54":                                       "1 Bay 4, new exhaust and bracket 260; 1 MOT 54",
		"Please invoice:\n\n€480 incl. VAT - repair of the shop blind\n€95 incl. VAT - new cord\n":                        "1 repair of the shop blind 480; 1 new cord 95",
	})
	for _, body := range []string{
		"Please invoice us:\n\nChairs 40\nTables 12\n\nusual prices, plus VAT",
		"Please invoice us:\n\nLeaflets £80\nRoom 14\nPosters £40",
		"Please invoice us for 3 mugs at £6 each.\n\nLeaflets £80\nBoxes 14",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// How often a thing was gone over is no count of it.
func TestCount_LayersCountNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us as agreed: garden gate, two coats of primer, £140. Side door, £60.": "1 garden gate, two coats of primer 140; 1 Side door 60",
		"Please invoice us as agreed: kitchen dresser, two layers of wax, €410. Steps, €90.":   "1 kitchen dresser, two layers of wax 410; 1 Steps 90",
		"Please invoice us for the cleaning of 2 coats at £12 each.":                           "2 coats 12",
	})
}

// What is asked for in older words, in a letter that begins without a comma, and while
// a number is waited for; and what is only to be billed some day.
func TestRequest_IsAskedForInOtherWords(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.Direction{
		"Dear Mara,\n\nI should be glad to have your account for the tuning of the piano, eighty pounds.":                                                                                                   contract.DirectionInvoice,
		"Dear Mara,\n\nKindly let me have your account for the two lampshades, £35 each.":                                                                                                                   contract.DirectionInvoice,
		"Alright Mara\n\nsend us the invoice for the van signs, £160":                                                                                                                                       contract.DirectionInvoice,
		"Please raise your invoice for the three benches at £140.00 each. You will need to quote a purchase order number. It has not been issued yet, so please do not send the invoice until you have it.": contract.DirectionInvoice,
		"Any chance of moving our booking to the week after? It's still £450 for the hall floor I hope, you can bill me when it's all done.":                                                                contract.DirectionNone,
		"Please do not invoice us yet, the two benches at £140 each are not in.":                                                                                                                            contract.DirectionNone,
	} {
		require.Equal(t, want, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
}

// A percentage that is taken off stays one beside what is said of tax, and is one
// however often it is named.
func TestDiscounts_AreNoTax(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\nHall and stage - £1,150 + VAT less the 5% you offered for the Sunday":                                          "1 Hall and stage 1150 -5%",
		"Please invoice us:\n\nRear garden - €640 plus VAT minus 10% for the delay":                                                           "1 Rear garden 640 -10%",
		"Can I have the invoice and don't forget the 20% off you promised\n\n3 sash cords £40 each\nback door £80\n\n20% off the lot so £160": "3 sash cords 40 -20%; 1 back door 80 -20%",
	})
}
