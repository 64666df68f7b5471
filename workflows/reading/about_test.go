package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// aboutOf reads a mail with a subject.
func aboutOf(subject, body string) contract.Reading {
	raw := strings.Replace(string(letter(body)), "Subject: ", "Subject: "+subject+"\r\nX-Was: ", 1)
	return reading.Read([]byte(raw), fixtureOwner())
}

func numbersNamed(r contract.Reading) []string {
	if r.About == nil {
		return nil
	}
	return r.About.Numbers
}

func TestAbout_NumbersOfInvoicesInEachLanguage(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		"Please correct your invoice INV/2026/00017: our PO number is missing.":                                                            {"INV/2026/00017"},
		"Could you amend your invoice of 9 March 2026, no. 2026-118? Our VAT number is wrong on it.":                                       {"2026-118"},
		"Invoice #1187 has the wrong address on it, please reissue it.":                                                                    {"1187"},
		"Your invoice INV 2026 00017 shows the wrong hours. Please correct it.":                                                            {"INV 2026 00017"},
		"Invoices LS-118 and LS-119 are made out to the wrong company, please reissue them.":                                               {"LS-118", "LS-119"},
		"Auf der Rechnung Nr. RE-2026-118 fehlt unsere Bestellnummer. Bitte stornieren und neu stellen":                                    {"RE-2026-118"},
		"Ihre Rechnung vom 28.10.2026 mit der Nummer 4711 ist falsch. Bitte korrigieren Sie die Rechnung.":                                 {"4711"},
		"Rechnungsnummer RE-2026-118: bitte stornieren Sie die Rechnung und stellen sie neu aus.":                                          {"RE-2026-118"},
		"Merci de corriger la facture n° F2026-12 : notre adresse est fausse.":                                                             {"F2026-12"},
		"Votre facture du 12 mars 2026 n° 2026-097 est erronée, merci d'établir un avoir.":                                                 {"2026-097"},
		"Potete correggere la fattura n. 12/2026? L'indirizzo è sbagliato.":                                                                {"12/2026"},
		"La fatt.123 è sbagliata, potete stornarla e rifarla?":                                                                             {"123"},
		"Die Rechnung-118 ist falsch, bitte die Rechnung stornieren und neu ausstellen.":                                                   {"118"},
		"La fatt. 122 è sbagliata, potete stornarla e rifarla?":                                                                            {"122"},
		"En la factura 2026-33 nos habéis cobrado 18 cajas y solo recibimos 16. Os pedimos que la anuléis y nos hagáis una rectificativa.": {"2026-33"},
		"Op factuurnummer 2026.44 staat een fout, wil je de factuur crediteren en een nieuwe sturen?":                                      {"2026.44"},
		"Op factuur 2026-0291 staat 21% btw, wil je de factuur crediteren en een nieuwe sturen met 9 %?":                                   {"2026-0291"},
		"Invoice 2026-118 is wrong and so is bill no. 7. Please correct the invoice.":                                                      {"2026-118", "7"},
		"RE-2026-118 ist falsch, bitte die Rechnung RE 2026 118 stornieren und neu ausstellen.":                                            {"RE-2026-118"},
		"Invoice 2026-118 is wrong. Please send a corrected invoice. (Invoice 2026-118 is also in our copy.)":                              {"2026-118"},
	} {
		r := reading.Read(letter(body), fixtureOwner())
		assert.Equal(t, want, numbersNamed(r), "%s (%s)", body, r.Direction)
	}
}

func TestAbout_WhatIsNoNumberOfAnInvoice(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Your invoice of 9 March 2026 has the wrong address, please reissue it.",
		"Your last invoice, 640 euro, is wrong. Please correct the invoice.",
		"Your invoice over 1,190.00 EUR is wrong, please correct it.",
		"Your invoice charges 14 hours. We agreed 11. Please correct the invoice.",
		"Ihre Rechnung vom 28.10.2026 ist falsch. Bitte korrigieren Sie die Rechnung.",
		"Die Rechnung über 1.190,00 € ist falsch, bitte stornieren Sie die Rechnung und stellen sie neu aus.",
		"Votre facture du 12/03/2026 est erronée, merci d'établir un avoir.",
		"Votre facture de 2026 est erronée, merci d'établir un avoir.",
		"Your invoice 20% VAT is wrong, please correct the invoice.",
		"The invoice is wrong, see invoice_0167.png. Please correct the invoice.",
		"Invoice 300 stickers less, please, the invoice is wrong.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		assert.Empty(t, numbersNamed(r), "%s (%s)", body, r.Direction)
	}
}

func TestAbout_EvidenceSaysWhereTheNumberStands(t *testing.T) {
	t.Parallel()
	r := aboutOf("Your invoice LS-2026-288", "Invoice LS-2026-289 shows 14 hours. Please cancel it and send a corrected one.")
	require.Equal(t, []string{"LS-2026-288", "LS-2026-289"}, r.About.Numbers)
	require.Equal(t, "invoice LS-2026-288", r.Evidence["about_number_1"].Words)
	require.Equal(t, contract.PartSubject, r.Evidence["about_number_1"].Part)
	require.Equal(t, "Invoice LS-2026-289", r.Evidence["about_number_2"].Words)
	require.Equal(t, contract.PartText, r.Evidence["about_number_2"].Part)
	require.Zero(t, r.Evidence["about_number_2"].Offset)
}

