package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// mailFrom is a plain mail of a sender with the given body.
func mailFrom(from, body string) []byte {
	return []byte("From: " + from + "\nTo: mara@lindholm-studio.example\nSubject: Invoice\nDate: Tue, 10 Nov 2026 09:30:00 +0000\n" +
		"Message-ID: <1@test.example>\nContent-Type: text/plain; charset=utf-8\n\n" + body)
}

// invoiceLetter asks for an invoice in the language's plainest words, and goes
// on with what the test is about.
func invoiceLetter(language, who string) string {
	switch language {
	case "de":
		return "Guten Tag Frau Lind,\n\nbitte stellen Sie uns eine Rechnung über 12 Becher zu je 6,00 EUR.\n" + who
	case "fr":
		return "Bonjour Madame,\n\nmerci de nous envoyer la facture pour 12 tasses à 6,00 EUR pièce.\n" + who
	case "es":
		return "Hola Mara:\n\nnecesitamos la factura de 12 tazas a 6,00 EUR cada una.\n" + who
	case "it":
		return "Buongiorno Mara,\n\nle chiedo di emettere la fattura per 12 tazze a 6,00 EUR l'una.\n" + who
	case "nl":
		return "Beste Mara,\n\nkun je ons een factuur sturen voor 12 mokken à 6,00 EUR per stuk?\n" + who
	}
	return "Hello Mara,\n\nPlease invoice us for 12 mugs at EUR 6.00 each.\n" + who
}

type partyCase struct{ from, language, who, company, person string }

func (c partyCase) check(t *testing.T) {
	t.Helper()
	r := reading.Read(mailFrom(c.from, invoiceLetter(c.language, c.who)), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, c.company, r.Company, "%v", r.Questions)
	require.Equal(t, c.person, r.CustomerName)
	if c.company != "" {
		require.NotEmpty(t, r.Evidence["company"].Part, "the words are found in the mail: %q", r.Evidence["company"].Words)
	}
}

