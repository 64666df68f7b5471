package vault_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestHandbook_TheStarterPageIsSafeForAStranger(t *testing.T) {
	t.Parallel()
	h, err := open(t).ReadHandbook()
	require.NoError(t, err)
	require.NotEmpty(t, h.PolicyExamples)
	h.PolicyExamples = nil
	require.Equal(t, vault.Handbook{
		ApprovalExpiresDays: "14", AutoLimit: "100", AutoLimitCurrency: "USD",
		Posts: vault.PostRules{DiscountLimit: "30", XBudgetMonth: "10", MinGapMinutes: "30"},
	}, h)
}

func TestHandbook_TheStarterPageExplainsEachField(t *testing.T) {
	t.Parallel()
	n, err := open(t).ReadNote(vault.HandbookPage)
	require.NoError(t, err)
	require.Len(t, n.Keys(), 26)
	for _, key := range n.Keys() {
		require.Contains(t, n.Body, "`"+key+"`")
	}
}

const filled = `---
owner_name: Anna Berg
owner_company: "Berg Design"
owner_emails:
  - Anna@Berg-Design.example
  - office@berg-design.example
owner_domains: "@berg-design.example"
owner_addresses: ["Hill Road 1, 10115 Berlin"]
colleagues:
  - Jo Petri | jo@berg-design.example
  - kim@berg-design.example
form_senders: [noreply@forms.example]
home_currency: eur
dollar_means: USD
default_tax_percent: 19 %
default_net_days: 30
prices_include_tax: false
approval_expires_days: "14"
auto_limit: 99.50
auto_limit_currency: USD
recurring_customers:
  - "Hill Dental | Office@hill.example | 60-80.00 | USD | month"
exchange_rates:
  - EUR = 1.08 USD (2026-11-20)
known_customers:
  - Hill Dental | office@hill.example | DE 123 456 789
  - Cash Customer | - | -
  - Only Name
quiet_hours: 22:00 - 7:00
sensitive_words: [recall, "our lawsuit"]
sensitive_kinds: [Politics, secret]
discount_limit: 25 %
x_budget_month: 12.50
min_gap_minutes: 45
tags: [rules]
my own field: stays
---
`

func TestHandbook_ReadsEachRule(t *testing.T) {
	t.Parallel()
	h, err := vault.ParseHandbook([]byte(filled))
	require.NoError(t, err)
	require.Equal(t, vault.Handbook{
		OwnerName: "Anna Berg", OwnerCompany: "Berg Design",
		OwnerEmails:    []string{"anna@berg-design.example", "office@berg-design.example"},
		OwnerDomains:   []string{"berg-design.example"},
		OwnerAddresses: []string{"Hill Road 1, 10115 Berlin"},
		Colleagues:     []vault.Colleague{{Name: "Jo Petri", Email: "jo@berg-design.example"}, {Email: "kim@berg-design.example"}},
		FormSenders:    []string{"noreply@forms.example"},
		HomeCurrency:   "EUR", DollarMeans: "USD", DefaultTaxPercent: "19", DefaultNetDays: "30", PricesIncludeTax: "no",
		ApprovalExpiresDays: "14", AutoLimit: "99.50", AutoLimitCurrency: "USD",
		RecurringCustomers: []vault.RecurringCustomer{{
			Name: "Hill Dental", Email: "office@hill.example", MinAmount: "60", MaxAmount: "80.00", Currency: "USD", Period: "month",
		}},
		ExchangeRates: []vault.ExchangeRate{{From: "EUR", Rate: "1.08", To: "USD", Date: "2026-11-20"}},
		KnownCustomers: []vault.KnownCustomer{
			{Name: "Hill Dental", Email: "office@hill.example", VATID: "DE123456789"}, {Name: "Cash Customer"}, {Name: "Only Name"},
		},
		Posts: vault.PostRules{
			QuietFrom: "22:00", QuietTo: "07:00", SensitiveWords: []string{"recall", "our lawsuit"}, SensitiveKinds: []string{"politics", "secret"},
			DiscountLimit: "25", XBudgetMonth: "12.50", MinGapMinutes: "45",
		},
	}, h)
}