func TestAbout_QuotedMailAndFilesAreLookedAtWhereTheMailNamesNone(t *testing.T) {
	t.Parallel()
	quoted := "The invoice is wrong, please send a corrected invoice.\r\n\r\nOn Tue, 5 May 2026 at 08:00, Lindholm Studio <office@lindholm-studio.example> wrote:\r\n> Please find attached invoice 2026-0112 for 1,236.00.\r\n"
	r := reading.Read(letter(quoted), fixtureOwner())
	require.Equal(t, []string{"2026-0112"}, numbersNamed(r))
	require.Equal(t, contract.PartQuoted, r.Evidence["about_number_1"].Part)

	named := strings.Replace(quoted, "The invoice is", "Invoice 2026-0113 is", 1)
	require.Equal(t, []string{"2026-0113"}, numbersNamed(reading.Read(letter(named), fixtureOwner())))

	file := "From: Anna <anna@acme.example>\r\nTo: mara@lindholm-studio.example\r\nSubject: wrong\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: text/plain\r\n\r\nThe attached invoice is wrong, please send a corrected invoice.\r\n" +
		"--b\r\nContent-Type: application/pdf; name=\"INV_2026_00017.pdf\"\r\nContent-Disposition: attachment; filename=\"INV_2026_00017.pdf\"\r\n\r\nx\r\n--b--\r\n"
	r = reading.Read([]byte(file), fixtureOwner())
	require.Equal(t, []string{"INV_2026_00017"}, numbersNamed(r), "%s", r.Direction)
	require.Equal(t, contract.PartAttachment+"INV_2026_00017.pdf", r.Evidence["about_number_1"].Part)
}

func TestAbout_RequestsAndOrdinaryMailHaveNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please send us an invoice for 3 hours of consulting at 80 EUR, as on invoice 2026-118.",
		"Could you quote for 40 chairs like those on invoice 2026-118?",
		"See you on Friday at 10.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		assert.Nil(t, r.About, "%s (%s)", body, r.Direction)
	}
}

func TestAbout_QuestionHasNumberAmountAndSender(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("I have a question about invoice 2026-022 (214.20 EUR): which week is it for?"), fixtureOwner())
	require.Equal(t, contract.DirectionQuestion, r.Direction)
	require.Equal(t, contract.ExpectIgnore, r.Expected)
	require.Equal(t, []string{"2026-022"}, r.About.Numbers)
	require.Equal(t, contract.Decimal("214.20"), r.About.Amount)
	require.Equal(t, "EUR", r.About.Currency)
	require.Equal(t, r.FromAddress, r.About.Email)
	require.Empty(t, r.About.Figures)
	require.Contains(t, r.Evidence["about_amount"].Words, "214.20 EUR")
}

func TestAbout_TwoAmountsAreNoTotal(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("I have a question about invoice 2026-022: is it 214.20 EUR or 241.20 EUR?"), fixtureOwner())
	require.Empty(t, r.About.Amount)
}

func TestAbout_CorrectionHasTheFiguresOfItsWords(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Invoice LS-2026-288 shows 14 hours of rendering. We agreed 11 hours at £60 and 20% VAT.\r\nThe PO should be ML-30418, not ML-30148.\r\nPlease cancel it and send a corrected one by 12 November 2026."), fixtureOwner())
	require.Equal(t, contract.DirectionCorrection, r.Direction)
	type figure struct{ kind, value, text string }
	var got []figure
	for _, f := range r.About.Figures {
		got = append(got, figure{f.Kind, string(f.Value), f.Text})
	}
	require.Equal(t, []figure{
		{contract.FigureCount, "14", "14"},
		{contract.FigureCount, "11", "11"},
		{contract.FigureAmount, "60", "£60"},
		{contract.FigurePercent, "20", "20%"},
		{contract.FigureCode, "", "ML-30418"},
		{contract.FigureCode, "", "ML-30148"},
	}, got)
	require.Equal(t, r.About.Figures[1].Sentence, r.About.Figures[2].Sentence)
	require.NotEqual(t, r.About.Figures[0].Sentence, r.About.Figures[1].Sentence)
	require.Equal(t, "Invoice LS-2026-288 shows 14 hours of rendering.", r.About.Figures[0].Words)
	require.Empty(t, r.Lines, "no figure of a correction is taken for a draft")
}

func TestAbout_CorrectionHasAddressAndDueDate(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Ihre Rechnung RE-2026-0387 hat eine falsche Anschrift.\r\n\r\nBitte senden Sie uns eine korrigierte Rechnung, zahlbar bis 30.11.2026, auf:\r\n    Metallbau Strehlow Nachf. GmbH\r\n    Industriering 44\r\n    39999 Barlebow\r\n"), fixtureOwner())
	require.Equal(t, contract.DirectionCorrection, r.Direction)
	require.Equal(t, "Industriering 44, 39999 Barlebow", r.About.Address)
	require.Equal(t, "2026-11-30", r.About.DueDate)
	require.NotEmpty(t, r.Evidence["about_address"].Words)
	require.NotEmpty(t, r.Evidence["about_due_date"].Words)
	require.Empty(t, r.Address)
	require.Empty(t, r.DueDate)
}

func TestAbout_IsBounded(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for n := range 60 {
		b.WriteString("Invoice LS-" + strings.Repeat("9", 2+n%20) + "-" + string(rune('A'+n%26)) + "7 shows 14 hours, not 11, please correct the invoice.\r\n")
	}
	r := reading.Read(letter(b.String()), fixtureOwner())
	require.Len(t, r.About.Numbers, 10)
	require.Len(t, r.About.Figures, 30)
}
