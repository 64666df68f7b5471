package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// What may be the price of all of them is not taken for the price of one because
// another such price comes to parts of a cent.
func TestLines_APriceForSeveralIsOpenLikeTheOneBesideIt(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte Rechnung: 1000 Flyer für 89 Euro, 250 Plakate für 175 Euro.",
		"Bitte Rechnung: 1000 Flyer für 89 Euro, 250 Plakate A2 für 175 Euro und 40 Mappen für 60 Euro.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.Empty(t, l.UnitPrice, "%s: %s", body, l.Description)
		}
	}
}

// A number behind a word that numbers tell apart counts nothing.
func TestLines_WhichHousesAreMeantCountsNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bitte um Rechnung: Wartung Aufzug Haus 3 und 4, je Haus 210,00 EUR.",
		"Bitte um Rechnung: Reinigung Zimmer 12, 14 und 15, je Zimmer 40 EUR.",
		"Graag factuur: schoonmaak kamer 3 en 4, per kamer 40 euro.",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.Empty(t, l.Quantity, body)
		}
	}
}

// In German every noun is large, and a small word behind a body's name begins no more of it.
func TestFirm_AGermanSentenceGoesOnBehindABody(t *testing.T) {
	t.Parallel()
	r := signedLetter("Birgit Wöst <beschaffung@bramstedt.example>", "auf Grundlage Ihres Angebotes bestellt die Stadt Bramstedt hiermit folgende Leistungen:\n\n9 Std. Techniker à 48,00 EUR\n\nDie Rechnung erbitten wir per Mail.\n\nMit freundlichen Grüßen\nWöst\n\nStadt Bramstedt")
	require.Equal(t, "Stadt Bramstedt", r.Company)
}

// A price without cents is none of a name, and a number behind a month counts hours.
func TestLines_APriceWithADashIsInNoName(t *testing.T) {
	t.Parallel()
	for _, l := range reading.Read(letter("Rechnung bitte: Miete Saal 350,- ; Endreinigung 80,- ; Beamer 2 Tage à 25,- ; alle Beträge in Euro inkl. MwSt."), fixtureOwner()).Lines {
		require.NotContains(t, l.Description, "350")
	}
	readsAs(t, map[string]string{
		"bitte berechnen Sie uns für die Reinigung im Oktober 22 Stunden zu 31,50 Euro und Material für 48 Euro, netto.": "22 die Reinigung im Oktober 31.5; 1 Material 48",
	})
}
