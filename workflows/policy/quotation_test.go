package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestQuotation_AlwaysAsksAndSaysWhy(t *testing.T) {
	t.Parallel()
	f := policy.QuotationFacts{Draft: contract.InvoiceDraft{Total: "0.01", Currency: "EUR"}}
	j := policy.Quotation(f)
	require.Equal(t, policy.Ask, j.Verdict)
	require.Equal(t, "quotation.always_asks", j.Rule)
	require.Equal(t, "A quotation tells a customer your prices, so it always asks.", j.Reason)

	f.Flags, f.Existing = []string{"the mail presses for haste or secrecy"}, []contract.ExistingInvoice{{ID: 1}}
	j = policy.Quotation(f)
	require.Equal(t, policy.RuleQuotation, j.Rule)
	require.Contains(t, j.Reason, "presses for haste")
	require.Contains(t, j.Reason, "already be a quotation")
}

func TestQuotation_OfNothingIsRefused(t *testing.T) {
	t.Parallel()
	for _, total := range []contract.Decimal{"", "0", "0.00", "-5", "x"} {
		j := policy.Quotation(policy.QuotationFacts{Draft: contract.InvoiceDraft{Total: total}})
		require.Equal(t, policy.Deny, j.Verdict, total)
		require.Equal(t, "quotation.nothing_to_quote", j.Rule)
	}
}

func TestQuotation_IsNeverAutomatic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := policy.QuotationFacts{Draft: rapid.Make[contract.InvoiceDraft]().Draw(t, "draft")}
		f.Draft.Total = contract.Decimal(rapid.StringMatching(`-?[0-9]{1,6}(\.[0-9]{2})?`).Draw(t, "total"))
		require.NotEqual(t, policy.Auto, policy.Quotation(f).Verdict)
	})
}
