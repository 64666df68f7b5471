package page

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/briefing/chart"
)

// severity is how much something should worry the owner.
type severity int

const (
	severeLow severity = iota
	severeMedium
	severeHigh
)

func (s severity) String() string { return [...]string{"Low", "Medium", "High"}[s] }

// Limits of the rules: more than these many raise an alert.
const (
	mostApprovals  = 5
	mostErrors     = 10
	mostNeeds      = 20
	mostUnanswered = 3
)

// alert is a rule that was met.
type alert struct {
	level severity
	text  md
}

// findAlerts tries the rules, the gravest first.
func (c *composer) findAlerts() {
	c.alertLog()
	if f := c.get(figApprovals); f.known() && f.value.GreaterThan(number(mostApprovals)) {
		c.alert(severeHigh, md(f.text())+" approvals wait for you")
	}
	if p := c.get(figBugs); p.known() && p.value.IsPositive() {
		c.alert(severeMedium, md(counted(p.value, "process", "processes")+" broke, which is a fault of the employee's and not yours"))
	}
	if f := c.get(figNeeds); f.known() && f.value.GreaterThan(number(mostNeeds)) {
		c.alert(severeMedium, md(f.text())+" notes lie in Needs_Action")
	}
	if m := c.week.Mail; m != nil {
		for i, u := range m.Unanswered {
			if u.Count > mostUnanswered {
				c.alert(severeLow, linked(esc(u.Customer), u.Path)+" has "+md(c.get("mail.waiting."+number(i+1).String()).text())+" mails without an answer")
			}
		}
	}
	slices.SortStableFunc(c.alerts, func(a, b alert) int { return cmp.Compare(b.level, a.level) })
}

// alertLog looks at the log: damage is grave, and so is an effect nobody knows
// the end of.
func (c *composer) alertLog() {
	a := c.week.Audit
	if a == nil {
		return
	}
	if !a.Chain.Whole {
		c.alert(severeHigh, "the audit log is damaged: "+esc(a.Chain.Broken)+"; `starter verify` shows it")
	}
	if n := c.get("log.unknown"); n.value.IsPositive() {
		c.alert(severeHigh, md(n.text())+" "+md(plural(a.Unknown, "effect has", "effects have"))+" an outcome that nobody knows; their notes lie in Needs_Action")
	}
	for _, s := range a.Systems {
		if s.Errors > mostErrors {
			c.alert(severeMedium, esc(serviceName(s.System))+" made "+md(c.get(errorsPrefix+slug(s.System)).text())+" errors")
		}
	}
}

func (c *composer) alert(level severity, text md) { c.alerts = append(c.alerts, alert{level, text}) }

// serviceName is a system of the audit log in the owner's words.
func serviceName(system string) string {
	if name := map[string]string{"odoo": "Odoo", "gmail": "Gmail", "facebook": "Facebook", "instagram": "Instagram", "x": "X", "notes": "the vault"}[system]; name != "" {
		return name
	}
	return short(system)
}

// oddity is a figure far above what it usually is.
type oddity struct {
	figure figure
	what   string // in a sentence; a stranger's name may stand in it
	text   md     // a sentence
}

// findOddities compares expenses, in all and by account, with the eight weeks
// before. Nothing is said with fewer than six of them.
func (c *composer) findOddities() {
	if c.books == nil {
		return
	}
	total := c.get(figExpenses)
	c.oddity(total, "the week's expenses", c.expensesBefore(0), total.value)
	for _, a := range c.books.Expenses.Accounts {
		c.oddity(c.get(accountPrefix+strconv.FormatInt(a.ID, 10)), "expenses on "+short(a.Name), c.expensesBefore(a.ID), total.value)
	}
}

// oddity enters what a figure usually is, and speaks when it is far above it. Less
// than a twentieth of the week's expenses is not worth a look.
func (c *composer) oddity(f figure, what string, points []chart.Point, total decimal.Decimal) {
	u, enough := usually(points)
	if !enough || !f.known() {
		return
	}
	m := c.enter(figure{name: f.name + ".usual", label: f.label + ", median of " + md(number(u.points).String()) + " weeks", value: u.median, unit: f.unit, source: f.source, asOf: f.asOf, confidence: medium})
	if !u.unusuallyHigh(f.value) || f.value.Mul(number(20)).LessThan(total) {
		return
	}
	c.odd = append(c.odd, oddity{f, what, upper(say(what)) + " were " + md(f.text()) + ", more than in any of the weeks before; the median is " + md(m.text()) + "."})
}

// expensesBefore are the eight weeks before, oldest first, as Odoo has them
// booked now, or else as the pages of those weeks had them. Account 0 is all.
func (c *composer) expensesBefore(account int64) []chart.Point {
	name := figExpenses
	if account != 0 {
		name = accountPrefix + strconv.FormatInt(account, 10)
	}
	h := c.books.History
	if h.Source == "" {
		return c.past.points(name, c.books.Currency)
	}
	var out []chart.Point
	for _, w := range h.Weeks {
		text := w.Expenses
		if account != 0 {
			text = "0" // an account without expenses in that week is left out
			for _, a := range w.Accounts {
				if a.ID == account {
					text = a.Expenses
				}
			}
		}
		v, ok := parse(text)
		out = append(out, chart.Point{Value: v, Known: ok})
	}
	return out
}
