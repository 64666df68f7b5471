package score

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// directions are the readings a labelled subtype allows; none means that the
// direction of such a mail is not scored. Labels without words of their own for
// reminders and advertising call them a bill and none.
func directions(subtype string) []contract.Direction {
	switch subtype {
	case "invoice":
		return []contract.Direction{contract.DirectionInvoice}
	case "quote":
		return []contract.Direction{contract.DirectionQuote}
	case "order":
		return []contract.Direction{contract.DirectionOrder}
	case "correction":
		return []contract.Direction{contract.DirectionCorrection}
	case "question":
		return []contract.Direction{contract.DirectionQuestion}
	case "incoming_bill", "vendor_invoice":
		return []contract.Direction{contract.DirectionIncomingBill, contract.DirectionDunning}
	case "receipt":
		return []contract.Direction{contract.DirectionReceipt}
	case "dunning":
		return []contract.Direction{contract.DirectionDunning}
	case "marketing":
		return []contract.Direction{contract.DirectionMarketing}
	case "none", "other", "thread":
		return []contract.Direction{contract.DirectionNone, contract.DirectionMarketing}
	}
	return nil
}

func (l Label) rightDirection(got contract.Direction) (right, scored bool) {
	allowed := directions(l.Subtype)
	scored = len(allowed) > 0
	for _, other := range l.OtherSubtypes {
		allowed = append(allowed, directions(other)...)
	}
	return slices.Contains(allowed, got), scored
}

// subtypeOf says a direction in the words of the older labels.
func subtypeOf(d contract.Direction) string {
	switch d {
	case contract.DirectionDunning:
		return "incoming_bill"
	case contract.DirectionMarketing:
		return "none"
	}
	return string(d)
}

// billsUs tells subtypes of mails in which somebody wants our money.
func billsUs(subtype string) bool {
	return slices.Contains([]string{"incoming_bill", "vendor_invoice", "receipt", "dunning"}, subtype)
}
