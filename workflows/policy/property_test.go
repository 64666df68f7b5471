package policy_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func amount(t *rapid.T, label string) contract.Decimal {
	return contract.Decimal(decimal.New(rapid.Int64Range(-500, 20_000).Draw(t, label), -2).StringFixed(2))
}

// anyCase mostly draws from few values, so that names, currencies and periods
// meet often.
func anyCase(t *rapid.T) (contract.Handbook, policy.InvoiceFacts) {
	name := rapid.SampledFrom([]string{"Berger", "Ito", ""})
	currency := rapid.SampledFrom([]string{"USD", "EUR", "JPY"})
	email := rapid.SampledFrom([]string{"", "a@berger.example", "A@BERGER.example", "b@ito.example"})
	rule := rapid.Custom(func(t *rapid.T) contract.RecurringRule {
		return contract.RecurringRule{
			Name: name.Draw(t, "rule"), Email: email.Draw(t, "rule email"), MinAmount: rapid.SampledFrom([]contract.Decimal{"", "40", "?"}).Draw(t, "least"), MaxAmount: amount(t, "most"), Currency: currency.Draw(t, "rule currency"),
			Period: rapid.SampledFrom([]string{"week", "month", "quarter", "year", "?"}).Draw(t, "period"),
		}
	})
	rate := rapid.Custom(func(t *rapid.T) contract.Rate {
		return contract.Rate{From: currency.Draw(t, "from"), To: currency.Draw(t, "to"), Rate: amount(t, "rate")}
	})
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	date := rapid.Custom(func(t *rapid.T) time.Time { return day.AddDate(0, 0, rapid.IntRange(0, 800).Draw(t, "day")) })
	invoice := rapid.Custom(func(t *rapid.T) contract.ExistingInvoice {
		return contract.ExistingInvoice{Date: date.Draw(t, "date").Format(time.DateOnly), Ref: rapid.SampledFrom([]string{"", "PO-1", "PO-2"}).Draw(t, "ref")}
	})
	h := contract.Handbook{
		AutoLimit: amount(t, "limit"), AutoLimitCurrency: currency.Draw(t, "limit currency"),
		Recurring: rapid.SliceOfN(rule, 0, 4).Draw(t, "rules"), Rates: rapid.SliceOfN(rate, 0, 3).Draw(t, "rates"),
		Problems: rapid.SliceOfN(rapid.Just("a line"), 0, 1).Draw(t, "problems"), FailedExamples: rapid.SliceOfN(rapid.Just("an example"), 0, 1).Draw(t, "failed"),
	}
	f := policy.InvoiceFacts{
		Draft: contract.InvoiceDraft{
			Customer: contract.Customer{Name: name.Draw(t, "customer"), Email: email.Draw(t, "email")}, Currency: currency.Draw(t, "currency"),
			Total: amount(t, "total"), Reference: rapid.SampledFrom([]string{"", "PO-1"}).Draw(t, "reference"),
		},
		Match: contract.CustomerMatch{
			Configured: rapid.Bool().Draw(t, "configured"), PartnerID: rapid.Int64Range(0, 2).Draw(t, "partner"), PostedInvoices: rapid.IntRange(0, 2).Draw(t, "posted"),
		},
		Flags:    rapid.SliceOfN(rapid.SampledFrom([]string{"urgent"}), 0, 1).Draw(t, "flags"),
		Existing: rapid.SliceOfN(invoice, 0, 2).Draw(t, "existing"),
		History:  anyHistory(currency).Draw(t, "history"),
		SetBack:  rapid.Bool().Draw(t, "set back"), Assistant: rapid.Bool().Draw(t, "assistant"),
		Today: date.Draw(t, "today"),
	}
	if rapid.Bool().Draw(t, "favourable") {
		favour(&h, &f)
	}
	return h, f
}

// anyHistory is a history of up to five invoices.
func anyHistory(currency *rapid.Generator[string]) *rapid.Generator[contract.AmountHistory] {
	return rapid.Custom(func(t *rapid.T) contract.AmountHistory {
		cents := rapid.SliceOfN(rapid.Int64Range(1, 20_000), 0, 5).Draw(t, "cents")
		if len(cents) == 0 {
			return contract.AmountHistory{}
		}
		slices.Sort(cents)
		at := func(i int) contract.Decimal { return contract.Decimal(decimal.New(cents[i], -2).StringFixed(2)) }
		n := len(cents)
		return contract.AmountHistory{Count: n, Currency: currency.Draw(t, "history currency"), Smallest: at(0), Median: at(n / 2), Largest: at(n - 1)}
	})
}

// favour takes doubts away, so that automatic cases are met often enough for a
// property about them to mean something. The period is left to chance.
func favour(h *contract.Handbook, f *policy.InvoiceFacts) {
	f.Flags, f.SetBack, f.Assistant, f.Match = nil, false, false, contract.CustomerMatch{Configured: true, PartnerID: 1, PostedInvoices: 1}
	rule := contract.RecurringRule{Name: f.Draft.Customer.Name, MaxAmount: "150", Currency: f.Draft.Currency, Period: "month"}
	h.Recurring, h.Problems, h.FailedExamples = append(h.Recurring, rule), nil, nil
	h.AutoLimit, h.AutoLimitCurrency = "100", f.Draft.Currency
}

