package page

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// Room of the one page, in entries of each list.
const (
	mostMain      = 6
	shownWaiting  = 5
	shownTroubles = 4
	shownDue      = 5
	shownBecame   = 4
)

// mainNames are what the briefing may show, in the order in which an owner asks.
func mainNames() []string {
	return []string{figRevenue, figExpenses, figReceived, figCash, figOverdueIn, figOverdueOut, figSettled, figDecision, figClosed, figUnanswered, figEffects}
}

// mainFigures are the four to six figures of the briefing: the first six that
// are known and say something.
func (c *composer) mainFigures() []figure {
	var out []figure
	for _, name := range mainNames() {
		f := c.get(name)
		// What is zero and was zero asks nothing of anybody.
		idle := f.value.IsZero() && f.previous.IsZero() && name != figRevenue
		if f.known() && !idle && len(out) < mostMain {
			out = append(out, f)
		}
	}
	return out
}

// briefing is the one page.
func (c *composer) briefing() string {
	w := &writer{}
	w.front(c.briefingFront())
	w.title(md("Week " + weekNumber(c.week.Span.Week) + " in one page"))
	c.writeHeadline(w)
	c.writeWaiting(w)
	c.writeMain(w)
	c.writeTroubles(w)
	c.writeDue(w)
	c.writeAdvice(w)
	c.writeMissing(w)
	audit, _ := Paths(c.week.Span)
	w.text(md(weekDays(c.week.Span.From, c.week.Span.To)+". Each figure with its source, and everything else: ") + linked("the audit", audit) + ". Made " + md(c.moment(c.week.Span.AsOf)) + ".")
	return w.b.String()
}

func (c *composer) briefingFront() []property {
	span := c.week.Span
	out := []property{{"type", "briefing"}, {"week", span.Week}, {"from", span.From}, {"to", span.To}, {"as_of", span.AsOf.In(c.zone).Format(time.RFC3339)}}
	if c.books != nil {
		out = append(out, property{"currency", c.books.Currency})
	}
	for _, p := range []struct{ key, name string }{
		{"revenue", figRevenue},
		{"expenses", figExpenses},
		{"received", figReceived},
		{"cash", figCash},
		{"overdue", figOverdueIn},
		{"goal_pace_percent", figPace},
		{"decisions_waiting", figWaits},
	} {
		if f := c.get(p.name); f.known() {
			out = append(out, property{p.key, c.exact(f)})
		}
	}
	return append(out, property{"high_alerts", number(c.count(severeHigh)).String()}, property{"missing", c.missingNames()})
}

// exact is a value for a property: a plain number, so that Bases can reckon with it.
func (c *composer) exact(f figure) string {
	for _, k := range c.kept() {
		if k.Name == f.name {
			return string(k.Value)
		}
	}
	return f.value.String()
}

func (c *composer) count(level severity) int {
	n := 0
	for _, a := range c.alerts {
		if a.level == level {
			n++
		}
	}
	return n
}

func (c *composer) missingNames() string {
	var names []md
	for _, m := range c.missingSources() {
		names = append(names, esc(sourceName(m.Source)))
	}
	return string(joined(names, ", "))
}

func (c *composer) writeHeadline(w *writer) {
	var lines []md
	for _, s := range c.headline(func(s string) string { return string(esc(s)) }) {
		lines = append(lines, md(s))
	}
	w.callout("abstract", "In three sentences", lines)
	for _, h := range c.halts {
		w.callout("warning", md(h.section)+" stopped", []md{h.why, h.ask})
	}
}

func (c *composer) writeWaiting(w *writer) {
	v := c.week.Vault
	if v == nil {
		return
	}
	w.heading("Decisions waiting")
	if v.Waits == 0 {
		w.text("Nothing waits for you.")
		return
	}
	var rows [][]md
	for i, n := range v.Waiting {
		amount := md("")
		if f := c.get(waitingName(i)); f.known() {
			amount = md(f.text())
		}
		until := md("")
		if !n.Expires.IsZero() {
			until = md(n.Expires.In(c.zone).Format("2 Jan"))
		}
		age := md("today")
		if f := c.get(waitingName(i) + ".age"); !f.value.IsZero() {
			age = md(f.text())
		}
		rows = append(rows, []md{age, linked(esc(n.Title), n.Path), amount, until})
	}
	rows = rows[:min(len(rows), shownWaiting)]
	w.table(words("Waits", "What", ">Amount", "Until"), rows, shownWaiting)
	if left := v.Waits - len(rows); left > 0 {
		more := c.enter(figure{name: "waiting.more", label: "Requests that wait and are not listed", value: number(left), source: sourceDesk, asOf: v.ReadAt})
		w.text("… and " + md(more.text()) + " more on the [Dashboard](Dashboard.md).")
	}
}

