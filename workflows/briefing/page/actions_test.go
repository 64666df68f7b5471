package page_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/briefing/page"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lateWeek is a plain week with two late customers and a supplier that waits.
func lateWeek(t *testing.T) contract.Week {
	t.Helper()
	w := plainWeek(t)
	w.CanDraft = true
	w.Books.Overdue = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{
		{PartnerID: 7, Partner: "Hill & Sons", Invoice: "INV/1", Days: 30, Open: "30.00", URL: "https://odoo.example/1"},
		{PartnerID: 8, Partner: "Vale", Invoice: "INV/2", Days: 9, Open: "10.00"},
		{PartnerID: 9, Partner: "Mill", Invoice: "BILL/1", Days: 20, Open: "40.00", Payable: true},
	}}
	return w
}

func acting(f contract.WeekFigures) map[string]contract.WeekSuggestion {
	out := map[string]contract.WeekSuggestion{}
	for _, s := range f.Suggestions {
		if s.Action != "" {
			out[s.Key] = s
		}
	}
	return out
}

func TestActions_AReminderAsksAndTheRestSaysThatItIsAdvice(t *testing.T) {
	t.Parallel()
	w := lateWeek(t)
	pages, figures := composed(t, w, nil)
	act := acting(figures)
	require.Len(t, act, 2)
	s := act["overdue/7"]
	require.Equal(t, contract.ActionReminder, s.Action)
	require.Equal(t, contract.SuggestionRequestID("2026-W48", "overdue/7"), s.Request)
	require.Equal(t, int64(7), s.PartnerID)
	require.Equal(t, "Hill & Sons", s.Partner)
	link := "[[" + strings.TrimSuffix(named("Payment reminder to Hill & Sons 2026-W48", s.Request), ".md")
	require.Contains(t, pages.Briefing, "**Yours to approve:** "+link+"|the reminder]]")
	require.Contains(t, pages.Audit, "asks you: "+link+"]]")
	require.Contains(t, pages.Briefing, "what has no request is advice")
	require.Contains(t, pages.Audit, "| advice |")
	require.NotContains(t, act, "owed/9", "a bill is paid by its owner")
	again, _ := composed(t, w, nil)
	require.Equal(t, pages, again)
}

func TestActions_WithoutDraftsOrForAnOldWeekItIsAdvice(t *testing.T) {
	t.Parallel()
	w := lateWeek(t)
	w.CanDraft = false
	pages, figures := composed(t, w, nil)
	require.Empty(t, acting(figures))
	require.Contains(t, pages.Briefing, "These are advice; nothing is done by itself. With Gmail's right")

	w = lateWeek(t)
	w.Span.AsOf = at(t, "2026-12-06T22:59:59Z")
	_, figures = composed(t, w, nil)
	require.Len(t, acting(figures), 2, "until the next week is over in Berlin")
	w.Span.AsOf = at(t, "2026-12-06T23:00:00Z")
	pages, figures = composed(t, w, nil)
	require.Empty(t, acting(figures))
	require.Contains(t, pages.Briefing, "Advice: the page of an older week asks for nothing.")
}

// asked are the pages of a week that asked about a reminder to Hill & Sons.
func asked(week, became string) contract.WeekFigures {
	return contract.WeekFigures{Week: week, Suggestions: []contract.WeekSuggestion{{
		Key: "overdue/7", Text: "Remind Hill & Sons of what is overdue", Figure: "overdue.customer.7", Value: "50.00", Effect: "it comes in",
		Action: contract.ActionReminder, Request: contract.SuggestionRequestID(week, "overdue/7"), Partner: "Hill & Sons", PartnerID: 7, Became: became,
	}}, Figures: []contract.WeekFigure{{Name: "overdue.customer.7", Value: "50.00", Unit: "EUR"}}}
}

func TestActions_WhatTheOwnerSaidBeforeHolds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		past   contract.WeekFigures
		asks   bool
		says   string
		unsaid string
	}{
		"rejected last week":       {asked("2026-W47", contract.StatusRejected), false, "Advice: you said no to a reminder in 2026-W47.", "Yours to approve:** [[Payment reminder to Hill"},
		"rejected four weeks ago":  {asked("2026-W44", contract.StatusRejected), false, "Advice: you said no", ""},
		"rejected five weeks ago":  {asked("2026-W43", contract.StatusRejected), true, "", "you said no"},
		"laid last week":           {asked("2026-W47", contract.StatusDone), false, "give it time, or ring them", ""},
		"laid two weeks ago":       {asked("2026-W46", contract.StatusDone), true, "", "give it time"},
		"expired":                  {asked("2026-W47", contract.StatusExpired), true, "(again: nobody decided about the reminder)", ""},
		"a dry run":                {asked("2026-W47", contract.StatusDryRun), true, "(again: you approved the reminder, as a dry run)", ""},
		"what is owed had changed": {asked("2026-W47", contract.StatusRefused), true, "had changed", ""},
		"still waits":              {asked("2026-W47", contract.StatusWaitingApproval), false, "|the request of 2026-W47 still waits]]", ""},
		"unknown":                  {asked("2026-W47", contract.StatusUnknown), false, "look there first", ""},
		"never asked":              {asked("2026-W47", ""), true, "no reminder was needed", ""},
	} {
		pages, figures := composed(t, lateWeek(t), []contract.WeekFigures{c.past})
		require.Equal(t, c.asks, acting(figures)["overdue/7"].Request != "", name)
		require.Contains(t, pages.Briefing, c.says, name)
		if c.unsaid != "" {
			require.NotContains(t, pages.Briefing, c.unsaid, name)
		}
		require.LessOrEqual(t, len(figures.Suggestions), 5)
	}
}

func TestActions_NextWeekSaysWhatBecameOfThem(t *testing.T) {
	t.Parallel()
	for became, want := range map[string]string{
		contract.StatusDone:      "you approved the reminder, and it was laid among your drafts on 25 Nov",
		contract.StatusRejected:  "you said no to the reminder on 25 Nov",
		contract.StatusWithdrawn: "you took the request away on 25 Nov",
		contract.StatusExpired:   "nobody decided about the reminder",
	} {
		w := lateWeek(t)
		w.Books.Overdue.Rows = w.Books.Overdue.Rows[1:] // paid since
		past := asked("2026-W47", became)
		past.Suggestions[0].ClosedAt = at(t, "2026-11-25T10:00:00Z")
		pages, _ := composed(t, w, []contract.WeekFigures{past})
		require.Contains(t, pages.Briefing, "**done** remind Hill \\& Sons of what is overdue (50.00 EUR then, 0.00 EUR now; "+want, became)
		require.Contains(t, pages.Audit, want, became)
	}
}

func TestActions_ANameThatObsidianWouldReadIsNoLink(t *testing.T) {
	t.Parallel()
	w := lateWeek(t)
	w.Books.Overdue.Rows[0].Partner = "%%Hill%% $x$"
	pages, figures := composedButNumbers(t, w, nil)
	require.Len(t, acting(figures), 2)
	require.Contains(t, pages.Briefing, "**Yours to approve** in Pending_Approval/.")
	require.NotContains(t, pages.Briefing, "[[Payment reminder to %%")

	pages, figures = page.Compose(lateWeek(t), nil, nil)
	require.Len(t, acting(figures), 2)
	require.NotContains(t, pages.Briefing, "[[Payment")
}
