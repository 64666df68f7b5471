package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestBriefing_PlatformsAndAMailboxThatAreDownAreNamedWithSinceWhenAndPrintNoZero(t *testing.T) {
	t.Parallel()
	graph, x, settings := everywhere(t)
	gmail, mail := mailbox(t)
	p := harness.New(t, append(settings, mail...)...)
	p.Start()
	p.Eventually("the mailbox to be looked through", func() bool { return len(gmail.Requests("users.messages.list", "users.history.list")) > 1 })
	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	_, briefing := pagesOf(t, lastWeek(t))
	page := p.Read("CEO_Briefings", briefing)
	for _, name := range []string{"Facebook:**", "Instagram:**", "X:**", "Gmail:**"} {
		require.NotContains(t, page, name, "all of them answer")
	}

	graph.Close()
	x.Close()
	gmail.Close()
	audit, _ := pagesOf(t, lastWeek(t))
	const down = `It did not answer when the page was made \([^)]+\)\. Reach and engagement are as they were last read\. Since \d{4}-\d\d-\d\d \d\d:\d\d\.`
	p.EventuallyWithin(time.Minute, "the page to name the mailbox", func() bool {
		out, err = p.Starter("briefing")
		require.NoError(t, err, out)
		page = p.Read("CEO_Briefings", briefing)
		return strings.Contains(page, "- **Mail, Gmail:** Gmail could not be looked through")
	})
	for _, name := range []string{"Facebook", "Instagram", "X"} {
		require.Regexp(t, `- \*\*Social posts, `+name+`:\*\* `+down, page)
	}
	require.Regexp(t, `- \*\*Mail, Gmail:\*\* .* Since \d{4}-\d\d-\d\d \d\d:\d\d\.`, page)
	whole := p.Read("Audits", audit)
	for _, name := range []string{"Facebook", "Instagram", "X"} {
		require.Regexp(t, `\| `+name+`, reach \| missing`, whole)
		require.NotRegexp(t, `\| `+name+`, (reach|engagement) \| 0 `, whole)
	}
}

func TestBriefing_OfA53rdWeekIsMadeOnDemand(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	for day, amount := range map[string]string{"2020-12-27": "1", "2020-12-28": "10", "2020-12-31": "200", "2021-01-01": "3000", "2021-01-03": "40000", "2021-01-04": "500000"} {
		fake.Book(odoofake.Entry{Name: "INV/" + day, Partner: customer, Date: day, Untaxed: amount})
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	out, err := p.Starter("briefing", "--week", "2020-W53")
	require.NoError(t, err, out)
	require.Contains(t, out, p.Path("CEO_Briefings", "2021-01-04-briefing.md"))
	page := p.Read("CEO_Briefings", "2021-01-04-briefing.md")
	require.Equal(t, []string{"2020-W53", "43210.00"}, []string{harness.Property(page, "week"), harness.Property(page, "revenue")})
	require.Contains(t, page, "# Week 53 in one page")
	require.Contains(t, page, "28 December to 3 January 2021")
	require.Contains(t, page, "Temporal keeps finished processes for", "what is gone is said to be, and no zero")
	require.Empty(t, p.Notes("Pending_Approval"), "an old week asks for nothing")
	out, err = p.Starter("briefing", "--week", "2021-W53")
	require.Error(t, err)
	require.Contains(t, out, "is not a week")
}
