package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of the rules for invoices, as they stand in notes and in the log.
const (
	RuleNothingToBill  = "invoice.nothing_to_bill"
	RuleSuspicious     = "invoice.suspicious"
	RuleDuplicate      = "invoice.possible_duplicate"
	RuleUnusualAmount  = "invoice.unusual_amount"
	RuleUnknownPayee   = "invoice.unknown_payee"
	RuleNewPayee       = "invoice.new_payee"
	RuleNoRate         = "invoice.no_exchange_rate"
	RuleOverLimit      = "invoice.over_limit"
	RuleRecurringSmall = "invoice.recurring_under_limit"
	RuleSetBack        = "invoice.set_back"
	RuleAssistant      = "invoice.from_assistant"
	RuleHandbook       = "invoice.handbook_in_doubt"
	RuleNoRule         = "invoice.no_rule"
)

// InvoiceFacts is what the rules for invoices look at.
type InvoiceFacts struct {
	Draft contract.InvoiceDraft
	Match contract.CustomerMatch
	// Flags are the reader's doubts about the mail; any of them rules out automatic work.
	Flags []string
	// Existing are invoices that may be the same business.
	Existing []contract.ExistingInvoice
	// History is what the customer was invoiced before, in the draft's currency.
	History contract.AmountHistory
	// SetBack is true when an attempt has failed in a way that waiting does not cure: going on needs the owner.
	SetBack bool
	// Assistant is true when an assistant brought the mail: it may have written it as well.
	Assistant bool
	// Today is the owner's date, for the period of a recurring rule.
	Today time.Time
}

// Invoice judges a draft invoice. Rules are tried in order and the first that
// fits decides; when none does the owner is asked. Automatic needs all of:
// nothing suspicious, no possible duplicate, a payee with posted invoices and
// a total not far over them, a recurring rule of the handbook that covers the
// amount, a total under the handbook's limit (100 by default), no failed
// attempt before, no assistant who brought it, and a handbook that can be read and whose examples hold.
func Invoice(h contract.Handbook, f InvoiceFacts) Judgement {
	total, err := decimal.NewFromString(string(f.Draft.Total))
	if err != nil || !total.IsPositive() {
		return Judgement{Deny, RuleNothingToBill, "The total is not a positive amount, so there is nothing to invoice."}
	}
	if len(f.Flags) > 0 {
		return Judgement{Ask, RuleSuspicious, "Something about the mail is suspicious: " + strings.Join(f.Flags, ", ") + "."}
	}
	rule := recurring(h.Recurring, f.Draft, total)
	if sameBusiness(f, rule) {
		return Judgement{Ask, RuleDuplicate, "There may already be an invoice for this."}
	}
	if CheckAmount(f.Draft, f.History).Unusual {
		return Judgement{Ask, RuleUnusualAmount, "The total is unusually high for this customer, whose earlier invoices were " + span(f.History) + "."}
	}
	return byPayee(h, f, total, rule)
}

func byPayee(h contract.Handbook, f InvoiceFacts, total decimal.Decimal, rule *contract.RecurringRule) Judgement {
	if !f.Match.Configured {
		return Judgement{Ask, RuleUnknownPayee, "Odoo is not configured, so it cannot be seen whether the customer is known."}
	}
	if f.Match.PostedInvoices == 0 && f.History.Count > 0 {
		return Judgement{Ask, RuleNewPayee, "The customer was chosen by its number in Odoo and not found by what the mail says, so it counts as a new payee."}
	}
	if f.Match.PartnerID == 0 || f.Match.PostedInvoices == 0 {
		return Judgement{Ask, RuleNewPayee, "The customer has no earlier invoice, and a new payee always asks."}
	}
	return byAmount(h, f, total, rule)
}

func byAmount(h contract.Handbook, f InvoiceFacts, total decimal.Decimal, rule *contract.RecurringRule) Judgement {
	limit, err := decimal.NewFromString(string(h.AutoLimit))
	if err != nil {
		return Judgement{Ask, RuleNoRule, "The handbook has no usable limit for automatic invoices."}
	}
	inLimit, ok := convert(h.Rates, total, f.Draft.Currency, h.AutoLimitCurrency)
	if !ok {
		return Judgement{Ask, RuleNoRate, "The handbook has no exchange rate from " + f.Draft.Currency + " to " + h.AutoLimitCurrency + "."}
	}
	if !inLimit.LessThan(limit) {
		return Judgement{Ask, RuleOverLimit, "The total is not under the limit of " + limit.String() + " " + h.AutoLimitCurrency + "."}
	}
	if rule == nil {
		return Judgement{Ask, RuleNoRule, "No rule of the handbook makes this automatic."}
	}
	if f.Assistant {
		return Judgement{Ask, RuleAssistant, "It would have been automatic, but an assistant brought the mail, and what an assistant brings always asks."}
	}
	if f.SetBack {
		return Judgement{Ask, RuleSetBack, "It would have been automatic, but it did not go through, so it is not tried again without you."}
	}
	if doubt := inDoubt(h); doubt != "" {
		return Judgement{Ask, RuleHandbook, "It would have been automatic, but the handbook has to be put right first: " + doubt}
	}
	return Judgement{Auto, RuleRecurringSmall, "The handbook's recurring rule for " + described(*rule) + " covers it, and it is under the limit of " +
		limit.String() + " " + h.AutoLimitCurrency + "."}
}

