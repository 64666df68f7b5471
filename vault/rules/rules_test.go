package rules_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestRules_WhatTheOwnerHasNotSaidStaysEmpty(t *testing.T) {
	t.Parallel()
	require.Equal(t, contract.Handbook{}, rules.From(vault.Handbook{}))
}

func TestRules_EverythingTheOwnerSaidArrives(t *testing.T) {
	t.Parallel()
	h := rules.From(vault.Handbook{
		OwnerName: "Nora", OwnerCompany: "Northwind", OwnerEmails: []string{"nora@northwind.example"},
		Colleagues:   []vault.Colleague{{Name: "Kim", Email: "kim@northwind.example"}, {Name: "Lee"}},
		HomeCurrency: "EUR", DollarMeans: "USD", DefaultTaxPercent: "19", DefaultNetDays: "30", PricesIncludeTax: "no",
		ApprovalExpiresDays: "7", AutoLimit: "100", AutoLimitCurrency: "USD",
		RecurringCustomers: []vault.RecurringCustomer{{Name: "Acme", MinAmount: "40", MaxAmount: "50", Currency: "USD", Period: "month"}},
		ExchangeRates:      []vault.ExchangeRate{{From: "EUR", Rate: "1.08", To: "USD", Date: "2026-11-20"}},
		KnownCustomers:     []vault.KnownCustomer{{Name: "Acme", Email: "pay@acme.example", VATID: "DE1"}},
		Posts: vault.PostRules{
			QuietFrom: "22:00", QuietTo: "07:00", SensitiveWords: []string{"recall"}, SensitiveKinds: []string{"politics"}, DiscountLimit: "30", XBudgetMonth: "10", MinGapMinutes: "45",
		},
	})

	require.Equal(t, []string{"Kim <kim@northwind.example>", "Lee"}, h.Owner.Colleagues)
	require.Equal(t, 30, *h.DefaultNetDays)
	require.False(t, *h.PricesIncludeTax)
	require.Equal(t, 7, h.ExpiresDays)
	require.Equal(t, contract.Decimal("100"), h.AutoLimit)
	require.Equal(t, []contract.RecurringRule{{Name: "Acme", MinAmount: "40", MaxAmount: "50", Currency: "USD", Period: "month"}}, h.Recurring)
	require.Equal(t, contract.Rate{From: "EUR", To: "USD", Rate: "1.08", Date: "2026-11-20"}, h.Rates[0])
	require.Equal(t, contract.KnownCustomer{Name: "Acme", Email: "pay@acme.example", VATID: "DE1"}, h.Owner.KnownCustomers[0])
	require.Equal(t, contract.Social{
		QuietFrom: "22:00", QuietTo: "07:00", SensitiveWords: []string{"recall"}, Kinds: []string{"politics"}, DiscountLimit: "30", XBudget: "10", MinGapMinutes: 45,
	}, h.Social)
}

