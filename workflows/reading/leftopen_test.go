package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// What is to be billed at whatever the owner takes for it has no price, and the mail no draft.
func TestOpenings_APriceLeftToTheOwnerIsAsked(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us for the 4 chairs at £25 each, and whatever you charge for the upholstery.",
		"Can you bill us for 2 days of welding at £310 a day, plus what you usually charge for the call-out?",
		"Please invoice us for 3 lamps at £40 each and the wiring. I haven't seen a price for the wiring.",
		"Hi, please can I have the invoice: 4 hours of filming at £90 an hour and whatever the fog machine was. Thanks",
		"Please invoice 3 lamps at £40 each and your usual call-out.",
		"Please invoice 3 lamps at £40 each plus the usual call-out.",
		"Bitte Rechnung über 3 Lampen zu je 40 Euro plus Anfahrt.",
		"Merci de facturer 3 lampes à 40 euros pièce et votre déplacement habituel.",
		"Hazme la factura de 3 lámparas a 40 euros cada una y tu desplazamiento.",
		"Graag een factuur voor 3 lampen à 40 euro per stuk en uw gebruikelijke voorrijkosten.",
		"Bitte die Rechnung über 3 Lampen zu je 40 Euro, und was Sie für die Anfahrt nehmen.",
		"Merci de facturer 3 lampes à 40 euros pièce, et ce que vous prenez pour la pose.",
		"Mándame la factura de 3 lámparas a 40 euros cada una, y lo que cobres por el montaje.",
		"Può fatturare 3 lampade a 40 euro l'una, e quello che chiede per il montaggio.",
		"Graag een factuur voor 3 lampen à 40 euro per stuk, en wat je rekent voor het monteren.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, body)
	}
}

// The one to whom the bill is made out names no line, and neither do the words that
// ask for one more.
func TestParsed_WhoIsBilledAndAddNameNoLine(t *testing.T) {
	t.Parallel()
	for body, no := range map[string]string{
		"Fammi la fattura a nome Trattoria Belpoggio: le due serate a 240 euro l'una e il noleggio delle casse 190 euro.":         "Belpoggio",
		"Fais-moi la facture au nom de Garage Ruiz : les deux journées à 240 euros l'une et la location de la nacelle 190 euros.": "Ruiz",
		"Mi fai la fattura? 4 lezioni a 70 €. Aggiungi 1 ora in più a 35 € per la verifica.":                                      "Aggiungi",
		"Mi fai la fattura? 4 lezioni a 70 €. Metti anche 1 ora in più a 35 € per la verifica.":                                   "Metti",
		"Tu peux m'envoyer ta facture ? 12 vases à 18,50 pièce + ta journée à 280.":                                               "18,50",
	} {
		for _, l := range reading.Read(letter(body), fixtureOwner()).Lines {
			require.NotContains(t, l.Description, no, body)
		}
	}
}

// A person in the handbook who writes from a mailbox of everybody's is no company.
func TestParty_AKnownPersonIsNoCompany(t *testing.T) {
	t.Parallel()
	owner := fixtureOwner()
	owner.KnownCustomers = append(owner.KnownCustomers, contract.KnownCustomer{Name: "Nora Vale", Email: "nora.vale@postbox.example"})
	raw := []byte("From: Nora Vale <nora.vale@postbox.example>\nTo: mara@lindholm-studio.example\nSubject: lamps\n\nHi, could you send me the bill for 4 lamps at £12.00 each?\n\nNora\n")
	r := reading.Read(raw, owner)
	require.Empty(t, r.Company)
	require.Equal(t, "Nora Vale", r.CustomerName)
}

// One thing that is to be put on the bill has the price behind it, and a measure without a
// number before "and a half" is one.
func TestSingle_AddedThingsAndOneMeasureAndAHalf(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Can you invoice me? 3 chairs at €40 each. Also please add the extra coat of varnish when the first one peeled, 24 euros.": "3 chairs 40; 1 extra coat of varnish 24",
		"Fammi la fattura? 3 sedie a 40 € l'una. Aggiungi anche il trasporto, 24 euro.":                                            "3 sedie 40; 1 trasporto 24",
		"Tu me fais la facture ? 3 chaises à 40 € pièce. Ajoute aussi la livraison, 24 euros.":                                     "3 chaises 40; 1 livraison 24",
		"Hazme la factura. Son hora y media de traducción a 26 € la hora y 14 copias a 2,90 € cada una.":                           "1.5 traducción 26; 14 copias 2.9",
		"Fammi la fattura: ora e mezza di consulenza a 60 € l'ora e 14 copie a 2,90 € l'una.":                                      "1.5 consulenza 60; 14 copie 2.9",
		"Could I have October's invoice? Four guided walks at 185 euros each.":                                                     "4 guided walks 185",
	})
}

// What was agreed for a thing stands behind the verb; a line of a thing and its price is one
// below a long line with a price; and a body of owners is named by its house and number.
func TestSingle_AgreedForAndLinesOfTheirOwn(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Wil je mij de factuur sturen? We hadden 475 euro afgesproken voor het maaien van de dijk, inclusief btw. Niet erg.":                        "1 het maaien van de dijk 475",
		"Wil je mij de factuur sturen? We hadden 475 euro afgesproken voor de reparatie van de fiets en 20 euro voor de bel.":                       "1 reparatie van de fiets 475; 1 bel 20",
		"Schicken Sie die Rechnung? Wir hatten 475 Euro vereinbart für das Stimmen des Flügels. Nicht schlimm.":                                     "1 das Stimmen des Flügels 475",
		"Merci de facturer :\n\n6 grands cadres en chêne, 48,00 € pièce, comme convenu au téléphone avec mon mari\nLivraison 25,00 €":               "6 grands cadres en chêne 48; 1 Livraison 25",
		"Bitte senden Sie die Rechnung:\n\n6 große Rahmen aus Eiche, 48,00 € das Stück, wie am Telefon mit meinem Mann besprochen\nVersand 25,00 €": "6 große Rahmen aus Eiche 48; 1 Versand 25",
	})
	r := reading.Read(letter("Puoi emettere la fattura intestata a Condominio Via dei Platani 12: 3 visite a 40 € l'una."), fixtureOwner())
	require.Equal(t, "Condominio Via dei Platani 12", r.Company)
}

// What is the reader's or the sender's own is one known thing, at the price behind it.
func TestTheOnly_AThingOfYours(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Can you send the invoice? 12 jars at €18.50 each and your trip at €28.":         "12 jars 18.5; 1 your trip 28",
		"12 lanternes à 18,50 € pièce + votre déplacement à 28 €. Merci de me facturer.": "12 lanternes 18.5; 1 votre déplacement 28",
		"Puoi fatturare 6 lampade a 22,50 € l'una e il tuo viaggio a 60 €?":              "6 lampade 22.5; 1 il tuo viaggio 60",
	})
	r := reading.Read(letter("Can you send the invoice? 12 jars at €18.50 each and your photos at €28."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}
