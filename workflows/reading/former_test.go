package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestCompany_IsNotTheFormerName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, body, company string }{
		{"Eva Kern <kern@kern-energie.example>", "Ihre Rechnung 2026-118 ist auf unsere alte Firmierung \"Solar Kern GmbH\" ausgestellt. Wir heißen seit Juli Kern Energie GmbH. Bitte stornieren und neu ausstellen.", "Kern Energie GmbH"},
		{"Eva Kern <kern@kern-energie.example>", "Ihre Rechnung 2026-118 ist noch auf die Solar Kern GmbH ausgestellt. Bitte auf Kern Energie GmbH korrigieren.", "Kern Energie GmbH"},
		{"Tom Reed <accounts@reedsgrain.example>", "Your invoice 118 shows \"Reeds Grain\" instead of Reeds & Sons Grain Ltd. Could you credit it and reissue it?", "Reeds & Sons Grain Ltd"},
		{"Tom Reed <tom@reedglass.example>", "Your invoice 118 still says Old Mill Ltd. Please cancel it and send us a new one to Reed Glass Ltd.", "Reed Glass Ltd"},
		{"Joris Bakker <joris@bakkerfietsen.example>", "Factuur 34 staat nog op Fietsen Oost BV. Kun je die crediteren en opnieuw op naam van Bakker Fietsen BV sturen?", "Bakker Fietsen BV"},
	} {
		r := reading.Read(mailFrom(c.from, c.body), fixtureOwner())
		require.Equal(t, contract.DirectionCorrection, r.Direction, c.body)
		require.Contains(t, []string{c.company, ""}, r.Company, c.body)
	}
}

func TestCompany_WordThatOpensASentenceIsNoPartOfIt(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Pim Achten <pim@delinde.example>", "nl", "Dank je. Op De Linde Recreatie BV graag.", "De Linde Recreatie BV", "Pim Achten"},
		{"Pim Achten <pim@opdelinde.example>", "nl", "\nPim Achten\nOp De Linde NV\nKade 3", "Op De Linde NV", "Pim Achten"},
		{"Geesje Wiersema <geesje@postbode.example>", "nl", "Op naam van Tuinclub De Schoffel graag.\n\nGeesje Wiersema (penningmeester)", "Tuinclub De Schoffel", "Geesje Wiersema"},
		{"Tom Reed <tom@aprilflowers.example>", "en", "\nThanks\nTom Reed\nApril Flowers Ltd", "April Flowers Ltd", "Tom Reed"},
	} {
		t.Run(c.who, func(t *testing.T) {
			t.Parallel()
			c.check(t)
		})
	}
}

func TestCustomer_TitlesOfAnAddressBookAreNoNames(t *testing.T) {
	t.Parallel()
	for from, name := range map[string]string{
		`"Wessel, Tanja Dr." <t.wessel@akademie.example>`:       "Tanja Wessel",
		`"Dr. Wessel, Tanja" <t.wessel@akademie.example>`:       "Tanja Wessel",
		`"Wessel, Prof. Dr. Tanja" <t.wessel@akademie.example>`: "Tanja Wessel",
		`"Tanja Wessel, PhD" <t.wessel@akademie.example>`:       "Tanja Wessel",
		`"Drost, Mara" <m.drost@akademie.example>`:              "Mara Drost",
	} {
		r := reading.Read(mailFrom(from, invoiceLetter("de", "")), fixtureOwner())
		require.Equal(t, name, r.CustomerName, from)
	}
}

func TestClubOfficer_NamesTheClubFromAnyMailbox(t *testing.T) {
	t.Parallel()
	for who, asks := range map[string]bool{
		"Op naam van Tuinclub De Schoffel graag.\n\nGeesje Wiersema (penningmeester)": false,
		"Op naam van Tuinclub De Schoffel graag.\n\nGeesje Wiersema\nPenningmeester":  false,
		"Op naam van Tuinclub De Schoffel graag.\n\nGeesje Wiersema":                  true,
	} {
		r := reading.Read(mailFrom("Geesje Wiersema <geesje@postbode.example>", invoiceLetter("nl", who)), fixtureOwner())
		require.Equal(t, asks, len(r.Questions) > 0, "%s %v", who, r.Questions)
	}
}

func TestReference_IsNoAmountOfTheNextSentence(t *testing.T) {
	t.Parallel()
	r := reading.Read(mailFrom("Eva Kern <kern@kern-druck.example>", invoiceLetter("de", "Im Betreff fehlt noch die Bestellnummer. 640 Euro waren es für die Tafeln.")), fixtureOwner())
	require.Empty(t, r.PO)
}
