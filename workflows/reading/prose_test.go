package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// TestProse_MarkersOfThePriceOfOne: requests that say everything in running text
// or short lists, with the lines that a careful reader takes from them.
func TestProse_MarkersOfThePriceOfOne(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte eine Rechnung:\n\n3 Access Points, Stück 129,00 Euro\nMontage 4,5 Std. x 78,00 Euro":                                            "3 Access Points 129; 4.5 Montage 78",
		"Please invoice us:\n\n3 access points, each EUR 129.00\nfitting 4.5 hours x EUR 78.00":                                                "3 access points 129; 4.5 fitting 78",
		"Bitte schicken Sie uns die Rechnung über 1 Tag Workshop zum Tagessatz von 1.900,00 EUR netto.":                                        "1 Workshop 1900",
		"Graag ontvangen wij uw factuur voor drie dagen training tegen het overeengekomen dagtarief van € 655,00.":                             "3 training 655",
		"Bitte schicken Sie uns die Rechnung für 600 Schachteln klein zu 0,92 und 250 Schachteln groß zu 1,35 Euro.":                           "600 Schachteln klein 0.92; 250 Schachteln groß 1.35",
		"Bitte rechnen Sie wie folgt ab:\n\nIT-Betreuung, Monatspauschale: 390,00 €\nServerumzug: 2,25 Std. x 85,00 €":                         "1 IT-Betreuung, Monatspauschale 390; 2.25 Serverumzug 85",
		"Please invoice us as follows:\n\nIT support, March: EUR 390.00\nServer move: 2 hours x EUR 85.00":                                     "1 IT support, March 390; 2 Server move 85",
		"Bitte eine Rechnung: 600 Schachteln zu 0,92 Euro, dazu einmalig 110,-- Euro für das Klischee. Danke, das ist bei uns gut angekommen.": "600 Schachteln 0.92; 1 das Klischee 110",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
}

func TestProse_AStatedSumProvesTheThingsThatStandByAPrice(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte schicken Sie uns die Rechnung. Das waren 24 Fotos zu je 18,50 € und einmal die Anfahrt nach Bonn mit 35 €, also zusammen 479 Euro netto.":         "24 Fotos 18.5; 1 die Anfahrt nach Bonn 35",
		"Please send us the invoice. It was 24 photos at EUR 18.50 and once the travel to Leeds for EUR 35, so EUR 479 in all.":                                  "24 photos 18.5; 1 the travel to Leeds 35",
		"Merci de nous facturer 24 photos à 18,50 € pièce et le déplacement à Lyon, 35 €. Total 479 € HT.":                                                       "24 photos 18.5; 1 le déplacement à Lyon 35",
		"Por favor, envíenos la factura: 24 fotos a 18,50 € cada una y el desplazamiento a Girona 35 €. En total 479 € más IVA.":                                 "24 fotos 18.5; 1 el desplazamiento a Girona 35",
		"Mi può mandare la fattura? 24 foto a 18,50 € l'una, e la trasferta a Bergamo 35 €, in totale 479 € più IVA.":                                            "24 foto 18.5; 1 la trasferta a Bergamo 35",
		"Graag de factuur. Het waren 24 foto's aan 18,50 euro per stuk en eenmalig de verplaatsing naar Luik voor 35 euro, samen dus 479 euro excl. btw.":        "24 foto's 18.5; 1 de verplaatsing naar Luik 35",
		"Bitte eine Rechnung. Für die Gestaltung hatten wir pauschal 340 Euro ausgemacht, gedruckt wurden 900 Exemplare zu 0,62 Euro. Insgesamt sind das 898 €.": "900 Exemplare 0.62; 1 die Gestaltung 340",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for name, body := range map[string]string{
		"sum is another": "Bitte schicken Sie uns die Rechnung: 24 Fotos zu 18,50 €. Die Anfahrt mit 35 €, zusammen also 500 Euro.",
		"paid before":    "Bitte schicken Sie uns die Rechnung: 24 Fotos zu 18,50 €. Letztes Mal haben wir 400 Euro bezahlt. Zusammen sind das 844 Euro.",
		"taken off":      "Bitte schicken Sie uns die Rechnung: 24 Fotos zu 18,50 €, abzüglich Anzahlung 100 Euro. Zusammen sind das 544 Euro.",
		"no name":        "Please invoice us for 24 photos at EUR 18.50, then EUR 35, so EUR 479 in all.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
		})
	}
}

