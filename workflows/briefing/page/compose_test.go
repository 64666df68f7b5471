package page_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

func TestPages_OfAnOrdinaryWeekReadAsLaidDown(t *testing.T) {
	t.Parallel()
	w, past := berg().newest()
	pages, _ := composed(t, w, past)
	golden(t, "ordinary_briefing", pages.Briefing)
	golden(t, "ordinary_audit", pages.Audit)
	require.Len(t, pages.Pictures, 2)
}

func TestPages_OfTheFirstWeekEverCompareWithNothing(t *testing.T) {
	t.Parallel()
	w := berg().weeks[0]
	pages, _ := composed(t, w, nil)
	golden(t, "first_briefing", pages.Briefing)
	require.NotContains(t, pages.Briefing, "Unusual", "nothing is unusual without six weeks")
	require.NotContains(t, pages.Briefing, "last time")
}

func TestPages_WithoutOdooAreMadeAndPrintNoZeroForIt(t *testing.T) {
	t.Parallel()
	b := berg()
	pages, figures := composed(t, b.weeks[33], b.figures[:33])
	require.Nil(t, b.weeks[33].Books)
	golden(t, "without_odoo_briefing", pages.Briefing)
	require.NotContains(t, pages.Briefing, "0.00")
	require.NotContains(t, pages.Audit, "0.00")
	require.Contains(t, pages.Briefing, "Last on the pages of 25 May 2026")
	require.NotContains(t, figures.Sources, contract.SourceBooks)
	for _, f := range figures.Figures {
		require.NotContains(t, f.Name, "revenue")
	}
}

// bare is a week of which nothing could be gathered.
func bare(t require.TestingT) contract.Week {
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	w := contract.Week{Span: w48().Span(zone, at(t, "2026-11-30T06:00:00Z"))}
	for _, source := range []string{contract.SourceBooks, contract.SourceAudit, contract.SourceVault, contract.SourceProcesses, contract.SourceMail, contract.SourcePosts} {
		w.Missing = append(w.Missing, contract.WeekMissing{Source: source, Kind: contract.FailTransient, Why: "It did not answer.", Since: at(t, "2026-11-09T06:00:00Z")})
	}
	return w
}

func TestPages_WithoutAnythingAreMadeAndSayWhy(t *testing.T) {
	t.Parallel()
	pages, figures := composed(t, bare(t), nil)
	golden(t, "nothing_briefing", pages.Briefing)
	golden(t, "nothing_audit", pages.Audit)
	require.Empty(t, figures.Figures)
	require.Empty(t, figures.Sources)
	require.Empty(t, pages.Pictures)
	require.Equal(t, 6, strings.Count(pages.Briefing, "Last on the pages of 9 November 2026"))

	silent, _ := composed(t, contract.Week{Span: bare(t).Span}, nil)
	require.Contains(t, silent.Briefing, "**Odoo:** Nothing was gathered of it", "a source that nobody speaks of is missing too")
}

func TestPages_TellTheWeekOfAnyZoneAndCalendar(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ week, zone, at, title, days, made, file string }{
		"the 53rd week":           {"2026-W53", "Europe/Berlin", "2027-01-04T06:00:00Z", "# Week 53 in one page", "28 December to 3 January 2027", "Made 2027-01-04 07:00", "Audits/2027-01-04-audit.md"},
		"the clocks go forward":   {"2026-W13", "Europe/Berlin", "2026-03-30T05:00:00Z", "# Week 13 in one page", "23 March to 29 March 2026", "Made 2026-03-30 07:00", "Audits/2026-03-30-audit.md"},
		"the clocks go back":      {"2026-W43", "Europe/Berlin", "2026-10-26T06:00:00Z", "# Week 43 in one page", "19 October to 25 October 2026", "Made 2026-10-26 07:00", "Audits/2026-10-26-audit.md"},
		"thirteen hours ahead":    {"2026-W48", "Pacific/Auckland", "2026-11-29T18:00:00Z", "# Week 48 in one page", "23 November to 29 November 2026", "Made 2026-11-30 07:00", "Audits/2026-11-30-audit.md"},
		"a zone nobody has heard": {"2026-W48", "Mars/Olympus", "2026-11-30T06:00:00Z", "# Week 48 in one page", "23 November to 29 November 2026", "Made 2026-11-30 06:00", "Audits/2026-11-30-audit.md"},
	} {
		w, err := week.Parse(c.week)
		require.NoError(t, err)
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			zone = time.UTC
		}
		span := w.Span(zone, at(t, c.at))
		span.Zone = c.zone
		pages, _ := composed(t, contract.Week{Span: span}, nil)
		for _, want := range []string{c.title, c.days, c.made, c.file} {
			require.Contains(t, pages.Briefing, want, name)
		}
	}
}

