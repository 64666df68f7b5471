package page

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	// mostAdvice is how many suggestions a page makes.
	mostAdvice = 5
	// leastLate is from how many days on a late payment is worth a word.
	leastLate = 7
	// leastWait is from how many days on a request that waits is worth a word.
	leastWait = 2
)

// advice is a suggestion with what it stands on.
type advice struct {
	contract.WeekSuggestion
	weight   int
	target   string // of the link, one of ours
	evidence md
	aside    md // why it asks for nothing, where it could
	note     md // name of the note that asks
}

// suggest adds one whose success is that a figure falls.
func (c *composer) suggest(weight int, key, text, target string, evidence md, effect string, on figure) {
	a := advice{weight: weight, target: target, evidence: evidence}
	a.WeekSuggestion = contract.WeekSuggestion{Key: key, Text: markdown.Plain(text, 160), Effect: markdown.Plain(effect, 160), Figure: on.name, Value: money.Format(on.value)}
	c.advice = append(c.advice, a)
}

// advise makes the suggestions and keeps the weightiest.
func (c *composer) advise() {
	c.adviseDecisions()
	c.adviseDebts()
	c.adviseBills()
	c.adviseDrafts()
	c.adviseRest()
	slices.SortStableFunc(c.advice, func(a, b advice) int { return cmp.Compare(b.weight, a.weight) })
	c.advice = c.advice[:min(len(c.advice), mostAdvice)]
}

func (c *composer) adviseDecisions() {
	v := c.week.Vault
	if v == nil || v.Waits == 0 || len(v.Waiting) == 0 {
		return
	}
	waits, oldest := c.get(figWaits), c.get(figOldest)
	if oldest.value.LessThan(number(leastWait)) && v.Approvals <= mostApprovals {
		return
	}
	c.suggest(90, "decisions", "Decide what waits for you, the oldest first", v.Waiting[0].Path,
		md(counted(waits.value, "request waits", "requests wait"))+", the oldest "+md(forHowLong(oldest)), "they go on, or end", waits)
}

// worth is what waits, each currency on its own.
func (c *composer) worth() string {
	if c.week.Vault == nil {
		return ""
	}
	var parts []md
	for _, m := range c.week.Vault.Worth {
		if f := c.get("waiting.worth." + slug(m.Currency)); f.known() && f.value.IsPositive() {
			parts = append(parts, md(f.text()))
		}
	}
	return string(joined(parts, " and "))
}

func (c *composer) adviseDebts() {
	for i, d := range c.debtors(false) {
		if i < 2 && d.days >= leastLate && !c.halted(ageingSection("receivables")) {
			open, days := c.get(d.key()), c.get(d.key()+".days")
			c.suggest(70-20*i, "overdue/"+strconv.FormatInt(d.id, 10), "Remind "+short(d.name)+" of what is overdue", d.url,
				md(open.text())+", the oldest for "+md(days.text()), "it comes in", open)
			c.act(d)
		}
	}
	for i, d := range c.debtors(true) {
		if i < 1 && !c.halted(ageingSection("payables")) {
			open, days := c.get(d.key()), c.get(d.key()+".days")
			c.suggest(60, "owed/"+strconv.FormatInt(d.id, 10), "Pay or dispute what "+short(d.name)+" is owed", d.url,
				md(open.text())+", the oldest for "+md(days.text())+" past its date", "no reminder and no fee", open)
		}
	}
}

// short is a name inside a sentence, before it is escaped as a whole.
func short(name string) string { return markdown.Plain(name, maxName) }

func (c *composer) adviseBills() {
	if c.books == nil {
		return
	}
	for i, d := range c.books.Doubles.Rows {
		amount := c.get(c.doubleName(d) + ".amount")
		if i == 0 && amount.known() && len(d.Bills) > 1 {
			c.suggest(80, "double/"+c.doubleName(d), "See whether the bills of "+short(d.Partner)+" are one bill twice", d.Bills[0].URL,
				md(c.get(c.doubleName(d)).text())+" bills of "+md(amount.text())+" each", "nothing is paid twice", c.get(c.doubleName(d)))
		}
	}
	for _, r := range c.dearer() {
		f := c.get(billPrefix + strconv.FormatInt(r.ID, 10))
		c.suggest(45, "price/"+strconv.FormatInt(r.ID, 10), "See whether "+short(r.Name)+" is still worth its new price", "",
			md(f.previousText())+" before, "+md(f.text())+" now", "the old price, or one bill less", f)
		break
	}
}

// freshBill is for how many days a higher bill is news.
const freshBill = 14

// dearer are subscriptions whose last bill is new and higher than the one before.
func (c *composer) dearer() []contract.BooksRepeatedBill {
	var out []contract.BooksRepeatedBill
	for _, r := range c.books.Repeated.Rows {
		if f := c.get(billPrefix + strconv.FormatInt(r.ID, 10)); f.known() && f.hasPrevious && f.value.GreaterThan(f.previous) {
			days, ok := daysBetween(r.Last, c.week.Span.Today)
			if !ok || days > freshBill {
				continue
			}
			out = append(out, r)
		}
	}
	return out
}

