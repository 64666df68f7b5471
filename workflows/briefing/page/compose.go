package page

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// Compose makes the pages of a week and the figures that it leaves to later
// ones. past are the figures of earlier pages, in any order. Whatever the
// content, the notes are whole Markdown with front matter. names gives the file
// name of the note of a request, by its title and ID; without it there are no links to those.
func Compose(week contract.Week, past []contract.WeekFigures, names func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
	c := newComposer(week, past)
	c.names = names
	c.gather()
	c.judge()
	pictures := c.pictures()
	out := contract.Pages{
		Briefing: c.briefing(),
		Headline: c.plainHeadline(),
		Pictures: pictures,
	}
	// Last, because its lineage lists every figure that the briefing has entered.
	out.Audit = c.audit()
	return out, c.leave()
}

// Paths says where the notes of a week belong in the vault, by the Monday after it.
func Paths(span contract.WeekSpan) (audit, briefing string) {
	stem := monday(span)
	return "Audits/" + stem + "-audit.md", "CEO_Briefings/" + stem + "-briefing.md"
}

// monday is the day on which the pages of a week are due.
func monday(span contract.WeekSpan) string {
	day, ok := dayOf(span.To)
	if !ok {
		return span.Week
	}
	return day.AddDate(0, 0, 1).Format(time.DateOnly)
}

// composer makes one week's pages.
type composer struct {
	week contract.Week
	past history
	zone *time.Location
	*ledger

	// books are nil when they are missing or halted.
	books  *contract.Books
	goal   goal
	halts  []halt
	checks []check
	alerts []alert
	odd    []oddity
	due    []deadline
	advice []advice
	became []outcome
	names  func(title, requestID string) string
	// undrafted is true when a reminder could be an action, were drafts allowed.
	undrafted bool
	// whole are prefixes of names whose lists were read to the end: a name that
	// is not among them has become zero.
	whole []string
}

// halt is a section that stopped, since its data contradict each other, with
// what the owner can do.
type halt struct {
	section  string
	why, ask md
}

// check is one test of the data that the pages stand on.
type check struct {
	what   md
	ok     bool
	detail md
}

func newComposer(week contract.Week, past []contract.WeekFigures) *composer {
	zone, err := time.LoadLocation(week.Span.Zone)
	if err != nil {
		zone = time.UTC
	}
	h := newHistory(week.Span.Week, past)
	return &composer{week: week, past: h, zone: zone, ledger: newLedger(h)}
}

// gather enters what each source knows. The sources do not look at each other.
func (c *composer) gather() {
	c.gatherBooks()
	c.gatherDesk()
	c.gatherProcesses()
	c.gatherMail()
	c.gatherPosts()
	c.gatherLog()
}

// judge draws what follows from the figures.
func (c *composer) judge() {
	c.pace()
	c.findOddities()
	c.findDeadlines()
	c.findAlerts()
	c.followUp()
	c.advise()
}

// leave is what later weeks need.
func (c *composer) leave() contract.WeekFigures {
	out := contract.WeekFigures{Week: c.week.Span.Week, AsOf: c.week.Span.AsOf, Figures: c.kept()}
	for _, s := range []struct {
		name string
		has  bool
	}{
		{contract.SourceBooks, c.week.Books != nil && c.week.Books.Configured},
		{contract.SourceAudit, c.week.Audit != nil},
		{contract.SourceVault, c.week.Vault != nil},
		{contract.SourceProcesses, c.week.Processes != nil},
		{contract.SourceMail, c.week.Mail != nil},
		{contract.SourcePosts, c.week.Posts != nil && c.week.Posts.Configured},
	} {
		if s.has {
			out.Sources = append(out.Sources, s.name)
		}
	}
	for _, a := range c.advice {
		out.Suggestions = append(out.Suggestions, a.WeekSuggestion)
	}
	return out
}

