package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// "Gross" is large in German; "Gibt", "zus." and "tot." lead to a sum; francs are
// written with an s as well.
func TestSums_WordsOfASumAndOfTaxAreThoseOfTheLanguage(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][2]contract.Decimal{
		"Sie dürfen uns nun die Rechnung stellen für Folgendes:\n\nBänder bedruckt: Fr. 25.–/Stk., total 8 Stk.\nGesteck gross: Fr. 640.– pauschal\n\nGibt Fr. 840.– exkl. MWST.": {"840", ""},
	} {
		r := reading.Read(letter(body), fixtureOwner())
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
		require.Equal(t, want, [2]contract.Decimal{r.Subtotal, r.Total}, body)
		require.Equal(t, "CHF", r.Currency)
	}
}

// Who lives in a house or owns it is billed at who runs it; a club by its officer.
func TestCompany_WhoIsNamedToBillWithoutALabel(t *testing.T) {
	t.Parallel()
	for want, mail := range map[string][2]string{
		"SDC Les Mélèzes":               {"Syndic Cabinet Mouret <syndic@cabinet-mouret.example>", "Merci de nous adresser votre facture, libellée au nom du SDC Les Mélèzes : 3 panneaux à 65 € pièce.\n\nCordialement,\n\nLe service comptabilité\nCabinet Mouret Immobilier SAS - syndic de copropriété"},
		"Trachtenverein Almrausch e.V.": {"Hias Huber <hias.huber@posteingang.example>", "Für die Kasse brauch ich jetzt eine Rechnung: 3 Kränze zu je 65 Euro. Auf den Trachtenverein Almrausch e.V. bitte.\n\nHias Huber (Schriftführer)"},
	} {
		r := reading.Read(written(mail[0], mail[1]), fixtureOwner())
		require.Equal(t, want, r.Company)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
}

// A bill of another's asks for none, and an account that stays is no change.
func TestDirection_TheirOwnBillWithTheOldAccountIsAnOrdinaryBill(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Salut Mara, comme demandé je t'envoie la facture pour le renfort de samedi :\n\nFacture n° 21 du 02/11/2026\n2 journées à 210 € = 420 €\n60 km à 0,50 € = 30 €\nTotal 450 €\n\nSi tu peux virer avant le 15 ça m'arrange, l'IBAN n'a pas changé."), fixtureOwner())
	require.Equal(t, contract.DirectionIncomingBill, r.Direction)
	require.Equal(t, contract.ExpectIgnore, r.Expected)
}

// In haste an invoice is a "fact."
func TestDirection_AnInvoiceMayBeAbbreviated(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("hoi mara, mag de fact. naar Acme Works BV? 4 zakken hout à € 7,50 p.st."), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
	require.Equal(t, "4 hout 7.5", linesOf(r))
}

// What was done with what is counted says nothing without it.
func TestDescribe_AMeasureGoesWithWhatWasDone(t *testing.T) {
	t.Parallel()
	readsAs(t, map[string]string{
		"Merci de nous adresser ta facture : 14 pages traduites (FR-EN) au tarif de 42 € HT la page.": "14 pages traduites (FR-EN) 42",
	})
}
