package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// value is a number that may be missing.
type value struct {
	decimal.Decimal
	ok bool
}

func known(d decimal.Decimal) value { return value{d, true} }

func (v value) text() contract.Decimal {
	if !v.ok {
		return ""
	}
	return money.Format(v.Decimal)
}

// item is one line to be invoiced, as far as the mail says.
type item struct {
	desc     string
	unit     string
	qty      value
	price    value
	lump     value // an amount that is either the unit price or the line's total
	amount   value // line total as stated
	ofMany   value // the price that is stated, where it is that of a hundred or a thousand, or the whole that a part is billed of
	discount value // percent
	tax      value // percent, where the line names its own
	currency string
	quote    string
	at       int    // byte of the quote where its price ends
	part     string // of the mail, when it is no running text
	why      string // a figure of it is derived, for this reason
	bare     bool   // its price is a number without a currency, which a sum must prove
	flat     bool   // quantity 1 follows from the wording, not from a numeral
	doubted  bool   // the words contradict the quantity that was read
	openQty  bool   // a quantity is meant and not said in a way that reads one way
}

// sum is an amount of money in the text that is no part of an item.
type sum struct {
	value    value
	currency string
	before   string // folded words before it, after the amount before
	after    string // folded words after it, up to the next amount
	thing    string // a name it stands by; only a sum that closes with it makes it a line
	each     string // the words behind it that make it the price of one
	many     bool   // a count or the price of one of several stands by it
	aside    bool   // told of in passing, as what others paid
	others   bool   // what somebody else asks or asked for
	parts    bool   // what the list lines below it come to
	quote    string
	used     bool
}

// extraction is what one alternative of the body says.
type extraction struct {
	items     []item
	sums      []sum
	rates     []rate // percentages next to a tax word
	discounts []rate // percentages next to a discount word, not yet on a line
	style     numbers.Style
	tables    int  // tables with a heading
	net       bool // a table shows net prices beside amounts with tax
	misses    int  // headings that had no rows below them
	tooMany   bool
	halved    bool // the rate is that of two taxes together, each half of it
}

type rate struct {
	value decimal.Decimal
	quote string
	at    int // byte of the quote where it stands
}

func (it item) net() (decimal.Decimal, bool) {
	if !it.qty.ok || !it.price.ok {
		return decimal.Decimal{}, false
	}
	n := it.qty.Mul(it.price.Decimal)
	if it.discount.ok {
		n = n.Mul(decimal.NewFromInt(100).Sub(it.discount.Decimal)).Div(decimal.NewFromInt(100))
	}
	return n, true
}