func (c *composer) writeMain(w *writer) {
	main := c.mainFigures()
	w.heading("Figures")
	if len(main) == 0 {
		w.text("No figure is known this week; below is why.")
		return
	}
	var rows [][]md
	if c.books == nil {
		rows = append(rows, []md{"Money", "**missing**", md(none), c.sinceWhen(contract.SourceBooks)})
	}
	for _, f := range main {
		rows = append(rows, []md{f.label, md(f.text()), md(f.previousText()), md(f.difference())})
	}
	w.table(words("", ">This week", ">Last week", ">Change"), rows, mostMain+1)
	if len(c.panels()) > 0 {
		w.picture(c.pictureName(panelsPicture))
	}
	w.text(c.goalLine())
}

// sinceWhen says how long a source has been missing.
func (c *composer) sinceWhen(source string) md {
	if m := c.lack(source); !m.Since.IsZero() {
		return "since the pages of " + md(c.day(m.Since))
	}
	return "no page has had it yet"
}

// goalLine is the pace, or why there is none.
func (c *composer) goalLine() md {
	if !c.goal.known {
		if c.goal.spoken || c.week.Vault == nil {
			return "Goal: " + c.goal.why
		}
		return ""
	}
	rate := md("")
	if c.goal.rate != nil {
		rate = " The goal is put into " + md(c.books.Currency) + " at your rate of " + esc(c.goal.rate.Date) + "."
	}
	line := "Goal of " + md(c.goal.month.Format("January")) + ": " + md(c.get(figMonth).text()) + " of " + md(c.get(figGoal).text()) + " (" + md(c.get("goal.share").text()) + ")"
	if c.goal.complete {
		return line + "; the month is over." + rate
	}
	return line + ", which is " + md(c.get(figPace).text()) + " of the " + md(c.get(figExpected).text()) + " that it expects by " + md(c.goal.through.Format("2 January")) + "." + rate
}

func (c *composer) writeTroubles(w *writer) {
	var items []md
	for _, a := range c.alerts {
		items = append(items, "**"+md(a.level.String())+":** "+a.text+".")
	}
	for _, o := range c.odd {
		items = append(items, "**Unusual:** "+o.text)
	}
	items = append(items, c.bottlenecks()...)
	items = items[:min(len(items), shownTroubles)]
	if unseen := c.lacking(contract.SourceVault, contract.SourceProcesses, contract.SourceMail, contract.SourceAudit); unseen != "" {
		items = append(items, "Not looked for where the data are missing: "+unseen)
	}
	w.heading("Bottlenecks and alarms")
	if len(items) == 0 {
		w.text("None that the rules see.")
	}
	w.bullets(items)
}

// lacking names those of the sources that are missing.
func (c *composer) lacking(sources ...string) md {
	var names []md
	for _, m := range c.missingSources() {
		if slices.Contains(sources, m.Source) {
			names = append(names, esc(sourceName(m.Source)))
		}
	}
	return joined(names, ", ")
}

func (c *composer) writeDue(w *writer) {
	w.heading("The next two weeks")
	unseen := c.lacking(contract.SourceBooks, contract.SourceVault)
	if c.books != nil && c.books.DueSoon.Source == "" {
		unseen = joined(slices.DeleteFunc([]md{unseen, "what becomes due in Odoo"}, func(m md) bool { return m == "" }), ", ")
	}
	if len(c.due) == 0 && unseen == "" {
		w.text("No deadline is known.")
	}
	var items []md
	var own []deadline
	for _, d := range c.due {
		if !d.theirs {
			own = append(own, d)
		}
	}
	for _, d := range own[:min(len(own), shownDue)] {
		items = append(items, dayWord(d.day)+": "+d.text)
	}
	if more := len(own) - shownDue; more > 0 {
		f := c.enter(figure{name: "due.more", label: "Deadlines that are not listed", value: number(more), source: "the deadlines of the audit note", asOf: c.week.Span.AsOf})
		items = append(items, "… and "+md(f.text())+" more in the audit")
	}
	if n, sum := c.get("receivables.due.count"), c.get("receivables.due"); n.known() && n.value.IsPositive() {
		items = append(items, "Customers are to pay "+md(sum.text())+" on "+md(counted(n.value, "invoice", "invoices"))+" in that time")
	}
	if unseen != "" {
		items = append(items, "Not looked for where the data are missing: "+unseen)
	}
	w.bullets(items)
}

// dayWord is an ISO day with its weekday.
func dayWord(day string) md {
	t, ok := dayOf(day)
	if !ok {
		return esc(day)
	}
	return md(t.Format("Mon 2 Jan"))
}

// weekNumber is "48" of "2026-W48".
func weekNumber(w string) string {
	if len(w) > 6 {
		return w[6:]
	}
	return markdown.Plain(w, maxName)
}

func weekDays(from, to string) string {
	a, okA := dayOf(from)
	b, okB := dayOf(to)
	if !okA || !okB {
		return "Of unknown days"
	}
	return a.Format("2 January") + " to " + b.Format(longDay)
}
