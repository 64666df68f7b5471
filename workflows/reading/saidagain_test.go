package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestCount_SaidAgainInBracketsIsOneCount(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us for: gutter clearance (35 metres at £8.00 per metre), replacement of two downpipe brackets (2 at £14.25) and the cherry picker, hired in at £165.00.": "35 gutter clearance 8|2 replacement of two downpipe brackets 14.25|1 the cherry picker, hired in 165",
		"Please invoice us for three window boxes (3 at £22.00) and 4 bags of soil at £6.50 each.":                                                                               "3 three window boxes 22|4 soil 6.5",
		"Please invoice us for three window boxes (2 at £22.00).":                                                                                                                "",
		"Please invoice us for 2 rooms, 2 nights at £80.00.":                                                                                                                     "",
	})
}

func TestPrice_SaidAgainInOtherWordsIsNoSum(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us:\n\nCamera operator - 2 days - £385/day\nMileage - 188 miles - 45p per mile (i.e. £0.45)\nParking - £17.60\n\nTotal comes out at £872.20.": "2 Camera operator 385|188 Mileage 0.45|1 Parking 17.6",
		"Please invoice us:\n\n10 badges - 90p each (i.e. £0.95)\n4 flags - £7.00 each":                                                                               "",
	})
}

func TestCount_InTheNextClauseOfWhoStayed(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"I need an invoice: £450 for the PA rental, £85 each for four uplights and £62.50 an hour for your tech, who stayed 5 hours. That's £1,102.50.": "1 the PA rental 450|4 uplights 85|5 tech 62.5",
		"I need an invoice: £85 each for four uplights and £62.50 an hour for your tech, he was here 3 hours.":                                          "4 uplights 85|3 tech 62.5",
		"I need an invoice: £85 each for four uplights and £62.50 an hour for your tech, who stayed 2 days.":                                            "",
	})
}

func TestLine_LabelledValueBehindTheUnitPriceIsItsTotal(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us for:\n\nLAPTOP REPAIR, 5 UNITS, UNIT PRICE £74.00, LINE VALUE £370.00\nCHARGING LEADS 60W, 40 UNITS, UNIT PRICE £11.20, LINE VALUE £448.00\nNET £818.00": "5 LAPTOP REPAIR 74|40 CHARGING LEADS 60W 11.2",
		"Please invoice us for:\n\nLAPTOP REPAIR, 5 UNITS, UNIT PRICE £74.00, LINE VALUE £380.00\nNET £380.00":                                                                      "",
	})
}

func TestDiscount_PerCentWrittenOut(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please may we have an invoice. It should say 44 plot number plates, £5.50 each, and 2 'No Dogs' signs at £21.00 each. You told us we'd have 10 per cent off the lot. I make that £255.60."), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, "44 plot number plates 5.5|2 'No Dogs' signs 21", linesRead(r))
	for _, l := range r.Lines {
		require.Equal(t, contract.Decimal("10"), l.DiscountPercent)
	}
}

func TestDiscount_LineAboutTaxNamesARate(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Please issue your invoice:\n\nService: technical translation\nVolume: 8,420 words\nRate: GBP 0.095 per word\nVAT: not included in the rates, add at 20%"), fixtureOwner())
	require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	require.Equal(t, contract.Decimal("20"), r.Lines[0].TaxPercent)
	require.False(t, *r.TaxIncluded)
}

func TestName_AnswerOrAdverbNamesNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us.\n\nYes 2 weeks at £90 a week.",
		"Please invoice us for the stage, of which there were 52 in the end (I counted) and you charge £6 for it.",
		"Bitte stellen Sie uns eine Rechnung.\n\nJa 2 Wochen zu je 90 €.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %s", body, linesRead(r))
		require.Empty(t, linesRead(r), body)
	}
}

