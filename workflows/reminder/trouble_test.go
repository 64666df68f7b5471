package reminder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func approved(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.decision = approves("pay@hill.example")
	w.hint(time.Hour)
	return w
}

func TestReminder_GmailThatIsDownIsWaitedForUntilTheNextPage(t *testing.T) {
	t.Parallel()
	for _, kind := range []contract.FailureKind{contract.FailTransient, contract.FailRateLimited, contract.FailAuth} {
		w := approved(t)
		w.create = func(n int) (contract.DraftOutcome, error) {
			if n < 4 {
				return contract.DraftOutcome{}, failed(kind)
			}
			return contract.DraftOutcome{Found: true}, nil
		}
		require.Equal(t, contract.StatusDone, w.run(t).Status)
		require.Len(t, w.made, 4)
		require.Equal(t, 4, strings.Count(strings.Join(w.lines(), "\n"), "intent "))
	}
	w := approved(t)
	w.create = func(int) (contract.DraftOutcome, error) {
		return contract.DraftOutcome{}, failed(contract.FailTransient)
	}
	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.True(t, w.env.Now().Before(input().Expires))
}

func TestReminder_ALostAnswerIsLookedForAndNeverRepeatedBlindly(t *testing.T) {
	t.Parallel()
	lost := func(int) (contract.DraftOutcome, error) {
		return contract.DraftOutcome{}, failed(contract.FailOutcomeUnknown)
	}
	w := approved(t)
	w.create = lost
	w.verify = func(n int) (contract.DraftOutcome, error) {
		return contract.DraftOutcome{Found: n > 2, DraftID: "r1"}, nil
	}
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.made, 1)
	require.Equal(t, 3, w.verified)

	w = approved(t)
	w.create = func(n int) (contract.DraftOutcome, error) {
		if n == 1 {
			return lost(n)
		}
		require.GreaterOrEqual(t, w.env.Now().Sub(monday()), time.Hour+150*time.Second, "not before it is sure that the first did nothing")
		return contract.DraftOutcome{Found: true}, nil
	}
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.made, 2)

	w = approved(t)
	w.create = lost
	w.verify = func(int) (contract.DraftOutcome, error) { return contract.DraftOutcome{}, failed(contract.FailAuth) }
	require.Equal(t, contract.StatusUnknown, w.run(t).Status)
	require.Len(t, w.made, 1)
	require.Contains(t, w.filed[0].Result[0].Text[0], "It is not known whether")
	require.Contains(t, strings.Join(w.lines(), "\n"), "result gmail.create_draft unknown")
}

func TestReminder_WhatGmailRefusesIsAskedAboutAgain(t *testing.T) {
	t.Parallel()
	w := approved(t)
	w.create = func(n int) (contract.DraftOutcome, error) {
		if n == 1 {
			return contract.DraftOutcome{}, failed(contract.FailInvalid)
		}
		return contract.DraftOutcome{Found: true}, nil
	}
	w.hint(2 * time.Hour)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.laid, 2)
	require.Contains(t, w.laid[1].Lead[0], "It could not be carried out: It went wrong.")
}

func TestReminder_OdooThatIsDownIsWaitedFor(t *testing.T) {
	t.Parallel()
	w := approved(t)
	w.debt = func(n int) (contract.Debt, error) {
		if n < 3 {
			return contract.Debt{}, failed(contract.FailTransient)
		}
		return owes(), nil
	}
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.laid, 1)
}

func TestReminder_APauseHoldsTheEffect(t *testing.T) {
	t.Parallel()
	w := approved(t)
	w.handbook.Paused = true
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		require.Empty(t, w.made)
		w.handbook.Paused = false
	}, 10*time.Hour)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.GreaterOrEqual(t, w.env.Now().Sub(monday()), 10*time.Hour)
}

func TestReminder_OneThatIsStoppedFilesItsNote(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)
	w.env.ExecuteWorkflow(contract.PaymentReminder, input())
	require.Error(t, w.env.GetWorkflowError())
	require.Len(t, w.filed, 1)
	require.Equal(t, contract.StatusWithdrawn, w.filed[0].Outcome)
}

func TestReminder_IsWrittenInTheCustomersLanguageWhereItIsKnown(t *testing.T) {
	t.Parallel()
	for language, want := range map[string]string{"de": "Zahlungserinnerung INV", "fr": "Rappel de paiement INV", "es": "Recordatorio de pago INV", "pl": "Payment reminder INV", "": "Payment reminder INV"} {
		w := approved(t)
		w.debt = func(int) (contract.Debt, error) {
			d := owes()
			d.Language = language
			d.Overdue[0].Number = "INV/1\r\nBcc: x@evil.example"
			return d, nil
		}
		w.run(t)
		require.True(t, strings.HasPrefix(w.made[0].Draft.Subject, want), language)
		require.NotContains(t, w.made[0].Draft.Subject+w.made[0].Draft.Text, "\nBcc")
	}
}