// inDoubt says what is wrong with the handbook. A line that cannot be read, or
// an example that fails, means that the rules in force are not the ones the
// owner had in mind; then nothing goes out without asking.
func inDoubt(h contract.Handbook) string {
	wrong := slices.Concat(h.Problems, h.FailedExamples)
	switch len(wrong) {
	case 0:
		return ""
	case 1:
		return wrong[0]
	default:
		return wrong[0] + " (and " + strconv.Itoa(len(wrong)-1) + " more)"
	}
}

// described names a recurring rule as the handbook has it.
func described(r contract.RecurringRule) string {
	amount := "up to " + string(r.MaxAmount)
	switch {
	case r.MinAmount != "" && r.MinAmount == r.MaxAmount:
		amount = "exactly " + string(r.MaxAmount)
	case r.MinAmount != "":
		amount = string(r.MinAmount) + " to " + string(r.MaxAmount)
	}
	return r.Name + " (" + amount + " " + r.Currency + " a " + r.Period + ")"
}

// convert uses a stated rate in either direction, never a chain of rates.
func convert(rates []contract.Rate, amount decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	if from == to {
		return amount, true
	}
	for _, r := range rates {
		rate, err := decimal.NewFromString(string(r.Rate))
		if err != nil || !rate.IsPositive() {
			continue
		}
		if r.From == from && r.To == to {
			return amount.Mul(rate), true
		}
		if r.From == to && r.To == from {
			return amount.Div(rate), true
		}
	}
	return decimal.Decimal{}, false
}

// recurring finds the first rule that covers the customer and the amount; nil
// when there is none. A range that cannot be read covers nothing.
func recurring(rules []contract.RecurringRule, d contract.InvoiceDraft, total decimal.Decimal) *contract.RecurringRule {
	for _, r := range rules {
		least, errLeast := decimal.NewFromString(string(cmp.Or(r.MinAmount, "0")))
		most, errMost := decimal.NewFromString(string(r.MaxAmount))
		if errLeast != nil || errMost != nil || r.Currency != d.Currency || total.LessThan(least) || total.GreaterThan(most) {
			continue
		}
		if r.Name == d.Customer.Name && (r.Email == "" || strings.EqualFold(r.Email, d.Customer.Email)) {
			return &r
		}
	}
	return nil
}

// Period names what a recurring rule lets out once: the rule that covers the
// draft and the calendar period of the day. Empty: no rule covers it.
func Period(h contract.Handbook, f InvoiceFacts) string {
	total, err := decimal.NewFromString(string(f.Draft.Total))
	if err != nil {
		return ""
	}
	r := recurring(h.Recurring, f.Draft, total)
	if r == nil {
		return ""
	}
	return strings.Join([]string{
		r.Name, r.Email, string(r.MinAmount), string(r.MaxAmount), r.Currency, r.Period, periodStart(r.Period, f.Today).Format(time.DateOnly),
	}, "\n")
}

// sameBusiness tells whether an existing invoice stands in the way. What
// repeats by rule looks like the invoice of the period before, so there only
// the present period and an equal reference count.
func sameBusiness(f InvoiceFacts, rule *contract.RecurringRule) bool {
	if rule == nil {
		return len(f.Existing) > 0
	}
	start := periodStart(rule.Period, f.Today).Format(time.DateOnly)
	for _, e := range f.Existing {
		if e.Date == "" || e.Date >= start || (e.Ref != "" && e.Ref == f.Draft.Reference) {
			return true
		}
	}
	return false
}

// periodStart is the first day of the calendar period that holds the day; an
// unknown period counts as a year, so that doubt asks.
func periodStart(period string, day time.Time) time.Time {
	y, m, d := day.Date()
	switch period {
	case "week":
		return time.Date(y, m, d-(int(day.Weekday())+6)%7, 0, 0, 0, 0, day.Location())
	case "month":
		return time.Date(y, m, 1, 0, 0, 0, 0, day.Location())
	case "quarter":
		return time.Date(y, m-(m-1)%3, 1, 0, 0, 0, 0, day.Location())
	default:
		return time.Date(y, time.January, 1, 0, 0, 0, 0, day.Location())
	}
}