func TestProse_WhatIsToldOfACrowdIsNoLine(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Er zaten 210 mensen in de zaal aan 12 euro inkom.\n\nGraag een factuur: vier uur fotografie aan 60 euro per uur en vijftien afdrukken aan 6,50 euro het stuk, samen 337,50 euro, btw inbegrepen.",
		"Es waren 210 Leute im Saal zu 12 Euro Eintritt.\n\nBitte eine Rechnung: vier Stunden Fotografie zu 60 Euro und fünfzehn Abzüge zu je 6,50 Euro, zusammen 337,50 Euro.",
		"We had 210 people in the hall at EUR 12 a ticket.\n\nPlease invoice us for four hours of photography at EUR 60 and fifteen prints at EUR 6.50, EUR 337.50 in total.",
		"Il y avait 210 personnes dans la salle à 12 euros l'entrée.\n\nMerci de nous facturer quatre heures de photographie à 60 € et quinze tirages à 6,50 €, total 337,50 €.",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Len(t, r.Lines, 2)
			require.Equal(t, contract.Decimal("60"), r.Lines[0].UnitPrice)
			require.Equal(t, contract.Decimal("337.5"), r.Total)
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	r := reading.Read(letter("Please invoice us for dinner for 40 people at EUR 15 per head."), fixtureOwner())
	require.Equal(t, "40 dinner 15", linesOf(r), "people are what dinner is counted in")
	r = reading.Read(letter("We had 210 people in the hall at EUR 12 a ticket. Please invoice us for 4 hours of photography at EUR 60."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "no sum says that it is only told")
}

func TestProse_TheThingInOneSentenceAndItsOnlyAmountInAnother(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Could you send the invoice for the logo design? EUR 450 plus VAT as agreed.":                             "1 the logo design 450",
		"Bitte die Rechnung für die Website schicken. Wir hatten 900 Euro netto vereinbart, zahlbar in 14 Tagen.": "1 die Website 900",
		"Kun je een factuur sturen voor het logo? We hadden daarvoor 450 euro afgesproken voor de hele klus.":     "1 het logo 450",
		"Pourriez-vous m'envoyer la facture pour la formation Excel ? Nous avions convenu de 900 € HT.":           "1 la formation Excel 900",
		"¿Me envías la factura por el diseño del logotipo? 450 euros más IVA, como acordamos.":                    "1 el diseño del logotipo 450",
		"Could you send the invoice for the logo? EUR 450 plus VAT as agreed, and EUR 30 for the courier.":        "1 logo 450; 1 courier 30",
		"Mi mandi la fattura per il disegno del logo? 450 euro più IVA.":                                          "1 il disegno del logo 450",
		"Graag de factuur voor de workshop. Materiaal was 14 sets a 6,50 euro.":                                   "14 Materiaal 6.5",
		"Bitte Rechnung für die Beratung schicken. Letzte Woche waren 12 Stunden zu 60 Euro.":                     "12 die Beratung 60",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for name, body := range map[string]string{
		"another thing":  "Could you send the invoice for the logo? The website was EUR 450.",
		"another time":   "Could you send the invoice for the logo? Last year it was EUR 450.",
		"about":          "Bitte die Rechnung für die Website schicken, ca. 900 Euro waren vereinbart.",
		"a deposit":      "Bitte die Rechnung für die Website schicken. Anzahlung 900 Euro wie vereinbart.",
		"a balance":      "Please send the invoice for the balance. EUR 450 as agreed.",
		"more to come":   "Could you send the invoice for the logo? EUR 450 plus VAT as agreed, and the courier.",
		"several, each":  "Please send the invoice for the posters. EUR 450 a piece as agreed.",
		"for somebody":   "Please send the invoice for Brightwater Primary School. EUR 450 as agreed.",
		"for an office":  "Bitte Rechnung für die Stadtverwaltung Neuss. 450 Euro waren vereinbart.",
		"for no purpose": "Può inviare la fattura per favore? 390 € IVA compresa come d'accordo.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
			for _, l := range r.Lines {
				require.True(t, l.Quantity == "" || l.UnitPrice == "" || l.Description == "the courier", "%+v", l)
			}
		})
	}
}