func TestCompany_IsNamedBehindTheWordsForBilling(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Tom Reed <tom@reed-glass.example>", "en", "Make it out to Reed & Daughter Glass Ltd, not to me.", "Reed & Daughter Glass Ltd", "Tom Reed"},
		{"Tom Reed <tom@reedglass.example>", "en", "Bill to:\nReed Glass Ltd\n4 Mill Lane\nYork YO1 7HH\n\nThanks\nTom", "Reed Glass Ltd", "Tom Reed"},
		{"Tom Reed <tom@reedglass.example>", "en", "It should be addressed to Reed Glass.\n\nTom", "Reed Glass", "Tom Reed"},
		{"Tom Reed <tom@reedglass.example>", "en", "Our company name is Reed Glass. Thanks!", "Reed Glass", "Tom Reed"},
		{"Tom Reed <tom@reedglass.example>", "en", "Please raise it in the name of Reed Glass Pty Ltd please.", "Reed Glass Pty Ltd", "Tom Reed"},
		{"Tom Reed <tom@reedglass.example>", "en", "Goes to Reed Glass Co., Ltd., 2nd floor.", "Reed Glass Co., Ltd.", "Tom Reed"},
		{"Eva Kern <kern@kern-druck.example>", "de", "Rechnung geht an die Kern Druck GmbH & Co. KG, Am Ring 4, 20099 Hamburg.", "Kern Druck GmbH & Co. KG", "Eva Kern"},
		{"Eva Kern <kern@kern-druck.example>", "de", "Rechnungsanschrift:\nDruckerei Kern e.K.\nAm Ring 4\n20099 Hamburg", "Druckerei Kern e.K.", "Eva Kern"},
		{"Eva Kern <kern@kern-druck.example>", "de", "Bitte auf den Verein ausstellen:\nFörderverein Stadtpark e.V.\nAm Ring 4", "Förderverein Stadtpark e.V.", "Eva Kern"},
		{"Eva Kern <kern@kern-druck.example>", "de", "Firma: Kern Druck", "Kern Druck", "Eva Kern"},
		{"Anne Petit <anne@petit-traiteur.example>", "fr", "À établir au nom de la SARL Petit Traiteur, 3 rue Haute, 69001 Lyon.", "SARL Petit Traiteur", "Anne Petit"},
		{"Anne Petit <anne@petit-traiteur.example>", "fr", "Adresse de facturation :\nPetit Traiteur SAS\n3 rue Haute\n69001 Lyon", "Petit Traiteur SAS", "Anne Petit"},
		{"Anne Petit <anne@mailbox.example>", "fr", "La facture est à libeller à l'association Les Jardins Ouverts.", "Les Jardins Ouverts", "Anne Petit"},
		{"Luis Vega <luis@muebles-vega.example>", "es", "A nombre de Muebles Vega, S.L., CIF B12345674.", "Muebles Vega, S.L.", "Luis Vega"},
		{"Luis Vega <luis@muebles-vega.example>", "es", "Datos fiscales:\nMuebles Vega SLU\nC/ Mayor 5\n46001 Valencia", "Muebles Vega SLU", "Luis Vega"},
		{"Rita Sala <rita@caffesala.example>", "it", "Intestare a Caffè Sala di Sala Rita & C. S.a.s., via Po 3, Torino.", "Caffè Sala di Sala Rita & C. S.a.s.", "Rita Sala"},
		{"Rita Sala <rita@caffesala.example>", "it", "Ragione sociale: Caffè Sala srl", "Caffè Sala srl", "Rita Sala"},
		{"Joris Bakker <joris@bakkerfietsen.example>", "nl", "Graag op naam van Bakker Fietsen B.V., Kade 5, 1011 AB Amsterdam.", "Bakker Fietsen B.V.", "Joris Bakker"},
		{"Joris Bakker <joris@buurthuis.example>", "nl", "Tenaamstelling: Stichting Buurthuis Zuid\nKostenplaats 12", "Stichting Buurthuis Zuid", "Joris Bakker"},
	} {
		t.Run(c.who, func(t *testing.T) {
			t.Parallel()
			c.check(t)
		})
	}
}

func TestCompany_ComesFromSignatureDomainOrDisplayName(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Tom Reed <tom@reedglass.example>", "en", "\nKind regards\nTom Reed\nReed Glass LLP | York", "Reed Glass LLP", "Tom Reed"},
		{"Tom Reed <tom@hill-and-reed.example>", "en", "\nKind regards\nTom Reed\nHill & Reed - glaziers since 1950", "Hill & Reed", "Tom Reed"},
		{"Hill & Reed Ltd <office@hillreed.example>", "en", "\nThanks\nTom Reed", "Hill & Reed Ltd", "Tom Reed"},
		{"Tom Reed - Hill Glaziers <tom@hillglaziers.example>", "en", "\nThanks\nTom", "Hill Glaziers", "Tom Reed"},
		{"Eva Kern <kern@gemeinde-altdorf.example>", "de", "\nMit freundlichen Grüßen\nEva Kern\nGemeinde Altdorf", "Gemeinde Altdorf", "Eva Kern"},
		{"Praxis am Markt <info@praxis-am-markt.example>", "de", "\nMit freundlichen Grüßen\nPraxis am Markt\nInh. Eva Kern", "Praxis am Markt", "Eva Kern"},
		{"\"Kern, Eva\" <e.kern@stadtwerke-altdorf.example>", "de", "\nMit freundlichen Grüßen\nEva Kern\nStadtwerke Altdorf GmbH", "Stadtwerke Altdorf GmbH", "Eva Kern"},
		{"PETIT Anne <a.petit@mairie-valbois.example>", "fr", "\nCordialement,\nAnne PETIT\nMairie de Valbois", "Mairie de Valbois", "Anne PETIT"},
		{"Sala Rita <r.sala@studiosala.example>", "it", "\nCordiali saluti\nRita Sala\nStudio Sala e Associati", "Studio Sala e Associati", "Rita Sala"},
		{"Kreditoren Altdorf <kreditoren@werke-altdorf.example>", "de", "\nFreundliche Grüße\nEva Kern | Buchhaltung\nWerke Altdorf AG", "Werke Altdorf AG", "Eva Kern"},
		{"Owen Pryde <owen.pryde@harbour-lights.example>", "en", "\nOwen", "Harbour Lights Ltd", "Owen Pryde"},
	} {
		t.Run(c.from+c.who, func(t *testing.T) {
			t.Parallel()
			c.check(t)
		})
	}
}

