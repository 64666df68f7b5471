package page

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// debtor is everything of one partner that is overdue in the list.
type debtor struct {
	id      int64
	name    string
	payable bool
	open    decimal.Decimal
	days    int // of the oldest
	count   int
	invoice string // the oldest's number
	url     string
}

// key names the debt for good.
func (d debtor) key() string {
	if d.payable {
		return supplierPrefix + strconv.FormatInt(d.id, 10)
	}
	return customerPrefix + strconv.FormatInt(d.id, 10)
}

// debtors sums the overdue list, which has claims only, up by partner, the
// largest first.
func (c *composer) debtors(payable bool) []debtor {
	if c.books == nil || c.books.Overdue.Source == "" {
		return nil
	}
	var out []debtor
	at := map[int64]int{}
	for _, r := range c.books.Overdue.Rows {
		open, ok := parse(r.Open)
		if r.Payable != payable || !ok || r.PartnerID == 0 {
			continue
		}
		i, seen := at[r.PartnerID]
		if !seen {
			i = len(out)
			at[r.PartnerID] = i
			out = append(out, debtor{id: r.PartnerID, name: r.Partner, payable: payable})
		}
		d := &out[i]
		d.open, d.count = d.open.Add(open), d.count+1
		if r.Days > d.days {
			d.days, d.invoice, d.url = r.Days, r.Invoice, r.URL
		}
	}
	slices.SortStableFunc(out, func(a, b debtor) int { return cmp.Or(b.open.Cmp(a.open), cmp.Compare(a.id, b.id)) })
	return out
}

// gatherOverdue enters what each late partner owes, and each supplier is owed.
func (c *composer) gatherOverdue() {
	o := c.books.Overdue
	if o.Source == "" {
		return
	}
	certainty := high
	if o.More {
		certainty = medium
	} else {
		c.whole = append(c.whole, customerPrefix, supplierPrefix)
	}
	for _, payable := range []bool{false, true} {
		word := md("Overdue from ")
		if payable {
			word = "Overdue to "
		}
		for _, d := range c.debtors(payable) {
			f := figure{name: d.key(), label: word + esc(d.name), value: d.open, unit: c.books.Currency, source: "Odoo: " + o.Source, asOf: c.readAt(o.Source), confidence: certainty, kept: true}
			c.enter(f)
			f.name, f.label, f.value, f.unit, f.kept = f.name+".days", f.label+", days of the oldest", number(d.days), unitDays, false
			c.enter(f)
		}
	}
	c.checkOverdue()
}

// checkOverdue holds the list against the ageing when both are whole.
func (c *composer) checkOverdue() {
	if c.books.Overdue.More {
		return
	}
	for _, of := range []struct {
		payable bool
		name    string
		what    md
	}{{false, figOverdueIn, "The overdue invoices listed add up to what is overdue"}, {true, figOverdueOut, "The overdue bills listed add up to what is overdue"}} {
		total, sum := c.get(of.name), decimal.Zero
		for _, r := range c.books.Overdue.Rows {
			if open, ok := parse(r.Open); ok && r.Payable == of.payable {
				sum = sum.Add(open)
			}
		}
		switch {
		case !total.known():
		case sum.GreaterThan(total.value): // the list has claims only
			credit := quantity(sum.Sub(total.value), c.books.Currency)
			c.check(of.what, true, say(quantity(sum, c.books.Currency)+", less "+credit+" of credit that is not matched yet"))
		default:
			c.reconcile(of.what, sum, total.value)
		}
	}
}

// gatherBills enters the last price of each subscription and the bills that
// may be doubles.
func (c *composer) gatherBills() {
	if r := c.books.Repeated; r.Source != "" {
		if !r.More {
			c.whole = append(c.whole, billPrefix)
		}
		for _, row := range r.Rows {
			f := figure{name: billPrefix + strconv.FormatInt(row.ID, 10), label: "Subscription: " + esc(row.Name), unit: c.books.Currency, source: "Odoo: " + r.Source, asOf: c.readAt(r.Source), confidence: medium, kept: true}
			latest, ok := parse(row.Latest)
			if !ok {
				continue
			}
			f.value = latest
			f.previous, f.hasPrevious = parse(row.Before)
			c.enter(f)
		}
	}
	if d := c.books.Doubles; d.Source != "" {
		if !d.More {
			c.whole = append(c.whole, doublePrefix)
		}
		for _, row := range d.Rows {
			amount, ok := parse(row.Amount)
			if !ok {
				continue
			}
			f := figure{name: c.doubleName(row), label: "Bills that may be doubles: " + esc(row.Partner), value: number(len(row.Bills)), source: "Odoo: " + d.Source, asOf: c.readAt(d.Source), confidence: medium, kept: true}
			c.enter(f)
			f.name, f.label, f.value, f.unit, f.kept = f.name+".amount", f.label+", amount of each", amount, coin(row.Currency), false
			c.enter(f)
		}
	}
}

func (c *composer) doubleName(row contract.BooksDoubleBill) string {
	return doublePrefix + strconv.FormatInt(row.PartnerID, 10) + "." + string(row.Amount)
}

// draftKind is Odoo's move type in the owner's words.
func draftKind(kind string) md {
	switch kind {
	case "out_invoice":
		return "Invoices"
	case "out_refund":
		return "Credit notes"
	case "in_invoice":
		return "Bills"
	case "in_refund":
		return "Suppliers' credit notes"
	case "entry":
		return "Journal entries"
	}
	return esc(kind)
}

// gatherDrafts enters what lies in Odoo as a draft.
func (c *composer) gatherDrafts() {
	d := c.books.Drafts
	if d.Source == "" {
		c.missed(draftPrefix+"out_invoice", "Draft invoices in Odoo", "", c.whyNotBooked("drafts"), "Odoo")
		return
	}
	c.whole = append(c.whole, draftPrefix)
	for _, g := range d.Rows {
		amount, ok := parse(g.Amount)
		if !ok || g.Repeats != "" {
			continue
		}
		f := figure{name: draftPrefix + g.Kind, label: "Drafts in Odoo: " + draftKind(g.Kind), value: number(g.Count), source: "Odoo: " + d.Source, asOf: c.readAt(d.Source), kept: true}
		c.enter(f)
		f.name, f.label, f.value, f.unit = f.name+".amount", f.label+", amount", amount, c.books.Currency
		c.enter(f)
	}
}
