package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// Pages, hours and words are what a thing is counted in. What is billed stands
// elsewhere in the mail, often in its subject.
func TestMeasure_WhatIsCountedInPagesIsNamedByTheMail(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ subject, body, want string }{
		{"Facture traduction du règlement", "Vous pouvez nous adresser votre facture : 11 pages à 42 € la page.", "traduction du règlement, pages"},
		{"Re: Sicherheitsunterweisung", "Bitte schicken Sie uns die Rechnung: 12 Seiten zu je 42 €.", "Sicherheitsunterweisung, Seiten"},
		{"fattura", "Mandateci la fattura: traduzione giurata, n. 22 cartelle a EUR 28,50 cadauna.", "traduzione giurata"},
		{"Invoice", "Please invoice us for 11 pages at EUR 42.00 per page.", "pages"},
	} {
		raw := strings.Replace(string(letter(c.body)), "Subject: Invoice", "Subject: "+c.subject, 1)
		r := reading.Read([]byte(raw), fixtureOwner())
		require.Len(t, r.Lines, 1, c.body)
		require.Equal(t, c.want, r.Lines[0].Description)
		require.Equal(t, contract.ExpectDraft, r.Expected, "%v", r.Questions)
	}
}

func TestLines_FeesAreThingsAndPricesAreLabels(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"Kindly issue your invoice for the following:\n\n8 acrylic door signs at USD 45 each\nDesign fee USD 200\n\nGrand total USD 560": "8 acrylic door signs 45|1 Design fee 200",
		"Pls invoice us 1 x van magnet set £48 cheers": "1 van magnet set 48",
	} {
		require.Equal(t, want, linesRead(reading.Read(letter(body), fixtureOwner())), body)
	}
}

func TestLines_AListLineWithoutAPriceIsNotLeftOut(t *testing.T) {
	t.Parallel()
	body := "Please send us an invoice for:\n\nHook block side plates, 2 at EUR 410 each\nSheave guards, six of them\nService call on the 22nd"
	require.Equal(t, contract.ExpectAsk, reading.Read(letter(body), fixtureOwner()).Expected)
}

func TestRead_AmountsThatShareTheirCurrencyAreRead(t *testing.T) {
	t.Parallel()
	r := reading.Read(letter("Wir bestellen:\n\nPos. 1   40 Stück Arbeitsheft \"Telefonieren\"   à 12,90 EUR    516,00 EUR\nPos. 2    1 Stück Koffer   à 189,00 EUR   189,00 EUR\nGesamt 705,00 EUR\n"), fixtureOwner())
	require.Empty(t, r.Unreadable)
}
