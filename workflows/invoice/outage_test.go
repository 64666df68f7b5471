package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestInvoice_OdooDownBeforeSendingWaitsAndGoesAheadByItself(t *testing.T) {
	t.Parallel()
	for _, kind := range []contract.FailureKind{contract.FailTransient, contract.FailRateLimited} {
		w := open(t)
		w.odoo.onCreate = once(10, kind, "Nobody answers at ODOO_URL.")
		w.owner(time.Hour, contract.VerdictApproved)
		var during contract.ProcessStatus
		w.env.RegisterDelayedCallback(func() { during = w.status(t) }, time.Hour+10*time.Second)

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		require.Equal(t, contract.StatusWaitingSystem, during.Status)
		require.Equal(t, "Approved; waiting for Odoo: Nobody answers at ODOO_URL.", during.WaitingFor)
		require.Len(t, w.desk.laid, 1, "the owner is not asked again")
		require.Len(t, w.odoo.drafts, 1)
		require.Len(t, w.effects(contract.PhaseIntent), 11)
		var longest time.Duration
		for i := 1; i < len(w.odoo.sentAt); i++ {
			longest = max(longest, w.odoo.sentAt[i].Sub(w.odoo.sentAt[i-1]).Round(time.Second))
		}
		require.Equal(t, 10*time.Minute, longest)
		require.Empty(t, w.odoo.verified, "what was not attempted need not be looked for")
	}
}

func TestInvoice_LongOutageIsSurvivedWithAHistoryThatHasRoom(t *testing.T) {
	t.Parallel()
	w := open(t)
	back := w.began.Add(20 * day)
	w.odoo.onCreate = func(int) error {
		if w.env.Now().Before(back) {
			return fail(contract.FailTransient, "Nobody answers.")
		}
		return nil
	}
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Less(t, len(w.odoo.sent), 800, "about 31 events each")
	require.Less(t, w.took(), 20*day+2*time.Hour)
	require.Len(t, w.desk.laid, 1)
}

func TestInvoice_TakenBackWhileOdooIsDownIsNotSentWhenItIsBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onCreate = once(3, contract.FailTransient, "Nobody answers.")
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(time.Hour+20*time.Second, func() { w.desk.decided = contract.Decision{} })
	w.owner(day, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Empty(t, w.odoo.drafts)
}

func TestInvoice_RefusedForGoodIsAskedAgainWithTheSentence(t *testing.T) {
	t.Parallel()
	for kind, sentence := range map[contract.FailureKind]string{
		contract.FailAuth:     "Odoo refuses the user name or the password; correct ODOO_USERNAME and ODOO_PASSWORD.",
		contract.FailInvalid:  "Odoo has no sale tax of 19 %.",
		contract.FailConflict: "The invoice is not the one that was approved.",
		contract.FailNotFound: "The customer is no longer in Odoo.",
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.odoo.onCreate = once(1, kind, sentence)
			w.owner(time.Hour, contract.VerdictApproved)
			w.owner(2*time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			require.Len(t, w.desk.laid, 2)
			require.Contains(t, w.desk.laid[1].Lead[0], sentence)
			require.Contains(t, w.desk.laid[1].Lead[1], "Nothing was made in Odoo.")
			require.Equal(t, []string{"not_done:" + string(kind), "done"}, w.effects(contract.PhaseResult))
			require.Equal(t, w.odoo.sent[0].Fingerprint, w.odoo.sent[1].Fingerprint)
			require.Equal(t, w.began.Add(2*time.Hour), w.odoo.sentAt[1].UTC().Round(time.Second), "only after the second yes")
		})
	}
}

func TestInvoice_AutomaticThatIsRefusedAsksInsteadOfTryingForEver(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.odoo.onCreate = once(1, contract.FailInvalid, "Odoo has no sale tax of 19 %.")
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.sent, 2)
	require.Len(t, w.desk.laid, 1)
	require.Contains(t, words(w.desk.laid[0]), policy.RuleSetBack)
	require.Contains(t, words(w.desk.laid[0]), "no sale tax of 19 %")
	require.Equal(t, "approved", w.records[len(w.records)-1].ApprovalStatus)
}

func TestInvoice_LookUpWaitsForOdooAndGoesOnByItself(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onFind = once(4, contract.FailTransient, "Nobody answers.")
	w.odoo.onLook = once(2, contract.FailRateLimited, "Odoo asks to wait.")
	w.owner(day, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.finds, 5)
	require.Len(t, w.odoo.lookups, 3)
	require.Empty(t, w.desk.notices)
	require.Less(t, w.took(), day+time.Hour)
}

func TestInvoice_RefusedCredentialsAreToldOnceAndTheNoticeGoesWhenTheyWork(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onFind = once(5, contract.FailAuth, "Odoo refuses the user name or the password.")
	w.owner(day, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.notices, 1)
	require.Equal(t, requestID+"-odoo", w.desk.notices[0].RequestID)
	require.Contains(t, words(w.desk.notices[0]), "refuses the user name")
	require.Equal(t, w.began, w.desk.notices[0].Created.UTC(), "the desk and the dashboard show since when")
	require.Len(t, w.desk.cleared, 1)
	require.Equal(t, requestID+"-odoo", w.desk.cleared[0].Note.RequestID)
}

// A look-up that Odoo refuses for good must not end the process: the request
// would be lost.
func TestInvoice_LookUpRefusedForGoodIsAQuestionToTheOwner(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*world){
		"customer":   func(w *world) { w.odoo.onFind = once(1, contract.FailInvalid, "The Invoicing app is not installed.") },
		"duplicates": func(w *world) { w.odoo.onLook = once(1, contract.FailInvalid, "The Invoicing app is not installed.") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			prepare(w)
			w.owner(time.Hour, contract.VerdictAnswered)
			w.owner(2*time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			require.Equal(t, contract.NoteClarification, w.desk.laid[0].Type)
			require.Contains(t, words(w.desk.laid[0]), "The Invoicing app is not installed. Is that put right")
			require.Equal(t, contract.NoteApproval, w.desk.laid[1].Type)
		})
	}
}

func TestInvoice_AttachmentThatFailsIsSaidAndTheDraftStands(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onAttach = func(int) error { return fail(contract.FailInvalid, "The server refuses files of this size.") }
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	text := sections(w.desk.filed[0].Result)
	require.Contains(t, text, "number 31")
	require.Contains(t, text, "could not be attached: The server refuses files of this size.")
	require.NotContains(t, text, "The mail is attached")
}

func TestInvoice_AttachmentWaitsForOdoo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.onAttach = once(3, contract.FailTransient, "Nobody answers.")
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.attached, 4)
	require.Contains(t, sections(w.desk.filed[0].Result), "The mail is attached")
	require.Len(t, w.odoo.sent, 1)
}