func TestHandbook_EachBadLineIsNamedAndLeftOut(t *testing.T) {
	t.Parallel()
	for key, bad := range map[string][]string{
		"owner_name":            {"[a, b]"},
		"owner_emails":          {"not an address", "Anna <anna@x.example>"},
		"owner_domains":         {"nodot", "a b.example"},
		"colleagues":            {"Jo | nobody", "a | b | c"},
		"home_currency":         {"Euro", "$", "[EUR]"},
		"dollar_means":          {"US"},
		"default_tax_percent":   {"101", "-1", "nineteen", "1e1"},
		"default_net_days":      {"366", "-1", "1.5", "+3"},
		"prices_include_tax":    {"maybe"},
		"approval_expires_days": {"0", "x"},
		"auto_limit":            {"1,000", "$100", "1e2", "-5", ".inf"},
		"auto_limit_currency":   {"DOLLAR"},
		"recurring_customers":   {"A | a@x.example | 80 | USD", "A | a@x.example | lots | USD | month", " | a@x.example | 1 | USD | month", "A | x | 1 | USD | month", "A | a@x.example | 1 | USD | moon"},
		"exchange_rates":        {"EUR 1.08 USD", "EUR = 0 USD (2026-11-20)", "EUR = 1.08 USD", "EUR = 1 EUR (2026-11-20)", "EUR = 1,08 USD (2026-11-20)", "EUR = 1.08 USD (2026-13-20)"},
		"quiet_hours":           {"22-7", "22:00", "25:00-07:00", "22:00-22:00", "[a, b]"},
		"sensitive_kinds":       {"weather"},
		"discount_limit":        {"101", "a lot"},
		"x_budget_month":        {"$5", "-1"},
		"min_gap_minutes":       {"1441", "-1", "1.5", "+3"},
		"known_customers":       {"| a@x.example", "A | nobody", "A | b@x.example | c | d"},
	} {
		for _, value := range bad {
			text := value
			if !strings.HasPrefix(value, "[") {
				text = `"` + value + `"`
			}
			h, err := vault.ParseHandbook([]byte("---\n" + key + ": " + text + "\n---\n"))
			var broken *vault.HandbookError
			require.True(t, errors.As(err, &broken), "%s: %s", key, value)
			require.Len(t, broken.Problems, 1, value)
			require.Equal(t, key, broken.Problems[0].Key)
			require.NotEmpty(t, broken.Problems[0].Sentence)
			require.Contains(t, err.Error(), vault.HandbookPage)
			require.Equal(t, vault.Handbook{}, h, "%s: %s", key, value)
		}
	}
}

func TestHandbook_AllProblemsAreToldTogetherAndGoodLinesStay(t *testing.T) {
	t.Parallel()
	h, err := vault.ParseHandbook([]byte("---\nowner_emails: [\"a@x.example\", b]\nauto_limit: lots\nauto_limits: 5\n---\n"))
	var broken *vault.HandbookError
	require.ErrorAs(t, err, &broken)
	require.Len(t, broken.Problems, 3)
	require.Equal(t, []string{"a@x.example"}, h.OwnerEmails)
	require.ErrorContains(t, err, "did you mean auto_limit")
}

func TestHandbook_ABrokenPageKeepsNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# no rules", "---\na: [\n---\n", "---\nauto_limit: 1\nauto_limit: 2\n---\n"} {
		h, err := vault.ParseHandbook([]byte(text))
		var broken *vault.HandbookError
		require.ErrorAs(t, err, &broken, text)
		require.Equal(t, vault.Handbook{}, h)
		require.Empty(t, broken.Problems[0].Key)
	}
	v := open(t)
	require.NoError(t, v.Remove(vault.HandbookPage))
	_, err := v.ReadHandbook()
	require.Error(t, err)
}

func FuzzParseHandbook(f *testing.F) {
	f.Add([]byte(filled))
	f.Add([]byte("---\nexchange_rates: [\"EUR = 1.08 USD (2026-11-20)\"]\n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := vault.ParseHandbook(data)
		var broken *vault.HandbookError
		if err != nil {
			require.ErrorAs(t, err, &broken)
			require.NotEmpty(t, broken.Problems)
		}
	})
}
