package page

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// auditDesk is what waits and what was decided.
func (c *composer) auditDesk(w *writer) {
	w.heading("Decisions")
	v := c.week.Vault
	if v == nil {
		c.absent(w, contract.SourceVault)
		return
	}
	c.lines(w, slices.Concat([]string{figWaits, figApprovals, figOldest, figNeeds, figDecided, figDecision, "decided.longest", figAutomatic, figExpired},
		c.named("waiting.worth"), c.named("drafted."), c.named("outcome."))...)
	var rows [][]md
	for i, n := range v.Waiting {
		amount, dry := md(""), md("")
		if f := c.get(waitingName(i)); f.known() {
			amount = md(f.text())
		}
		if n.DryRun {
			dry = "dry run"
		}
		rows = append(rows, []md{linked(esc(n.Title), n.Path), esc(spaced(n.Type)), esc(n.Counterparty), md(c.get(waitingName(i) + ".age").text()), amount, md(c.moment(n.Expires)), dry})
	}
	if len(rows) > 0 {
		w.sub("What waits")
	}
	w.table(words("What", "Kind", "With", "Waits", ">Amount", "Until", ""), rows, rowsShort)
	if more := v.Waits - len(v.Waiting); more > 0 {
		w.text("The gathering left out the newest ones; the Dashboard has them all.")
	}
}

// named are the names of the ledger that begin so, in the order of entry.
func (c *composer) named(prefix string) []string {
	var out []string
	for _, f := range c.figures {
		if len(f.name) >= len(prefix) && f.name[:len(prefix)] == prefix {
			out = append(out, f.name)
		}
	}
	return out
}

// auditWork is planned against actual durations.
func (c *composer) auditWork(w *writer) {
	w.heading("Processes")
	p := c.week.Processes
	if p == nil {
		c.absent(w, contract.SourceProcesses)
		return
	}
	c.lines(w, "processes.started", figClosed, figOpen, figBugs)
	var rows [][]md
	for _, s := range p.Steps {
		name := stepName(s)
		rows = append(rows, []md{
			stepLabel(s), esc(s.Type), md(c.get(name + ".count").text()), md(c.get(name + ".planned").text()), md(c.get(name + ".median").text()), md(c.get(name + ".longest").text()),
			md(c.get(name + ".total").text()), md(c.get(name + ".over").text()), md(number(s.Retried).String()),
		})
	}
	if len(rows) > 0 {
		w.sub("Planned and actual")
	}
	w.table(words("Step", "Process", ">How often", ">Planned", ">Median", ">Longest", ">In all", ">Over plan", ">Retried"), rows, rowsShort)
	if p.More {
		w.text("Not all histories were looked at, " + md(number(p.Looked).String()) + " were.")
	}
	rows = nil
	for _, s := range p.Slowest {
		rows = append(rows, []md{esc(s.WorkflowID), esc(s.Counterparty), md(duration(hoursOf(s.Took))), esc(spaced(s.Slowest)), md(duration(hoursOf(s.SlowestTook)))})
	}
	if len(rows) > 0 {
		w.sub("Slowest")
	}
	w.table(words("Process", "With", ">Took", "Longest step", ">Of it"), rows, rowsShort)
	rows = nil
	for _, k := range p.Kinds {
		state := md("ended")
		if k.Open {
			state = "open"
		}
		rows = append(rows, []md{esc(k.Type), esc(spaced(k.State)), state, md(number(k.Count).String())})
	}
	w.table(words("Process", "State", "", ">How many"), rows, rowsShort)
}

func (c *composer) auditMail(w *writer) {
	w.heading("Mail")
	m := c.week.Mail
	if m == nil {
		c.absent(w, contract.SourceMail)
		return
	}
	w.text("A mail counts as answered when its request is settled; the employee sends none itself.")
	c.lines(w, "mail.received", "mail.settled", figSettled, "mail.settled.longest", figWithin, figUnanswered)
	if m.GoalHours == 0 {
		w.text("There is no goal for how fast mails are settled.")
	}
	var rows [][]md
	for i, u := range m.Unanswered {
		name := "mail.waiting." + number(i+1).String()
		rows = append(rows, []md{linked(esc(u.Customer), u.Path), md(c.get(name).text()), md(c.get(name + ".age").text())})
	}
	w.table(words("Customer", ">Mails without an answer", ">Oldest"), rows, rowsShort)
}

func (c *composer) auditPosts(w *writer) {
	w.heading("Social posts")
	p := c.week.Posts
	if p == nil || !p.Configured {
		c.absent(w, contract.SourcePosts)
		return
	}
	c.lines(w, c.named("posts.")...)
	for _, pl := range p.Platforms {
		c.auditReach(w, pl)
	}
	if b := p.Best; b != nil {
		w.text("Best post: " + linked(esc(b.Title), b.URL) + " on " + md(platformName(slug(b.Platform))) + ", " + md(c.get("posts.best.engagement").text()) + " engagements.")
	}
	for _, pl := range p.Platforms {
		if pl.Why != "" {
			w.text(md(platformName(slug(pl.Platform))) + ": its figures cannot be read since " + md(c.moment(pl.Since)) + ". " + say(pl.Why))
		}
	}
}

