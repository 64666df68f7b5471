package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestTry_EachExampleIsDecidedByTheRuleItIsAbout(t *testing.T) {
	t.Parallel()
	h := handbook()
	h.Recurring = append(h.Recurring, contract.RecurringRule{Name: "Hill Dental", Email: "office@hill.example", MinAmount: "60", MaxAmount: "70", Currency: "EUR", Period: "month"})
	h.Rates = []contract.Rate{{From: "EUR", To: "USD", Rate: "1.25"}}
	h.Problems, h.FailedExamples = []string{"a line that cannot be read"}, []string{"one that fails"} // they are not the example's business
	for name, c := range map[string]struct {
		example policy.Example
		rule    string
	}{
		"recurring":                      {policy.Example{Recurring: true, Amount: "80"}, policy.RuleRecurringSmall},
		"not recurring":                  {policy.Example{Amount: "80"}, policy.RuleNoRule},
		"under the range":                {policy.Example{Recurring: true, RuleMin: "60", RuleMax: "90", Amount: "59.99"}, policy.RuleNoRule},
		"over the range":                 {policy.Example{Recurring: true, RuleMin: "60", RuleMax: "90", Amount: "90.01"}, policy.RuleNoRule},
		"the ends of the range":          {policy.Example{Recurring: true, RuleMin: "60", RuleMax: "90", Amount: "60"}, policy.RuleRecurringSmall},
		"new":                            {policy.Example{Recurring: true, New: true, Amount: "80"}, policy.RuleNewPayee},
		"the limit itself":               {policy.Example{Recurring: true, Amount: "100"}, policy.RuleOverLimit},
		"suspicious":                     {policy.Example{Recurring: true, Amount: "80", Suspicious: true}, policy.RuleSuspicious},
		"invoiced":                       {policy.Example{Recurring: true, Amount: "80", Invoiced: true}, policy.RuleDuplicate},
		"unusual":                        {policy.Example{Recurring: true, Amount: "80", Usual: "39"}, policy.RuleUnusualAmount},
		"usual":                          {policy.Example{Recurring: true, Amount: "80", Usual: "40"}, policy.RuleRecurringSmall},
		"at the handbook's rate":         {policy.Example{Recurring: true, Amount: "79.99", Currency: "EUR"}, policy.RuleRecurringSmall},
		"over at the handbook's rate":    {policy.Example{Recurring: true, Amount: "80", Currency: "EUR"}, policy.RuleOverLimit},
		"without the handbook's rate":    {policy.Example{Recurring: true, Amount: "10", Currency: "EUR", NoRate: true}, policy.RuleNoRate},
		"a currency without rate":        {policy.Example{Recurring: true, Amount: "10", Currency: "CHF"}, policy.RuleNoRate},
		"elsewhere, under":               {policy.Example{Recurring: true, Amount: "70", Foreign: true, Rate: "1.25"}, policy.RuleRecurringSmall},
		"elsewhere, over":                {policy.Example{Recurring: true, Amount: "80", Foreign: true, Rate: "1.25"}, policy.RuleOverLimit},
		"elsewhere, without rate":        {policy.Example{Recurring: true, Amount: "10", Foreign: true, NoRate: true}, policy.RuleNoRate},
		"nothing":                        {policy.Example{Recurring: true, Amount: "0"}, policy.RuleNothingToBill},
		"by the owner's rule":            {policy.Example{Customer: "Hill Dental", Amount: "65", Currency: "EUR"}, policy.RuleRecurringSmall},
		"outside the owner's rule":       {policy.Example{Customer: "Hill Dental", Amount: "71", Currency: "EUR"}, policy.RuleNoRule},
		"other currency than the rule":   {policy.Example{Customer: "Hill Dental", Amount: "65"}, policy.RuleNoRule},
		"a name that has no rule":        {policy.Example{Customer: "Hill Dentist", Amount: "65", Currency: "EUR"}, policy.RuleNoRule},
		"a new one with the rule's name": {policy.Example{Customer: "Hill Dental", New: true, Amount: "65", Currency: "EUR"}, policy.RuleNewPayee},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.rule, policy.Try(h, []policy.Example{c.example})[0].Judgement.Rule)
		})
	}
}

