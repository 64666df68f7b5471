package policy

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of the rules for payments.
const (
	RuleNothingPaid = "payment.nothing_paid"
	RulePayment     = "payment.always_asks"
)

// PaymentFacts is what the rules for payments look at.
type PaymentFacts struct {
	Draft contract.PaymentDraft
	// Flags are the reader's doubts about the mail.
	Flags []string
	// Existing are payments of the same invoice that are registered already.
	Existing []contract.ExistingPayment
}

// Payment judges the draft of a customer's payment. None is ever automatic:
// that money has come is seen on the bank statement and in no mail.
func Payment(f PaymentFacts) Judgement {
	amount, err := decimal.NewFromString(string(f.Draft.Amount))
	if err != nil || !amount.IsPositive() {
		return Judgement{Deny, RuleNothingPaid, "The amount is not positive, so there is nothing to register."}
	}
	reason := "A payment always asks: a mail says that money was sent, and only the bank statement shows that it came."
	if len(f.Flags) > 0 {
		reason += " Something about the mail is suspicious: " + strings.Join(f.Flags, ", ") + "."
	}
	if len(f.Existing) > 0 {
		reason += " A payment of this invoice is registered already."
	}
	return Judgement{Ask, RulePayment, reason}
}
