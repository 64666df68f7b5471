package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What people write who are in no doubt themselves.
func TestRows_SaidPlainly(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Stuur je de factuur? Het zijn 16 lessen van 62,50 euro en zeven lesboeken van 29 euro per stuk.":                                                        "16 lessen 62.5; 7 lesboeken 29",
		"Could you send us an invoice for October? I have you down for 14.5 hours at £28, plus the one-time chart of accounts cleanup which was £350.":           "14.5 hours 28; 1 chart of accounts cleanup 350",
		"Mon mari voudrait une facture, pouvez-vous nous l'envoyer ? C'était une pièce montée à 285 euros et 60 petits pains à 0,70 euro, soit 327 euros.":       "1 pièce montée 285; 60 petits pains 0.7",
		"Can you bill us for the two EICRs (flats 14 and 22, £165 each) and the replacement consumer unit in 14, £480.":                                          "2 EICRs 165; 1 replacement consumer unit 480",
		"Please invoice us:\n\n1) Voucher entry - 640 nos @ £9 per voucher\n2) Filing - £2,500\n3) Bank reconciliation, 3 accounts @ £800 each":                  "640 Voucher entry 9; 1 Filing 2500; 3 Bank reconciliation, accounts 800",
		"Graag een factuur.\n\nTaalcafé          4 avonden   x  € 75,00   = € 300,00\nPrivéles          6 uur       x  € 38,00   = € 228,00\nTotaal    € 528,00": "4 Taalcafé 75; 6 Privéles 38",
		"Bitte schicken Sie uns die Rechnung. Die 6 Tische waren je 380 Euro.":                                                                                   "6 Tische 380",
	})
}

// A count behind its price, a price per measure before it, a cross at its number, and
// a total that belongs to the thing behind it.
func TestRows_InOtherOrders(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Could you invoice the club.\n\n- wheel trued, £15 each, 7 of them\n- bottom bracket replaced x2, £47.50 each\n- 5 sets of brake pads fitted, £16 a set":                  "7 wheel trued 15; 2 bottom bracket 47.5; 5 brake pads fitted 16",
		"Sie können abrechnen: 18 m² Bodenfliesen verlegt, je m² 54,00 €, und 1 Anfahrt, 35,00 €.":                                                                                "18 Bodenfliesen verlegt 54; 1 Anfahrt 35",
		"Deux après-midis musicaux, cent vingt euros chacun, et vingt euros au total pour les photocopies. Envoyez-nous la facture svp.":                                          "2 après-midis musicaux 120; 1 photocopies 20",
		"It's £640 for the two bedrooms (£320 each), £185 for the hallway and £45 for the stain block. I get £870 altogether. Could you send me the invoice?":                     "2 bedrooms 320; 1 hallway 185; 1 stain block 45",
		"Nos hacéis la factura por favor:\n\nApartamento    Salidas   Precio/salida\nÁtico             3         42,00 €\nEstudio           5         28,00 €\n\nTotal: 266,00 €": "3 Ático 42; 5 Estudio 28",
		"Would you please bill us for the new lock on it: £310 plus VAT.":                                                                                                         "1 new lock 310",
	})
}

// A discount below a table may stand in any of its columns.
func TestTable_DiscountRowStandsWhereItLikes(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\nqty   what                      price each     amount\n350   booklets A5               £1.90          £665.00\n120   posters A2                £2.75          £330.00\n      discount 10%                             -£99.50\n      total                                    £895.50\n":                                                                      "350 booklets A5 1.9 -10%; 120 posters A2 2.75 -10%",
		"Factuur graag.\n\n  aantal   wat                      prijs p/s     bedrag\n     350   programmaboekje A5        € 1,90      € 665,00\n     120   affiche A2                € 2,75      € 330,00\n                              subtotaal        € 995,00\n                              korting 10%       - € 99,50\n                              te betalen       € 895,50\n": "350 programmaboekje A5 1.9 -10%; 120 affiche A2 2.75 -10%",
	})
}