func TestCompany_IsEmptyForPrivatePersons(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Rose Hale <rose.hale@postbox.example>", "en", "\nBest wishes\nRose Hale", "", "Rose Hale"},
		{"Rose Hale <rose.hale@postbox.example>", "en", "Please send it to me at home, Rose Hale, 5 Mill Lane, York.", "", "Rose Hale"},
		{"Rose Hale <rose.hale@hale-florists.example>", "en", "Bill me personally please.\n\nRose Hale\nHale Florists", "", "Rose Hale"},
		{"Jonas Kett <jonas.kett@postkasten.example>", "de", "Geht an mich privat: Jonas Kett, Lerchenweg 8, 49888 Brink.", "", "Jonas Kett"},
		{"Nuria Bosch <nuriabosch@correo.example>", "es", "A mi nombre, Nuria Bosch Lanau, nif 25417730Q.", "", "Nuria Bosch"},
		{"Gina Fenoglio <gina.fenoglio@posta.example>", "it", "Sono una privata, niente partita IVA.\n\nGina Fenoglio", "", "Gina Fenoglio"},
	} {
		t.Run(c.who, func(t *testing.T) {
			t.Parallel()
			c.check(t)
		})
	}
}

func TestCompany_OpenBetweenTwoIsAQuestion(t *testing.T) {
	t.Parallel()
	for who, language := range map[string]string{
		"I am not sure whether it goes to Reed Glass Ltd or to the parent, Hill Holdings plc.":               "en",
		"It goes to Reed Glass Ltd or Reed Trade Ltd.":                                                       "en",
		"Bitte noch nicht absenden, ob sie an die Kern GmbH oder die Kern Handels KG geht, klären wir noch.": "de",
		"Je ne sais pas encore si c'est pour l'association Tempo ou pour mon cabinet, Petit Conseil SASU.":   "fr",
		"No sé si va a nombre de Muebles Vega, S.L. o de Vega Hermanos, S.A.":                                "es",
		"Non so se intestarla a Caffè Sala srl o a Sala Eventi S.r.l.":                                       "it",
		"Ik weet nog niet of hij op naam moet van Stichting Zuid of van Zuid Exploitatie B.V.":               "nl",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom("Tom Reed <tom@reedglass.example>", invoiceLetter(language, who)), fixtureOwner())
			require.Empty(t, r.Company)
			require.Equal(t, contract.ExpectAsk, r.Expected)
			require.Contains(t, askedFields(r), "customer")
		})
	}
}

func askedFields(r contract.Reading) string {
	var out []string
	for _, q := range r.Questions {
		out = append(out, q.Field)
	}
	return strings.Join(out, " ")
}

func TestCompany_OfAMailboxOrASignatureIsNoQuestion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, who string
		expected  contract.Expectation
	}{
		{"Tom Reed <tomreed71@gmail.com>", "Bill it to Brackwater Joinery Ltd please.\n\nTom", contract.ExpectDraft},
		{"Tom Reed <tom@stonemason.example>", "Bill it to Brackwater Joinery Ltd please.\n\nTom", contract.ExpectAsk},
		{"Tom Reed <tomreed71@gmail.com>", "They are for our stand at Messe Altstadt GmbH.\n\nTom", contract.ExpectAsk},
		{"Ann Vane <ann.vane@stonemason.example>", "Please put it in the name of Mill Street Owners 40.\n\nBest wishes,\nAnn\n\nAnn Vane\nchair, Mill Street Owners 40", contract.ExpectDraft},
		{"Ann Vane <ann.vane@stonemason.example>", "Please put it in the name of Mill Street Owners 40.\n\nBest wishes,\nAnn", contract.ExpectAsk},
	} {
		r := reading.Read(mailFrom(c.from, invoiceLetter("en", c.who)), fixtureOwner())
		require.Equal(t, c.expected, r.Expected, "%s %s: %v", c.from, c.who, r.Questions)
	}
}

