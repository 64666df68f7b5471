package policy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestInvoice_EveryRuleDecidesInItsCase(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		facts   policy.InvoiceFacts
		verdict policy.Verdict
		rule    string
	}{
		"known, recurring, small":     {usual(), policy.Auto, policy.RuleRecurringSmall},
		"no total":                    {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "" }), policy.Deny, policy.RuleNothingToBill},
		"a total that is no number":   {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "eighty" }), policy.Deny, policy.RuleNothingToBill},
		"nothing to pay":              {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "0.00" }), policy.Deny, policy.RuleNothingToBill},
		"a negative total":            {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "-80.00" }), policy.Deny, policy.RuleNothingToBill},
		"a flag":                      {with(func(f *policy.InvoiceFacts) { f.Flags = []string{"reply_to_differs"} }), policy.Ask, policy.RuleSuspicious},
		"the same business this time": {with(func(f *policy.InvoiceFacts) { f.Existing = existing("2026-11-02", "") }), policy.Ask, policy.RuleDuplicate},
		"far over what was invoiced before": {with(func(f *policy.InvoiceFacts) {
			f.History = history(3, "8.00", "9.00", "10.00")
		}), policy.Ask, policy.RuleUnusualAmount},
		"no Odoo": {with(func(f *policy.InvoiceFacts) {
			f.Match = contract.CustomerMatch{}
		}), policy.Ask, policy.RuleUnknownPayee},
		"not in Odoo yet":         {with(func(f *policy.InvoiceFacts) { f.Match.PartnerID = 0 }), policy.Ask, policy.RuleNewPayee},
		"never invoiced":          {with(func(f *policy.InvoiceFacts) { f.Match.PostedInvoices = 0 }), policy.Ask, policy.RuleNewPayee},
		"an assistant brought it": {with(func(f *policy.InvoiceFacts) { f.Assistant = true }), policy.Ask, policy.RuleAssistant},
		"an attempt failed":       {with(func(f *policy.InvoiceFacts) { f.SetBack = true }), policy.Ask, policy.RuleSetBack},
		"over the recurring most": {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "90.01" }), policy.Ask, policy.RuleNoRule},
		"a currency without rate": {with(func(f *policy.InvoiceFacts) { f.Draft.Currency = "CHF" }), policy.Ask, policy.RuleNoRate},
		"not recurring":           {with(func(f *policy.InvoiceFacts) { f.Draft.Customer.Name = "Somebody Else" }), policy.Ask, policy.RuleNoRule},
		"exactly the limit":       {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "100.00" }), policy.Ask, policy.RuleOverLimit},
		"over the limit":          {with(func(f *policy.InvoiceFacts) { f.Draft.Total = "100.01" }), policy.Ask, policy.RuleOverLimit},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := policy.Invoice(handbook(), c.facts)
			require.Equal(t, c.verdict, j.Verdict)
			require.Equal(t, c.rule, j.Rule)
			require.True(t, strings.HasSuffix(j.Reason, "."), "a sentence: %q", j.Reason)
		})
	}
}

// The rules are tried in this order: each fact is worse than all that follow,
// so with all of them from there on it is the one that decides.
func TestInvoice_TheFirstRuleThatFitsDecides(t *testing.T) {
	t.Parallel()
	worse := []struct {
		rule   string
		change func(*policy.InvoiceFacts)
	}{
		{policy.RuleOverLimit, func(f *policy.InvoiceFacts) { f.Draft.Total = "5000" }},
		{policy.RuleNoRate, func(f *policy.InvoiceFacts) { f.Draft.Currency = "CHF" }},
		{policy.RuleNewPayee, func(f *policy.InvoiceFacts) { f.Match.PostedInvoices = 0 }},
		{policy.RuleUnknownPayee, func(f *policy.InvoiceFacts) { f.Match.Configured = false }},
		{policy.RuleUnusualAmount, func(f *policy.InvoiceFacts) {
			f.History = contract.AmountHistory{Count: 3, Currency: "CHF", Smallest: "8.00", Median: "9.00", Largest: "10.00"}
		}},
		{policy.RuleDuplicate, func(f *policy.InvoiceFacts) { f.Existing = existing("2026-11-02", "") }},
		{policy.RuleSuspicious, func(f *policy.InvoiceFacts) { f.Flags = []string{"new_bank_account"} }},
		{policy.RuleNothingToBill, func(f *policy.InvoiceFacts) { f.Draft.Total = "0" }},
	}
	facts := usual()
	for _, w := range worse {
		w.change(&facts)
		require.Equal(t, w.rule, policy.Invoice(handbook(), facts).Rule)
	}
}

