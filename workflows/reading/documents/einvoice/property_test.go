package einvoice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// generated is an invoice whose sums hold, in UBL.
type generated struct {
	lines, net, tax, gross, payable decimal.Decimal
	body                            strings.Builder
	quantities                      []string
}

func generate(t *rapid.T) *generated {
	g := &generated{}
	for i := range rapid.IntRange(1, 8).Draw(t, "lines") {
		qty := decimal.New(rapid.Int64Range(1, 5000).Draw(t, "qty"), -int32(rapid.IntRange(0, 2).Draw(t, "qty decimals")))
		price := decimal.New(rapid.Int64Range(1, 90_000).Draw(t, "price"), -int32(rapid.IntRange(0, 4).Draw(t, "price decimals")))
		base := decimal.NewFromInt(rapid.SampledFrom([]int64{1, 10, 100, 1000}).Draw(t, "base"))
		net := qty.Mul(price).DivRound(base, 12).Round(2)
		g.lines = g.lines.Add(net)
		g.quantities = append(g.quantities, qty.String())
		fmt.Fprintf(&g.body, `<InvoiceLine><ID>%d</ID><InvoicedQuantity unitCode="C62">%s</InvoicedQuantity><LineExtensionAmount currencyID="EUR">%s</LineExtensionAmount><Item><Name>Thing %d</Name></Item>`+
			`<Price><PriceAmount currencyID="EUR">%s</PriceAmount><BaseQuantity>%s</BaseQuantity></Price></InvoiceLine>`, i+1, qty, net.StringFixed(2), i+1, price, base)
	}
	discount := decimal.New(rapid.Int64Range(0, 500).Draw(t, "discount"), -2)
	fmt.Fprintf(&g.body, `<AllowanceCharge><ChargeIndicator>false</ChargeIndicator><Amount currencyID="EUR">%s</Amount></AllowanceCharge>`, discount)
	g.net = g.lines.Sub(discount)
	g.tax = g.net.Mul(decimal.New(19, -2)).Round(2)
	g.gross = g.net.Add(g.tax)
	g.payable = g.gross.Sub(decimal.New(100, -2))
	return g
}

func (g *generated) text() string {
	return `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID><DocumentCurrencyCode>EUR</DocumentCurrencyCode>` +
		fmt.Sprintf(`<TaxTotal><TaxAmount currencyID="EUR">%s</TaxAmount></TaxTotal><LegalMonetaryTotal><LineExtensionAmount>%s</LineExtensionAmount><TaxExclusiveAmount>%s</TaxExclusiveAmount>`+
			`<TaxInclusiveAmount>%s</TaxInclusiveAmount><PrepaidAmount>1.00</PrepaidAmount><PayableAmount>%s</PayableAmount></LegalMonetaryTotal>`, g.tax, g.lines, g.net, g.gross, g.payable) +
		g.body.String() + `</Invoice>`
}

func TestRead_SumsThatHoldRaiseNoProblem(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := generate(rt)
		inv := read(t, g.text())
		require.Empty(rt, inv.Problems)
		require.Len(rt, inv.Lines, len(g.quantities))
		for i, l := range inv.Lines {
			require.Equal(rt, g.quantities[i], l.Quantity)
		}
		require.Equal(rt, g.payable.String(), strings.TrimSuffix(decimal.RequireFromString(inv.Totals.Payable).String(), ".00"))
	})
}

func TestRead_ASumThatIsOffByACentIsAlwaysNamed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := generate(rt)
		cent := decimal.New(1, -2)
		for _, sum := range []*decimal.Decimal{&g.lines, &g.net, &g.tax, &g.gross, &g.payable} {
			right := *sum
			*sum = right.Add(cent)
			require.NotEmpty(rt, read(t, g.text()).Problems)
			*sum = right
		}
	})
}
