package reading_test

import "testing"

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
