package money_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func times(n int, l contract.InvoiceLine) []contract.InvoiceLine {
	out := make([]contract.InvoiceLine, 0, n)
	for range n {
		out = append(out, l)
	}
	return out
}

// The figures were read from an Odoo 19 server with either setting.
func TestTotalsRounded_AreThoseOfAnOdoo19Server(t *testing.T) {
	t.Parallel()
	type figures [3]contract.Decimal
	for name, c := range map[string]struct {
		included          bool
		lines             []contract.InvoiceLine
		perLine, globally figures
	}{
		"half cents with tax":           {false, times(3, line("0.5", "0.03", "", "15")), figures{"0.06", "0.00", "0.06"}, figures{"0.05", "0.01", "0.06"}},
		"half cents without tax":        {false, times(3, line("0.5", "0.03", "", "")), figures{"0.06", "0.00", "0.06"}, figures{"0.05", "0.00", "0.05"}},
		"half cents of two rates":       {false, []contract.InvoiceLine{line("0.5", "0.03", "", "15"), line("0.5", "0.03", "", "7")}, figures{"0.04", "0.00", "0.04"}, figures{"0.03", "0.00", "0.03"}},
		"four small lines":              {false, times(4, line("1", "0.03", "", "15")), figures{"0.12", "0.00", "0.12"}, figures{"0.12", "0.02", "0.14"}},
		"discounts":                     {false, times(3, line("1", "0.99", "50", "15")), figures{"1.50", "0.24", "1.74"}, figures{"1.49", "0.22", "1.71"}},
		"tax inside, one":               {true, times(1, line("1", "100.05", "", "20")), figures{"83.37", "16.68", "100.05"}, figures{"83.37", "16.68", "100.05"}},
		"tax inside, two":               {true, times(2, line("1", "100.05", "", "20")), figures{"166.74", "33.36", "200.10"}, figures{"166.75", "33.35", "200.10"}},
		"tax inside, three":             {true, times(3, line("1", "9.99", "", "19")), figures{"25.17", "4.80", "29.97"}, figures{"25.18", "4.79", "29.97"}},
		"tax inside, halves":            {true, times(3, line("0.5", "9.99", "", "19")), figures{"12.60", "2.40", "15.00"}, figures{"12.60", "2.39", "14.99"}},
		"three decimals":                {false, times(2, line("1", "33.335", "", "15")), figures{"66.68", "10.00", "76.68"}, figures{"66.67", "10.00", "76.67"}},
		"a reduction and a return":      {false, []contract.InvoiceLine{line("1", "10.05", "", "15"), line("1", "-0.03", "", "15"), line("-1", "0.03", "", "15")}, figures{"9.99", "1.51", "11.50"}, figures{"9.99", "1.50", "11.49"}},
		"whole cents, where both agree": {false, []contract.InvoiceLine{line("2.5", "80", "", "15"), line("3", "33.33", "10", "15"), line("1", "12.34", "", "")}, figures{"302.33", "43.50", "345.83"}, figures{"302.33", "43.50", "345.83"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			draft := contract.InvoiceDraft{Currency: "USD", TaxIncluded: c.included, Lines: c.lines}
			for how, want := range map[money.Rounding]figures{money.RoundPerLine: c.perLine, money.RoundGlobally: c.globally, "": c.perLine} {
				got, err := money.TotalsRounded(draft, how)
				require.NoError(t, err)
				require.Equal(t, want, figures{got.Subtotal, got.Tax, got.Total}, how)
			}
		})
	}
}

func TestTotalsRounded_BothWaysSayTheSameOfOneLine(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDraft(false).Draw(t, "draft")
		d.Lines = d.Lines[:1]
		d.Lines[0].Quantity, d.Lines[0].DiscountPercent = "1", ""
		d.Lines[0].UnitPrice = money.FormatAmount(must(t, d.Lines[0].UnitPrice), d.Currency)
		a, err := money.TotalsRounded(d, money.RoundPerLine)
		require.NoError(t, err)
		b, err := money.TotalsRounded(d, money.RoundGlobally)
		require.NoError(t, err)
		require.Equal(t, a, b)
	})
}

func TestTotalsRounded_GloballyAddsUpAndIgnoresTheOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := anyDraft(rapid.Bool().Draw(t, "included")).Draw(t, "draft")
		a, err := money.TotalsRounded(d, money.RoundGlobally)
		require.NoError(t, err)
		require.True(t, must(t, a.Subtotal).Add(must(t, a.Tax)).Equal(must(t, a.Total)))
		d.Lines = rapid.Permutation(d.Lines).Draw(t, "order")
		b, err := money.TotalsRounded(d, money.RoundGlobally)
		require.NoError(t, err)
		require.Equal(t, a.Total, b.Total)
		require.Equal(t, a.Tax, b.Tax)
	})
}

func TestTotalsRounded_GloballySaysInASentenceWhatIsWrong(t *testing.T) {
	t.Parallel()
	_, err := money.TotalsRounded(contract.InvoiceDraft{Currency: "EUR", Lines: []contract.InvoiceLine{line("1", "", "", "")}}, money.RoundGlobally)
	require.EqualError(t, err, "Line 1: the unit price is missing")
}
