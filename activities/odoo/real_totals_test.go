package odoo_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// TestReal_TotalsAreOursToTheCent compares drafts of every kind with a real
// server. TEST_ODOO_ROUNDING says how its company rounds (round_globally on a
// fresh 19); sale taxes of 15 % on top and of 19 % and 20 % inside the price
// must be there, or those drafts are left out.
func TestReal_TotalsAreOursToTheCent(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	how := money.Rounding(os.Getenv("TEST_ODOO_ROUNDING"))
	pick := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	of := func(values ...contract.Decimal) contract.Decimal { return values[pick.IntN(len(values))] }
	partner, same, left := int64(0), 0, 0
	for i := range 24 {
		included := i%2 == 1
		rates := []contract.Decimal{"15", ""}
		if included {
			rates = []contract.Decimal{"19", "20", ""}
		}
		var lines []contract.InvoiceLine
		for range 1 + pick.IntN(5) {
			lines = append(lines, contract.InvoiceLine{
				Description: "line", Quantity: of("1", "2", "3", "0.5", "1.5", "0.25"), UnitPrice: of("9.99", "0.03", "100.05", "33.33", "7.77", "12.5"),
				DiscountPercent: of("", "10", "50"), TaxPercent: of(rates...),
			})
		}
		d := realDraft(t, fmt.Sprintf("s%d-%d", time.Now().UnixNano(), i), currency, partner, lines...)
		d.TaxIncluded = included
		d, err := money.TotalsRounded(d, how)
		require.NoError(t, err)
		out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
		if err != nil {
			require.Contains(t, requireKind(t, contract.FailInvalid, err), "no sale tax of")
			left++
			continue
		}
		partner = out.PartnerID
		require.Empty(t, out.Differences, "%+v", d)
		if out.Tax == d.Tax {
			same++
		}
	}
	t.Logf("%d drafts agree to the cent, %d in the total alone, %d left out", same, 24-same-left, left)
}
