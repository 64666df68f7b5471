package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestInvoice_ListsTellOfTheMakingWhenItLasts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		takes time.Duration
		told  []string
	}{
		"at once":       {0, []string{contract.StatusWaitingApproval, contract.StatusDone}},
		"half a minute": {30 * time.Second, []string{contract.StatusWaitingApproval, contract.StatusEffect, contract.StatusDone}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.owner(time.Hour, contract.VerdictApproved)
			if c.takes > 0 {
				w.env.OnActivity(contract.OdooCreateDraftInvoice.Name(), mock.Anything, mock.Anything).After(c.takes).Return(
					contract.InvoiceOutcome{Configured: true, Found: true, InvoiceID: 31, Total: "2020.00"}, nil)
			}
			var told []string
			w.env.OnUpsertTypedSearchAttributes(mock.MatchedBy(func(a temporal.SearchAttributes) bool {
				status, _ := a.GetKeyword(temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus))
				told = append(told, status)
				return true
			})).Return(nil)

			require.Equal(t, contract.StatusDone, w.run(t).Status)
			require.Equal(t, c.told, told)
		})
	}
}