func TestProse_ACountBeforeTheWordForOneIsNotThePriceOfOne(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte eine Rechnung:\n\n- Access Points, 3 Stück 129,00 Euro"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
}

func TestProse_FrancsDueDatesAndThingsBehindAQuestion(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kannst du die Rechnung machen? Alles wie abgemacht.\n\n45\tT-Shirts bedruckt\tje Fr. 18.50\n130\tStartnummern\tje Fr. 1.20": "CHF: 45 T-Shirts bedruckt 18.5; 130 Startnummern 1.2",
		"Merci de nous envoyer la facture : 12 cadres à Fr. 65.- pièce.":                                                             "CHF: 12 cadres 65",
		"Bitte Rechnung für 12 Rahmen zu 65 Euro senden, bis Fr. 17.00 wäre gut.":                                                    "EUR: 12 Rahmen 65",
		"Wo bleibt eigentlich deine Rechnung? 2 Bänke zu 390 €.":                                                                     "EUR: 2 Bänke 390",
		"When can we expect your invoice? 3000 bags at EUR 0.11.":                                                                    "EUR: 3000 bags 0.11",
		"Graag een factuur: 3000 zakken groot aan 0,11 euro en 20 zakken zand aan 4 euro.":                                           "EUR: 3000 zakken groot 0.11; 20 zand 4",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, r.Currency+": "+linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for _, say := range []string{
		"Als Fälligkeit setzen Sie bitte den 31.03.2027 ein.", "As due date please put 31 March 2027.", "Comme échéance, indiquez le 31 mars 2027.",
		"Como vencimiento ponga el 31 de marzo de 2027.", "Come scadenza metta il 31 marzo 2027.", "Als vervaldatum graag 31 maart 2027.",
	} {
		require.Equal(t, "2027-03-31", reading.Read(letter("Please invoice us for 12 frames at EUR 65 each. "+say), fixtureOwner()).DueDate, say)
	}
}

