package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestInvoice_WhatTheOwnerDoesNotLetThroughNeverReachesOdoo(t *testing.T) {
	t.Parallel()
	for verdict, status := range map[contract.Verdict]string{
		contract.VerdictRejected: contract.StatusRejected, contract.VerdictWithdrawn: contract.StatusWithdrawn,
	} {
		for name, reading := range map[string]contract.Reading{
			"approval": complete(), "question": without("currency", "Which?", func(r *contract.Reading) { r.Currency = "" }),
		} {
			t.Run(string(verdict)+" at the "+name, func(t *testing.T) {
				t.Parallel()
				w := open(t)
				w.reading = reading
				w.owner(time.Hour, verdict)

				require.Equal(t, status, w.run(t).Status)

				require.Empty(t, w.odoo.sent)
				require.Len(t, w.desk.filed, 1)
				require.Equal(t, status, w.desk.filed[0].Outcome)
				text := sections(w.desk.filed[0].Result)
				require.Contains(t, text, "Nothing was sent.")
				require.Contains(t, text, "move this note back to Pending_Approval/")
				require.Equal(t, []string{status}, w.logged("process.ended", contract.PhaseEvent))
				require.Equal(t, status, w.records[len(w.records)-1].ApprovalStatus)
			})
		}
	}
}

func TestInvoice_NobodyDecidedIsExpiredAfterTheHandbooksDays(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.ExpiresDays = 5

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Equal(t, 5*day, w.took())
	require.Empty(t, w.odoo.sent)
	require.Contains(t, sections(w.desk.filed[0].Result), "Nobody decided in time.")
}

func TestInvoice_WithoutAnExpiryInTheHandbookItIsFourteenDays(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.ExpiresDays = 0
	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Equal(t, 14*day, w.took())
}

func TestInvoice_AskedAgainAfterAnAnswerTheOwnerHasTheWholeTimeAnew(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("currency", "Which?", func(r *contract.Reading) { r.Currency = "" })
	w.owner(13*day, contract.VerdictAnswered, "currency", "EUR")
	w.owner(26*day, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.odoo.sent, 1)
}

func TestInvoice_ApprovalTickedAsAnsweredIsAskedAgainAndSendsNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictAnswered)
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Contains(t, words(w.desk.laid[1]), "asks for a yes or a no")
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_SecondThoughtsBeforeTheDecisionIsReadCount(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(time.Hour, func() { w.desk.decide(contract.VerdictApproved, nil) })
	w.at(2*time.Hour, func() { w.desk.decided = contract.Decision{} })
	w.owner(3*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
}

// The program is off from the decision until long after the expiry: there is no
// signal, and the note is read at the expiry.
func TestInvoice_ApprovedInTimeWithoutASignalStillGoesOut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(day, func() { w.desk.decide(contract.VerdictApproved, nil) })

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Equal(t, 14*day, w.took())
}

func TestInvoice_StoppedInTemporalFilesItsNoteAtEveryWait(t *testing.T) {
	t.Parallel()
	down := func(int) error { return fail(contract.FailTransient, "Nobody answers at ODOO_URL.") }
	for name, c := range map[string]struct {
		prepare func(*world)
		status  string
	}{
		"a question": {func(w *world) {
			w.reading = without("currency", "Which?", func(r *contract.Reading) { r.Currency = "" })
		}, contract.StatusWithdrawn},
		"an approval":   {func(*world) {}, contract.StatusWithdrawn},
		"the look-up":   {func(w *world) { w.odoo.onFind = down }, contract.StatusWithdrawn},
		"duplicates":    {func(w *world) { w.odoo.onLook = down }, contract.StatusWithdrawn},
		"a pause":       {func(w *world) { w.handbook.Paused = true; w.owner(time.Hour, contract.VerdictApproved) }, contract.StatusWithdrawn},
		"Odoo down":     {func(w *world) { w.odoo.onCreate = down; w.owner(time.Hour, contract.VerdictApproved) }, contract.StatusWithdrawn},
		"credentials":   {func(w *world) { w.odoo.onFind = func(int) error { return fail(contract.FailAuth, "No.") } }, contract.StatusWithdrawn},
		"an attachment": {func(w *world) { w.odoo.onAttach = down; w.owner(time.Hour, contract.VerdictApproved) }, contract.StatusDone},
		"a lost answer": {func(w *world) {
			w.odoo.onCreate = func(int) error { return fail(contract.FailOutcomeUnknown, "No clear answer.") }
			w.odoo.onVerify = down
			w.owner(time.Hour, contract.VerdictApproved)
		}, contract.StatusUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			c.prepare(w)

			w.cancelled(t, 3*time.Hour)

			require.Equal(t, 3*time.Hour, w.took(), "it ends at once")
			require.Len(t, w.desk.filed, 1)
			require.Equal(t, c.status, w.desk.filed[0].Outcome)
			require.Contains(t, sections(w.desk.filed[0].Result), "stopped in Temporal")
			require.Equal(t, []string{c.status}, w.logged("process.ended", contract.PhaseEvent))
			require.Equal(t, c.status, w.status(t).Status)
			require.Len(t, w.desk.cleared, len(w.desk.notices), "no notice is left behind")
		})
	}
}

func TestInvoice_StoppedWhileTheCallIsUnderWayTellsWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	w.odoo.onAnswer = func(int) error {
		w.env.CancelWorkflow() // arrives before the answer
		return nil
	}
	w.cancelled(t, 30*day)

	require.Equal(t, []string{"done"}, w.effects(contract.PhaseResult))
	require.Equal(t, contract.StatusDone, w.desk.filed[0].Outcome)
	require.Contains(t, sections(w.desk.filed[0].Result), "number 31")
}

func TestInvoice_StoppedAfterALostAnswerSaysWhereToLook(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	w.odoo.onCreate = func(int) error { return fail(contract.FailOutcomeUnknown, "No clear answer.") }
	w.cancelled(t, time.Hour+30*time.Second)

	require.Equal(t, []string{"unknown"}, w.effects(contract.PhaseResult))
	text := sections(w.desk.filed[0].Result)
	require.Contains(t, text, contract.BusinessKey(mailKey))
	require.NotContains(t, text, "Nothing was sent")
}