// covering are the rules that fit, found in another way than policy does.
func covering(h contract.Handbook, d contract.InvoiceDraft) []contract.RecurringRule {
	var out []contract.RecurringRule
	for _, r := range h.Recurring {
		if r.Name == d.Customer.Name && (r.Email == "" || strings.EqualFold(r.Email, d.Customer.Email)) && r.Currency == d.Currency &&
			r.MinAmount != "?" && !(r.MinAmount == "40" && number(d.Total).LessThan(number("40"))) && !number(r.MaxAmount).LessThan(number(d.Total)) {
			out = append(out, r)
		}
	}
	return out
}

func number(d contract.Decimal) decimal.Decimal { return decimal.RequireFromString(string(d)) }

// underLimit is true when any stated rate puts the total under the limit.
func underLimit(h contract.Handbook, d contract.InvoiceDraft) bool {
	total, limit := number(d.Total), number(h.AutoLimit)
	if d.Currency == h.AutoLimitCurrency {
		return total.LessThan(limit)
	}
	for _, r := range h.Rates {
		rate := number(r.Rate)
		if !rate.IsPositive() {
			continue
		}
		if (r.From == d.Currency && r.To == h.AutoLimitCurrency && total.Mul(rate).LessThan(limit)) ||
			(r.To == d.Currency && r.From == h.AutoLimitCurrency && total.LessThan(limit.Mul(rate))) {
			return true
		}
	}
	return false
}

// samePeriod tells whether two days are of one period, by the calendar.
func samePeriod(period string, a, b time.Time) bool {
	switch period {
	case "week":
		ay, aw := a.ISOWeek()
		by, bw := b.ISOWeek()
		return ay == by && aw == bw
	case "month":
		return a.Year() == b.Year() && a.Month() == b.Month()
	case "quarter":
		return a.Year() == b.Year() && (a.Month()-1)/3 == (b.Month()-1)/3
	default:
		return a.Year() == b.Year()
	}
}

func TestInvoice_AutomaticNeedsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	automatic := 0
	rapid.Check(t, func(t *rapid.T) {
		h, f := anyCase(t)
		j := policy.Invoice(h, f)
		require.NotEmpty(t, j.Rule)
		require.NotEmpty(t, j.Reason)
		if j.Verdict != policy.Auto {
			return
		}
		automatic++
		require.Empty(t, f.Flags)
		require.False(t, f.SetBack)
		require.False(t, f.Assistant)
		require.Empty(t, h.Problems)
		require.Empty(t, h.FailedExamples)
		require.True(t, f.Match.Configured)
		require.NotZero(t, f.Match.PartnerID)
		require.Positive(t, f.Match.PostedInvoices)
		require.True(t, number(f.Draft.Total).IsPositive())
		require.True(t, underLimit(h, f.Draft))
		if f.History.Count >= 3 && f.History.Currency == f.Draft.Currency {
			require.False(t, number(f.Draft.Total).GreaterThan(number(f.History.Largest).Add(number(f.History.Largest))))
		}
		rules := covering(h, f.Draft)
		require.NotEmpty(t, rules)
		for _, e := range f.Existing {
			day, err := time.Parse(time.DateOnly, e.Date)
			require.NoError(t, err)
			require.False(t, samePeriod(rules[0].Period, day, f.Today), "an invoice of %s in the period of %s", e.Date, f.Today)
			require.False(t, e.Ref != "" && e.Ref == f.Draft.Reference)
		}
	})
	require.Positive(t, automatic, "no drawn case was automatic, so nothing was shown")
}

// A total that grows is never judged usual again.
func TestCheckAmount_MoreIsNeverMoreUsual(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		_, f := anyCase(t)
		before := policy.CheckAmount(f.Draft, f.History)
		f.Draft.Total = contract.Decimal(number(f.Draft.Total).Add(decimal.New(rapid.Int64Range(0, 50_000).Draw(t, "more"), -2)).StringFixed(2))
		after := policy.CheckAmount(f.Draft, f.History)
		require.Equal(t, before.Compared, after.Compared)
		require.False(t, before.Unusual && !after.Unusual)
		require.False(t, after.Unusual && !after.Compared)
	})
}

// A doubt more never makes a judgement milder.
func TestInvoice_MoreDoubtIsNeverMilder(t *testing.T) {
	t.Parallel()
	strict := map[policy.Verdict]int{policy.Auto: 0, policy.Ask: 1, policy.Deny: 2}
	rapid.Check(t, func(t *rapid.T) {
		h, f := anyCase(t)
		before := strict[policy.Invoice(h, f).Verdict]
		f.Flags = append(f.Flags, "another")
		flagged := strict[policy.Invoice(h, f).Verdict]
		f.Existing = append(f.Existing, contract.ExistingInvoice{})
		require.GreaterOrEqual(t, flagged, before)
		require.GreaterOrEqual(t, strict[policy.Invoice(h, f).Verdict], flagged)
	})
}

func TestInvoice_SameFactsAreJudgedTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h, f := anyCase(t)
		require.Equal(t, policy.Invoice(h, f), policy.Invoice(h, f))
	})
}