func TestSum_WithoutASignBelowLinesThatHaveOne(t *testing.T) {
	t.Parallel()
	lines := "Please invoice us for:\n\n6 panels at £118.00 each\n12 posts at £43.75 each\n\n"
	for sums, want := range map[string][3]contract.Decimal{
		"Order total net: 1,233.00\nVAT @ 20%: 246.60\nGross: 1,479.60\n\nTerms: 30 days.": {"1233", "246.6", "1479.6"},
		"goods total 1,233.00 + vat": {"1233"},
	} {
		r := reading.Read(letter(lines+sums), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		require.Equal(t, want, [3]contract.Decimal{r.Subtotal, r.Tax, r.Total}, sums)
		require.False(t, *r.TaxIncluded, sums)
	}
	r := reading.Read(letter(lines+"Order total net: 1,333.00"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestSignOff_IsAWordAndNotTheBeginningOfOne(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"Gross: £140.00", "Green paint: 2 at £20.00 each", "Attendees: 2 at £20.00 each", "Abzug: keiner, 2 Stunden zu £20.00", "Grit, 2 bags at £20.00 each"} {
		r := reading.Read(letter("Please invoice us for 5 lamps at £20.00 each.\n\n"+line+"\n\nOur order is PO-4711."), fixtureOwner())
		require.Equal(t, "PO-4711", r.PO, "what stands below %q is part of the letter", line)
	}
}

func TestTerms_FewDaysAloneAreOfAnything(t *testing.T) {
	t.Parallel()
	for days, want := range map[string]int{"3 days.": 0, "14 days.": 14, "5 days net.": 5} {
		r := reading.Read(letter("Please invoice us for 5 lamps at £20.00 each.\n\n"+days), fixtureOwner())
		if want == 0 {
			require.Nil(t, r.NetDays, days)
			continue
		}
		require.NotNil(t, r.NetDays, days)
		require.Equal(t, want, *r.NetDays)
	}
}

func TestTax_WordsOfEverydayLetters(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for words, want := range map[string]*bool{
		"That's with vat already in it.":                        &yes,
		"Net figures, VAT at the standard 20%.":                 &no,
		"plus the vat":                                          &no,
		"VAT: not included in the prices":                       &no,
		"Kindly share them with GST breakup.":                   nil,
		"Please send it with VAT shown separately.":             nil,
		"I'd like it in my hands before the VAT quarter closes": nil,
	} {
		r := reading.Read(letter("Please invoice us for 5 lamps at £20.00 each. "+words), fixtureOwner())
		require.Equal(t, want, r.TaxIncluded, words)
	}
}

func TestPerson_BehindADeskAndNotAPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []partyCase{
		{"Lettings - Yusuf Karim <yusuf@ashdownlets.example>", "en", "Yusuf", "", "Yusuf Karim"},
		{"Lettings - Yusuf Karim <office@ashdownlets.example>", "en", "\nYusuf Karim", "", "Yusuf Karim"},
		{"Lettings - North Branch <office@ashdownlets.example>", "en", "", "", ""},
		{"Creditors Team <creditors@wexmoor-dc.example>", "en", "Gross: 72.00\n\nTerms: 30 days. Deliver to Parks Depot, Furlong Lane.", "", ""},
		{"Creditors Team <creditors@wexmoor-dc.example>", "en", "Requested by: Nigel Trask, Parks", "", "Nigel Trask"},
	} {
		c.check(t)
	}
}

func TestDirection_OwnersWordsInTheSubjectOfAnAnswerAreNoBill(t *testing.T) {
	t.Parallel()
	r := reading.Read([]byte("From: Jo Miller <jo.miller@acmeworks.example>\nTo: mara@lindholm-studio.example\nSubject: Re: couple of questions before I bill you\nDate: Tue, 10 Nov 2026 09:30:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"+
		"See below\n\n> How many days was Sam with you in the end?\n\n3 days. £210 a day we said.\n\n> And which name goes on it?\n\nAcmeworks Ltd"), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, contract.ExpectAsk, r.Expected)
}

func TestConditions_EitherWayIsAWordAlone(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Please invoice us for 5 lamps at £20.00 each, either way the £100.00 is what I put in the sheet.": "5 lamps 20",
		"Please invoice us for 5 lamps at £20.00 each, or 4 at £22.00, either way is fine.":                "",
	})
}

