package policy

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of the rules for quotations.
const (
	RuleNothingToQuote = "quotation.nothing_to_quote"
	RuleQuotation      = "quotation.always_asks"
)

// QuotationFacts is what the rules for quotations look at.
type QuotationFacts struct {
	Draft contract.InvoiceDraft
	// Flags are the reader's doubts about the mail.
	Flags []string
	// Existing are quotations and orders that may be the same business.
	Existing []contract.ExistingInvoice
}

// Quotation judges a draft quotation. None is ever automatic: no handbook can
// say beforehand what a customer is to be told of the owner's prices.
func Quotation(f QuotationFacts) Judgement {
	total, err := decimal.NewFromString(string(f.Draft.Total))
	if err != nil || !total.IsPositive() {
		return Judgement{Deny, RuleNothingToQuote, "The total is not a positive amount, so there is nothing to quote."}
	}
	reason := "A quotation tells a customer your prices, so it always asks."
	if len(f.Flags) > 0 {
		reason += " Something about the mail is suspicious: " + strings.Join(f.Flags, ", ") + "."
	}
	if len(f.Existing) > 0 {
		reason += " There may already be a quotation for this."
	}
	return Judgement{Ask, RuleQuotation, reason}
}
