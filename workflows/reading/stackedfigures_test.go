package reading_test

import "testing"

// Order systems set a thing's figures in a line of their own below its name.
func TestLines_FiguresMayStandBelowTheNameOfTheirThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Bitte um Rechnung für:\n\nPos. 10\nBühnenpodeste 2 x 1 m\ninkl. Geländer und Treppe\n12 Stück à 24,50 EUR      294,00 EUR\n\nPos. 20\nTechniker vor Ort\n(Aufbau und Betreuung)\n9 Std. à 48,00 EUR      432,00 EUR\n\nSumme netto      726,00 EUR": "12 Bühnenpodeste 2 x 1 m 24.5; 9 Techniker vor Ort 48",
		"Bitte um Rechnung für:\n\n1. Laminat\n   Eiche hell\n   24 m² zu 18,00 EUR\n\n2. Sockelleisten\n   weiß, 2,4 m\n   14 Stück zu 6,50 EUR\n\nAlle Preise netto.":                                                                                      "24 Laminat 18; 14 Sockelleisten 6.5",
		"Graag een factuur voor:\n\nKoffietafel op maat\neiken, geolied\n2 stuks à € 240,00\n\nBezorging\naan huis\n1 keer à € 35,00\n\nTotaal incl. btw € 515,00":                                                                                           "2 Koffietafel op maat 240; 1 Bezorging 35",
		"Please invoice us for:\n\nItem 1\nOak shelf\noiled, with brackets\n4 pcs @ £48.00   £192.00\n\nItem 2\nFitting\nin the hall\n3 hours @ £32.00   £96.00\n\nTotal £288.00":                                                                            "4 Oak shelf 48; 3 Fitting 32",
	})
}

// A title above a table names none of its things.
func TestLines_ATitleAboveATableIsNoLostThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Graag een factuur.\n\nOmschrijving   : Inloopavond\n\nRegel | Omschrijving | Aantal | Prijs excl. | Bedrag €\n1 | Huur grote zaal| 2 | 275,00 | 550,00\n2 | Koffie en thee | 90 | 3,20 | 288,00\n          Totaal excl. btw   838,00\n": "2 Huur grote zaal 275; 90 Koffie en thee 3.2",
	})
}