// auditReach compares reach and engagement with the four weeks before, as far
// as they are known.
func (c *composer) auditReach(w *writer, pl contract.PlatformWeek) {
	var reach []int
	for _, b := range pl.Before {
		if b.Reach != nil {
			reach = append(reach, *b.Reach)
		}
	}
	if pl.Week.Reach == nil || len(reach) == 0 {
		return
	}
	sum := 0
	for _, r := range reach {
		sum += r
	}
	mean := number(sum).DivRound(number(len(reach)), 0)
	f := c.enter(figure{
		name: "posts." + slug(pl.Platform) + ".reach.usual", label: esc(platformName(pl.Platform)) + ", mean reach of " + md(number(len(reach)).String()) + " weeks before", value: mean,
		source: "Social: " + pl.Platform, asOf: c.week.Posts.ReadAt, confidence: medium,
	})
	w.text(md(platformName(slug(pl.Platform))) + " reached " + md(grouped(number(*pl.Week.Reach).String())) + " against a mean of " + md(f.text()) + " in the " + md(counted(number(len(reach)), "week", "weeks")) + " before.")
}

func (c *composer) auditLog(w *writer) {
	w.heading("Audit log")
	a := c.week.Audit
	if a == nil {
		c.absent(w, contract.SourceAudit)
		return
	}
	c.lines(w, "log.lines", figEffects, "log.done", "log.dry_run", "log.refused", "log.failed", "log.unknown", "log.approved", "log.automatic", "log.automatic.share", "log.rejected", figUnfinished)
	state := md("whole")
	if !a.Chain.Whole {
		state = "**damaged** at " + esc(a.Chain.Broken)
	}
	w.text("The chain of the whole log is " + state + ": " + md(grouped(number(a.Chain.Lines).String())) + " lines from " + md(c.moment(a.Chain.First)) + " to " + md(c.moment(a.Chain.Last)) + ", " +
		md(grouped(number(a.Chain.Intents).String())) + " intents and " + md(grouped(number(a.Chain.Results).String())) + " results.")
	if head := hexOnly(a.Chain.Head); head != "" {
		w.text("Head of the chain: `" + md(head) + "`. Kept elsewhere, it proves the log later.")
	}
	var items []md
	for _, u := range a.Chain.Unfinished {
		items = append(items, "no result: "+esc(u))
	}
	for _, t := range a.Chain.Torn {
		items = append(items, "half a line that a crash left: "+esc(t))
	}
	w.bullets(items)
	var rows [][]md
	for _, s := range a.Systems {
		rows = append(rows, []md{esc(s.System), md(number(s.Effects).String()), md(number(s.Refused).String()), md(c.get(errorsPrefix + slug(s.System)).text())})
	}
	w.table(words("Service", ">Effects", ">Refused", ">Errors"), rows, rowsShort)
	rows = nil
	for _, k := range a.Actions {
		rows = append(rows, []md{esc(k.Name), md(number(k.Count).String())})
	}
	w.table(words("Action", ">Lines"), rows, rowsShort)
}

// hexOnly keeps the hexadecimal digits of a hash, at most 64.
func hexOnly(s string) string {
	var out []rune
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'f' {
			out = append(out, r)
		}
	}
	return string(out[:min(len(out), 64)])
}

func (c *composer) auditDue(w *writer) {
	w.heading("The next two weeks")
	c.lines(w, "payables.due_week", "payables.due_fortnight")
	var rows [][]md
	for _, d := range c.due {
		rows = append(rows, []md{md(d.day), d.text})
	}
	if len(rows) == 0 {
		w.text("No deadline is known.")
	}
	w.table(words("Day", "What"), rows, rowsLong)
}

func (c *composer) auditAdvice(w *writer) {
	w.heading("Suggestions")
	var rows [][]md
	for _, a := range c.advice {
		rows = append(rows, []md{linked(say(a.Text), a.target), a.evidence, say(a.Effect), a.kind(), esc(a.Figure)})
	}
	if len(rows) == 0 {
		w.text("None this week.")
	}
	w.table(words("Suggestion", "Evidence", "Expected", "What is done", "Figure that tells"), rows, rowsShort)
	last, ago := c.past.latest()
	if ago == 0 {
		w.text("There are no earlier pages whose suggestions could be followed up.")
		return
	}
	rows = nil
	for _, o := range c.became {
		rows = append(rows, []md{say(o.suggestion.Text), md(o.state), o.text, say(o.suggestion.Effect)})
	}
	w.sub("What became of those of " + esc(last.Week) + ", made on " + md(last.AsOf.In(c.zone).Format(time.DateOnly)))
	if len(rows) == 0 {
		w.text("There were none.")
	}
	w.table(words("Suggestion", "Became", "How", "Was expected"), rows, rowsShort)
}
