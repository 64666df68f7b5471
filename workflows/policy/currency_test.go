package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// inEuro is a recurring invoice in EUR under a limit of 100 USD.
func inEuro(total contract.Decimal, rates ...contract.Rate) (contract.Handbook, policy.InvoiceFacts) {
	h := handbook()
	h.Recurring[0].Currency, h.Recurring[0].MaxAmount = "EUR", "1000"
	h.Rates = rates
	return h, with(func(f *policy.InvoiceFacts) { f.Draft.Currency, f.Draft.Total = "EUR", total })
}

func TestInvoice_OtherCurrencyCountsAtTheHandbooksRateInEitherDirection(t *testing.T) {
	t.Parallel()
	there := contract.Rate{From: "EUR", To: "USD", Rate: "1.25"}
	back := contract.Rate{From: "USD", To: "EUR", Rate: "0.8"}
	for name, c := range map[string]struct {
		total contract.Decimal
		rate  contract.Rate
		rule  string
	}{
		"79.99 EUR are 99.99 USD":          {"79.99", there, policy.RuleRecurringSmall},
		"80 EUR are 100 USD":               {"80.00", there, policy.RuleOverLimit},
		"backwards, 79.99 EUR are 99.99":   {"79.99", back, policy.RuleRecurringSmall},
		"backwards, 80 EUR are 100 USD":    {"80.00", back, policy.RuleOverLimit},
		"a hundred times the limit":        {"999.00", there, policy.RuleOverLimit},
		"under by less than a minor unit":  {"79.9999", there, policy.RuleRecurringSmall},
		"over by less than a minor unit":   {"80.0001", back, policy.RuleOverLimit},
		"a small amount stays a small one": {"0.01", back, policy.RuleRecurringSmall},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, f := inEuro(c.total, c.rate)
			require.Equal(t, c.rule, policy.Invoice(h, f).Rule)
		})
	}
}

func TestInvoice_MissingOrUnusableRateAsks(t *testing.T) {
	t.Parallel()
	for name, rates := range map[string][]contract.Rate{
		"no rate at all":        nil,
		"a rate of others":      {{From: "EUR", To: "GBP", Rate: "0.85"}, {From: "CHF", To: "USD", Rate: "1.1"}},
		"a chain is not used":   {{From: "EUR", To: "GBP", Rate: "0.85"}, {From: "GBP", To: "USD", Rate: "1.3"}},
		"a rate of zero":        {{From: "EUR", To: "USD", Rate: "0"}},
		"a negative rate":       {{From: "USD", To: "EUR", Rate: "-1"}},
		"a rate that is a word": {{From: "EUR", To: "USD", Rate: "about one"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, f := inEuro("10.00", rates...)
			j := policy.Invoice(h, f)
			require.Equal(t, policy.RuleNoRate, j.Rule)
			require.Equal(t, policy.Ask, j.Verdict)
			require.Contains(t, j.Reason, "from EUR to USD")
		})
	}
}

func TestInvoice_UnusableRateDoesNotHideAUsableOne(t *testing.T) {
	t.Parallel()
	h, f := inEuro("10.00", contract.Rate{From: "EUR", To: "USD", Rate: "?"}, contract.Rate{From: "USD", To: "EUR", Rate: "0.8"})
	require.Equal(t, policy.Auto, policy.Invoice(h, f).Verdict)
}
