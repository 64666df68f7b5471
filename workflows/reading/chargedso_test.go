package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A clause of Dutch or German ends in its verb, which stands between a price and
// what it is for; what costs something goes on behind it.
func TestDescribe_TheThingStandsBehindPriceAndVerb(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Mag ik een factuur? U zou 45 euro rekenen voor het nakijken, en de accu was 62 euro, samen 107 euro.":                             "1 het nakijken 45; 1 de accu 62",
		"Kunt u mij een factuur sturen? Je zou 40 euro vragen voor het ophalen, en de koelkast kostte 210 euro. Samen 250 euro.":           "1 het ophalen 40; 1 de koelkast 210",
		"Bitte schicken Sie mir die Rechnung. Sie wollten 60 Euro berechnen für die Reinigung, und der Filter war 35 Euro, zusammen 95 €.": "1 die Reinigung 60; 1 der Filter 35",
	})
}

// The whole of something is what the mail is about, and no thing of its own.
func TestDescribe_TheWholeOfItNamesNothing(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Kun je een factuur sturen voor het tuinhek? Je zou 450 euro rekenen voor de hele klus.": "1 het tuinhek 450",
		"Kun je een factuur sturen voor het tuinhek? 450 euro voor het geheel.":                  "1 het tuinhek 450",
		"Bitte die Rechnung für den Zaun. 450 Euro für die gesamte Arbeit.":                      "1 den Zaun 450",
		"Merci de m'envoyer la facture pour le portail. C'était 450 € pour l'ensemble.":          "1 le portail 450",
	})
}

// What is due in all proves what stands before, and a thing may have a short name.
func TestDescribe_ShortNamesAndSumsToBePaid(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Tu peux me facturer le contrôle de nos 12 vannes à 9,50 € HT pièce et le remplacement des 3 CO2 à 118 € HT l'unité ?":                                "12 vannes 9.5; 3 CO2 118",
		"Il me faudrait une facture. Il y avait quatre bâches à 22 € l'une, plus un jeu de sangles pour la remorque, 30 €. Cela fait 118 € à payer au total.": "4 bâches 22; 1 un jeu de sangles pour la remorque 30",
	})
}

// What somebody says of the tax may stand between the words that include it.
func TestTaxes_IncludedByWhatSomebodySaid(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{
		"Bitte um die Rechnung: 4 Lampen zu je 12 Euro, zusammen 48 Euro. Die Umsatzsteuer ist darin laut deiner Aussage bereits enthalten.": true,
		"Bitte um die Rechnung: 4 Lampen zu je 12 Euro, zusammen 48 Euro. Mehrwertsteuer ist wie besprochen schon drin.":                     true,
		"Bitte um die Rechnung: 4 Lampen zu je 12 Euro, zusammen 48 Euro. Mehrwertsteuer ist nach Ihrer Auskunft nicht enthalten.":           false,
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, r.TaxIncluded != nil && *r.TaxIncluded, body)
	}
}

// Terms that speak of a correct invoice want none corrected, and a cost centre is
// called by its number.
func TestDirection_ACorrectInvoiceOfTheTermsIsNoCorrection(t *testing.T) {
	t.Parallel()
	terms := "Graag ontvangen wij de factuur voor 4 stoelen à 25 euro per stuk.\n\nBetaaltermijn: 30 dagen na ontvangst van een "
	require.Equal(t, contract.DirectionInvoice, reading.Read(letter(terms+"juiste factuur."), fixtureOwner()).Direction)
	require.Equal(t, contract.DirectionInvoice, reading.Read(letter(terms+"correcte factuur."), fixtureOwner()).Direction)
	require.Equal(t, contract.DirectionCorrection, reading.Read(letter("Wilt u ons een correcte factuur sturen? Op factuur 112 staat het oude adres."), fixtureOwner()).Direction)
	r := reading.Read(letter("Graag een factuur voor 4 stoelen à 25 euro per stuk, met vermelding van kostenplaatsnummer 7731."), fixtureOwner())
	require.Equal(t, "7731", r.PO)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
}

// A desk that writes for a house is nobody, and no part of the house's name.
func TestPerson_ADeskAndItsHouse(t *testing.T) {
	t.Parallel()
	for from, c := range map[string]struct{ signed, name, company string }{
		`"Anmeldung Praxis" <anmeldung@praxis-brandl.example>`:                  {"Danke und liebe Grüße\nMeryem Koç", "Meryem Koç", ""},
		`"Zentrale Holzwerk" <zentrale@holzwerk-brandl.example>`:                {"Vielen Dank im Voraus und beste Grüße\nJens Ohlert", "Jens Ohlert", ""},
		`"Onthaal Kinderdagverblijf" <onthaal@dehummel.example>`:                {"Met vriendelijke groet,\nLieve Claes", "Lieve Claes", ""},
		`"Sekretariat Marienrealschule" <sekretariat@marienrealschule.example>`: {"Mit freundlichen Grüßen\nUte Hansel\nSekretariat\nMarienrealschule", "Ute Hansel", "Marienrealschule"},
		`"Administratie Dorpsschool" <administratie@dorpsschool.example>`:       {"Met vriendelijke groet,\nJoke de Wit\nAdministratie", "Joke de Wit", "Dorpsschool"},
	} {
		raw := strings.Replace(string(letter("Please invoice us for 4 lamps at £12.00 each.\n\n"+c.signed)), "Jo Miller <jo.miller@acmeworks.example>", from, 1)
		r := reading.Read([]byte(raw), fixtureOwner())
		require.Equal(t, c.name, r.CustomerName, from)
		require.Equal(t, c.company, r.Company, from)
	}
}

// Who wants a card or a login and that others do not hear of it is after money,
// though the mail asks for an invoice in no usual words.
func TestTrust_ALoginAndSecrecyFromAnotherMailbox(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Wilt u per omgaande uw rekeninggegevens, een foto van uw pinpas en uw inlogcode mailen, en een factuur van € 3.900,00 zodat ik kan betalen? De andere leden mogen dit niet weten.",
		"Bitte senden Sie mir noch heute Ihre Bankdaten mit einem Foto Ihrer Girokarte und eine Rechnung über 3.900 Euro. Die Kollegen müssen davon nichts wissen.",
		"Merci de m'envoyer de toute urgence une facture de 3 900 €, vos coordonnées bancaires et votre identifiant. Les autres membres n'ont pas besoin de le savoir.",
	} {
		r := reading.Read(letter(body, "Reply-To: jo@postbox-quick.example"), fixtureOwner())
		require.Equal(t, contract.ExpectFraud, r.Expected, body)
		require.Subset(t, r.Flags, []string{contract.FlagReplyToMismatch, contract.FlagBankChange, contract.FlagUrgency}, body)
	}
}