func TestTry_WhatFailsSaysWhatWasDecidedByWhichRule(t *testing.T) {
	t.Parallel()
	trials := policy.Try(handbook(), []policy.Example{
		{Text: "holds", Recurring: true, Amount: "80", Want: policy.Auto},
		{Text: "holds by its rule", Recurring: true, Amount: "80", Want: policy.Auto, Rule: "recurring_under_limit"},
		{Text: "holds by the rule's whole name", Amount: "80", Want: policy.Ask, Rule: policy.RuleNoRule},
		{Text: "wrong verdict", Recurring: true, Amount: "120", Want: policy.Auto},
		{Text: "wrong rule", Amount: "80", Want: policy.Ask, Rule: "over_limit"},
	})
	require.Equal(t, []string{
		"The example “wrong verdict” fails: it wants automatic, but the rule invoice.over_limit decides asks. The total is not under the limit of 100 USD.",
		"The example “wrong rule” fails: it wants asks by over_limit, but the rule invoice.no_rule decides asks. No rule of the handbook makes this automatic.",
	}, policy.Failed(trials))
}

func TestTry_AnEmptyHandbookMakesNoExampleAutomatic(t *testing.T) {
	t.Parallel()
	for _, trial := range policy.Try(contract.Handbook{}, []policy.Example{{Recurring: true, Amount: "1"}, {Customer: "A", Amount: "1"}, {Recurring: true, Amount: "1", Foreign: true, Rate: "1"}}) {
		require.NotEqual(t, policy.Auto, trial.Judgement.Verdict)
	}
}

func TestTry_LeavesTheHandbookAsItIs(t *testing.T) {
	t.Parallel()
	h := handbook()
	h.Recurring = append(make([]contract.RecurringRule, 0, 8), h.Recurring...)
	policy.Try(h, []policy.Example{{Recurring: true, Amount: "80"}, {Recurring: true, Amount: "1", Foreign: true, Rate: "2"}})
	require.Equal(t, handbook().Recurring, h.Recurring)
	require.Empty(t, h.Recurring[:2][1], "nothing was put behind the owner's rules")
}

func TestInvoice_RecurringRangeCoversBothEndsAndNothingBeside(t *testing.T) {
	t.Parallel()
	h := handbook()
	h.Recurring[0].MinAmount = "60"
	for total, verdict := range map[contract.Decimal]policy.Verdict{
		"59.99": policy.Ask, "60.00": policy.Auto, "75.00": policy.Auto, "90.00": policy.Auto, "90.01": policy.Ask,
	} {
		require.Equal(t, verdict, policy.Invoice(h, with(func(f *policy.InvoiceFacts) { f.Draft.Total = total })).Verdict, total)
	}
	h.Recurring[0].MinAmount = "sixty"
	require.Equal(t, policy.RuleNoRule, policy.Invoice(h, usual()).Rule, "a range that cannot be read covers nothing")
}

func TestInvoice_AutomaticCitesTheRuleOfTheHandbook(t *testing.T) {
	t.Parallel()
	h := handbook()
	const begins, ends = "The handbook's recurring rule for Berger Design GmbH (", " USD a month) covers it, and it is under the limit of 100 USD."
	require.Equal(t, begins+"up to 90"+ends, policy.Invoice(h, usual()).Reason)
	h.Recurring[0].MinAmount = "60"
	require.Equal(t, begins+"60 to 90"+ends, policy.Invoice(h, usual()).Reason)
	h.Recurring[0].MinAmount, h.Recurring[0].MaxAmount = "80", "80"
	require.Equal(t, begins+"exactly 80"+ends, policy.Invoice(h, usual()).Reason)
}

func TestInvoice_HandbookInDoubtAsksWhereItWouldBeAutomatic(t *testing.T) {
	t.Parallel()
	h := handbook()
	h.FailedExamples = []string{"An example fails."}
	j := policy.Invoice(h, usual())
	require.Equal(t, policy.Ask, j.Verdict)
	require.Equal(t, policy.RuleHandbook, j.Rule)
	require.Equal(t, "It would have been automatic, but the handbook has to be put right first: An example fails.", j.Reason)
	h.Problems = []string{"auto_limits: this rule is not known; did you mean auto_limit?", "another"}
	require.Contains(t, policy.Invoice(h, usual()).Reason, "did you mean auto_limit? (and 2 more)")
	require.Equal(t, policy.RuleOverLimit, policy.Invoice(h, with(func(f *policy.InvoiceFacts) { f.Draft.Total = "100" })).Rule, "what asks anyway keeps its reason")
}
