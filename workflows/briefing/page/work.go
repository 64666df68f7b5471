package page

import (
	"cmp"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// Names of figures of the work.
const (
	figClosed     = "processes.closed"
	figOpen       = "processes.open"
	figBugs       = "processes.failed"
	figSettled    = "mail.settled.median"
	figUnanswered = "mail.waiting"
	figWithin     = "mail.within_goal"
	errorsPrefix  = "errors."
	figEffects    = "log.effects"
	figUnfinished = "log.unfinished"
)

// gatherProcesses enters what Temporal knows of the processes.
func (c *composer) gatherProcesses() {
	p := c.week.Processes
	if p == nil {
		return
	}
	put := func(name string, label md, n int) {
		c.enter(figure{name: name, label: label, value: number(n), source: "Temporal: visibility", asOf: p.ReadAt, kept: true})
	}
	put("processes.started", "Processes started", p.Started)
	put(figClosed, "Processes ended", p.Closed)
	put(figOpen, "Processes open", p.Open)
	put(figBugs, "Processes that broke", p.Failed)
	certainty := high
	if p.More {
		certainty = medium
	}
	for _, s := range p.Steps {
		name := stepName(s)
		enter := func(suffix string, label md, f figure) {
			f.name, f.label, f.source, f.asOf, f.confidence, f.kept = name+suffix, stepLabel(s)+label, "Temporal: histories", p.ReadAt, certainty, true
			c.enter(f)
		}
		enter(".total", ", in all", figure{value: hoursOf(s.Total), unit: unitHours})
		enter(".count", ", how often", figure{value: number(s.Times.Count)})
		enter(".over", ", longer than planned", figure{value: number(s.Over)})
		enter(".planned", ", planned", figure{value: hoursOf(s.Planned), unit: unitHours})
		if s.Times.Count > 0 {
			enter(".median", ", median", figure{value: hoursOf(s.Times.Median), unit: unitHours})
			enter(".longest", ", longest", figure{value: hoursOf(s.Times.Longest), unit: unitHours})
		}
	}
}

func stepName(s contract.ProcessStep) string { return "step." + slug(s.Type) + "." + slug(s.Step) }

// stepLabel is a step in the owner's words.
func stepLabel(s contract.ProcessStep) md {
	switch s.Step {
	case contract.StatusWaitingApproval:
		return "Waiting for your yes or no"
	case contract.StatusWaitingAnswer:
		return "Waiting for your answer"
	}
	return "Step: " + esc(spaced(s.Step))
}

// gatherMail enters how mails were dealt with.
func (c *composer) gatherMail() {
	m := c.week.Mail
	if m == nil {
		return
	}
	put := func(f figure) {
		f.source, f.asOf, f.kept = "Mails and their requests", m.ReadAt, true
		c.enter(f)
	}
	received := figure{name: "mail.received", label: "Mails received", value: number(m.Received)}
	if m.Why != "" && m.Since.Before(c.week.Span.End) {
		received.missing = "the mailbox could not be looked through to the end of the week"
	}
	put(received)
	put(figure{name: "mail.settled", label: "Mails settled", value: number(m.Settled.Count)})
	put(figure{name: figUnanswered, label: "Mails waiting for an answer", value: number(m.Waits)})
	if m.Settled.Count > 0 {
		put(figure{name: figSettled, label: "Median time to settle a mail", value: hoursOf(m.Settled.Median), unit: unitHours})
		put(figure{name: "mail.settled.longest", label: "Longest time to settle a mail", value: hoursOf(m.Settled.Longest), unit: unitHours})
		if m.GoalHours > 0 {
			put(figure{name: figWithin, label: "Mails settled within the goal", value: number(m.WithinGoal*100).DivRound(number(m.Settled.Count), 0), unit: unitPercent})
			put(figure{name: "mail.goal", label: "Goal for settling a mail", value: number(m.GoalHours), unit: unitHours})
		}
	}
	for i, u := range m.Unanswered {
		label := "Unanswered: " + esc(u.Customer)
		name := "mail.waiting." + number(i+1).String()
		c.enter(figure{name: name, label: label, value: number(u.Count), source: "Mails and their requests", asOf: m.ReadAt})
		c.enter(figure{name: name + ".age", label: label + ", oldest", value: number(c.age(u.Oldest)), unit: unitDays, source: "Mails and their requests", asOf: m.ReadAt})
	}
}

// gatherPosts enters what was published.
func (c *composer) gatherPosts() {
	p := c.week.Posts
	if p == nil || !p.Configured {
		return
	}
	for _, w := range p.Platforms {
		c.gatherPlatform(w)
	}
	if p.Best != nil {
		c.enter(figure{name: "posts.best.engagement", label: "Best post, engagement", value: number(p.Best.Engagement), source: "Social: " + p.Best.Platform, asOf: p.ReadAt, kept: true})
		if p.Best.Reach != nil {
			c.enter(figure{name: "posts.best.reach", label: "Best post, reach", value: number(*p.Best.Reach), source: "Social: " + p.Best.Platform, asOf: p.ReadAt, kept: true})
		}
	}
}

func (c *composer) gatherPlatform(w contract.PlatformWeek) {
	p := c.week.Posts
	name, label := "posts."+slug(w.Platform)+".", esc(platformName(w.Platform))
	source := "Social: " + w.Platform
	for _, of := range []struct {
		name  string
		label md
		pick  func(contract.PlatformFigures) *int
	}{
		{"planned", ", planned", func(f contract.PlatformFigures) *int { return &f.Planned }},
		{"published", ", published", func(f contract.PlatformFigures) *int { return &f.Published }},
		{"failed", ", failed", func(f contract.PlatformFigures) *int { return &f.Failed }},
		{"unknown", ", outcome unknown", func(f contract.PlatformFigures) *int { return &f.Unknown }},
		{"dry_run", ", described as a dry run", func(f contract.PlatformFigures) *int { return &f.DryRun }},
		{"reach", ", reach", func(f contract.PlatformFigures) *int { return f.Reach }},
		{"engagement", ", engagement", func(f contract.PlatformFigures) *int { return f.Engagement }},
	} {
		f := figure{name: name + of.name, label: label + of.label, source: source, asOf: p.ReadAt, kept: true}
		if n := of.pick(w.Week); n != nil {
			f.value = number(*n)
		} else {
			f.missing = cmp.Or(w.Why, "The platform does not tell it.")
		}
		if len(w.Before) > 0 && w.Before[0].Week == c.weekBefore() {
			if n := of.pick(w.Before[0]); n != nil {
				f.previous, f.hasPrevious = number(*n), true
			}
		}
		c.enter(f)
	}
	if w.Spend != nil {
		if amount, ok := parse(w.Spend.Amount); ok {
			c.enter(figure{name: name + "spend", label: label + ", spent", value: amount, unit: coin(w.Spend.Currency), source: source, asOf: p.ReadAt, kept: true})
		}
	}
}

// weekBefore is the ISO week before this one.
func (c *composer) weekBefore() string {
	w, err := week.Parse(c.week.Span.Week)
	if err != nil {
		return ""
	}
	return w.Add(-1).String()
}

func platformName(p string) string {
	switch p {
	case "facebook":
		return "Facebook"
	case "instagram":
		return "Instagram"
	case "x":
		return "X"
	}
	return p
}

// gatherLog enters what the audit log says.
func (c *composer) gatherLog() {
	a := c.week.Audit
	if a == nil {
		return
	}
	put := func(name string, label md, n int) {
		c.enter(figure{name: name, label: label, value: number(n), source: "Audit log", asOf: a.ReadAt, kept: true})
	}
	put("log.lines", "Lines of the log", a.Lines)
	put(figEffects, "Effects", a.Effects)
	put("log.done", "Effects carried out", a.Done)
	put("log.dry_run", "Effects only described", a.DryRun)
	put("log.refused", "Effects refused", a.Refused)
	put("log.failed", "Effects failed", a.Failed)
	put("log.unknown", "Effects with unknown outcome", a.Unknown)
	put("log.automatic", "Effects without asking", a.Automatic)
	put("log.approved", "Effects that you approved", a.Approved)
	put("log.rejected", "Your decisions against", a.Rejected)
	if a.Effects > 0 {
		c.enter(figure{name: "log.automatic.share", label: "Share of effects without asking", value: number(a.Automatic*100).DivRound(number(a.Effects), 0), unit: unitPercent, source: "Audit log", asOf: a.ReadAt, kept: true})
	}
	put(figUnfinished, "Intents without a result", a.Chain.Open)
	for _, s := range a.Systems {
		put(errorsPrefix+slug(s.System), "Errors of "+esc(serviceName(s.System)), s.Errors)
	}
	c.whole = append(c.whole, errorsPrefix)
	c.check("The audit log's hash chain is whole", a.Chain.Whole, esc(a.Chain.Broken))
	c.check("Every intent in the audit log has its result", a.Chain.Open == 0, "")
	c.check("Every line of the week's log can be read", a.Unreadable == 0, "")
}
