package policy

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// When a total is unusual. The factors are ours and not the handbook's: they
// only ever make the employee ask, and its limit for asking is auto_limit.
const (
	// minHistory is how many earlier invoices make a habit.
	minHistory = 3
	// overLargest: up to twice the largest a larger order explains.
	overLargest = 2
	// overMedian catches a large total that one odd invoice of the past would
	// hide, but not a yearly one among monthly ones: as much was invoiced before.
	overMedian = 10
)

// AmountCheck is a total beside what the customer was invoiced before.
type AmountCheck struct {
	// Text is one sentence for the owner.
	Text string
	// Compared is false when there are too few earlier invoices to say anything.
	Compared bool
	// Unusual is true for a total over twice the largest of at least three
	// earlier invoices, or over all of them and ten times their median.
	Unusual bool
}

// CheckAmount compares the total of a draft with the customer's history in the
// same currency. Too little history is said and is never an alarm; a low amount
// is none either, since the harm is in billing too much.
func CheckAmount(d contract.InvoiceDraft, h contract.AmountHistory) AmountCheck {
	amount := "Amount: " + string(d.Total) + " " + d.Currency
	total, err := decimal.NewFromString(string(d.Total))
	if err != nil {
		return AmountCheck{Text: "Amount: there is no total to compare."}
	}
	largest, errLargest := decimal.NewFromString(string(h.Largest))
	median, errMedian := decimal.NewFromString(string(h.Median))
	switch {
	case h.Count == 0 || h.Currency != d.Currency || errLargest != nil || errMedian != nil:
		return AmountCheck{Text: amount + "; there is no earlier invoice to this customer in " + d.Currency + ", so no history to compare with."}
	case h.Count == 1:
		return AmountCheck{Text: amount + "; 1 earlier invoice to this customer, of " + span(h) + ", is too little history to compare with."}
	case h.Count < minHistory:
		return AmountCheck{Text: amount + "; " + strconv.Itoa(h.Count) + " earlier invoices to this customer, of " + span(h) + ", are too little history to compare with."}
	}
	check := AmountCheck{Text: amount + "; earlier invoices to this customer were " + span(h) + " (" + since(h) + ")", Compared: true}
	if !total.GreaterThan(largest) {
		check.Text += "."
		return check
	}
	check.Unusual = total.GreaterThan(largest.Mul(decimal.NewFromInt(overLargest))) || total.GreaterThan(median.Mul(decimal.NewFromInt(overMedian)))
	if check.Unusual {
		check.Text += ": unusually high."
		return check
	}
	check.Text += ": the highest so far."
	return check
}

// span is the range of the amounts, "120.00 to 480.00 EUR".
func span(h contract.AmountHistory) string {
	if h.Smallest == h.Largest {
		return string(h.Largest) + " " + h.Currency
	}
	return string(h.Smallest) + " to " + string(h.Largest) + " " + h.Currency
}

func since(h contract.AmountHistory) string {
	if h.Oldest == h.Newest {
		return strconv.Itoa(h.Count) + " on " + h.Newest
	}
	return strconv.Itoa(h.Count) + " since " + h.Oldest + ", the last on " + h.Newest
}