func TestCompany_NamesEndWhereTheyEnd(t *testing.T) {
	t.Parallel()
	for who, company := range map[string]string{
		"Bill to Reed Glass Ltd Attn Accounts Payable":                   "Reed Glass Ltd",
		"Bill to: REED GLASS CO. LTD Maltings Yard, York":                "REED GLASS CO. LTD",
		"Bill to Reed Glass Ltd. VAT GB 318 2047 66":                     "Reed Glass Ltd",
		"Invoice to Reed Glass, 4 Mill Lane, York.":                      "Reed Glass",
		"Invoice to Reed Glass (York branch) please.":                    "Reed Glass",
		"Invoice to Reed Glass please, same as last time.":               "Reed Glass",
		"It's Reed Glass & Mirror Ltd as before.":                        "Reed Glass & Mirror Ltd",
		"| Bill to | Reed Glass Ltd |\n| PO | 4711-22 |":                 "Reed Glass Ltd",
		"Company: Reed Glass (Pty) Ltd":                                  "Reed Glass (Pty) Ltd",
		"Invoice to Reed Glass Sp. z o.o., ul. Polna 3":                  "Reed Glass Sp. z o.o.",
		"Invoice to Reed Glass S.A. de C.V., RFC RGL190412KJ3":           "Reed Glass S.A. de C.V.",
		"Invoice to Reed Glass UG (haftungsbeschränkt), Am Ring 4":       "Reed Glass UG (haftungsbeschränkt)",
		"Supplier: Other Works Ltd\nBill to: Reed Glass Ltd":             "Reed Glass Ltd",
		"Deliver to: Carrier Depot Ltd, Dock 4\nBill to: Reed Glass Ltd": "Reed Glass Ltd",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom("Tom Reed <tom@reedglass.example>", invoiceLetter("en", who)), fixtureOwner())
			require.Equal(t, strings.TrimSuffix(company, "."), strings.TrimSuffix(r.Company, "."), "%v", r.Questions)
		})
	}
}

func TestCompany_IsNeverTheOwnerNorWhoIsGreeted(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Dear Lindholm Studio Ltd,\n\nPlease invoice us for 12 mugs at EUR 6.00 each.\n\nTom",
		"Vendor: Lindholm Studio\n\nPlease invoice us for 12 mugs at EUR 6.00 each.\n\nTom",
		"Please invoice us for 12 mugs at EUR 6.00 each, you are doing great work at Lindholm Studio GmbH.",
	} {
		r := reading.Read(mailFrom("Tom Reed <tom@mailbox.example>", body), fixtureOwner())
		require.Empty(t, r.Company, body)
	}
}

func TestCompany_AThirdFirmWithinASentenceIsNotTheCustomer(t *testing.T) {
	t.Parallel()
	for who, company := range map[string]string{
		"They are for our stand at Messe Altstadt GmbH.\n\nTom":                 "",
		"They are for our stand at Messe Altstadt GmbH.\n\nTom\nReed Glass":     "",
		"They match the Reed Glass Website nicely.\n\nTom":                      "",
		"We are Tumbleweed Traders Ltd.\n\nTom":                                 "Tumbleweed Traders Ltd",
		"They are for the stand.\n\nTom\n\nTumbleweed Traders Ltd\n4 Mill Lane": "Tumbleweed Traders Ltd",
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(mailFrom(reedGlass, invoiceLetter("en", who)), fixtureOwner())
			require.Equal(t, company, r.Company, "%v", r.Questions)
		})
	}
}

