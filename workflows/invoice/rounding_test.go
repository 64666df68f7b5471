package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// 3 lines of 1 x 0.05 with 10 % tax: 0.03 when each line is rounded, 0.02 when
// the invoice is.
func TestInvoice_TotalsAreRoundedAsTheCompanyDoes(t *testing.T) {
	t.Parallel()
	for rounding, total := range map[string]contract.Decimal{"round_per_line": "0.18", "round_globally": "0.17"} {
		w := open(t)
		w.reading.Lines = nil
		for range 3 {
			w.reading.Lines = append(w.reading.Lines, contract.InvoiceLine{Description: "Sheet", Quantity: "1", UnitPrice: "0.05", TaxPercent: "10"})
		}
		w.odoo.match.Rounding = rounding
		w.owner(time.Hour, contract.VerdictApproved)
		w.run(t)

		require.Len(t, w.odoo.sent, 1)
		require.Equal(t, total, w.odoo.sent[0].Draft.Total, rounding)
	}
}
