package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// People in haste paste what they have: rows of a program, arrows for bullets,
// a count behind its unit, a number said twice.
func TestHaste_RowsAndListsAsTheyArePasted(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Please invoice us:\n\nItem;Qty;Unit price EUR;Total EUR\nOak bench;2;45.00;90.00\nBrass hook;10;3.50;35.00":               "2 Oak bench 45; 10 Brass hook 3.5",
		"Bitte in Rechnung stellen:\n\nPos,Artikel,Menge,Einzelpreis EUR\n1,Eichenbank,2,45.00\n2,\"Haken, Messing\",10,3.50":      "2 Eichenbank 45; 10 Haken, Messing 3.5",
		"Necesito la factura:\n→ 8 trofeos, 22,50 € cada uno\n→ 30 medallas, 3 € cada una":                                         "8 trofeos 22.5; 30 medallas 3",
		"Merci d'envoyer la facture :\n✓ 4 tables à 12 €\n✓ 6 bancs à 8 €":                                                         "4 tables 12; 6 bancs 8",
		"Si prega di emettere fattura:\n\nUtensili affilati, pz 44, EUR 6,80 cad.\nRitiro e consegna, n. 2, EUR 15,00 cad.":        "44 Utensili affilati 6.8; 2 Ritiro e consegna 15",
		"Necesito la factura:\n\nAlbarán 7701 - 75 sacos de cemento - a 6,40 euros\nAlbarán 7716 - 3 palets de ladrillo - a 215 €": "75 Albarán 7701, sacos de cemento 6.4; 3 Albarán 7716, ladrillo 215",
		"Graag een factuur:\n\n6 podiumavonden x 395\n2 extra speakers x 80\n€ 2530 excl. btw":                                     "6 podiumavonden 395; 2 extra speakers 80",
		"Please invoice us for tower lights x 8 at £75 and fuel, 640 litres at £1.55.":                                             "8 tower lights 75; 640 fuel 1.55",
		"Bitte Rechnung an uns: sechs (6) Kranstunden je 135,00 Euro und einmal die Anfahrt von 22,00 Euro.":                       "6 Kranstunden 135; 1 die Anfahrt 22",
		"Please invoice us for 6 rollers, pack of ten, at £12.25.":                                                                 "6 rollers, pack of ten 12.25",
		"Please invoice us in Rand: setup, once off, R4 500, and 12 months of support at R1 150 per month.":                        "1 setup, once off 4500; 12 support 1150",
	})
}

func TestHaste_WhatNothingProvesIsAskedAbout(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Graag een factuur:\n\n6 podiumavonden x 395\n2 extra speakers x 80\nBedragen in euro's.",                          // sizes?
		"Bitte die Rechnung über die Stühle: laut Lieferschein 220 Stück, auf meiner Liste stehen aber 240, je 4,50 Euro.", // which count
		"Bitte die Rechnung über 240 Stühle zu je 4,50 Euro. Auf dem Lieferschein stehen 220, welche Zahl stimmt nun?",     // the same
		"Please invoice us for 12 chairs at £4.50 each. Your note says 10, which is right?",                                // the same
		"Please invoice us:\n\nItem;A;B;C\nOak bench;2;45.00;91.00",                                                        // no column is known and nothing multiplies
		"Si prega di emettere fattura per il tavolo modello n. 12 a euro 120,00.",                                          // the twelfth model
	} {
		require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}

