package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestRead_AmountsWithoutACurrencyTakeTheOwnersUnlessSomethingPointsAbroad(t *testing.T) {
	t.Parallel()
	const body = "Hi,\n\nplease send us an invoice for:\n\n2 x banner at 80.00 each\n1 x stand at 45.00 each\n"
	for name, c := range map[string]struct {
		home, from, more, want string
	}{
		"a neighbour":                    {"GBP", "anna@fenwick.example", "\nThanks\nAnna Fenwick\n", "GBP"},
		"the same, in euros":             {"EUR", "anna@fenwick.example", "\nThanks\nAnna Fenwick\n", "EUR"},
		"no home is set":                 {"", "anna@fenwick.example", "\nThanks\nAnna\n", ""},
		"another currency in the thread": {"GBP", "anna@fenwick.example", "\nThanks\nAnna\n\nOn Tue, 3 Nov 2026 at 10:00, Jo Marlow <jo@marlow-signs.example> wrote:\n> A banner was 90 EUR last year.\n> Jo\n", ""},
		"an address abroad":              {"GBP", "anna@fenwick.de", "\nThanks\nAnna\n", ""},
		"a number abroad":                {"GBP", "anna@fenwick.example", "\nThanks\nAnna Fenwick\nTel. +49 221 555 0101\n", ""},
		"a number at home":               {"GBP", "anna@fenwick.example", "\nThanks\nAnna Fenwick\nTel. +44 20 7946 0101\n", "GBP"},
		"a country abroad":               {"EUR", "anna@fenwick.example", "\nThanks\nAnna Fenwick\nHillside 4\nZurich\nSwitzerland\n", ""},
		"a firm of elsewhere":            {"GBP", "anna@fenwick.example", "\nThanks\nAnna Fenwick\nFenwick Trading FZE\n", ""},
		"a firm of here":                 {"GBP", "anna@fenwick.example", "\nThanks\nAnna Fenwick\nFenwick Trading Ltd\n", "GBP"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			owner := contract.Owner{Name: "Jo Marlow", Company: "Marlow Signs", Addresses: []string{"jo@marlow-signs.example"}, HomeCurrency: c.home}
			r := reading.Read([]byte("From: Anna <"+c.from+">\r\nTo: jo@marlow-signs.example\r\nSubject: Invoice please\r\n\r\n"+body+c.more), owner)
			require.Len(t, r.Lines, 2)
			require.Equal(t, c.want, r.Currency)
			if c.want == "" {
				require.Equal(t, contract.ExpectAsk, r.Expected)
				return
			}
			require.Equal(t, contract.MethodDefault, r.Evidence["currency"].Method, "the mail did not say it")
			require.Empty(t, r.Questions)
		})
	}
}

func TestRead_ADollarIsTheOwnersWhereNothingPointsToAnother(t *testing.T) {
	t.Parallel()
	const body = "Hi,\n\nplease send us an invoice for:\n\n2 x banner at $80.00 each\n"
	for name, c := range map[string]struct{ home, more, want string }{
		"at home":             {"USD", "\nThanks\nAnna\n", "USD"},
		"at home in Canada":   {"CAD", "\nThanks\nAnna\n", "CAD"},
		"from Canada":         {"USD", "\nThanks\nAnna\nToronto, Ontario\n", ""},
		"to a home of pounds": {"GBP", "\nThanks\nAnna\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			owner := contract.Owner{Name: "Jo Marlow", Company: "Marlow Signs", Addresses: []string{"jo@marlow-signs.example"}, HomeCurrency: c.home}
			r := reading.Read([]byte("From: Anna <anna@fenwick.example>\r\nTo: jo@marlow-signs.example\r\nSubject: Invoice please\r\n\r\n"+body+c.more), owner)
			require.Equal(t, c.want, r.Currency)
		})
	}
}
