package page

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// Names of figures of the books; they never change.
const (
	figRevenue     = "revenue"
	figExpenses    = "expenses"
	figReceived    = "payments.received"
	figSent        = "payments.sent"
	figCash        = "cash"
	figMonth       = "revenue.month"
	figOverdueIn   = "receivables.overdue"
	figOverdueOut  = "payables.overdue"
	accountPrefix  = "expenses.account."
	customerPrefix = "overdue.customer."
	supplierPrefix = "overdue.supplier."
	billPrefix     = "subscription."
	doublePrefix   = "doubles."
	draftPrefix    = "drafts."
)

// gatherBooks enters the figures of Odoo, after a look at whether they can be
// trusted at all.
func (c *composer) gatherBooks() {
	b := c.week.Books
	if b == nil || !b.Configured {
		return
	}
	span := c.week.Span
	switch {
	case !money.IsCurrency(b.Currency):
		c.halt("Money", "Odoo's figures came without a currency that is one, so no amount means anything.",
			"Look at the company's currency in Odoo, then make the pages again: "+c.again())
		return
	case b.Period.From != span.From || b.Period.To != span.To:
		c.halt("Money", "Odoo's figures are of another period than this week, "+esc(b.Period.From)+" to "+esc(b.Period.To)+".",
			"Make the pages again: "+c.again())
		return
	}
	c.books = b
	c.gatherTurnover()
	c.gatherPayments()
	c.gatherAgeing("receivables", "Owed to you", figOverdueIn, "Overdue, owed to you", b.Receivables)
	c.gatherAgeing("payables", "Owed by you", figOverdueOut, "Overdue, owed by you", b.Payables)
	c.gatherOverdue()
	c.gatherBills()
	c.gatherDrafts()
}

// again is the command that makes this week's pages anew.
func (c *composer) again() md { return "`starter briefing --week " + md(slug(c.week.Span.Week)) + "`." }

// booked enters a figure of the books; what is the key of BooksMissing.
func (c *composer) booked(name string, label md, f contract.BooksFigure, what string) figure {
	value, ok := parse(f.Amount)
	if f.Source == "" || !ok {
		return c.missed(name, label, c.books.Currency, c.whyNotBooked(what), "Odoo")
	}
	return c.enter(figure{
		name: name, label: label, value: value, unit: c.books.Currency, source: "Odoo: " + f.Source, asOf: c.readAt(f.Source), alone: name == figMonth, kept: true,
	})
}

// whyNotBooked is the reason given for a figure, such as "revenue.current", or
// for all of its kind.
func (c *composer) whyNotBooked(what string) string {
	kind, _, _ := strings.Cut(what, ".")
	for _, m := range c.books.Missing {
		if m.Figure == what || m.Figure == kind {
			return m.Why
		}
	}
	return "Odoo was not asked for it."
}

// readAt is when a query was made; a figure of several has the first's.
func (c *composer) readAt(source string) time.Time {
	for _, q := range c.books.Queries {
		if strings.HasPrefix(source, q.Name) {
			return q.ReadAt
		}
	}
	return c.books.ReadAt
}

// turnover enters revenue or expenses; the week before is Odoo's own, as it
// is booked now.
func (c *composer) turnover(name string, label md, t contract.BooksTurnover) {
	f := figure{name: name, label: label, unit: c.books.Currency, source: "Odoo: " + t.Current.Source, asOf: c.readAt(t.Current.Source), kept: true}
	value, ok := parse(t.Current.Amount)
	if t.Current.Source == "" || !ok {
		f.missing, f.source = c.whyNotBooked(name+".current"), "Odoo"
	}
	f.value = value
	if before, ok := parse(t.Previous.Amount); ok && t.Previous.Source != "" {
		f.previous, f.hasPrevious = before, true
	}
	c.enter(f)
	c.compareWithPage(f)
	c.addUp(name, t)
}

// compareWithPage tells when the week before has changed since its own pages,
// by what was booked late.
func (c *composer) compareWithPage(f figure) {
	then, ok := c.past.value(1, f.name, f.unit)
	if !ok || !f.hasPrevious {
		return
	}
	detail := md("as it was")
	if !then.Equal(f.previous) {
		detail = say(quantity(then, f.unit) + " on last week's pages, " + quantity(f.previous, f.unit) + " in Odoo now: something was booked or changed later")
	}
	c.check("Last week's "+f.label+" is what its own pages said", then.Equal(f.previous), detail)
}

// accountsShown is how many accounts the gathering lists at most; fewer are all.
const accountsShown = 30

// addUp checks that the accounts make up the whole.
func (c *composer) addUp(name string, t contract.BooksTurnover) {
	total, ok := parse(t.Current.Amount)
	if !ok || t.Current.Source == "" || len(t.Accounts) >= accountsShown {
		return
	}
	sum := decimal.Zero
	for _, a := range t.Accounts {
		part, ok := parse(a.Current.Amount)
		if !ok {
			return
		}
		sum = sum.Add(part)
	}
	c.reconcile(md("The accounts of "+name+" add up to it"), sum, total)
}

