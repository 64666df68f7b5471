package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// dashboard waits until Dashboard.md says something.
func dashboard(p *harness.Product, part string) {
	p.Eventually("the dashboard to say "+part, func() bool { return strings.Contains(p.Glimpse("", "Dashboard.md"), part) })
}

func TestDesk_PauseFromTheCommandLineHoldsWhatIsApproved(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "5100")

	out, err := p.Starter("pause", "on", "holiday")
	require.NoError(t, err, out)
	p.Approve(note)
	p.Eventually("the pause to be noticed", func() bool {
		out, err := p.Starter("status")
		return err == nil && strings.Contains(out, "Paused")
	})
	dashboard(p, "PAUSED: nothing leaves")
	never(t, "drafts", len(fake.Moves()))

	out, err = p.Starter("resume")
	require.NoError(t, err, out)
	_, done := completed(p, "5100")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
	dashboard(p, "Since Monday ")
	dashboard(p, ": 1 done.")
}

func TestDesk_ARequestIsPutOffAndCanStillBeDecided(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	note := pending(p, "5200")
	dashboard(p, "1 request, 2020.00 EUR in all.")

	later := time.Now().AddDate(0, 0, 7).Format(time.DateOnly)
	p.Fill("Pending_Approval", note, map[string]string{"snooze_until": later})
	dashboard(p, "## Put off")
	dashboard(p, "| "+later+" 00:00 |")
	dashboard(p, "Nothing waits for your decision.")

	p.Approve(note)
	_, done := completed(p, "5200")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	dashboard(p, "dry run, nothing was sent")
}

func TestDesk_AQuestionAndADecisionHaveAPlanThatIsKeptTrue(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	p.Drop("bare dollars.eml", strings.NewReplacer("at EUR 950.00", "at $950.00", "at EUR 120.00", "at $120.00").Replace(request("5300")))
	question := p.Note("Needs_Action", "Question")
	plan := p.Note("Plans", "Plan for")
	require.Contains(t, p.Read("Plans", plan), "- [ ] You answer what the mail leaves open")

	p.Fill("Needs_Action", question, map[string]string{"currency": "USD", "answered": "true"})
	note := p.Note("Pending_Approval", "Berger")
	p.Eventually("the step to be ticked", func() bool { return strings.Contains(p.Glimpse("Plans", plan), "- [x] You answer") })

	p.Approve(note)
	completed(p, "5300")
	p.Eventually("the plan to be filed", func() bool { return len(p.Notes("Plans")) == 0 })
	require.Contains(t, p.Read("Completed/Plans", plan), "Ended: dry run, nothing was sent.")
}
