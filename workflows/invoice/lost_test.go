package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// lost makes the first answer get lost, with the draft made or not.
func lost(w *world, made bool) {
	unclear := once(1, contract.FailOutcomeUnknown, "Odoo was asked, but no clear answer came back.")
	if made {
		w.odoo.onAnswer = unclear
		return
	}
	w.odoo.onCreate = unclear
}

func TestInvoice_LostAnswerWhoseDraftIsThereIsAdoptedAtOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	lost(w, true)
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.True(t, result.Outcome.Adopted)
	require.Len(t, w.odoo.sent, 1)
	require.Len(t, w.odoo.verified, 1)
	require.Contains(t, sections(w.desk.filed[0].Result), "there is only one")
	require.Len(t, w.odoo.attached, 1)
	require.Less(t, w.took(), time.Hour+5*time.Second)
}

func TestInvoice_LostAnswerWhoseDraftAppearsLaterIsAdopted(t *testing.T) {
	t.Parallel()
	w := open(t)
	lost(w, false)
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(time.Hour+time.Minute, func() { w.odoo.made(contract.BusinessKey(mailKey)) })
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, time.Hour+30*time.Second)

	result := w.run(t)

	require.True(t, result.Outcome.Adopted)
	require.Equal(t, contract.StatusVerifying, during.Status)
	require.Len(t, w.odoo.sent, 1)
	require.WithinRange(t, w.began.Add(w.took()), w.began.Add(time.Hour+time.Minute), w.began.Add(time.Hour+95*time.Second))
	require.Equal(t, []string{"done"}, w.effects(contract.PhaseResult))
}

func TestInvoice_LostAnswerIsLookedForUntilOdooCannotBeWorkingAnyMore(t *testing.T) {
	t.Parallel()
	w := open(t)
	lost(w, false)
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	last := w.odoo.verified[len(w.odoo.verified)-1].Sub(w.odoo.sentAt[0])
	require.GreaterOrEqual(t, last, 150*time.Second)
	require.Less(t, last, 160*time.Second)
	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "gave no clear answer, and the draft is not there")
	require.Equal(t, []string{"not_done:not_found", "done"}, w.effects(contract.PhaseResult))
	require.Len(t, w.odoo.sent, 2)
	require.Equal(t, w.odoo.sent[0].Draft.BusinessKey, w.odoo.sent[1].Draft.BusinessKey)
	require.Len(t, w.odoo.drafts, 1, "the same key can never make a second draft")
}

func TestInvoice_AutomaticWithALostAnswerIsNotRepeatedWithoutTheOwner(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	lost(w, false)
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Len(t, w.odoo.sent, 1)
}

func TestInvoice_WorkerThatDiesInTheCallIsALostAnswer(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onAnswer = func(int) error { return temporal.NewHeartbeatTimeoutError() }
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.True(t, result.Outcome.Adopted)
	require.Len(t, w.odoo.sent, 1)
}

func TestInvoice_LostAnswerWhileOdooIsDownIsLookedForWhenItIsBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	lost(w, false)
	w.odoo.onVerify = once(12, contract.FailTransient, "Nobody answers.")
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*day, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Greater(t, len(w.odoo.verified), 13, "one look after the outage proves nothing if it began before the 150 seconds were over")
	require.Len(t, w.desk.laid, 2)
}

func TestInvoice_WhatCannotBeLookedForIsSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	w := open(t)
	lost(w, true)
	w.odoo.onVerify = once(1, contract.FailConflict, "There are 2 invoices with the origin in Odoo.")
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Equal(t, []string{"unknown"}, w.effects(contract.PhaseResult))
	require.Contains(t, words(w.desk.laid[1]), "There are 2 invoices")
	require.Contains(t, words(w.desk.laid[1]), "It is not known whether the draft is in Odoo")
	text := sections(w.desk.filed[0].Result)
	require.NotContains(t, text, "Nothing was sent")
	require.Contains(t, text, contract.BusinessKey(mailKey))
}

func TestInvoice_UnknownStaysUnknownThoughALaterAttemptIsRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onVerify = once(1, contract.FailConflict, "Two of them.")
	w.odoo.onCreate = func(n int) error {
		if n == 1 {
			return fail(contract.FailOutcomeUnknown, "Unclear.")
		}
		return fail(contract.FailAuth, "The password has expired.")
	}
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved)
	w.owner(3*time.Hour, contract.VerdictRejected)

	w.run(t)

	require.Contains(t, words(w.desk.laid[2]), "The password has expired.")
	require.Contains(t, words(w.desk.laid[2]), "It is not known whether the draft is in Odoo")
}

func TestInvoice_OdooTakenOutOfTheSettingsAfterALostAnswerIsUnknown(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onCreate = func(int) error {
		w.odoo.match.Configured = false // the worker was started again without ODOO_URL
		return temporal.NewHeartbeatTimeoutError()
	}
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictRejected)

	w.run(t)

	require.Equal(t, []string{"unknown"}, w.effects(contract.PhaseResult))
	require.Contains(t, words(w.desk.laid[1]), "no longer configured")
}
