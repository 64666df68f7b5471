package reading_test

import "testing"

// Cents may be called by their name, alone or behind the amount they belong to.
func TestCents_ByTheirName(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte die Rechnung: die Anfahrt (64 km, 35 Cent pro Kilometer) und 25 Pflanzen, das Stück zu 2,80 €.": "64 die Anfahrt 0.35; 25 Pflanzen, das Stück 2.8",
		"Please invoice 300 flyers at 35 cents and the layout, €90.":                                           "300 flyers 0.35; 1 the layout 90",
		"Merci de facturer 300 photocopies à 15 centimes et la mise en page, 90 €.":                            "300 photocopies 0.15; 1 la mise en page 90",
		"Stuur de factuur voor 300 kopieën à 15 cent en de opmaak, 90 euro.":                                   "300 kopieën 0.15; 1 opmaak 90",
		"Bitte 3 Karten zu 2 Euro 50 Cent und 4 Hefte zu je 8 Euro in Rechnung stellen.":                       "3 Karten 2.5; 4 Hefte 8",
	})
}

// A name does not end with the words that lead to its price, which two things would share.
func TestBrokenOff_NoNameEndsSo(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Stuur maar een factuur. Aan 14 cent per woord, dat waren er 2.750 voor de vertaling van het dossier, en daarbovenop de lay-out voor een vaste prijs van 60 euro. Komt samen op 445 euro.": "2750 vertaling 0.14; 1 lay-out 60",
	})
}

// The price of one may stand in brackets without its currency, behind its count.
func TestPerInBrackets_WithoutCurrency(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice 3 shelves, 240 euros each, plus 2 hours of sanding (45 an hour).":      "3 shelves 240; 2 sanding 45",
		"Bitte die Rechnung: 3 Regale zu je 240 Euro und 2 Stunden Schleifen (45 pro Stunde).": "3 Regale 240; 2 Schleifen 45",
		"Merci de facturer 3 étagères à 240 € et 2 heures de ponçage (45 de l'heure).":         "3 étagères 240; 2 ponçage 45",
	})
}

// Those for whom a thing is are as many as are billed of it.
func TestSameTimes_ForAsMany(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice:\n\n* boarding for the three dogs, 3 x €15\n* a walk on the beach, €12":    "3 boarding for the three dogs 15; 1 a walk on the beach 12",
		"Bitte Rechnung:\n\n- Namensschilder für die vier Kinder, 4 x 15 €\n- Gruppenkuchen 120 €": "4 Namensschilder für die vier Kinder 15; 1 Gruppenkuchen 120",
	})
}

// What the invoice is wanted for is no thing that is billed.
func TestMatter_WhatTheInvoiceIsWantedFor(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Il me faudrait une facture pour mes frais professionnels : la séance à 150 € et les 10 fichiers à 8 € pièce, donc 230 €.": "1 la séance 150; 10 fichiers 8",
		"I need an invoice for my expenses claim: the session at £150 and the 10 files at £8 each, so £230.":                       "1 the session 150; 10 files 8",
	})
}