// Columns under headings that no list knows are told apart by what they multiply to.
func TestTable_ColumnsAreProvenByWhatTheyMultiplyTo(t *testing.T) {
	t.Parallel()
	const head = "<table><tr><th>Thing</th><th>Qty</th><th>Aaa</th><th>Bbb</th></tr>"
	page := func(rows string) []byte {
		raw := string(letter("<html><body><p>Please invoice us:</p>" + head + rows + "</table></body></html>"))
		return []byte(strings.Replace(raw, "text/plain", "text/html", 1))
	}
	r := reading.Read(page("<tr><td>Oak bench</td><td>2</td><td>€45.00</td><td>€90.00</td></tr><tr><td>Hook</td><td>10</td><td>€3.50</td><td>€35.00</td></tr>"), fixtureOwner())
	require.Equal(t, "2 Oak bench 45; 10 Hook 3.5", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	r = reading.Read(page("<tr><td>Oak bench</td><td>2</td><td>€45.00</td><td>€90.00</td></tr><tr><td>Hook</td><td>10</td><td>€3.50</td><td>€36.00</td></tr>"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestHaste_ASubjectThatSaysItAllIsTheLetter(t *testing.T) {
	t.Parallel()
	write := func(body string, fields ...string) contract.Reading {
		raw := strings.Replace(string(letter(body, fields...)), "Subject: Invoice", "Subject: Please invoice Acme Works Ltd: 3 desks @ £140, 12 cables @ £6", 1)
		return reading.Read([]byte(raw), fixtureOwner())
	}
	r := write("see subject, driving\n\nSent from my phone")
	require.Equal(t, "3 desks 140; 12 cables 6", linesOf(r))
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.NotEqual(t, contract.ExpectDraft, write("no, wrong, we changed our mind", "In-Reply-To: <2@lindholm-studio.example>").Expected)
}

// Who says which firm the invoice goes to has asked for one.
func TestRequest_NamingWhoIsBilledAsksForTheInvoice(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"14 Fotos, 45 € pro Stück zzgl. USt. Rechnung an: Acmeworks Verlag GmbH. Danke!":                                                       "14 Fotos 45",
		"Hi, pasted from our sheet, can you deliver to plot 4 and invoice Acmeworks Homes Ltd. 4 olive trees at £95 each, ex VAT.":             "4 olive trees 95",
		"So, 9 days lift rental at USD 185 a day. Invoice Acmeworks Arts Council, Inc. We're Net 30.":                                          "9 lift rental 185",
		"Spring invoice whenever you're ready: 23 changeovers @ €68 and 9 pool checks @ €35.":                                                  "23 changeovers 68; 9 pool checks 35",
		"Hierbij onze opdracht: 5 kerstbomen à € 310,00. Uw factuur, gericht aan Gemeente Acmeworks, stuurt u naar facturen@acmeworks.example": "5 kerstbomen 310",
	})
	bill := reading.Read(letter("Invoice Acmeworks Ltd\n\n4 olive trees at £95 each\n\nPayment due within 14 days to our account."), fixtureOwner())
	require.NotEqual(t, contract.ExpectDraft, bill.Expected)
}

// A body of volunteers has no domain of its own: its members write from theirs.
func TestParties_VolunteersWriteFromMailboxesOfTheirOwn(t *testing.T) {
	t.Parallel()
	for company, body := range map[string]string{
		"Förderverein Grundschule Am Wald e.V.": "Rechnung bitte an den Förderverein Grundschule Am Wald e.V.: 3 Hüpfburgen zu je 180 €",
		"AMPA CEIP Los Almendros":               "Nos haces la factura: 85 camisetas a 4,60 €. A nombre de AMPA CEIP Los Almendros.",
		"Pro Loco Monteverde APS":               "Ci servirebbe la fattura: 6 gazebi a 55 euro l'uno. Intestata a Pro Loco Monteverde APS.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, company, r.Company)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
	r := reading.Read(letter("Rechnung bitte an die Zephyr Handels GmbH: 3 Hüpfburgen zu je 180 €"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestCurrency_RupeesAreIndiasWhereTheMailSaysSo(t *testing.T) {
	t.Parallel()
	const body = "Please invoice us: 6 trusses at Rs 2,200 each."
	require.Empty(t, reading.Read(letter(body), fixtureOwner()).Currency)
	for _, said := range []string{"GSTIN 29ABCDE1234F1Z5", "plus CGST 9% and SGST 9%", "GST extra, needed for TDS"} {
		require.Equal(t, "INR", reading.Read(letter(body+" "+said), fixtureOwner()).Currency, said)
	}
}

// What is asked about tells nothing.
func TestDirection_AQuestionIsNoNotice(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Sí, los 5 banners a 74 € + IVA, factura a Acmeworks SLU. ¿Ya está ingresado el anticipo? Da igual."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	r = reading.Read(letter("Ya está ingresado el importe de tu factura. Gracias."), fixtureOwner())
	require.Equal(t, contract.DirectionReceipt, r.Direction)
	thanks := strings.Replace(string(letter("¡Perfecto, ya la tengo! Transferencia hecha por 420 €.", "In-Reply-To: <2@lindholm-studio.example>")), "Subject: Invoice", "Subject: Re: Factura torneo", 1)
	require.Equal(t, contract.ExpectIgnore, reading.Read([]byte(thanks), fixtureOwner()).Expected)
	r = reading.Read(letter("Hi, did the last invoice include the van? No change needed, we only wonder what the £65 was for."), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, r.Expected)
}

// A price without its currency behind others is one thing more; left out, it
// would be missing from the invoice.
func TestHaste_APriceWithoutItsCurrencyIsNotLeftOut(t *testing.T) {
	t.Parallel()
	const body = "Schickst du mir bitte die Rechnung? Es waren 14 Bierbänke à 4 Euro und 7 Tische à 6, Lieferung 30%s."
	require.Equal(t, contract.ExpectAsk, reading.Read(letter(strings.Replace(body, "%s", "", 1)), fixtureOwner()).Expected)
	readsAs(t, map[string]string{
		strings.Replace(body, "%s", ", zusammen 128 Euro", 1):                                                      "14 Bierbänke 4; 7 Tische 6; 1 Lieferung 30",
		"Mag je factureren: 18 stoelen x 3,50 = 63,00 en transport 25,00, samen 88,00 euro excl btw. Acmeworks NV": "18 stoelen 3.5; 1 transport 25",
	})
}

func TestParties_AFirstNameIsNoVerbBehindToWhom(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Bill Test GmbH", reading.Read(letter("Bitte Rechnung an Bill Test GmbH: 3 Stühle zu je 20 €"), fixtureOwner()).Company)
	require.Equal(t, "Acmeworks Ltd", reading.Read(letter("Please bill Acmeworks Ltd for 3 chairs at £20 each."), fixtureOwner()).Company)
}

// What is wrong with an invoice that exists, and is to be mended, is a wish for a
// correction in any words.
func TestDirection_AFaultThatIsToBeMendedIsACorrection(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Bonjour, la TVA est fausse sur la facture 2026-044, il faudrait 10 % au lieu de 20 %. Pouvez-vous la refaire ?",
		"Hola, en la factura 2026-044 habéis puesto 12 sillas y fueron 10. ¿La podéis corregir?",
		"Ciao, nella fattura 2026-044 manca il CIG Z1234567. Potete rifarla?",
		"Beste, op factuur 2026-044 staat het verkeerde btw-nummer. Graag een nieuwe.",
		"Hallo, auf der Rechnung 2026-044 fehlt unsere Bestellnummer 4500017. Bitte einmal korrigiert neu schicken.",
	} {
		require.Equal(t, contract.DirectionCorrection, reading.Read(letter(body), fixtureOwner()).Direction, body)
	}
	r := reading.Read(letter("There is a mistake in our invoice 2026-044, we will send a new one."), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, r.Expected)
}

// The name of a thing is no piece of the sentence around it.
func TestDescribe_NamesHoldNoWordsOfTheSentence(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Zou jij voor de cursus van vorige week een factuurtje willen maken van 4 dagdelen à 275 euro?":                          "4 de cursus van vorige week 275",
		"Nous attendons votre facture pour les 18 heures de peinture facturées 42 € HT l'heure et 6 pots de laque à 31,50 € HT.": "18 peinture 42; 6 pots de laque 31.5",
		"Pouvez-vous m'envoyer la facture : le reportage à 450 €, 12 tirages à 15 € l'unité ?":                                   "1 le reportage 450; 12 tirages 15",
		"Facture stp pour les Ateliers Acmeworks SARL: 40 cadres alu à 12,50 €.":                                                 "40 cadres alu 12.5",
		"Please invoice us. Hello, 25 heaters at £18 each.":                                                                      "25 heaters 18",
	} {
		require.Equal(t, want, linesOf(reading.Read(letter(body), fixtureOwner())), body)
	}
	r := reading.Read(letter("Merci de facturer 40 chaises et 5 tables, la chaise à 3 € et la table à 9 €."), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "a price of each: %v", r.Lines)
}

func TestNumbers_ADateDoesNotGrowIntoTheAmountBehindIt(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Factureer maar aan ons: optreden 12/09 900 euro, extra uur 150 euro.":                                                          "1 optreden 12/09 900; 1 extra uur 150",
		"Merci de nous facturer :\n- Animation : 3 heures x 90,00 € HT soit 270,00 € HT\n- Trajet : 120 km x 0,50 € HT soit 60,00 € HT": "3 Animation 90; 120 Trajet 0.5",
		"Può fatturare a noi: per le pulizie di sabato scorso può fatturare 6 ore a 24 euro l'ora.":                                     "6 le pulizie di sabato scorso 24",
		"Wij bestellen hierbij en ontvangen graag de factuur:\n15 lampen à € 32,50 per stuk\n3 dozen papier à € 18,95 per doos":         "15 lampen 32.5; 3 papier 18.95",
	})
}

func TestHaste_AFigureThatNoLineIsMadeOfIsAskedAbout(t *testing.T) {
	t.Parallel()
	const body = "Please invoice us for 4 lamps at £12.00 each.\nBy the way the cable you lent us was 17.50 as we said, keep that in mind."
	require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
	for _, body := range []string{
		"Bitte Rechnung über 4 Lampen zu je 12,00 €. Die Feier war am 3.11. um 19.30 Uhr.",
		"Please invoice us for 4 lamps at £12.00 each, £48.00.",
	} {
		require.Equal(t, contract.ExpectDraft, reading.Read(letter(body), fixtureOwner()).Expected, body)
	}
}
