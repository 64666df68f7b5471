package reminder_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestReminder_AnApprovedOneIsLaidAmongTheDraftsAsItWasShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.decision = approves("pay@hill.example")
	w.hint(time.Hour)
	got := w.run(t)

	require.Equal(t, contract.StatusDone, got.Status)
	require.Len(t, w.laid, 1)
	note := w.laid[0]
	require.Equal(t, contract.FolderPendingApproval, note.Folder)
	require.Equal(t, input().ReminderTitle(), note.Title)
	require.Equal(t, input().Expires, note.Expires)
	require.Equal(t, []any{contract.Decimal("120.50"), "EUR", "Hill & Sons"}, []any{note.Amount, note.Currency, note.Counterparty})
	require.Equal(t, []contract.Field{{Key: "reminder_to", Value: "pay@hill.example"}}, note.Fields)
	text, err := json.Marshal(note)
	require.NoError(t, err)
	for _, part := range []string{"INV/2026/00001", "2026-10-01", "reminder.always_asks", input().Briefing, "It is not sent"} {
		require.Contains(t, string(text), part)
	}
	require.Len(t, w.made, 1)
	d := w.made[0].Draft
	require.Equal(t, note.Sections[0].Code, d.Text, "the mail is the one that was shown")
	require.Equal(t, contract.ReminderKey("2026-W48", "overdue/7"), d.BusinessKey)
	print, err := d.Fingerprint()
	require.NoError(t, err)
	require.Equal(t, []string{print, print}, []string{note.Fingerprint, w.made[0].Fingerprint})
	require.Equal(t, "Payment reminder INV/2026/00001, INV/2026/00002", d.Subject)
	require.Contains(t, d.Text, "- INV/2026/00002, due on 2026-11-01: 20.50 EUR\n\nTogether: 120.50 EUR\n")
	require.True(t, strings.HasSuffix(d.Text, "Kind regards\nAda Berg\nBerg\n"))
	require.Equal(t, contract.StatusDone, w.filed[0].Outcome)
	require.Equal(t, []string{
		"event approval.requested pending pending", "event approval.decided approved approved",
		"intent gmail.create_draft intended approved", "result gmail.create_draft done approved", "event process.ended done approved",
	}, w.lines())
	require.NotContains(t, w.log[2].Parameters, "to", "addresses stay out of the log")
}

func TestReminder_WithoutAYesNothingIsMade(t *testing.T) {
	t.Parallel()
	for verdict, want := range map[contract.Verdict]string{
		contract.VerdictRejected: contract.StatusRejected, contract.VerdictWithdrawn: contract.StatusWithdrawn, contract.VerdictPending: contract.StatusExpired,
	} {
		w := newWorld(t)
		w.decision = func(int) contract.Decision { return contract.Decision{Verdict: verdict} }
		w.hint(time.Hour)
		require.Equal(t, want, w.run(t).Status)
		require.Empty(t, w.made)
		require.Equal(t, want, w.filed[0].Outcome)
		require.False(t, w.env.Now().After(input().Expires.Add(time.Minute)), "it ends before the next page")
	}
}

func TestReminder_WhatIsPaidOrHasChangedSinceIsNotRemindedOf(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*contract.Debt){
		"paid":    func(d *contract.Debt) { d.Overdue, d.Sums = nil, nil },
		"in part": func(d *contract.Debt) { d.Overdue[0].Open = "50.00" },
		"more":    func(d *contract.Debt) { d.Overdue = append(d.Overdue, contract.DebtItem{Number: "INV/3"}) },
	} {
		w := newWorld(t)
		w.decision = approves("pay@hill.example")
		w.debt = func(n int) (contract.Debt, error) {
			d := owes()
			if n > 1 {
				change(&d)
			}
			return d, nil
		}
		w.hint(time.Hour)
		require.Equal(t, contract.StatusRefused, w.run(t).Status, name)
		require.Empty(t, w.made, name)
		require.Contains(t, w.filed[0].Result[0].Text[0], "since you were asked", name)
	}
}

func TestReminder_WhereNothingIsOverdueNobodyIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.debt = func(int) (contract.Debt, error) { return contract.Debt{Configured: true}, nil }
	require.Equal(t, contract.StatusIgnored, w.run(t).Status)
	require.Empty(t, w.laid)
	require.Equal(t, "reminder.nothing_overdue", w.log[0].PolicyRule)

	w = newWorld(t)
	w.debt = func(int) (contract.Debt, error) { return contract.Debt{}, nil }
	require.Equal(t, contract.StatusRefused, w.run(t).Status, "without Odoo it is not said that nothing is overdue")
}

func TestReminder_ADryRunIsDescribed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.handbook.DryRun = true
	w.decision = approves("pay@hill.example")
	w.hint(time.Hour)
	require.Equal(t, contract.StatusDryRun, w.run(t).Status)
	require.True(t, w.made[0].DryRun)
	require.True(t, w.laid[0].DryRun)
	require.Equal(t, "To: pay@hill.example", w.filed[0].Result[0].Code)

	w = newWorld(t)
	w.decision = func(int) contract.Decision {
		w.handbook.DryRun = true // set while the request waited
		return approves("pay@hill.example")(1)
	}
	w.hint(time.Hour)
	require.Equal(t, contract.StatusDryRun, w.run(t).Status)
	require.True(t, w.made[0].DryRun)
}

func TestReminder_AnAddressIsTheOwnersAndMustBeOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.debt = func(int) (contract.Debt, error) {
		d := owes()
		d.Email = "a@hill.example, b@hill.example"
		d.Credit = []contract.WeekMoney{{Currency: "EUR", Amount: "5.00", Count: 1}}
		return d, nil
	}
	w.decision = func(n int) contract.Decision {
		if n == 1 {
			return approves("")(n)
		}
		return approves(" other@hill.example ")(n)
	}
	w.hint(time.Hour)
	w.hint(2 * time.Hour)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.laid, 2)
	require.Contains(t, w.laid[1].Lead[0], "holds no single mail address")
	text, err := json.Marshal(w.laid[0])
	require.NoError(t, err)
	require.Contains(t, string(text), "Odoo has no mail address")
	require.Contains(t, string(text), "5.00 EUR of this customer that is paid or credited")
	require.Equal(t, "other@hill.example", w.made[0].Draft.To)
	require.Contains(t, strings.Join(w.lines(), "\n"), "approval.edited")
}

func TestReminder_AnApprovalThatIsTakenBackMakesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.decision = func(n int) contract.Decision {
		switch n {
		case 1:
			return approves("pay@hill.example")(n)
		case 2: // right before the attempt
			return contract.Decision{Verdict: contract.VerdictPending}
		}
		return contract.Decision{Verdict: contract.VerdictRejected}
	}
	w.hint(time.Hour)
	w.hint(2 * time.Hour)
	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Empty(t, w.made)
	require.Contains(t, w.laid[1].Lead[0], "You took the approval back")
}
