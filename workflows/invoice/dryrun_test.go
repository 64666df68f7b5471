package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestInvoice_DryRunDescribesTheCallAndEndsVisiblyDifferent(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.DryRun = true
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDryRun, result.Status)
	require.True(t, w.desk.laid[0].DryRun)
	require.Contains(t, words(w.desk.laid[0]), "Dry run")
	require.True(t, w.odoo.sent[0].DryRun)
	require.Empty(t, w.odoo.drafts)
	require.Empty(t, w.odoo.attached)
	require.Equal(t, contract.StatusDryRun, w.desk.filed[0].Outcome)
	require.Contains(t, sections(w.desk.filed[0].Result), "account.move.load")
	require.Equal(t, []string{"dry_run"}, w.effects(contract.PhaseResult))
	for _, r := range w.records {
		require.True(t, r.DryRun, r.Action)
	}
}

func TestInvoice_DryRunSendsTheIdenticalPayloadOfTheRealThing(t *testing.T) {
	t.Parallel()
	var prints []string
	for _, dry := range []bool{true, false} {
		w := open(t)
		w.in.DryRun = dry
		w.owner(time.Hour, contract.VerdictApproved)
		w.run(t)
		prints = append(prints, w.odoo.sent[0].Fingerprint)
	}
	require.Equal(t, prints[0], prints[1])
}

func TestInvoice_DryRunOfTheCallerHoldsInARealInstallation(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.DryRun = true
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDryRun, w.run(t).Status)
	require.Empty(t, w.odoo.drafts)
}

func TestInvoice_DryRunSwitchedOnAfterItWasShownAsRealStaysDry(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(30*time.Minute, func() { w.handbook.DryRun = true })
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	require.False(t, w.desk.laid[0].DryRun)
	require.True(t, w.odoo.sent[0].DryRun)
	require.True(t, w.desk.filed[0].Note.DryRun)
}

func TestInvoice_DryRunSwitchedOnInTheLastMomentStaysDry(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onCreate = once(1, contract.FailTransient, "Nobody answers.")
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(time.Hour+5*time.Second, func() { w.handbook.DryRun = true })

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	require.False(t, w.odoo.sent[0].DryRun)
	require.True(t, w.odoo.sent[1].DryRun)
	require.Empty(t, w.odoo.drafts)
}

func TestInvoice_ShownAsDryStaysDryThoughTheInstallationIsRealNow(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.DryRun = true
	w.at(30*time.Minute, func() { w.handbook.DryRun = false })
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)
	require.True(t, w.odoo.sent[0].DryRun)
	require.Empty(t, w.odoo.drafts)
}

func TestInvoice_AutomaticDryRunLeavesANoteThatCanBeBroughtBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.handbook.DryRun = small(), true

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	note := w.desk.filed[0].Note
	require.Equal(t, contract.NoteApproval, note.Type)
	require.Equal(t, w.in.Mail, note.Mail)
	require.NotEmpty(t, note.Fields)
	require.Contains(t, sections(w.desk.filed[0].Result), "move this note back to Pending_Approval/")
}

func TestInvoice_WithoutOdooTheCallIsDescribedAndNothingIsLookedFor(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.match = contract.CustomerMatch{}
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "Odoo is not configured")
	require.Contains(t, sections(w.desk.filed[0].Result), "ODOO_URL")
	require.Empty(t, w.odoo.verified)
}

// A worker that is killed while it describes a call has sent nothing, so there
// is nothing to look for and the owner is not asked twice.
func TestInvoice_InterruptedDescriptionIsRepeatedByItself(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*world){
		"dry run": func(w *world) { w.handbook.DryRun = true },
		"no Odoo": func(w *world) { w.odoo.match = contract.CustomerMatch{} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			prepare(w)
			w.odoo.onCreate = func(n int) error {
				if n == 1 {
					return temporal.NewHeartbeatTimeoutError()
				}
				return nil
			}
			w.owner(time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDryRun, w.run(t).Status)

			require.Len(t, w.desk.laid, 1)
			require.Equal(t, []string{"not_done:transient", "dry_run"}, w.effects(contract.PhaseResult))
			require.Less(t, w.took(), time.Hour+time.Minute)
		})
	}
}
