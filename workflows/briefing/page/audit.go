package page

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/markdown"
)

// Rows of the audit's tables.
const (
	rowsLong  = 40
	rowsShort = 15
	// rowsLineage is far above what a week enters.
	rowsLineage = 1500
)

// audit is the complete note.
func (c *composer) audit() string {
	w := &writer{}
	w.front(c.auditFront())
	w.title(md("Audit of week " + weekNumber(c.week.Span.Week)))
	w.text(md(weekDays(c.week.Span.From, c.week.Span.To)+", in the zone "+string(esc(c.week.Span.Zone))+". What is open is as it was on ") + md(c.moment(c.week.Span.AsOf)) + ".")
	_, briefing := Paths(c.week.Span)
	w.text("In one page: " + linked("the briefing", briefing) + ".")
	for _, h := range c.halts {
		w.callout("warning", md(h.section)+" stopped", []md{h.why, h.ask})
	}
	c.auditMoney(w)
	c.auditOpen(w)
	c.auditGoal(w)
	c.auditBills(w)
	c.auditDesk(w)
	c.auditWork(w)
	c.auditMail(w)
	c.auditPosts(w)
	c.auditLog(w)
	c.auditDue(w)
	c.auditAdvice(w)
	c.auditRules(w)
	c.auditQuality(w)
	c.auditLineage(w)
	return w.b.String()
}

func (c *composer) auditFront() []property {
	span := c.week.Span
	failed := 0
	for _, k := range c.checks {
		if !k.ok {
			failed++
		}
	}
	out := []property{
		{"type", "audit"},
		{"week", span.Week},
		{"from", span.From},
		{"to", span.To},
		{"as_of", span.AsOf.In(c.zone).Format(time.RFC3339)},
		{"figures", number(len(c.figures)).String()},
		{"checks", number(len(c.checks)).String()},
		{"checks_failed", number(failed).String()},
		{"halted", number(len(c.halts)).String()},
		{"missing", c.missingNames()},
	}
	if a := c.week.Audit; a != nil {
		out = append(out, property{"chain_head", hexOnly(a.Chain.Head)})
	}
	return out
}

// lines writes known figures as a table with the week before; those that are
// missing say why. Nothing of a source that is missing is written.
func (c *composer) lines(w *writer, names ...string) {
	var rows [][]md
	for _, name := range names {
		if _, entered := c.at[name]; !entered {
			continue
		}
		f := c.get(name)
		if !f.known() {
			rows = append(rows, []md{f.label, "missing: " + say(f.missing)})
			continue
		}
		rows = append(rows, []md{f.label, md(f.text()), md(f.previousText()), md(f.difference())})
	}
	w.table(words("", ">This week", ">Last week", ">Change"), rows, rowsLong)
}

// absent says of a section's source that it is missing, and why.
func (c *composer) absent(w *writer, source string) {
	w.text("Missing. " + say(c.lackText(c.lack(source))))
}

// auditRules shows every rule with its limit, met or not.
func (c *composer) auditRules(w *writer) {
	w.heading("Alarms")
	rule := func(what md, level severity, limit int, f figure) []md {
		met := md("missing")
		if f.known() {
			met = "no"
			if f.value.GreaterThan(number(limit)) {
				met = "**yes**"
			}
		}
		return []md{what, md(level.String()), md(number(limit).String()), md(f.text()), met}
	}
	w.table(words("Rule", "Severity", ">More than", ">Now", "Met"), [][]md{
		rule("Approvals pending", severeHigh, mostApprovals, c.get(figApprovals)),
		rule("Errors of one service", severeMedium, mostErrors, c.mostErrors()),
		rule("Notes in Needs_Action", severeMedium, mostNeeds, c.get(figNeeds)),
		rule("Mails of one customer without an answer", severeLow, mostUnanswered, c.mostUnanswered()),
	}, rowsShort)
	var items []md
	for _, a := range c.alerts {
		items = append(items, "**"+md(a.level.String())+":** "+a.text)
	}
	for _, o := range c.odd {
		items = append(items, "**Unusual:** "+o.text)
	}
	w.bullets(items)
	w.text("A figure is called unusual when it is a quarter above every one of the eight weeks before and half as much again as their median, and never with fewer than six of them.")
}