func TestProse_ThePriceThatWasAgreedForAThing(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte senden Sie uns die Rechnung. Der Esstisch Nussbaum war mit 1.480 € inklusive Mehrwertsteuer vereinbart, die 2 Bänke mit 390 € je Bank.": "1 Der Esstisch Nussbaum 1480; 2 Bänke 390",
		"Please invoice us. The oak table was EUR 1,480 including VAT.":                                                                                "1 The oak table 1480",
		"Graag een factuur. De eiken tafel was 1480 euro inclusief btw.":                                                                               "1 De eiken tafel 1480",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(letter(body), fixtureOwner())
			require.Equal(t, want, linesOf(r))
			require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		})
	}
	for _, body := range []string{
		"Please invoice us for 2 benches at EUR 390. The entry fee was EUR 12.",
		"Please send the invoice. Our agreement was EUR 650 including VAT.",
		"Invii la fattura per favore. L'accordo era 650 € IVA inclusa.",
		"Bitte um Rechnung. Der Preis war mit 650 € netto vereinbart.",
		"Bitte um Rechnung. Die Tische waren mit 650 € netto vereinbart.",
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

func TestProse_ARateOnEachLineIsTakenWhenTheStatedTaxProvesIt(t *testing.T) {
	t.Parallel()
	const lines = "Bitte stellen Sie uns in Rechnung (Preise netto):\n\nBroschüre, 500 Stück, je 1,10 EUR, 7 % MwSt.\nBlöcke A6, 200 Stück, je 2,35 EUR, 19 % MwSt.\n\n"
	r := reading.Read(letter(lines+"Netto 1.020,00 EUR, MwSt. 127,80 EUR, brutto also 1.147,80 EUR."), fixtureOwner())
	require.Equal(t, "500 Broschüre 1.1 t7; 200 Blöcke A6 2.35 t19", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(letter(lines+"Netto 1.020,00 EUR, MwSt. 120,00 EUR, brutto also 1.140,00 EUR."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestParties_AHouseWithItsOwnerAndOneInCareOfTheSender(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte die Rechnung über 12 Rahmen zu 65 Euro an: Acme Works, Inh. Jo Miller e.K."), fixtureOwner())
	require.Equal(t, "Acme Works, Inh. Jo Miller e.K.", r.Company)
	r = reading.Read(letter("Graag een factuur voor 12 kaders aan 65 euro.\nTenaamstelling: Stichting Openbaar Onderwijs Rijnstroom, t.a.v. Acmeworks"), fixtureOwner())
	require.Equal(t, "Stichting Openbaar Onderwijs Rijnstroom", r.Company)
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(letter("Graag een factuur voor 12 kaders aan 65 euro.\nTenaamstelling: Stichting Openbaar Onderwijs Rijnstroom, t.a.v. De Kameleon"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "nothing ties it to the sender")
}

func TestProse_ADayIsNoCountAndTheListBehindItIsRead(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Bitte Rechnung gemäß Termin vom 3. November: 20 Mappen zu 16 Euro.":    "20 Mappen 16",
		"Please invoice us as agreed on 3 November: 20 folders at EUR 16.":      "20 folders 16",
		"Please invoice us as agreed on November 3: 20 folders at EUR 16.":      "20 folders 16",
		"Termin: 3. November. Bitte Rechnung für 20 Mappen zu 16 Euro.":         "20 Mappen 16",
		"Merci de facturer, comme convenu le 3 novembre : 20 classeurs à 16 €.": "20 classeurs 16",
		"Bitte Rechnung für 20 Mappen zu 16 Euro, geliefert am 3. November.":    "20 Mappen 16",
	} {
		require.Equal(t, want, linesOf(reading.Read(letter(body), fixtureOwner())), body)
	}
}

func TestProse_APriceLeftInANameIsAsked(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Bitte Rechnung: 10 x Poster A2 12,50 / 5 x Poster A1 19,90 / Versand 6,90 (alles Euro netto)"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "%+v", r.Lines)
	r = reading.Read(letter("Gelieve te factureren: poetsen kantoor maart, 16 uur aan 24,50 euro, en producten 38,20 euro."), fixtureOwner())
	require.Equal(t, "16 poetsen kantoor maart 24.5; 1 producten 38.2", linesOf(r))
	r = reading.Read(letter("Bitte schreiben Sie uns eine Rechnung über das vereinbarte Honorar von 650 Euro zuzüglich Fahrtkosten von 84 Euro."), fixtureOwner())
	require.Equal(t, "1 das vereinbarte Honorar 650; 1 Fahrtkosten 84", linesOf(r))
}

// What stands behind a price for the whole is what it is for, whatever leads up
// to the price.
func TestProse_TheThingBehindAPriceForTheWhole(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Mi mandi la fattura. Milleduecento eravamo rimasti e milleduecento sia: 1.200 euro a corpo per il progetto del giardino.":       "1 il progetto del giardino 1200",
		"Quedamos en 1.200 euros a tanto alzado por el diseño del jardín. Mándeme la factura, por favor.":                                "1 el diseño del jardín 1200",
		"Nous avions dit 1 200 euros au forfait pour la conception du jardin. Merci de m'envoyer la facture.":                            "1 la conception du jardin 1200",
		"Wir hatten 1.200 Euro pauschal für den Entwurf des Gartens gesagt. Schicken Sie mir bitte die Rechnung.":                        "1 den Entwurf des Gartens 1200",
		"Mi mandi la fattura: 1.200 euro a corpo per tutto.":                                                                             "",
		"Mi serve la fattura. Avete fatto 3 striscioni da 75 euro l'uno e due teli da 50 euro cadauno, tot. 325 euro.":                   "3 striscioni 75|2 teli 50",
		"Mi serve la fattura per i tavoli a partire da 75 euro l'uno.":                                                                   "",
		"Merci de nous envoyer la facture :\n1. Service en salle : 14 heures à 42,00 €\n2. Impression : montant forfaitaire de 175,00 €": "14 Service en salle 42|1 Impression 175",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
}
