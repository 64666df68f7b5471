package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestKeyed_TheCountMayStandWithWhatItIsFor(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kindly raise the invoice as under:\n\nBill to: Acme Works Ltd\nParticulars: Business Writing workshop, 3 nos.\nRate: INR 37,500 per workshop\nTotal: INR 1,12,500 (Rupees One Lakh Twelve Thousand Five Hundred only)": "3 Business Writing workshop 37500",
		"Pl. raise invoice as per below details:\n\nCompany: Acme Works Ltd\nDescription: Copy editing of catalogue\nQty: 64 pages\nRate: INR 250 per page\nAmount: INR 16,000":                                                 "64 Copy editing of catalogue 250",
		"Please invoice us for June: 4 newsletters at £120 each, 2 press releases at £95 each.":                                                                                                                                 "4 newsletters 120; 2 press releases 95",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, want, linesOf(r), body)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%s: %v", body, r.Questions)
	}
}

func TestKeyed_ALabelIsNoLineAndAPartIsNotItsWhole(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"Please invoice us:\nAmount: EUR 16.00\nThanks",
		"Please could you invoice the remaining 50% (£900) of the agreed £1,800 for the website copy.",
		"Please invoice the second half: £750 of the £1,500 quoted.",
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectAsk, r.Expected, "%s: %s", body, linesOf(r))
		require.LessOrEqual(t, len(r.Lines), 1, body)
		require.NotContains(t, linesOf(r), "Amount", body)
	}
}

// A labelled list that counts something and prices one of it; two different
// nouns are no line.
func TestKeyed_ACountAndThePriceOfOneByTheirNoun(t *testing.T) {
	t.Parallel()
	for body, lines := range map[string]string{
		"Merci d'établir votre facture pour les cours de français :\n\nNombre de séances : 12\nPrix par séance : 135,00 €\nMontant total : 1 620,00 €": "12 les cours de français 135",
		"Vi chiedo di emettere fattura per i corsi di italiano:\n\nNumero di lezioni: 12\nPrezzo per lezione: 50,00 €\nTotale: 600,00 €":               "12 i corsi di italiano 50",
		"Por favor emitan la factura de los talleres:\n\nNúmero de sesiones: 12\nPrecio por sesión: 135,00 €\nImporte total: 1.620,00 €":               "12 los talleres 135",
		"Bitte stellen Sie uns eine Rechnung für den Deutschkurs:\n\nAnzahl der Stunden: 12\nPreis pro Stunde: 50,00 €\nGesamt: 600,00 €":              "12 den Deutschkurs 50",
		"Kunt u ons een factuur sturen voor de cursus:\n\nAantal lessen: 12\nPrijs per les: 50,00 €\nTotaal: 600,00 €":                                 "12 de cursus 50",
		"Please send us the invoice for the pottery workshops:\n\nNumber of sessions: 12\nPrice per session: £50.00\nTotal: £600.00":                   "12 the pottery workshops 50",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, lines, linesRead(reading.Read(letter(body), fixtureOwner())))
		})
	}
	r := reading.Read(letter("Merci d'établir votre facture pour les cours :\n\nNombre de participants : 10\nPrix par séance : 135,00 €\nLieu : Vence"), fixtureOwner())
	require.Equal(t, contract.ExpectAsk, r.Expected, "ten people are not ten sessions")
}