func (c *composer) mostErrors() figure {
	best := figure{missing: "the audit log is missing"}
	if c.week.Audit != nil {
		best = figure{}
		for _, s := range c.week.Audit.Systems {
			if f := c.get(errorsPrefix + slug(s.System)); f.value.GreaterThan(best.value) {
				best = f
			}
		}
	}
	return best
}

func (c *composer) mostUnanswered() figure {
	if c.week.Mail == nil {
		return figure{missing: "mail is missing"}
	}
	best := figure{}
	for i := range c.week.Mail.Unanswered {
		if f := c.get("mail.waiting." + number(i+1).String()); f.value.GreaterThan(best.value) {
			best = f
		}
	}
	return best
}

// auditQuality is what the data are like: tests, and what is missing.
func (c *composer) auditQuality(w *writer) {
	w.heading("Data quality")
	var rows [][]md
	for _, k := range c.checks {
		result := md("holds")
		if !k.ok {
			result = "**does not hold**"
		}
		rows = append(rows, []md{k.what, result, k.detail})
	}
	w.table(words("Check", "Result", "Detail"), rows, rowsLong)
	var items []md
	for _, m := range c.missingSources() {
		items = append(items, "**"+esc(sourceName(m.Source))+"** is missing ("+esc(string(m.Kind))+"): "+say(c.lackText(m)))
	}
	for _, m := range c.missingParts() {
		items = append(items, "**"+esc(sourceName(m.Source))+", "+esc(m.Part)+"** is missing ("+esc(string(m.Kind))+"): "+say(c.lackText(m)))
	}
	if c.books != nil {
		for _, m := range c.books.Missing {
			items = append(items, "**Odoo, "+esc(spaced(m.Figure))+"** is missing: "+say(m.Why))
		}
	}
	if c.week.Vault != nil {
		for _, p := range c.week.Vault.Goals.Problems {
			items = append(items, "A line of Business_Goals.md cannot be used: "+say(p))
		}
	}
	if len(items) == 0 {
		w.text("Nothing is missing.")
	}
	w.bullets(items)
}

// auditLineage is the ledger, and the queries that it names.
func (c *composer) auditLineage(w *writer) {
	w.heading("Lineage")
	w.text("Every figure of this note and of the briefing. Confidence: high is read as it is; medium is reckoned here, or of a list that may be cut; low is of few or old values. " +
		"Differences are to the week before.")
	var rows [][]md
	for _, f := range c.figures {
		value := md(f.text())
		if !f.known() {
			value = "missing: " + esc(f.missing)
		}
		rows = append(rows, []md{esc(f.name), f.label, value, md(f.previousText()), md(f.difference()), md(unitWord(f)), say(f.source), md(c.moment(f.asOf)), md(f.confidence)})
	}
	w.table(words("Name", "Figure", ">Value", ">Before", ">Change", "Unit", "Source", "As of", "Confidence"), rows, rowsLineage)
	c.auditQueries(w)
}

func unitWord(f figure) string {
	if f.unit == "" {
		return "count"
	}
	return markdown.Plain(f.unit, 12)
}

func (c *composer) auditQueries(w *writer) {
	if c.books == nil || len(c.books.Queries) == 0 {
		return
	}
	w.sub("Queries of Odoo")
	var rows [][]md
	for _, q := range c.books.Queries {
		rows = append(rows, []md{esc(q.Name), esc(q.Model), esc(q.Method), md(markdown.InlineUpTo(q.Condition, 300)), md(number(q.Rows).String()), md(c.moment(q.ReadAt))})
	}
	w.table(words("Query", "Model", "Method", "Condition", ">Rows", "Read"), rows, rowsLong)
}
