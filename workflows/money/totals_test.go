package money_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func line(qty, price, discount, tax contract.Decimal) contract.InvoiceLine {
	return contract.InvoiceLine{Description: "work", Quantity: qty, UnitPrice: price, DiscountPercent: discount, TaxPercent: tax}
}

func TestTotals_AreThoseOfOdoo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		currency             string
		included             bool
		lines                []contract.InvoiceLine
		subtotal, tax, total contract.Decimal
	}{
		"one line without tax":            {"EUR", false, []contract.InvoiceLine{line("2", "60", "", "")}, "120.00", "0.00", "120.00"},
		"tax on top":                      {"EUR", false, []contract.InvoiceLine{line("2", "60", "", "19")}, "120.00", "22.80", "142.80"},
		"discount":                        {"EUR", false, []contract.InvoiceLine{line("3", "33.33", "10", "20")}, "89.99", "18.00", "107.99"},
		"three decimals in the price":     {"EUR", false, []contract.InvoiceLine{line("3", "33.333", "", "")}, "100.00", "0.00", "100.00"},
		"each line rounded, then summed":  {"EUR", false, []contract.InvoiceLine{line("1", "0.05", "", "10"), line("1", "0.05", "", "10")}, "0.10", "0.02", "0.12"},
		"two rates":                       {"EUR", false, []contract.InvoiceLine{line("1", "100", "", "19"), line("1", "50", "", "7")}, "150.00", "22.50", "172.50"},
		"tax inside the price":            {"EUR", true, []contract.InvoiceLine{line("1", "119", "", "19")}, "100.00", "19.00", "119.00"},
		"tax inside an uneven price":      {"EUR", true, []contract.InvoiceLine{line("1", "99.99", "", "19")}, "84.03", "15.96", "99.99"},
		"tax inside, exact half":          {"EUR", true, []contract.InvoiceLine{line("1", "100.05", "", "20")}, "83.37", "16.68", "100.05"},
		"included says nothing when zero": {"EUR", true, []contract.InvoiceLine{line("1", "100", "", "0")}, "100.00", "0.00", "100.00"},
		"yen have no minor unit":          {"JPY", false, []contract.InvoiceLine{line("3", "333.5", "", "10")}, "1001", "100", "1101"},
		"dinars have three":               {"KWD", false, []contract.InvoiceLine{line("1", "1.2345", "", "5")}, "1.235", "0.062", "1.297"},
		"a reduction as its own line":     {"EUR", false, []contract.InvoiceLine{line("1", "100", "", "19"), line("1", "-10", "", "19")}, "90.00", "17.10", "107.10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := money.Totals(contract.InvoiceDraft{Currency: c.currency, TaxIncluded: c.included, Lines: c.lines})
			require.NoError(t, err)
			require.Equal(t, c.subtotal, got.Subtotal)
			require.Equal(t, c.tax, got.Tax)
			require.Equal(t, c.total, got.Total)
		})
	}
}

func TestTotals_SayInASentenceWhatIsWrong(t *testing.T) {
	t.Parallel()
	for want, draft := range map[string]contract.InvoiceDraft{
		"The currency is missing; write its three-letter code, such as EUR.": {Lines: []contract.InvoiceLine{line("1", "1", "", "")}},
		`The currency "euro" is not known`:                                   {Currency: "euro", Lines: []contract.InvoiceLine{line("1", "1", "", "")}},
		"The invoice has no lines.":                                          {Currency: "EUR"},
		"Line 1: the quantity is missing":                                    {Currency: "EUR", Lines: []contract.InvoiceLine{line("", "1", "", "")}},
		"Line 2: the unit price is missing":                                  {Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "1", "", ""), line("1", "", "", "")}},
		`Line 1: the unit price "1,50" is not a plain decimal number`:        {Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "1,50", "", "")}},
		"Line 1: the discount 120 is not between 0 and 100":                  {Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "1", "120", "")}},
		"Line 1: the tax percentage -5 is not between 0 and 100":             {Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "1", "", "-5")}},
		`Line 1: the tax percentage "19%" is not a plain`:                    {Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "1", "", "19%")}},
	} {
		_, err := money.Totals(draft)
		require.ErrorContains(t, err, want)
	}
}

func TestTotals_KeepEverythingElseOfTheDraft(t *testing.T) {
	t.Parallel()
	in := contract.InvoiceDraft{BusinessKey: "AE-1", Currency: "EUR", Reference: "PO 7", Lines: []contract.InvoiceLine{line("1", "1", "", "")}}
	out, err := money.Totals(in)
	require.NoError(t, err)
	out.Subtotal, out.Tax, out.Total = "", "", ""
	require.Equal(t, in, out)
}

func anyDraft(included bool) *rapid.Generator[contract.InvoiceDraft] {
	return rapid.Custom(func(t *rapid.T) contract.InvoiceDraft {
		number := func(label string, lo, hi int64, exp int32) contract.Decimal {
			return money.Format(decimal.New(rapid.Int64Range(lo, hi).Draw(t, label), exp))
		}
		d := contract.InvoiceDraft{Currency: rapid.SampledFrom([]string{"EUR", "JPY", "KWD"}).Draw(t, "currency"), TaxIncluded: included}
		for range rapid.IntRange(1, 8).Draw(t, "lines") {
			d.Lines = append(d.Lines, line(number("qty", 0, 1e6, -3), number("price", -1e7, 1e7, -3),
				number("discount", 0, 10000, -2), number("tax", 0, 3000, -2)))
		}
		return d
	})
}

func TestTotals_AddUpAndAreWholeMinorUnits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, err := money.Totals(anyDraft(rapid.Bool().Draw(t, "included")).Draw(t, "draft"))
		require.NoError(t, err)
		subtotal, tax, total := must(t, d.Subtotal), must(t, d.Tax), must(t, d.Total)
		require.True(t, subtotal.Add(tax).Equal(total))
		require.True(t, money.Round(total, d.Currency).Equal(total))
	})
}

func TestTotals_OfIncludedPricesSumToWhatTheLinesSay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, err := money.Totals(anyDraft(true).Draw(t, "draft"))
		require.NoError(t, err)
		untaxed := d
		untaxed.Lines = append([]contract.InvoiceLine(nil), d.Lines...)
		for i := range untaxed.Lines {
			untaxed.Lines[i].TaxPercent = ""
		}
		untaxed, err = money.Totals(untaxed)
		require.NoError(t, err)
		require.Equal(t, untaxed.Total, d.Total)
	})
}

func TestTotals_DoNotDependOnTheOrderOfLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDraft(false).Draw(t, "draft")
		turned := d
		turned.Lines = rapid.Permutation(d.Lines).Draw(t, "order")
		a, err := money.Totals(d)
		require.NoError(t, err)
		b, err := money.Totals(turned)
		require.NoError(t, err)
		require.Equal(t, a.Total, b.Total)
	})
}

func must(t require.TestingT, d contract.Decimal) decimal.Decimal {
	v, err := money.Parse(d)
	require.NoError(t, err)
	return v
}
