package policy

import (
	"cmp"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Example is a case of the handbook with what its owner expects to be decided.
// What it leaves out is as harmless as can be.
type Example struct {
	Text string // the line of the handbook

	// Post is what the example is about when that is no invoice; what is said of one is not looked at then.
	Post *PostExample

	// Customer is the name in a recurring rule of the handbook; "" stands for somebody made up.
	Customer string
	New      bool // without an earlier invoice
	// Recurring makes up a rule for the case, from RuleMin to RuleMax; an empty RuleMax is the amount itself.
	Recurring        bool
	RuleMin, RuleMax contract.Decimal

	Amount   contract.Decimal
	Currency string // "" = that of the limit
	// Foreign puts the amount in another currency than the limit's, worth Rate a unit. An empty Rate leaves no rate at all.
	Foreign bool
	Rate    contract.Decimal
	NoRate  bool // as if the handbook had no rates

	Usual      contract.Decimal // what each of the earlier invoices came to; "" = not looked at
	Suspicious bool
	Invoiced   bool // there is such an invoice already

	Want Verdict
	Rule string // the rule that must decide, with or without "invoice." or "social."; "" = any
}

// Trial is an example and what the rules say about it.
type Trial struct {
	Example   Example
	Judgement Judgement
	// Trouble is one sentence about what is otherwise than the handbook says; "" when it holds.
	Trouble string
}

// Try judges each example by the handbook as it stands: its limit, its rates
// and, for a customer with a name, its recurring rules.
func Try(h contract.Handbook, examples []Example) []Trial {
	trials := make([]Trial, 0, len(examples))
	for _, e := range examples {
		j := e.judge(h)
		trials = append(trials, Trial{Example: e, Judgement: j, Trouble: e.trouble(j)})
	}
	return trials
}

// Failed gives the sentence of each trial that does not hold.
func Failed(trials []Trial) []string {
	var out []string
	for _, t := range trials {
		if t.Trouble != "" {
			out = append(out, t.Trouble)
		}
	}
	return out
}

// Word is how a handbook writes a verdict.
func (v Verdict) Word() string {
	switch v {
	case Auto:
		return "automatic"
	case Ask:
		return "asks"
	default:
		return "refused"
	}
}

func (e Example) trouble(j Judgement) string {
	about := "invoice."
	if e.Post != nil {
		about = "social."
	}
	ruled := e.Rule == "" || e.Rule == j.Rule || about+e.Rule == j.Rule
	if j.Verdict == e.Want && ruled {
		return ""
	}
	wanted := e.Want.Word()
	if !ruled {
		wanted += " by " + e.Rule
	}
	return "The example “" + e.Text + "” fails: it wants " + wanted + ", but the rule " + j.Rule + " decides " + j.Verdict.Word() + ". " + j.Reason
}

// nobody is the customer of an example that names none. elsewhere stands for a
// currency that is not the limit's; it reads well in a reason and is no code
// that a handbook could hold.
const (
	nobody    = "the customer of the example"
	elsewhere = "units of another currency"
)

func (e Example) judge(h contract.Handbook) Judgement {
	h.Problems, h.FailedExamples = nil, nil // an example is about the rules, whatever else is wrong with the page
	if e.Post != nil {
		return e.Post.judge(h)
	}
	currency := cmp.Or(e.Currency, h.AutoLimitCurrency)
	if e.Foreign {
		currency = elsewhere
	}
	h.Rates = e.rates(h)
	customer := contract.Customer{Name: cmp.Or(e.Customer, nobody)}
	if e.Recurring {
		h.Recurring = append(slices.Clone(h.Recurring), contract.RecurringRule{
			Name: nobody, MinAmount: e.RuleMin, MaxAmount: cmp.Or(e.RuleMax, e.Amount), Currency: currency, Period: "month",
		})
	}
	for _, r := range h.Recurring {
		if r.Name == customer.Name && r.Currency == currency {
			customer.Email = r.Email
			break
		}
	}
	f := InvoiceFacts{
		Draft:   contract.InvoiceDraft{Customer: customer, Currency: currency, Total: e.Amount},
		Match:   contract.CustomerMatch{Configured: true, PartnerID: 1, PostedInvoices: minHistory},
		History: e.history(currency), Today: time.Date(2026, time.November, 18, 0, 0, 0, 0, time.UTC),
	}
	if e.New {
		f.Match.PostedInvoices, f.Match.PartnerID = 0, 0
	}
	if e.Suspicious {
		f.Flags = []string{"as the example has it"}
	}
	if e.Invoiced {
		f.Existing = []contract.ExistingInvoice{{ID: 1, Date: f.Today.Format(time.DateOnly), Total: e.Amount, Currency: currency}}
	}
	return Invoice(h, f)
}

func (e Example) rates(h contract.Handbook) []contract.Rate {
	switch {
	case e.NoRate || e.Foreign && e.Rate == "":
		return nil
	case e.Foreign:
		return []contract.Rate{{From: elsewhere, To: h.AutoLimitCurrency, Rate: e.Rate}}
	default:
		return h.Rates
	}
}

// history is as many earlier invoices as make a habit, all of the usual amount.
func (e Example) history(currency string) contract.AmountHistory {
	if _, err := decimal.NewFromString(string(e.Usual)); err != nil {
		return contract.AmountHistory{}
	}
	return contract.AmountHistory{
		Count: minHistory, Currency: currency, Smallest: e.Usual, Median: e.Usual, Largest: e.Usual, Oldest: "2026-08-18", Newest: "2026-10-18",
	}
}
