package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestPayment_AlwaysAsks(t *testing.T) {
	t.Parallel()
	for _, amount := range []contract.Decimal{"0.01", "1.00", "99.99", "100.00", "1000000.00"} {
		j := policy.Payment(policy.PaymentFacts{Draft: contract.PaymentDraft{Amount: amount, Currency: "EUR"}})
		require.Equal(t, policy.Ask, j.Verdict, amount)
		require.Equal(t, "payment.always_asks", j.Rule)
		require.Contains(t, j.Reason, "bank statement")
	}
}

func TestPayment_SaysWhatIsSuspiciousOrThereAlready(t *testing.T) {
	t.Parallel()
	j := policy.Payment(policy.PaymentFacts{
		Draft: contract.PaymentDraft{Amount: "5", Currency: "EUR"}, Flags: []string{"the mail presses for haste"}, Existing: []contract.ExistingPayment{{ID: 1}},
	})
	require.Equal(t, policy.Ask, j.Verdict)
	require.Contains(t, j.Reason, "the mail presses for haste")
	require.Contains(t, j.Reason, "registered already")
}

func TestPayment_OfNothingIsRefused(t *testing.T) {
	t.Parallel()
	for _, amount := range []contract.Decimal{"", "0", "0.00", "-5", "five"} {
		j := policy.Payment(policy.PaymentFacts{Draft: contract.PaymentDraft{Amount: amount}})
		require.Equal(t, policy.Deny, j.Verdict, amount)
		require.Equal(t, "payment.nothing_paid", j.Rule)
	}
}
