package notes_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func planned(n contract.Note, done ...bool) contract.Note {
	for i, text := range []string{"Read the mail", "You answer ![[x]] <b>", "You decide"} {
		n.Plan = append(n.Plan, contract.PlanStep{Text: text, Done: i < len(done) && done[i]})
	}
	return n
}

func TestPlan_IsKeptTrueAndFiledWithTheOwnersLines(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		question := planned(clarification(), true)
		laid := o.lay(question)
		plan := o.only("Plans")
		text := o.read(plan)
		require.Contains(t, text, "- [x] Read the mail\n- [ ] You answer")
		require.NotContains(t, text, "![[x]]", "a mail's words stay inert")
		require.Contains(t, text, "[The note](Needs_Action/")
		require.NotContains(t, text, "request_id:", "a plan must not be taken for a note that decides")
		o.write(plan, text+"\nCall Ana first.\n")

		second := planned(approval(), true, true)
		second.Revision = 2
		o.lay(second)
		require.Equal(t, plan, o.only("Plans"), "one plan, whatever the note is called")
		text = o.read(plan)
		require.Contains(t, text, "- [x] You answer")
		require.Contains(t, text, "Call Ana first.")
		require.Contains(t, text, "[The note](Pending_Approval/")
		require.NotEmpty(t, laid)

		o.file(filing(planned(second, true, true, true), "done"))
		require.Empty(t, o.files("Plans"))
		text = o.read(o.only("Completed/Plans"))
		require.Contains(t, text, "- [x] You decide\n")
		require.Contains(t, text, "Ended: done.")
		require.Contains(t, text, "status: \"completed\"")
		require.Contains(t, text, "Call Ana first.")
	})
}

func TestPlan_ARequestWithoutStepsHasNone(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(approval())
		o.file(filing(approval(), "done"))
		require.Empty(t, o.files("Plans"))
	})
}

func TestPlan_OneThatTheOwnerDeletedIsNotForcedOnHim(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(planned(clarification(), true))
		o.remove(o.only("Plans"))
		second := planned(approval(), true, true)
		second.Revision = 2
		o.lay(second)
		o.file(filing(second, "rejected"))
		require.Empty(t, o.files("Plans"))
		require.NoDirExists(t, o.path("Completed/Plans"))
	})
}

func TestPlan_CutOffAnywhereIsOnePlanWithItsLinesOnce(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		o.lay(planned(clarification(), true))
		plan := o.only("Plans")
		o.write(plan, o.read(plan)+"\nCall Ana first.\n")
		second := planned(approval(), true, true)
		second.Revision = 2
		crash(func(d *notes.Desk) error { _, err := d.EnsureNote(context.Background(), second); return err })
		o.lay(second)
		require.Equal(t, plan, o.only("Plans"))
		text := o.read(plan)
		require.Contains(t, text, "\n## Your notes\n\nCall Ana first.\n")
		require.NotContains(t, text, "- [ ] You answer")

		crash(func(d *notes.Desk) error {
			_, err := d.EnsureFiled(context.Background(), filing(second, "done"))
			return err
		})
		o.file(filing(second, "done"))
		require.Empty(t, o.files("Plans"))
		require.Contains(t, o.read(o.only("Completed/Plans")), "Ended: done.")
		require.Equal(t, contract.VerdictPending, o.decide(second).Verdict)
		require.Len(t, o.files(string(vault.Completed)), 1)
	})
}
