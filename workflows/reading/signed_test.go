package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// from is a mail of a sender other than the usual one.
func from(sender, body string) []byte {
	return []byte("From: " + sender + "\nTo: mara@lindholm-studio.example\nSubject: Info\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
		"Message-ID: <1@x.example>\nContent-Type: text/plain; charset=utf-8\n\n" + body)
}

func TestParty_AnOfficeIsNobodysName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sender, body, name, company string }{
		{"Bauamt Oberwihl <bauamt@oberwihl.example>", "Wir bitten um Rechnung: 3 Lampen zu 20 €.\n\nFreundliche Grüsse\nBeat Hürlimann\nLeiter Bauamt", "Beat Hürlimann", ""},
		{"DSGA Liceo Belvedere <dsga@liceo-belvedere.example>", "Si richiede la fattura: 3 lampade a 20 €.\n\nDistinti saluti\nIl DSGA\nRag. Antonella Guidi", "Antonella Guidi", ""},
		{"Basisschool De Regenboog <administratie@bs-deregenboog.example>", "Graag factuur: 3 lampen à 20 €.\n\nAlvast bedankt!\nJuf Ellen (Ellen Kuipers)\nBasisschool De Regenboog", "Ellen Kuipers", "Basisschool De Regenboog"},
		{"Einkauf Holzbau Gfeller <einkauf@holzbau-gfeller.example>", "Bitte Rechnung: 3 Lampen zu 20 €.\nDanke.\n\ni. A. Sandra Klotz\nEinkauf\n\nHolzbau Gfeller GmbH", "Sandra Klotz", "Holzbau Gfeller GmbH"},
		{"Secrétariat <contact@lycee-voltaire.example>", "Merci de facturer 3 lampes à 20 €.\n\nCordialement,\nLa directrice\nMme Odile Wurtz\nLycée Voltaire", "Odile Wurtz", "Lycée Voltaire"},
	} {
		r := reading.Read(from(c.sender, c.body), fixtureOwner())
		require.Equal(t, c.name, r.CustomerName, c.body)
		if c.company != "" {
			require.Equal(t, c.company, r.Company, c.body)
		}
	}
}

func TestCompany_BelowALabelThatSaysWhatItIs(t *testing.T) {
	t.Parallel()
	body := "Bitte Rechnung: 3 Lampen zu 20 €.\n\nRechnungsempfänger ist der Schulerhalter:\nMarktgemeinde Lauterfeld\nHauptplatz 1\n\nFreundliche Grüße\nMonika Gasser\nSchulleitung VS Lauterfeld"
	require.Equal(t, "Marktgemeinde Lauterfeld", reading.Read(from("Monika Gasser <sekretariat@vs-lauterfeld.example>", body), fixtureOwner()).Company)
	body = "Bonjour, il nous faudrait une facture au nom de l'Aïkido Club d'Altkirchen. 3 lampes à 20 €.\n\nPascal Humbert"
	require.Equal(t, "Aïkido Club d'Altkirchen", reading.Read(from("Pascal Humbert <p.humbert@aikido-club-altkirchen.example>", body), fixtureOwner()).Company)
}

func TestCompany_WhoseInitialsAreTheDomainIsNotAsked(t *testing.T) {
	t.Parallel()
	body := "Merci de facturer 3 lampes à 20 € au nom du Royal Vélo-Club Mosan ASBL, rue du Halage 77, 5100 Jambes.\n\nJean-Luc Hanot"
	r := reading.Read(from("Jean-Luc Hanot <secretariat@rvcm.example>", body), fixtureOwner())
	require.Equal(t, "Royal Vélo-Club Mosan ASBL", r.Company)
	require.Empty(t, r.Questions)
}
