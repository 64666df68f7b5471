package vault_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

// oneLine reads a handbook of one list with one line, quoted as Obsidian does.
func oneLine(key, line string) (vault.Handbook, error) {
	return vault.ParseHandbook([]byte("---\n" + key + ":\n  - '" + strings.ReplaceAll(line, "'", "''") + "'\n---\n"))
}

func TestHandbook_ExamplesAreReadAsTheOwnerWritesThem(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]vault.PolicyExample{
		"known customer, recurring, 80 USD -> automatic":       {Recurring: true, Amount: "80", Currency: "USD", Want: "automatic"},
		"Known Customer,RECURRING , 80 usd->Automatic":         {Recurring: true, Amount: "80", Currency: "USD", Want: "automatic"},
		"known customer, recurring, 80 → asks":                 {Recurring: true, Amount: "80", Want: "asks"},
		"80, known customer -> asks ( over_limit )":            {Amount: "80", Want: "asks", Rule: "over_limit"},
		"new customer, 0 -> refused (invoice.nothing_to_bill)": {New: true, Amount: "0", Want: "refused", Rule: "invoice.nothing_to_bill"},
		"known customer, recurring 60-90, 75.50 -> automatic":  {Recurring: true, RuleMin: "60", RuleMax: "90", Amount: "75.50", Want: "automatic"},
		"known customer, recurring 60 to 90, 75 -> automatic":  {Recurring: true, RuleMin: "60", RuleMax: "90", Amount: "75", Want: "automatic"},
		"known customer, recurring 90, 75 -> automatic":        {Recurring: true, RuleMax: "90", Amount: "75", Want: "automatic"},
		"customer Hill Dental, 75 EUR -> automatic":            {Customer: "Hill Dental", Amount: "75", Currency: "EUR", Want: "automatic"},
		`customer "Hill, Dental -- Ltd", 75 -> asks`:           {Customer: "Hill, Dental -- Ltd", Amount: "75", Want: "asks"},
		"known customer, 9, suspicious, already invoiced, usually 20 -> asks": {
			Amount: "9", Suspicious: true, Invoiced: true, Usual: "20", Want: "asks",
		},
		"known customer, recurring, 70 in another currency, rate 1.25 -> automatic": {
			Recurring: true, Amount: "70", Foreign: true, Rate: "1.25", Want: "automatic",
		},
		"known customer, 70 in another currency, no rate -> asks": {Amount: "70", Foreign: true, NoRate: true, Want: "asks"},
		"known customer, 70 EUR, no rate -> asks":                 {Amount: "70", Currency: "EUR", NoRate: true, Want: "asks"},
	} {
		h, err := oneLine("policy_examples", line)
		require.NoError(t, err, line)
		want.Line = line
		require.Equal(t, []vault.PolicyExample{want}, h.PolicyExamples)
	}
}

func TestHandbook_ExampleThatIsNotUnderstoodIsRefusedWithWhatToWrite(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"known customer, 80":                                               "write it as: known customer, recurring, 80 -> automatic",
		"known customer, 80 -> asks -> asks":                               "write it as",
		`customer "Hill, 80 -> asks`:                                       "write it as",
		"known customer, 80 -> maybe":                                      "end the line with automatic, asks or refused",
		"known customer, 80 ->":                                            "end the line with",
		"known customer, 80 -> asks (over limit)":                          "end the line with",
		"known customer -> asks":                                           "say how much it is",
		"80 -> asks":                                                       "say who it is",
		"-> asks":                                                          "say who it is",
		"known customer, eighty -> asks":                                   `"eighty" is not understood`,
		"known customer, $80 -> asks":                                      "is not understood",
		"known customer, -80 -> asks":                                      "is not understood",
		"known customer, 1,000 -> asks":                                    "says twice what the amount is",
		"known customer, new customer, 80 -> asks":                         "says twice what the customer is",
		"known customer, recurring, recurring 80, 80 -> asks":              "says twice what the recurring rule is",
		"known customer, recurring 90-60, 80 -> asks":                      "write the smaller amount first",
		"known customer, recurring lots, 80 -> asks":                       "write a plain number",
		"known customer, usually lots, 80 -> asks":                         "write a plain number",
		"known customer, 80.12345 -> asks":                                 "write a plain number",
		"customer Hill Dental, recurring, 80 -> asks":                      "looked up in recurring_customers",
		`customer "", 80 -> asks`:                                          "name of the customer is missing",
		"known customer, 80 EUR, rate 1.25 -> asks":                        "a rate belongs to an amount in another currency",
		"known customer, 80 in another currency -> asks":                   "say at which rate",
		"known customer, 80 in another currency, rate 0 -> asks":           "write the rate as a plain number",
		"known customer, 80 in another currency, rate 1, no rate -> asks":  "says twice what the rate is",
		"known customer, recurring, 80 USD automatic, please -> automatic": "is not understood",
		"unknown customer, recurring, 80 USD -> automatic":                 "is not understood",
	} {
		h, err := oneLine("policy_examples", line)
		require.ErrorContains(t, err, says, line)
		require.ErrorContains(t, err, "policy_examples", line)
		require.Empty(t, h.PolicyExamples)
	}
}