// sourceName is a source in the owner's words.
func sourceName(source string) string {
	switch source {
	case contract.SourceBooks:
		return "Odoo"
	case contract.SourceAudit:
		return "The audit log"
	case contract.SourceVault:
		return "The vault"
	case contract.SourceProcesses:
		return "Temporal"
	case contract.SourceMail:
		return "Mail"
	case contract.SourcePosts:
		return "Social posts"
	}
	return markdown.Plain(source, maxName)
}

// lack is why a whole source is not there. The gathering says it; a source of
// which it says nothing is missing all the same.
func (c *composer) lack(source string) contract.WeekMissing {
	for _, m := range c.week.Missing {
		if m.Source == source && m.Part == "" {
			return m
		}
	}
	return contract.WeekMissing{Source: source, Kind: contract.FailTransient, Why: "Nothing was gathered of it; make the pages again."}
}

// lackText is the reason in a sentence, with since when.
func (c *composer) lackText(m contract.WeekMissing) string {
	why := markdown.Plain(m.Why, markdown.MaxInline)
	if why == "" {
		why = "No reason was given."
	}
	if m.Part != "" { // the rest of the source is there
		if !m.Since.IsZero() {
			why += " Since " + c.moment(m.Since) + "."
		}
		return why
	}
	if m.Since.IsZero() {
		return why + " No page has had it yet."
	}
	return why + " Last on the pages of " + c.day(m.Since) + "."
}

// missingSources are those that the week is without, in a fixed order.
func (c *composer) missingSources() []contract.WeekMissing {
	var out []contract.WeekMissing
	for _, s := range []struct {
		name    string
		missing bool
	}{
		{contract.SourceBooks, c.week.Books == nil || !c.week.Books.Configured},
		{contract.SourceVault, c.week.Vault == nil},
		{contract.SourceProcesses, c.week.Processes == nil},
		{contract.SourceMail, c.week.Mail == nil},
		{contract.SourcePosts, c.week.Posts == nil || !c.week.Posts.Configured},
		{contract.SourceAudit, c.week.Audit == nil},
	} {
		if s.missing {
			out = append(out, c.lack(s.name))
		}
	}
	return out
}

// missingParts are parts of sources that are there otherwise.
func (c *composer) missingParts() []contract.WeekMissing {
	parts := slices.DeleteFunc(slices.Clone(c.week.Missing), func(m contract.WeekMissing) bool { return m.Part == "" })
	if c.week.Posts != nil {
		parts = append(parts, c.week.Posts.Missing...)
		for _, p := range c.week.Posts.Platforms {
			if p.Why != "" {
				parts = append(parts, contract.WeekMissing{Source: contract.SourcePosts, Part: platformName(p.Platform), Kind: contract.FailTransient, Why: p.Why, Since: p.Since})
			}
		}
	}
	if m := c.week.Mail; m != nil && m.Why != "" {
		parts = append(parts, contract.WeekMissing{Source: contract.SourceMail, Part: "Gmail", Kind: contract.FailTransient, Why: m.Why, Since: m.Since})
	}
	return parts
}

func (c *composer) halt(section string, why, ask md) {
	c.halts = append(c.halts, halt{section, why, ask})
}

func (c *composer) check(what md, ok bool, detail md) {
	c.checks = append(c.checks, check{what, ok, detail})
}

// day and moment write a time in the owner's zone.
func (c *composer) day(t time.Time) string { return t.In(c.zone).Format(longDay) }

func (c *composer) moment(t time.Time) string {
	if t.IsZero() {
		return none
	}
	return t.In(c.zone).Format("2006-01-02 15:04")
}

// age is how many calendar days ago a time was for the owner.
func (c *composer) age(t time.Time) int {
	days, ok := daysBetween(t.In(c.zone).Format(time.DateOnly), c.week.Span.Today)
	if !ok || days < 0 {
		return 0
	}
	return days
}

// missed enters a figure that is not known.
func (c *composer) missed(name string, label md, unit, why, source string) figure {
	return c.enter(figure{name: name, label: label, unit: unit, missing: why, source: source, kept: true})
}
