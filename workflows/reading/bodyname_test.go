package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// written is a letter whose sender has the given name and address.
func written(from, body string) []byte {
	return []byte("From: " + from + "\nTo: mara@lindholm-studio.example\nSubject: Facture\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
		"Message-ID: <2@customer.example>\nContent-Type: text/plain; charset=utf-8\n\n" + body)
}

// Between what a body is and its name stands a word in small letters, and in Dutch
// an article drawn together.
func TestCompany_ABodysNameGoesOnPastItsSmallWords(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bonjour, merci d'établir la facture au nom du Cabinet infirmier des Trois Chênes pour 3 paniers de pain à 40 € pièce.": "Cabinet infirmier des Trois Chênes",
		"Bonjour, merci de facturer, au nom de la Résidence universitaire du Parc SAS, 3 paniers de pain à 40 € pièce.":         "Résidence universitaire du Parc SAS",
		"Bonjour, merci de facturer à la Pension canine des Ormes SARL 3 paniers de pain à 40 € pièce.":                         "Pension canine des Ormes SARL",
		"Graag een factuur voor 3 taarten à € 40 per stuk op naam van Eetcafé 't Wapen van Marken.":                             "Eetcafé 't Wapen van Marken",
		"Graag een factuur op naam van 't Groene Huis B.V. voor 3 taarten à € 40 per stuk.":                                     "'t Groene Huis B.V.",
		"Graag een factuur voor 3 taarten à € 40 per stuk op naam van Stichting Dorpshuis ’t Centrum.":                          "Stichting Dorpshuis 't Centrum",
	} {
		r := reading.Read(written("Jo Miller <jo@"+domainOf(want)+">", body), fixtureOwner())
		require.Equal(t, want, r.Company, body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s %v", body, r.Questions)
	}
}

// domainOf is a domain that bears a name.
func domainOf(name string) string {
	out := ""
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z':
			out += string(r)
		case r >= 'A' && r <= 'Z':
			out += string(r + 'a' - 'A')
		case r == 'é' || r == 'ê':
			out += "e"
		}
	}
	return out + ".example"
}

// A display name that begins with a compound for a business is nobody's.
func TestPerson_ABusinessInOneWordIsNoFirstName(t *testing.T) {
	t.Parallel()
	for body, from := range map[string]string{
		"Graag een factuur op naam van Kuipers Transport B.V. voor 3 ritten à € 40 per rit.\n\nHoogachtend,\nJ. Kuipers": "Transportbedrijf Kuipers <planning@kuiperstransport.example>",
		"Bitte eine Rechnung an die Hansen Maler GmbH über 3 Fahrten zu je 40 €.\n\nMit freundlichen Grüßen\nK. Hansen":  "Malerwerkstatt Hansen <post@hansenmaler.example>",
	} {
		r := reading.Read(written(from, body), fixtureOwner())
		require.Contains(t, []string{"J. Kuipers", "K. Hansen"}, r.CustomerName, body)
	}
}

// Days at a price behind the customer's name are not days of the customer.
func TestLines_TheCustomersNameIsNoThing(t *testing.T) {
	t.Parallel()
	for body, from := range map[string]string{
		"Graag een factuur aan Eetcafé 't Wapen van Marken: 3 dagen à € 40 per dag.":      "Jan <info@eetcafewapenvanmarken.example>",
		"Please send the invoice to Mill Farm Ltd: 3 days at £40 a day.":                  "Jo <jo@millfarm.example>",
		"Bitte die Rechnung an die Holz Maier GmbH: 3 Tage zu 40 € pro Tag. Vielen Dank!": "Jo <jo@holzmaier.example>",
	} {
		r := reading.Read(written(from, body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		for _, l := range r.Lines {
			require.NotContains(t, r.Company, l.Description, body)
		}
	}
}