func TestCompany_NameOnALineOfItsOwnIsTakenWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ line, domain, want string }{
		{"Fonderie de cloches Blondeau Sàrl", "blondeau.example", "Fonderie de cloches Blondeau Sàrl"},
		{"Théâtre d'ombres Les Mitaines inc.", "lesmitaines.example", "Théâtre d'ombres Les Mitaines inc."},
		{"Azienda Agricola Ravizza s.s.", "agricolaravizza.example", "Azienda Agricola Ravizza s.s."},
		{"Part of Blondeau Ltd", "blondeau.example", "Blondeau Ltd"},
		{"Kestrel & Sons Funeral Directors Ltd", "kestrelandsons.example", "Kestrel & Sons Funeral Directors Ltd"},
		{`Istituto Comprensivo "Padre Blondeau"`, "icpadreblondeau.example", `Istituto Comprensivo "Padre Blondeau"`},
	} {
		t.Run(c.line, func(t *testing.T) {
			t.Parallel()
			body := "Please send us the invoice for 3 bells at EUR 40.00 each.\n\nKind regards\nAnna Rossi\n" + c.line
			raw := strings.Replace(string(letter(body)), "Jo Miller <jo.miller@acmeworks.example>", "Anna Rossi <anna@"+c.domain+">", 1)
			require.Equal(t, c.want, reading.Read([]byte(raw), fixtureOwner()).Company)
		})
	}
}

// Italian forms in several words, their nouns before the name, and two partners behind it.
func TestParties_ItalianFormsAreReadWhole(t *testing.T) {
	t.Parallel()
	for company, body := range map[string]string{
		"Società Agricola Valli s.s.":                       "Fattura per 3 sedie a 40 euro l'una, intestata a Società Agricola Valli s.s., P.IVA 01103400931.",
		"Cantine Valli Soc. Agr. a r.l.":                    "Fattura per 3 sedie a 40 euro l'una, intestata a Cantine Valli Soc. Agr. a r.l.",
		"Il Ponte Società Cooperativa Sociale a r.l. ONLUS": "Fattura per 3 sedie a 40 euro l'una, intestata a Il Ponte Società Cooperativa Sociale a r.l. ONLUS, via Roma 3.",
		"Panificio Fior s.n.c. di Fior Anna e Riva Luca":    "Fattura per 3 sedie a 40 euro l'una, intestata a Panificio Fior s.n.c. di Fior Anna e Riva Luca, via Roma 3 Udine.",
		"Studio Lima snc di Verri e Sala":                   "Fammi fattura a Studio Lima snc di Verri e Sala con: 3 sedie a 40 euro l'una.",
		"Panificio Fior s.n.c.":                             "Fattura per 3 sedie a 40 euro l'una, intestata a Panificio Fior s.n.c. di Udine.",
	} {
		require.Equal(t, company, reading.Read(letter(body), fixtureOwner()).Company, body)
	}
}

// The account that the customer pays from is none of ours.
func TestTrust_TheAccountThatIsPaidFromIsNoChange(t *testing.T) {
	t.Parallel()
	for _, sentence := range []string{"Ti faccio il bonifico dal conto nuovo.", "We will pay from our new account.", "Die Überweisung kommt von unserem neuen Konto.", "Je ferai le virement depuis mon nouveau compte."} {
		require.NotContains(t, reading.Read(letter("Please invoice us for 3 cakes at €40 each. "+sentence), fixtureOwner()).Flags, contract.FlagBankChange, sentence)
	}
	for _, sentence := range []string{"D'ora in poi il bonifico va sul conto nuovo.", "Please pay to our new account from now on.", "Zahlen Sie ab jetzt auf unser neues Konto."} {
		require.Contains(t, reading.Read(letter("Please invoice us for 3 cakes at €40 each. "+sentence), fixtureOwner()).Flags, contract.FlagBankChange, sentence)
	}
}