func TestHandbook_RecurringAmountIsAMostOrARange(t *testing.T) {
	t.Parallel()
	for amount, want := range map[string][2]string{
		"80": {"", "80"}, "60-90": {"60", "90"}, "60 - 90": {"60", "90"}, "60 to 90.50": {"60", "90.50"}, "60–90": {"60", "90"},
		"80-80": {"80", "80"}, "80.0-80": {"80.0", "80"}, "0-9": {"0", "9"}, "9.90-10": {"9.90", "10"}, "80.1-80.10": {"80.1", "80.10"},
	} {
		h, err := oneLine("recurring_customers", "A | a@x.example | "+amount+" | USD | month")
		require.NoError(t, err, amount)
		require.Equal(t, want, [2]string{h.RecurringCustomers[0].MinAmount, h.RecurringCustomers[0].MaxAmount}, amount)
	}
	for _, amount := range []string{"90-60", "10-9.90", "80.10-80.09", "100-99.99", "-80", "80-", "60-70-80", "60..90", "60 90", "1,000", "60-lots", "to 90", "-"} {
		h, err := oneLine("recurring_customers", "A | a@x.example | "+amount+" | USD | month")
		require.Error(t, err, amount)
		require.Empty(t, h.RecurringCustomers)
	}
}

// Which of two rates counts must not depend on their order.
func TestHandbook_TwoRatesForTheSameCurrenciesAreNone(t *testing.T) {
	t.Parallel()
	for _, second := range []string{"EUR = 1.50 USD (2026-11-21)", "USD = 0.90 EUR (2026-11-21)", "EUR = 1.08 USD (2026-11-20)"} {
		h, err := vault.ParseHandbook([]byte("---\nexchange_rates:\n  - GBP = 1.27 USD (2026-11-20)\n  - EUR = 1.08 USD (2026-11-20)\n  - " + second + "\n---\n"))
		require.ErrorContains(t, err, "more than one line for these two currencies")
		require.Len(t, h.ExchangeRates, 1)
		require.Equal(t, "GBP", h.ExchangeRates[0].From)
	}
}

func FuzzPolicyExample(f *testing.F) {
	f.Add("known customer, recurring, 80 USD -> automatic")
	f.Add(`customer "Hill, Dental", 75 EUR → asks (no_rule)`)
	f.Add("known customer, recurring 60-90, 70 in another currency, rate 1.25, usually 20 -> asks")
	f.Fuzz(func(t *testing.T, line string) {
		h, err := oneLine("policy_examples", line)
		if err != nil || len(h.PolicyExamples) == 0 {
			return
		}
		e := h.PolicyExamples[0]
		require.NotEmpty(t, e.Amount)
		require.Contains(t, []string{"automatic", "asks", "refused"}, e.Want)
		require.False(t, e.Customer != "" && e.Recurring)
	})
}