func TestInvoice_FlagsBeatEverythingAndAreNamed(t *testing.T) {
	t.Parallel()
	j := policy.Invoice(handbook(), with(func(f *policy.InvoiceFacts) { f.Flags = []string{"urgent", "new_bank_account"} }))
	require.Equal(t, policy.Ask, j.Verdict)
	require.Contains(t, j.Reason, "urgent, new_bank_account")
}

func TestInvoice_TheBandUnderTheLimitAsksUnlessTheRecurringRuleCoversIt(t *testing.T) {
	t.Parallel()
	h := handbook()
	for _, total := range []contract.Decimal{"0.01", "49.99", "50.00", "75.00", "90.00"} {
		facts := with(func(f *policy.InvoiceFacts) { f.Draft.Total = total })
		require.Equal(t, policy.Auto, policy.Invoice(h, facts).Verdict, total)
		facts.Draft.Customer.Name = "Somebody Known"
		require.Equal(t, policy.Ask, policy.Invoice(h, facts).Verdict, total)
	}
	for _, total := range []contract.Decimal{"90.01", "99.99"} {
		facts := with(func(f *policy.InvoiceFacts) { f.Draft.Total = total })
		require.Equal(t, policy.RuleNoRule, policy.Invoice(h, facts).Rule, "over what the recurring rule covers")
	}
}

func TestInvoice_HandbookWithoutAUsableLimitAsks(t *testing.T) {
	t.Parallel()
	for _, limit := range []contract.Decimal{"", "a hundred", "0", "-5"} {
		h := handbook()
		h.AutoLimit = limit
		require.Equal(t, policy.Ask, policy.Invoice(h, usual()).Verdict, "limit %q", limit)
	}
	require.Equal(t, policy.Ask, policy.Invoice(contract.Handbook{}, usual()).Verdict, "an empty handbook")
}

func TestInvoice_RecurringRuleMustFitTheCustomerToTheLetter(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rule contract.RecurringRule
		auto bool
	}{
		"name alone":               {contract.RecurringRule{Name: "Berger Design GmbH", MaxAmount: "90", Currency: "USD", Period: "month"}, true},
		"name and address":         {contract.RecurringRule{Name: "Berger Design GmbH", Email: "Anna@Berger.example", MaxAmount: "90", Currency: "USD", Period: "month"}, true},
		"another address":          {contract.RecurringRule{Name: "Berger Design GmbH", Email: "anna@berger.example.evil.example", MaxAmount: "90", Currency: "USD", Period: "month"}, false},
		"another name":             {contract.RecurringRule{Name: "Berger Design", Email: "anna@berger.example", MaxAmount: "90", Currency: "USD", Period: "month"}, false},
		"another currency":         {contract.RecurringRule{Name: "Berger Design GmbH", MaxAmount: "90", Currency: "EUR", Period: "month"}, false},
		"an unreadable most":       {contract.RecurringRule{Name: "Berger Design GmbH", MaxAmount: "ninety", Currency: "USD", Period: "month"}, false},
		"exactly the most":         {contract.RecurringRule{Name: "Berger Design GmbH", MaxAmount: "80.00", Currency: "USD", Period: "month"}, true},
		"a cent under the invoice": {contract.RecurringRule{Name: "Berger Design GmbH", MaxAmount: "79.99", Currency: "USD", Period: "month"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := handbook()
			h.Recurring = []contract.RecurringRule{c.rule}
			require.Equal(t, c.auto, policy.Invoice(h, usual()).Verdict == policy.Auto)
		})
	}
}