func TestPages_OfTheYearsEndCompareWithTheWeekBefore(t *testing.T) {
	t.Parallel()
	b := invented(t, 5, week.Week{Year: 2027, Number: 1}, 12)
	w, past := b.newest()
	require.Equal(t, "2026-W53", past[len(past)-1].Week)
	pages, _ := composed(t, w, past)
	require.Regexp(t, `\| Money received \| [^|]*EUR \| [^|]*EUR \|`, pages.Briefing)
	crossing, _ := composed(t, b.weeks[10], b.figures[:10])
	require.Regexp(t, "December (ended|met)", crossing.Headline, "a week that crosses into a new month tells how the old one ended")
	require.Contains(t, crossing.Briefing, "the month is over")
	golden(t, "w53_briefing", crossing.Briefing)
}

func TestPages_OfTheWeeksInWhichTheClocksChangeReadAsLaidDown(t *testing.T) {
	t.Parallel()
	for name, last := range map[string]week.Week{"clocks_forward_briefing": {Year: 2026, Number: 13}, "clocks_back_briefing": {Year: 2026, Number: 43}} {
		w, past := invented(t, 5, last, 10).newest()
		pages, _ := composed(t, w, past)
		golden(t, name, pages.Briefing)
	}
}

// TestPages_HoldWhateverTheWeekHas knocks parts out of an invented week; what
// is true of all pages is in composed.
func TestPages_HoldWhateverTheWeekHas(t *testing.T) {
	t.Parallel()
	b := invented(t, 11, w48(), 24)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, len(b.weeks)-1).Draw(t, "week")
		w := knocked(t, b.weeks[n])
		past := rapid.Permutation(b.figures).Draw(t, "past") // in any order, later weeks among them
		pages, figures := composed(t, w, past)
		again, same := composed(t, w, past)
		require.Equal(t, pages, again)
		require.Equal(t, figures, same)
		require.LessOrEqual(t, len(figures.Suggestions), 5)
	})
}

func knocked(t *rapid.T, w contract.Week) contract.Week {
	out := func(what string) bool { return rapid.IntRange(0, 3).Draw(t, what) == 0 }
	if w.Books != nil {
		b := *w.Books
		w.Books = &b
		for what, part := range map[string]*contract.BooksFigure{"revenue": &b.Revenue.Current, "month": &b.Month.Revenue, "cash": &b.Cash, "late": &b.Receivables.Days31, "total": &b.Payables.Total} {
			if rapid.IntRange(0, 3).Draw(t, what) == 0 {
				*part = contract.BooksFigure{}
			}
		}
		if out("overdue") {
			b.Overdue = contract.BooksOverdue{}
		}
		if out("history") {
			b.History = contract.BooksHistory{}
		}
	}
	if out("books") {
		w.Books = nil
	}
	if out("vault") {
		w.Vault = nil
	}
	if out("processes") {
		w.Processes = nil
	}
	if out("mail") {
		w.Mail = nil
	}
	if out("posts") {
		w.Posts = nil
	}
	if out("log") {
		w.Audit = nil
	}
	return w
}