func (c *composer) reconcile(what md, sum, total decimal.Decimal) bool {
	unit := c.books.Currency
	ok := money.Round(sum, unit).Equal(money.Round(total, unit))
	detail := say(quantity(total, unit))
	if !ok {
		detail = say(quantity(sum, unit) + " against " + quantity(total, unit))
	}
	c.check(what, ok, detail)
	return ok
}

func (c *composer) gatherTurnover() {
	b := c.books
	c.turnover(figRevenue, "Revenue", b.Revenue)
	c.turnover(figExpenses, "Expenses", b.Expenses)
	for _, a := range b.Expenses.Accounts {
		value, ok := parse(a.Current.Amount)
		if !ok || a.Current.Source == "" {
			continue
		}
		f := figure{
			name: accountPrefix + strconv.FormatInt(a.ID, 10), label: "Expenses: " + esc(a.Name), value: value, unit: b.Currency,
			source: "Odoo: " + a.Current.Source, asOf: c.readAt(a.Current.Source), kept: true,
		}
		if before, ok := parse(a.Previous.Amount); ok && a.Previous.Source != "" {
			f.previous, f.hasPrevious = before, true
		}
		c.enter(f)
	}
	if len(b.Expenses.Accounts) < accountsShown && b.Expenses.Current.Source != "" {
		c.whole = append(c.whole, accountPrefix)
	}
	c.booked(figMonth, "Revenue of the month", b.Month.Revenue, "month")
}

func (c *composer) gatherPayments() {
	c.booked(figReceived, "Money received", c.books.Payments.Received, "payments")
	c.booked(figSent, "Money paid out", c.books.Payments.Sent, "payments")
	c.booked(figCash, "In bank and cash", c.books.Cash, "cash")
}

// ages are the sums of an ageing in their order.
func ages(a contract.BooksAgeing) []struct {
	label string
	f     contract.BooksFigure
} {
	return []struct {
		label string
		f     contract.BooksFigure
	}{
		{"Not due", a.NotDue},
		{"1–30 days", a.Days1To30},
		{"31–60 days", a.Days31},
		{"61–90 days", a.Days61},
		{"Over 90 days", a.Over90},
		{"No due date", a.Undated},
	}
}

// gatherAgeing enters what is open and what of it is overdue. When the ages do
// not make up the whole, the section stops and nothing of it is entered.
func (c *composer) gatherAgeing(what string, label md, overdueName string, overdueLabel md, a contract.BooksAgeing) {
	miss := func(why string) {
		c.missed(what+".total", label, c.books.Currency, why, "Odoo")
		c.missed(overdueName, overdueLabel, c.books.Currency, why, "Odoo")
	}
	total, ok := parse(a.Total.Amount)
	if a.Total.Source == "" || !ok {
		miss(c.whyNotBooked(what))
		return
	}
	var parts []decimal.Decimal
	sum, late := decimal.Zero, decimal.Zero
	for i, age := range ages(a) {
		part, ok := parse(age.f.Amount)
		if !ok || age.f.Source == "" {
			miss("One age of " + what + " is missing: " + age.label + ".")
			return
		}
		parts, sum = append(parts, part), sum.Add(part)
		if i >= 1 && i <= 4 {
			late = late.Add(part)
		}
	}
	if !c.reconcile("The ages of "+md(what)+" add up to the whole", sum, total) {
		miss(stopped)
		c.halt(ageingSection(what), "The ages of "+md(what)+" do not add up to their total, so one of the two is wrong.",
			"Compare Odoo's report of aged "+md(what)+" with this note; somebody may have booked in between, and making the pages again then helps.")
		return
	}
	whole := c.booked(what+".total", label, a.Total, what)
	for i, age := range ages(a) {
		f := whole
		f.name, f.label, f.value, f.source = what+".age."+strconv.Itoa(i), label+", "+md(age.label), parts[i], "Odoo: "+age.f.Source
		f.previous, f.hasPrevious = decimal.Zero, false
		c.enter(f)
	}
	f := whole
	f.name, f.label, f.value = overdueName, overdueLabel, late
	f.previous, f.hasPrevious = decimal.Zero, false
	c.enter(f)
}

func ageingSection(what string) string {
	if what == "payables" {
		return "What you owe"
	}
	return "What you are owed"
}

// stopped is why a figure of a halted section is missing.
const stopped = "Its section has stopped; see the top of the page."

// halted tells whether a section stopped.
func (c *composer) halted(section string) bool {
	for _, h := range c.halts {
		if h.section == section {
			return true
		}
	}
	return false
}