func TestDirection_WhetherAPaymentArrivedIsAQuestion(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Has our payment of £318.00 for the October invoice come through? A yes is enough.",
		"Can you confirm you received our payment of £318.00 for the October invoice?",
		"Could you check whether our transfer (£318.00, October invoice) has arrived?",
		"Ist unsere Zahlung über 318,00 € für die Oktoberrechnung angekommen? Ein kurzes Ja genügt.",
		"Habt ihr unsere Überweisung über 318,00 € für die Rechnung vom Oktober erhalten?",
		"Können Sie mir sagen, ob unsere Zahlung (318,00 €) zur Oktoberrechnung bei Ihnen eingegangen ist?",
		"Avez-vous bien reçu notre virement de 318,00 € pour la facture d'octobre ? Un simple oui suffit.",
		"Notre paiement de 318,00 € pour la facture d'octobre est-il bien arrivé ?",
		"¿Os ha llegado nuestra transferencia de 318,00 € de la factura de octubre?",
		"Nuestro pago de 318,00 € por la factura de octubre, ¿le ha llegado?",
		"È arrivato il nostro bonifico di 318,00 € per la fattura di ottobre?",
		"Il nostro bonifico di 318,00 € per la fattura di ottobre è arrivato?",
		"Is onze betaling van € 318,00 voor de factuur van oktober binnengekomen?",
		"Hebben jullie onze overboeking van € 318,00 voor de factuur van oktober ontvangen?",
	} {
		require.Equal(t, contract.ExpectIgnore, wrote(text).Expected, text)
	}
	require.Equal(t, contract.DirectionInvoice, wrote("Did our payment arrive? Please invoice us for 5 lamps at £20.00 each as well.").Direction)
}

func TestLine_LabelOfItsTotalInOtherLanguages(t *testing.T) {
	t.Parallel()
	checkDrafts(t, map[string]string{
		"Graag een factuur voor:\n\nPakking, 4 stuks, stukprijs € 12,00, regeltotaal € 48,00\nPomp, 10 stuks, stukprijs € 3,50, regeltotaal € 35,00":           "4 Pakking 12|10 Pomp 3.5",
		"Bitte Rechnung für:\n\nDichtung, 4 Stück, Einzelpreis 12,00 €, Gesamtpreis 48,00 €\nPumpe, 10 Stück, Einzelpreis 3,50 €, Gesamtpreis 35,00 €":         "4 Dichtung 12|10 Pumpe 3.5",
		"Merci de nous facturer :\n\nJoint, 4 unités, prix unitaire 12,00 €, total ligne 48,00 €\nPompe, 10 unités, prix unitaire 3,50 €, total ligne 35,00 €": "4 Joint 12|10 Pompe 3.5",
		"Necesitamos la factura:\n\nJunta, 4 unidades, precio unitario 12,00 €, importe 48,00 €\nBomba, 10 unidades, precio unitario 3,50 €, importe 35,00 €":  "4 Junta 12|10 Bomba 3.5",
		"Si prega di emettere fattura:\n\nGiunto, 4 pezzi, prezzo unitario 12,00 €, importo 48,00 €\nPompa, 10 pezzi, prezzo unitario 3,50 €, importo 35,00 €": "4 Giunto 12|10 Pompa 3.5",
	})
}

func TestDirection_NumberedInvoiceThatIsToBePutRightIsACorrection(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Your invoice 118 shows 12 cushions, we only had 10 at £18.50. Can you put that right?",
		"In Rechnung 118 stehen 12 Kissen, wir hatten nur 10 zu 18,50 €. Kannst du das ändern?",
		"Sur la facture 118 il y a 12 coussins, nous n'en avons eu que 10 à 18,50 €. Pouvez-vous corriger ?",
		"En la factura 118 figuran 12 cojines y solo tuvimos 10 a 18,50 €. ¿Podéis corregirla?",
		"Nella fattura 118 ci sono 12 cuscini, ne abbiamo avuti solo 10 a 18,50 €. Potete correggerla?",
		"Op factuur 118 staan 12 kussens, wij hadden er maar 10 à € 18,50. Kun je dat aanpassen?",
	} {
		require.Equal(t, contract.DirectionCorrection, wrote(text).Direction, text)
	}
	require.Equal(t, contract.ExpectIgnore, wrote("your invoice // Got your invoice thanks, will pay Friday. £318.00 right?").Expected)
	for _, text := range []string{
		"6 Stühle zu je 45,00 € wie abgesprochen. Rechnung gern, wenn du dazu kommst, an Acmeworks GmbH.",
		"6 stoelen à € 45,00 per stuk. Factuur mag komen wanneer het uitkomt, op naam van Acmeworks B.V.",
	} {
		require.Equal(t, contract.ExpectDraft, wrote(text).Expected, text)
	}
}