func (c *composer) adviseDrafts() {
	behind, drafts := c.get(figBehind), c.get(draftPrefix+"out_invoice")
	if !behind.known() || !behind.value.IsPositive() || !drafts.known() || !drafts.value.IsPositive() {
		return
	}
	amount := c.get(draftPrefix + "out_invoice.amount")
	c.suggest(55, "drafts", "Post the draft invoices that lie in Odoo, or throw them away", "",
		md(counted(drafts.value, "draft", "drafts"))+", "+md(amount.text())+" with tax; the month is "+md(behind.text())+" behind its goal's pace", "what is posted counts for the goal", drafts)
}

func (c *composer) adviseRest() {
	for i, o := range c.odd {
		if i == 0 {
			c.suggest(40, "expenses/"+o.figure.name, "Look at what made "+o.what+" so high", "", o.text, "they fall back to what is usual", o.figure)
		}
	}
	if n := c.get("log.unknown"); n.known() && n.value.IsPositive() {
		c.suggest(100, "unknown", "See what became of the effects whose outcome nobody knows", "", md(n.text())+" in the week; each has a note in Needs_Action", "nothing stays unknown", n)
	}
	if a := c.week.Audit; a != nil {
		for _, s := range a.Systems {
			if f := c.get(errorsPrefix + slug(s.System)); s.Errors > mostErrors {
				c.suggest(30, "errors/"+slug(s.System), "Look at the connection to "+serviceName(s.System)+" with starter doctor", "", md(f.text())+" errors in the week", "fewer errors", f)
				break
			}
		}
	}
	if f := c.get(figNeeds); f.known() && f.value.GreaterThan(number(mostNeeds)) {
		c.suggest(25, "needs_action", "Clear Needs_Action; what is settled can be deleted", "", md(f.text())+" notes lie there", "what matters is seen", f)
	}
	if m := c.week.Mail; m != nil && len(m.Unanswered) > 0 && m.Unanswered[0].Count > mostUnanswered {
		u, f := m.Unanswered[0], c.get(figUnanswered)
		c.suggest(35, "unanswered/"+short(u.Customer), "Answer "+short(u.Customer), u.Path, md(c.get("mail.waiting.1").text())+" mails wait, the oldest for "+md(c.get("mail.waiting.1.age").text()), "fewer mails wait", f)
	}
}

// outcome is what became of a suggestion of earlier pages.
type outcome struct {
	suggestion contract.WeekSuggestion
	state      string
	text       md
}

// States of an outcome.
const (
	stateDone    = "done"
	stateBetter  = "better"
	stateOpen    = "still open"
	stateUnknown = "unknown"
)

// followUp looks what became of the last pages' suggestions. A figure of a list
// that was read to the end and does not have it any more has become zero.
func (c *composer) followUp() {
	last, _ := c.past.latest()
	for _, s := range last.Suggestions {
		o := outcome{suggestion: s, state: stateUnknown, text: "its figure is missing this week"}
		before, ok := parse(s.Value)
		now := c.get(s.Figure)
		value, known := now.value, now.known()
		if !known && c.readToTheEnd(s.Figure) {
			known = true
			c.enter(figure{name: s.Figure, label: say(s.Text), unit: unitOf(last, s.Figure), previous: before, hasPrevious: true, source: "not in this week's list any more", asOf: c.week.Span.AsOf, confidence: medium})
		}
		if ok && known {
			o.state, o.text = c.compared(s, before, value.Sub(before).Sign(), unitOf(last, s.Figure))
		}
		if acted := c.acted(s); acted != "" {
			o.text += "; " + acted
		}
		c.became = append(c.became, o)
	}
}

func (c *composer) compared(s contract.WeekSuggestion, before decimal.Decimal, direction int, unit string) (string, md) {
	now := c.get(s.Figure)
	was := c.enter(figure{name: "then." + s.Figure, label: "Then: " + say(s.Text), value: before, unit: unit, source: "the pages before", asOf: c.week.Span.AsOf})
	moved := md(was.text()) + " then, " + md(now.text()) + " now"
	if now.value.Equal(before) {
		moved = md(now.text())
	}
	switch {
	case now.value.IsZero():
		return stateDone, moved
	case direction < 0:
		return stateBetter, moved
	}
	return stateOpen, moved
}

// readToTheEnd tells whether a name's list is whole, so that a name that is not
// in it is zero.
func (c *composer) readToTheEnd(name string) bool {
	if _, entered := c.at[name]; entered {
		return false // it is there, and missing
	}
	return slices.ContainsFunc(c.whole, func(prefix string) bool { return len(name) > len(prefix) && name[:len(prefix)] == prefix })
}

// unitOf is the unit that a figure had on earlier pages.
func unitOf(w contract.WeekFigures, name string) string {
	for _, f := range w.Figures {
		if f.Name == name {
			return unitFrom(f.Unit)
		}
	}
	return ""
}