// Rows of a name, a count and one amount, which the sum below them proves; and a word
// for work that is written like what is taken off.
func TestRows_ACountAndOneAmountProvedByTheirSum(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\nOak table 180 cm      2     640.00\nChairs                6     540.00\nDelivery              1      45.00\nTotal                     1,225.00 GBP":                                                  "2 Oak table 180 cm 320; 6 Chairs 90; 1 Delivery 45",
		"Bitte Rechnung stellen:\n\nEichentisch      2     320,00\nStühle           6      90,00\nLieferung        pauschal    45,00\nSumme netto             1.225,00 EUR":                                                         "2 Eichentisch 320; 6 Stühle 90; 1 Lieferung 45",
		"Merci d'établir la facture.\n\nTondeuse 46 cm        1     389,00\nLame                  2      42,00\nRéglage            forfait    35,00\n                              -------\nTOTAL HT                    466,00 EUR": "1 Tondeuse 46 cm 389; 2 Lame 21; 1 Réglage 35",
		"Merci d'envoyer la facture :\n- remise en peinture du portail : forfait de 190,00 €\n- remise des clés le samedi : 40 €":                                                                                                   "1 remise en peinture du portail 190; 1 remise des clés le samedi 40",
		"Merci d'envoyer la facture :\nnettoyage : 190,00 € HT\npeinture du couloir : 190,00 € HT":                                                                                                                                  "1 nettoyage 190; 1 peinture du couloir 190",
		"Please invoice us:\nwindow cleaning: £80 + VAT\ngutters: £80 + VAT":                                                                                                                                                        "1 window cleaning 80; 1 gutters 80",
	})
	r := reading.Read(letter("Please invoice us:\n\nTable      2     40.00\nChair      3     40.00\nTotal            90.00 GBP"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

// An amount without its currency is told from a count by the "of" behind it.
func TestRows_AmountOfAThingBehindPrices(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Peux-tu faire la facture ? 4 séances à 60 € l'une, 2 h de préparation à 40, 35 de frais de route et 12 d'impression, soit 367 € en tout.": "4 séances 60; 2 préparation 40; 1 frais de route 35; 1 impression 12",
		"Me mandas la factura: 3 sesiones a 45 € cada una y 30 de desplazamiento, total 165 €.":                                                    "3 sesiones 45; 1 desplazamiento 30",
		"Mi fai la fattura? 3 lezioni a 45 € l'una e 30 di trasferta, totale 165 €.":                                                               "3 lezioni 45; 1 trasferta 30",
		"Tu peux faire la facture ? Ca fait 4 machines à café à 155 € pièce et 3 h de pose à 45 €.":                                                "4 machines à café 155; 3 pose 45",
	})
	for _, body := range []string{
		"Peux-tu faire la facture ? 2 sacs de ciment à 12 € et 30 de sable.", // what is counted may be left out
		"Peux-tu faire la facture ? 2 lampes à 189 € l'une, 3 h de pose à 55, et 25 de petites fournitures.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
	// without any currency it is the currency that is asked for
	for body, lines := range map[string]string{
		"Tu peux faire la facture ? 4 rosiers à 18 l'un et 3 h de plantation à 38, puis 25 de livraison.": "4 rosiers 18; 3 plantation 38; 1 livraison 25",
		"Could you invoice me: 2 taps at 189 each, 3 hours of labour at 55.":                              "2 taps 189; 3 labour 55",
		"Bitte Rechnung: 4 Türen zu 120 pro Stück und 3 Stunden Montage zu 55.":                           "4 Türen 120; 3 Montage 55",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, lines, linesOf(r))
		require.Equal(t, contract.ExpectAsk, r.Expected)
		require.Len(t, r.Questions, 1)
		require.Equal(t, "currency", r.Questions[0].Field)
	}
}

// A label that is the head of its own number belongs to it.
func TestReference_LastWordOfItsLabelMayBeItsHead(t *testing.T) {
	t.Parallel()
	for body, po := range map[string]string{
		"Merci d'envoyer la facture de 80 € pour la tonte, ordre de service n° OS-2026-771.": "OS-2026-771",
		"Merci d'envoyer la facture de 80 € pour la tonte, commande n° CDE-00418.":           "CDE-00418",
		"Please invoice us £80 for the mowing, purchase order number PO-2026-18.":            "PO-2026-18",
	} {
		require.Equal(t, po, reading.Read(letter(body), fixtureOwner()).PO, body)
	}
}

// Where no price has its currency, a number at the end of a name is the price of what it
// names: "call-out 45, 2 h at 52 an hour" is no call-out of two hours.
func TestRows_PriceWithoutCurrencyIsInNoName(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Tu m'envoies la facture stp : déplacement 45, 2h à 52 de l'heure.",
		"Please send the invoice: call-out 45, 2 hours at 52 per hour.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.NotContains(t, linesOf(r), "45", body)
	}
}
