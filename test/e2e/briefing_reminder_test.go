package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	gmailfake "github.com/autonomous-employee/employee/test/fakes/gmail"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// drafting starts a Gmail fake whose login may lay drafts, and gives the
// settings of an installation that is logged in to it.
func drafting(t *testing.T) (*gmailfake.Server, []string) {
	t.Helper()
	fake := gmailfake.Start(gmailfake.Options{})
	t.Cleanup(fake.Close)
	t.Cleanup(func() { require.Empty(t, fake.Violations()) })
	dir := t.TempDir()
	credentials, err := fake.WriteClientFile(dir)
	require.NoError(t, err)
	token, err := fake.WriteTokenFile(dir, "https://www.googleapis.com/auth/gmail.modify")
	require.NoError(t, err)
	return fake, []string{
		"GMAIL_CREDENTIALS_FILE=" + credentials, "GMAIL_TOKEN_FILE=" + token, "GMAIL_BASE_URL=" + strings.TrimSuffix(fake.URL(), "/"),
		"EMPLOYEE_MAIL_POLL=5s",
	}
}

func TestBriefing_ASuggestedReminderIsAskedAboutOnceAndLaidAmongTheDrafts(t *testing.T) {
	t.Parallel()
	gmail, settings := drafting(t)
	odoo := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(odoo)
	span := lastWeek(t)
	p := harness.New(t, append(realOdoo(odoo.URL), settings...)...)
	p.Start()
	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	require.Empty(t, p.Notes("Pending_Approval"), "nobody is late yet")

	late := time.Now().AddDate(0, 0, -40).Format(time.DateOnly)
	odoo.Book(odoofake.Entry{Name: "INV/2026/00007", Partner: customer, Date: late, Untaxed: "1234.50"})
	out, err = p.Starter("briefing")
	require.NoError(t, err, out)
	note := p.Note("Pending_Approval", "Payment reminder to Berger Design GmbH")
	_, briefing := pagesOf(t, span)
	page := p.Read("CEO_Briefings", briefing)
	require.Contains(t, page, "**Yours to approve:** [["+strings.TrimSuffix(note, ".md")+"|the reminder]]")
	text := p.Read("Pending_Approval", note)
	for _, part := range []string{"INV/2026/00007", "1234.50", briefing, "reminder.always_asks", "anna.berger@berger-design.example"} {
		require.Contains(t, text, part)
	}
	require.Empty(t, gmail.Drafts(), "nothing before the yes")

	first := figuresOf(t, p, span.Week)
	out, err = p.Starter("briefing")
	require.NoError(t, err, out)
	require.Equal(t, first, figuresOf(t, p, span.Week), "what the page has laid does not change what it says")
	require.Equal(t, page, madeAgain(page, p.Read("CEO_Briefings", briefing)))
	require.Len(t, p.Notes("Pending_Approval"), 1, "made again, it asks nobody twice")

	p.Approve(note)
	p.Eventually("the draft", func() bool { return len(gmail.Drafts()) == 1 })
	require.Contains(t, gmail.Drafts()[0], "To: <anna.berger@berger-design.example>")
	require.Contains(t, gmail.Drafts()[0], "INV/2026/00007")
	done := p.Note("Completed", "Payment reminder to Berger Design GmbH")
	p.Eventually("the note to say so", func() bool { return harness.Property(p.Glimpse("Completed", done), "outcome") == "done" })
	require.Equal(t, 1, p.Logged("gmail.create_draft", "intent"))
	p.Eventually("the result in the log", func() bool { return p.Logged("gmail.create_draft", "result") == 1 })

	out, err = p.Starter("briefing")
	require.NoError(t, err, out)
	require.Empty(t, p.Notes("Pending_Approval"))
	require.Len(t, gmail.Drafts(), 1)
	for _, r := range gmail.Requests() {
		require.NotContains(t, r.Path, "send", "nothing is ever sent")
	}
}

// madeAgain puts the time of making into a page that is like another.
func madeAgain(like, page string) string {
	for _, of := range []func(string) string{
		func(s string) string { return "as_of: \"" + harness.Property(s, "as_of") + "\"" },
		func(s string) string { return s[strings.LastIndex(s, ". Made "):] },
	} {
		page = strings.Replace(page, of(page), of(like), 1)
	}
	return page
}
