package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestCompany_TheSendersOwnClientIsNotOurs(t *testing.T) {
	t.Parallel()
	const sender = "Ada Roth <ada.roth@roth-events.example>"
	for body, company := range map[string]string{
		"Please invoice 3 lamps at €20 each. Our client is Harlow & Finch LLP but bill us please.\n\nAda Roth\nRoth Events Ltd":                     "Roth Events Ltd",
		"Bitte Rechnung über 3 Lampen zu 20 € an uns. Unser Kunde ist die Nordlicht Energie AG.\n\nAda Roth\nRoth Events GmbH":                      "Roth Events GmbH",
		"Graag factuur naar ons: 3 lampen à 20 euro. Onze klant is Brouwerij De Kroon B.V.\n\nAda Roth\nRoth Events B.V.":                           "Roth Events B.V.",
		"Hallo Mara, bitte 3 Lampen zu 20 € berechnen. Die Rechnung geht nicht an uns, sondern an unseren Kunden, die Nordlicht Energie AG.\n\nAda": "Nordlicht Energie AG",
		"Bonjour, la facture pour 3 lampes à 20 € est à adresser à notre client Les Tilleuls SARL.\n\nAda Roth":                                     "Les Tilleuls SARL",
	} {
		require.Equal(t, company, reading.Read(from(sender, body), fixtureOwner()).Company, body)
	}
	for _, body := range []string{
		"Bonjour, pour notre client la SCI Les Tilleuls, veuillez facturer 3 lampes à 20 €.\n\nAda Roth\nRoth Events",
		"Für unseren Kunden Nordlicht Energie AG bitte 3 Lampen zu 20 € in Rechnung stellen.\n\nAda Roth\nRoth Events",
		"Please invoice 3 lamps at €20 each for our client Harlow & Finch LLP.\n\nAda Roth\nRoth Events",
	} {
		r := reading.Read(from(sender, body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
		require.Empty(t, r.Company, body)
	}
}

func TestCompany_TheWholeNameStandsInBracketsOrInTheDisplayName(t *testing.T) {
	t.Parallel()
	r := reading.Read(from("Dr Ama Osei <a.osei@northmeretrust.example>", "Please invoice the Trust (Northmere Hospitals NHS Foundation Trust, c/o Shared Services, PO Box 4) for 3 lamps at €20 each."), fixtureOwner())
	require.Equal(t, "Northmere Hospitals NHS Foundation Trust", r.Company)
	r = reading.Read(from("Association Les Amis du Quai <contact@amisduquai.example>", "Merci d'établir la facture de 3 lampes à 20 € au nom de l'association Les Amis du Quai.\n\nMarc Thiry"), fixtureOwner())
	require.Equal(t, "Association Les Amis du Quai", r.Company)
}

func TestCompany_AnArticleWrittenLargeWithinASentenceBelongsToTheName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sender, body, company string }{
		{"Jo Morin <jo.morin@jardinsabbaye.example>", "Bonjour, merci de facturer Les Jardins de l'Abbaye pour 3 lampes à 20 €.", "Les Jardins de l'Abbaye"},
		{"Rosa Vila <rosa@lacasablanca.example>", "Hola, necesito factura de 3 lámparas a 20 € a nombre de La Casa Blanca Hoteles.", "La Casa Blanca Hoteles"},
		{"Rosa Vila <rosa@casablanca.example>", "Hola, necesito factura de 3 lámparas a 20 € a nombre de la Casa Blanca Hoteles.", "Casa Blanca Hoteles"},
	} {
		require.Equal(t, c.company, reading.Read(from(c.sender, c.body), fixtureOwner()).Company, c.body)
	}
}

func TestCompany_PartnersBelongToAnItalianName(t *testing.T) {
	t.Parallel()
	r := reading.Read(from("Piero Manca <amministrazione@mancaedili.example>", "Chiediamo fattura: 3 lampade a 20 €.\n\nManca Costruzioni Edili S.n.c. di Manca P. & C.\nPiero Manca"), fixtureOwner())
	require.Equal(t, "Manca Costruzioni Edili S.n.c. di Manca P. & C.", r.Company)
}

func TestPerson_AHouseInTheDisplayNameIsNobodysName(t *testing.T) {
	t.Parallel()
	for sender, body := range map[string]string{
		"Bonetti Ceramiche - Elisa <info@ceramicabonetti.example>":      "Ciao, mi mandi la fattura per 3 lampade a 20 €?",
		"Scuola Infanzia Arcobaleno <maestre@scuolaarcobaleno.example>": "Ciao, mi mandi la fattura per 3 lampade a 20 €?",
	} {
		require.NotContains(t, []string{"Bonetti Ceramiche", "Scuola Infanzia Arcobaleno"}, reading.Read(from(sender, body), fixtureOwner()).CustomerName)
	}
	r := reading.Read(from("Metalnova <acquisti@metalnova.example>", "Vogliate emettere fattura: 3 lampade a 20 €.\n\nMetalnova S.r.l.\nRif. Sig.ra Donati"), fixtureOwner())
	require.NotContains(t, r.CustomerName, "Rif")
	r = reading.Read(from("Recepción Hostal Luna <recepcion@hostalluna.example>", "Hola, necesitamos factura: 3 lámparas a 20 €."), fixtureOwner())
	require.Equal(t, "Hostal Luna", r.Company)
}
