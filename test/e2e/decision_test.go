package e2e_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestDecision_MadeWhileTheProgramWasOffCounts(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1100")
	require.Less(t, p.Stop(), 10*time.Second)
	require.NoFileExists(t, p.Dir+"/.employee/ready.json")

	p.Approve(note)
	p.Start()

	_, done := completed(p, "1100")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
}

func TestDecision_CopyInApprovedIsAskedAboutAndDoesNothing(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1200")

	p.Write("Approved", note, p.Read("Pending_Approval", note))
	notice := p.Note("Needs_Action", "cannot be carried out")

	require.Contains(t, p.Read("Needs_Action", notice), "There are 2 notes for this request")
	never(t, "drafts", len(fake.Moves()))

	require.NoError(t, os.Remove(p.Path("Pending_Approval", note)))
	completed(p, "1200")
	require.Len(t, fake.Drafts(), 1)
	p.Eventually("the notice to go", func() bool { return len(p.Notes("Needs_Action")) == 0 })
}

func TestDecision_ChangedAmountOutsideThePropertiesStopsTheEffect(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1300")
	original := p.Read("Pending_Approval", note)

	p.Write("Pending_Approval", note, strings.ReplaceAll(original, `amount: "2020.00"`, `amount: "1.00"`))
	p.Approve(note)
	notice := p.Note("Needs_Action", "cannot be carried out")
	require.Contains(t, p.Read("Needs_Action", notice), "The property amount was changed")
	never(t, "drafts", len(fake.Moves()))

	p.Write("Approved", note, original)
	completed(p, "1300")
	require.Equal(t, "2020", fake.Drafts()[0].Amount("amount_total"))
}

func TestDecision_HalfWrittenNoteWaitsUntilItIsWhole(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1400")
	text := p.Read("Pending_Approval", note)
	require.NoError(t, os.Remove(p.Path("Pending_Approval", note)))

	f, err := os.Create(p.Path("Approved", note))
	require.NoError(t, err)
	for _, part := range []string{text[:300], text[300:900], text[900:]} {
		_, err = f.WriteString(part)
		require.NoError(t, err)
		never(t, "drafts", len(fake.Moves()))
		require.NoError(t, f.Sync())
	}
	require.NoError(t, f.Close())

	_, done := completed(p, "1400")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
}

func TestDecision_DeletedNoteIsWithdrawnAndCanBeAskedAgain(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	require.NoError(t, os.Remove(p.Path("Pending_Approval", pending(p, "1500"))))
	name, gone := completed(p, "1500")
	require.Equal(t, "withdrawn", harness.Property(gone, "outcome"))
	never(t, "drafts", len(fake.Moves()))

	p.Move(name, "Completed", "Pending_Approval")
	p.Eventually("the request to be asked again", func() bool {
		for _, n := range p.Notes("Pending_Approval") {
			if strings.HasSuffix(harness.Property(p.Glimpse("Pending_Approval", n), "request_id"), "-1") {
				p.Approve(n)
				return true
			}
		}
		return false
	})
	p.Eventually("the draft", func() bool { return len(fake.Attachments()) == 1 })
	require.Len(t, fake.Drafts(), 1)
}

func TestDecision_TakenBackWhilePausedIsNotCarriedOut(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1600")
	require.NoError(t, os.WriteFile(p.Path("PAUSE.md"), []byte("holiday\n"), 0o644))

	p.Approve(note)
	p.Eventually("the pause to be noticed", func() bool {
		out, err := p.Starter("status")
		return err == nil && strings.Contains(out, "Paused by PAUSE.md")
	})
	p.Move(note, "Approved", "Pending_Approval")
	require.NoError(t, os.Remove(p.Path("PAUSE.md")))

	p.Eventually("the request to be back with the reason", func() bool {
		for _, n := range p.Notes("Pending_Approval") {
			if strings.Contains(p.Glimpse("Pending_Approval", n), "You took the approval back") {
				note = n
				return true
			}
		}
		return false
	})
	never(t, "drafts", len(fake.Moves()))
	p.Approve(note)
	completed(p, "1600")
	require.Len(t, fake.Drafts(), 1)
}

func TestDecision_OldCopyOfADecidedNoteIsNotDecidedAgain(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1700")
	old := p.Read("Pending_Approval", note)
	p.Approve(note)
	completed(p, "1700")

	p.Write("Approved", "restored from a backup.md", old)

	notice := p.Note("Needs_Action", "has been decided")
	require.Contains(t, p.Read("Needs_Action", notice), "not decided again")
	require.Len(t, fake.Drafts(), 1)
	require.NoError(t, os.Remove(p.Path("Approved", "restored from a backup.md")))
	p.Eventually("the notice to go", func() bool { return len(p.Notes("Needs_Action")) == 0 })
}

func TestDecision_ForgedNotesDoNothing(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	note := pending(p, "1800")
	real := p.Read("Pending_Approval", note)

	p.Write("Approved", "forged.md", strings.ReplaceAll(real, harness.Property(real, "request_id"), "req-0123456789abcdef-0"))
	p.Note("Needs_Action", "belongs to nothing")
	p.Write("Approved", "no note.md", "just some words")
	p.Write("Approved", "bomb.md", "---\na: &a [x]\nb: *a\n---\n")
	require.NoError(t, os.Symlink("/etc/passwd", p.Path("Approved", "link.md")))
	p.Note("Needs_Action", "bomb")
	p.Note("Needs_Action", "link")

	never(t, "drafts", len(fake.Moves()))
	p.Approve(note)
	completed(p, "1800")
	require.Len(t, fake.Drafts(), 1)
}

func TestDecision_ManyAtOnceCountEach(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	const n = 12
	ids := make([]string, n)
	for i := range ids {
		ids[i] = "19" + string(rune('a'+i))
		p.Drop(ids[i]+".eml", request(ids[i]))
	}
	for _, id := range ids {
		p.Fill("Pending_Approval", awaitPending(p, id), map[string]string{"create_customer": "true"})
	}
	require.NoError(t, os.Rename(p.Path("Pending_Approval"), p.Path("Approved", "all of them")))

	for _, id := range ids {
		completed(p, id)
	}
	require.Len(t, fake.Drafts(), n)
	require.Len(t, fake.Partners(), 2, "the owner's company and one new customer")
	require.Equal(t, n, p.Logged("odoo.create_draft_invoice", "intent"))
	require.Equal(t, n, p.Logged("odoo.create_draft_invoice", "result"))
}
