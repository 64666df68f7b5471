package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// The same things may be counted twice, for another work each time.
func TestLines_TheSameThingsMayBeCountedTwice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"rechnen Sie bitte ab: Frühjahrsbepflanzung 3 Gräber à 55,00 €, Sommerpflege pauschal 120,00 €, Herbstbepflanzung 3 Gräber à 48,00 €. Zusammen 429,00 € inkl. MwSt.":               "3 Frühjahrsbepflanzung, Gräber 55; 1 Sommerpflege 120; 3 Herbstbepflanzung, Gräber 48",
		"voor het grafonderhoud in 2026 mag u afrekenen: voorjaarsbeplanting 3 graven à € 55,00, zomeronderhoud € 120,00, najaarsbeplanting 3 graven à € 48,00. Samen € 429,00 incl. btw.": "3 voorjaarsbeplanting, graven 55; 1 zomeronderhoud 120; 3 najaarsbeplanting, graven 48",
	})
}

// What only leads to the figures or says what kind of price follows names no thing.
func TestLines_TheKindOfThePriceNamesNoThing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"für die Fotoreportage unserer Betriebsfeier (4 Stunden, vereinbarter Stundensatz 120 €) sowie 25 bearbeitete Bilder zu 6 € erwarten wir Ihre Rechnung über 630 € zzgl. MwSt.": "4 die Fotoreportage unserer Betriebsfeier 120; 25 bearbeitete Bilder 6",
	})
	for _, l := range reading.Read(letter("De vertaling is goed ontvangen bij HR. Voor de facturatie: 1.820 woorden à € 0,14 per woord. Factuur graag."), fixtureOwner()).Lines {
		require.NotContains(t, l.Description, "facturatie")
	}
}

// A word that leads to a firm is no part of its name.
func TestFirm_AWordThatLeadsToItIsNoPartOfItsName(t *testing.T) {
	t.Parallel()
	r := signedLetter("Stefan Hölzl <hoelzl@hoelzl-dach.example>", "Rechnung bitte nach Ausführung an Hölzl Dach GmbH & Co. KG: 38 lfm Blech zu 21,50 Euro.")
	require.Equal(t, "Hölzl Dach GmbH & Co. KG", r.Company)
}
