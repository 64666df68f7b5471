package reading_test

import "testing"

// An item may be laid out one part below the other: its number, its name, what
// belongs to it, and last how many at what price.
func TestFiguresBelow_ItemsLaidOutOnePartBelowTheOther(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Die Rechnung über folgende Leistungen erbitten wir:\n\nPos. 10\nBühnenpodeste 2 x 1 m\ninkl. Treppe\n12 Stück à 24,50 EUR          294,00 EUR\n\nPos. 20\nTonanlage Saal\n1 Stück à 380,00 EUR          380,00 EUR\n\nSumme netto    674,00 EUR": "12 Bühnenpodeste 2 x 1 m 24.5; 1 Tonanlage Saal 380",
		"Merci de nous facturer :\n\nLocation de la salle\n3 jours à 250 €\n\nNettoyage\n2 x 40 €\n":                                                                                                                                                   "3 Location de la salle 250; 2 Nettoyage 40",
		"Vi preghiamo di emettere fattura:\n\n  1. Sfalcio aree verdi\n     (parco giochi)\n     n. 6 interventi\n     prezzo unitario euro 185,00\n\n  2. Potatura tigli\n     n. 23 piante\n     prezzo unitario euro 38,00\n\nTotale euro 1.984,00": "6 Sfalcio aree verdi 185; 23 Potatura tigli 38",
		"Please invoice us for:\n\nGrass cutting\nplayground and churchyard\n6 visits\nunit price £185.00\n\nPruning\n23 trees\nunit price £38.00\n":                                                                                                   "6 Grass cutting 185; 23 Pruning 38",
		"Graag factureren:\n\nZaalhuur\n3 dagen à € 120,00    € 360,00\n":                                                                                                                                                                              "3 Zaalhuur 120",
	})
}
