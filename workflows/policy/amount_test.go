package policy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// history is what a customer was invoiced in USD before.
func history(count int, smallest, median, largest contract.Decimal) contract.AmountHistory {
	return contract.AmountHistory{
		Count: count, Currency: "USD", Smallest: smallest, Median: median, Largest: largest, Oldest: "2025-03-02", Newest: "2026-10-14",
	}
}

func TestCheckAmount_TellsWhatIsUnusualForTheCustomer(t *testing.T) {
	t.Parallel()
	few, usual, steady := history(2, "8.00", "9.00", "10.00"), history(5, "120.00", "300.00", "480.00"), history(3, "80.00", "80.00", "80.00")
	outlier := history(9, "20.00", "20.00", "150.00")
	for name, c := range map[string]struct {
		total   contract.Decimal
		history contract.AmountHistory
		unusual bool
		says    string
	}{
		"none before":           {"2020.00", contract.AmountHistory{}, false, "2020.00 USD; there is no earlier invoice to this customer in USD, so no history to compare with."},
		"another currency":      {"2020.00", contract.AmountHistory{Count: 9, Currency: "EUR", Smallest: "1.00", Median: "1.00", Largest: "1.00"}, false, "no earlier invoice to this customer in USD"},
		"one before":            {"2020.00", history(1, "9.00", "9.00", "9.00"), false, "2020.00 USD; 1 earlier invoice to this customer, of 9.00 USD, is too little history to compare with."},
		"two before":            {"2020.00", few, false, "2020.00 USD; 2 earlier invoices to this customer, of 8.00 to 10.00 USD, are too little history to compare with."},
		"within":                {"200.00", usual, false, "200.00 USD; earlier invoices to this customer were 120.00 to 480.00 USD (5 since 2025-03-02, the last on 2026-10-14)."},
		"as the largest":        {"480.00", usual, false, "2026-10-14)."},
		"the highest so far":    {"480.01", usual, false, "2026-10-14): the highest so far."},
		"twice the largest":     {"960.00", usual, false, "the highest so far."},
		"over twice":            {"960.01", usual, true, "(5 since 2025-03-02, the last on 2026-10-14): unusually high."},
		"far over":              {"2020.00", usual, true, "2020.00 USD; earlier invoices to this customer were 120.00 to 480.00 USD (5 since 2025-03-02, the last on 2026-10-14): unusually high."},
		"the same every time":   {"80.00", steady, false, "earlier invoices to this customer were 80.00 USD (3 since 2025-03-02, the last on 2026-10-14)."},
		"ten times the median":  {"200.00", outlier, false, "the highest so far."},
		"over ten times":        {"200.01", outlier, true, "unusually high."},
		"less than one before":  {"150.00", history(9, "5.00", "10.00", "150.00"), false, "5.00 to 150.00"},
		"lower than any before": {"1.00", usual, false, "120.00 to 480.00 USD (5 since 2025-03-02, the last on 2026-10-14)."},
		"all on one day":        {"1.00", contract.AmountHistory{Count: 3, Currency: "USD", Smallest: "1.00", Median: "1.00", Largest: "1.00", Oldest: "2026-10-14", Newest: "2026-10-14"}, false, "(3 on 2026-10-14)."},
		"no readable total":     {"", usual, false, "there is no total to compare."},
		"an unreadable history": {"2020.00", history(5, "x", "y", "z"), false, "no history to compare with"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := policy.CheckAmount(contract.InvoiceDraft{Total: c.total, Currency: "USD"}, c.history)
			require.Equal(t, c.unusual, got.Unusual)
			require.Contains(t, got.Text, c.says)
			require.True(t, strings.HasPrefix(got.Text, "Amount: ") && strings.HasSuffix(got.Text, "."), "a sentence: %q", got.Text)
			require.Equal(t, strings.Contains(got.Text, "were"), got.Compared, got.Text)
		})
	}
}

// Neither the recurring rule nor the limit lets an unusual amount through.
func TestInvoice_UnusualAmountAsksWhereTheRecurringRuleWouldNot(t *testing.T) {
	t.Parallel()
	facts := with(func(f *policy.InvoiceFacts) { f.History = history(3, "8.00", "9.00", "39.99") })
	j := policy.Invoice(handbook(), facts)
	require.Equal(t, policy.Judgement{
		Verdict: policy.Ask, Rule: policy.RuleUnusualAmount,
		Reason: "The total is unusually high for this customer, whose earlier invoices were 8.00 to 39.99 USD.",
	}, j)
	facts.History.Largest = "40.00"
	require.Equal(t, policy.Auto, policy.Invoice(handbook(), facts).Verdict, "exactly twice the largest")
	facts.History = history(2, "8.00", "9.00", "10.00")
	require.Equal(t, policy.Auto, policy.Invoice(handbook(), facts).Verdict, "two invoices are no history")
}

// The number of posted invoices is not counted for a customer the owner chose
// by number; the note must not call one new who has a history.
func TestInvoice_CustomerChosenByTheOwnerIsNotCalledNew(t *testing.T) {
	t.Parallel()
	facts := with(func(f *policy.InvoiceFacts) {
		f.Match.PostedInvoices, f.History = 0, history(3, "79.00", "80.00", "81.00")
	})
	j := policy.Invoice(handbook(), facts)
	require.Equal(t, policy.Ask, j.Verdict)
	require.Equal(t, policy.RuleNewPayee, j.Rule)
	require.NotContains(t, j.Reason, "no earlier invoice")
	facts.History.Largest, facts.Draft.Total = "30.00", "81.00"
	require.Equal(t, policy.RuleUnusualAmount, policy.Invoice(handbook(), facts).Rule)
}