// starterPage is the handbook of a new vault, after changes; each must hit.
func starterPage(t *testing.T, changes ...string) []byte {
	t.Helper()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	page, err := v.ReadFile(vault.HandbookPage, vault.MaxNoteBytes)
	require.NoError(t, err)
	text := string(page)
	for i := 0; i < len(changes); i += 2 {
		require.Contains(t, text, changes[i])
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return []byte(text)
}

func TestRead_TheStarterPagesExamplesHoldAndCoverEveryRuleOfTheHandbook(t *testing.T) {
	t.Parallel()
	h, trials := rules.Read(starterPage(t))
	require.Empty(t, h.Problems)
	require.Empty(t, h.FailedExamples)
	require.NotEmpty(t, h.Hash)
	decided := map[string]bool{}
	for _, trial := range trials {
		require.NotEmpty(t, trial.Example.Rule, "the starter page names the rule of each example")
		decided[trial.Judgement.Rule] = true
	}
	for _, rule := range []string{
		policy.RuleNothingToBill, policy.RuleSuspicious, policy.RuleDuplicate, policy.RuleUnusualAmount, policy.RuleNewPayee,
		policy.RuleNoRate, policy.RuleOverLimit, policy.RuleRecurringSmall, policy.RuleNoRule,
		policy.RuleSocialScheduled, policy.RuleSocialLate, policy.RuleSocialAssistant, policy.RuleSocialBudget, policy.RuleSocialSensitive,
		policy.RuleSocialReply, policy.RuleSocialDM,
	} {
		require.True(t, decided[rule], "no example is decided by %s", rule)
	}
}

func TestRead_ALooserRuleThanItsExampleIsTold(t *testing.T) {
	t.Parallel()
	h, _ := rules.Read(starterPage(t, `auto_limit: "100"`, `auto_limit: "1000"`))
	require.Empty(t, h.Problems)
	require.Len(t, h.FailedExamples, 3)
	require.Contains(t, h.FailedExamples[0], "known customer, recurring, 100 -> asks (over_limit)")
	require.Contains(t, h.FailedExamples[0], "the rule invoice.recurring_under_limit decides automatic")
}

func TestRead_AnotherCurrencyForTheLimitLeavesTheStarterExamplesTrue(t *testing.T) {
	t.Parallel()
	h, _ := rules.Read(starterPage(t, `auto_limit_currency: "USD"`, `auto_limit_currency: "EUR"`))
	require.Empty(t, h.FailedExamples)
}

func TestRead_ACustomerWithANameIsTriedByTheOwnersOwnRule(t *testing.T) {
	t.Parallel()
	page := func(rule string) []byte {
		return starterPage(t, "recurring_customers: []", "recurring_customers:\n  - "+rule,
			"exchange_rates: []", "exchange_rates:\n  - EUR = 1.25 USD (2026-11-20)", "policy_examples:\n",
			"policy_examples:\n  - customer Hill Dental, 75 EUR -> automatic\n  - customer Hill Dental, 59 EUR -> asks (no_rule)\n  - customer Hill Dental, 80 EUR -> asks (over_limit)\n")
	}
	h, _ := rules.Read(page("Hill Dental | office@hill.example | 60-90 | EUR | month"))
	require.Empty(t, h.Problems)
	require.Empty(t, h.FailedExamples)
	h, _ = rules.Read(page("Hill Dental | office@hill.example | 60-70 | EUR | month"))
	require.Len(t, h.FailedExamples, 1)
	require.Contains(t, h.FailedExamples[0], "invoice.no_rule decides asks")
}

func TestRead_ABrokenPageIsAProblemAndNoPermission(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "no rules", "---\na: [\n---\n"} {
		h, trials := rules.Read([]byte(text))
		require.NotEmpty(t, h.Problems)
		require.Empty(t, trials)
	}
	h, _ := rules.Read(starterPage(t, "policy_examples:", "policy_exampels:"))
	require.Contains(t, h.Problems[0], "did you mean policy_examples")
}

// The text of an example is looked through, and priced, as a real one is.
func TestRead_AnExampleOfAPostIsTriedByTheOwnersOwnWordsAndBudget(t *testing.T) {
	t.Parallel()
	h, _ := rules.Read(starterPage(t, "sensitive_words: []", "sensitive_words:\n  - recall", `quiet_hours: ""`, `quiet_hours: "22:00-07:00"`,
		"known_customers: []", "known_customers:\n  - Hill Dental | office@hill.example | -", "policy_examples:\n", "policy_examples:\n"+
			"  - 'post \"A recall of our cups\" -> asks (sensitive)'\n"+
			"  - 'post \"Thanks to Hill Dental!\" -> asks (sensitive)'\n"+
			"  - 'post, at 23:00 -> asks (quiet_hours)'\n"+
			"  - 'post \"See https://example.com\" on x, spent 9.81 -> asks (budget)'\n"+
			"  - 'post \"See our window\" on x, spent 9.81 -> automatic'\n"))
	require.Empty(t, h.Problems)
	require.Empty(t, h.FailedExamples)
	h, _ = rules.Read(starterPage(t, `discount_limit: "30"`, `discount_limit: "60"`))
	require.Len(t, h.FailedExamples, 1)
	require.Contains(t, h.FailedExamples[0], "the rule social.scheduled decides automatic")
}
