package briefing_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/briefing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// sources answers every activity of the process, each with what stands here.
type sources struct {
	mu      sync.Mutex
	spans   []contract.FindWeekInput
	books   []contract.ListBooksInput
	made    []contract.Week
	logged  []contract.AuditRecord
	fail    map[string]error // by the activity's name
	without map[string]bool  // systems that are not set up
	// reminders are the suggestions that are actions.
	reminders []contract.ReminderInput
}

func span(week string) contract.WeekSpan {
	return contract.WeekSpan{
		Week: week, Zone: "Europe/Berlin", From: "2026-11-23", To: "2026-11-29", Today: "2026-11-30",
		Start: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), End: time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC), AsOf: time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC),
	}
}

func answer[In, Out any](env *testsuite.TestWorkflowEnvironment, s *sources, name contract.Activity[In, Out], f func(In) Out) {
	env.RegisterActivityWithOptions(func(_ context.Context, in In) (Out, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var none Out
		if err := s.fail[name.Name()]; err != nil {
			return none, err
		}
		return f(in), nil
	}, activity.RegisterOptions{Name: name.Name()})
}

func (s *sources) environment(t *testing.T) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterWorkflowWithOptions(briefing.Run, workflow.RegisterOptions{Name: contract.WeeklyAuditAndBriefing})
	answer(env, s, contract.NotesFindWeek, func(in contract.FindWeekInput) contract.WeekSpan {
		s.spans = append(s.spans, in)
		if in.Week == "" {
			in.Week = "2026-W48"
		}
		return span(in.Week)
	})
	answer(env, s, contract.OdooListBooks, func(in contract.ListBooksInput) contract.Books {
		s.books = append(s.books, in)
		return contract.Books{Configured: !s.without["odoo"], Currency: "EUR"}
	})
	answer(env, s, contract.AuditListWeek, func(contract.ListWeekInput) contract.AuditWeek { return contract.AuditWeek{Lines: 3} })
	answer(env, s, contract.NotesListWeek, func(contract.ListWeekInput) contract.VaultWeek { return contract.VaultWeek{Waits: 2} })
	answer(env, s, contract.ProcessesListWeek, func(contract.ListWeekInput) contract.ProcessWeek { return contract.ProcessWeek{Open: 1} })
	answer(env, s, contract.MailListWeek, func(contract.ListWeekInput) contract.MailWeek { return contract.MailWeek{Received: 4} })
	answer(env, s, contract.PostsListWeek, func(contract.ListWeekInput) contract.PostWeek {
		return contract.PostWeek{Configured: !s.without["social"]}
	})
	answer(env, s, contract.NotesEnsureWeek, func(w contract.Week) contract.BriefingResult {
		s.made = append(s.made, w)
		return contract.BriefingResult{Week: w.Span.Week, Audit: "Audits/2026-11-30-audit.md", Briefing: "CEO_Briefings/2026-11-30-briefing.md", Reminders: s.reminders}
	})
	answer(env, s, contract.AuditEnsureRecords, func(r []contract.AuditRecord) contract.EnsureRecordsResult {
		s.logged = append(s.logged, r...)
		return contract.EnsureRecordsResult{Written: 1}
	})
	return env
}

func run(t *testing.T, env *testsuite.TestWorkflowEnvironment, in contract.BriefingInput) contract.BriefingResult {
	t.Helper()
	env.ExecuteWorkflow(contract.WeeklyAuditAndBriefing, in)
	require.True(t, env.IsWorkflowCompleted())
	require.NoError(t, env.GetWorkflowError())
	var out contract.BriefingResult
	require.NoError(t, env.GetWorkflowResult(&out))
	return out
}

func TestBriefing_GathersEverySourceAndHasTheNotesMade(t *testing.T) {
	t.Parallel()
	s := &sources{}
	env := s.environment(t)
	got := run(t, env, contract.BriefingInput{Week: "2026-W48"})
	require.Equal(t, "Audits/2026-11-30-audit.md", got.Audit)
	require.Len(t, s.made, 1)
	week := s.made[0]
	require.Equal(t, "2026-W48", week.Span.Week)
	require.Empty(t, week.Missing)
	require.Equal(t, "EUR", week.Books.Currency)
	require.Equal(t, []int{3, 2, 1, 4}, []int{week.Audit.Lines, week.Vault.Waits, week.Processes.Open, week.Mail.Received})
	require.True(t, week.Posts.Configured)
	require.Equal(t, "2026-11-30", s.books[0].AsOf)
	require.Equal(t, contract.BooksPeriod{From: "2026-11-16", To: "2026-11-22"}, s.books[0].Comparison)
	require.Equal(t, week.Span.Start, s.books[0].Period.Start)

	require.Len(t, s.logged, 1)
	require.Equal(t, "briefing.made", s.logged[0].Action)
	require.Equal(t, "done", s.logged[0].Result)
	require.Equal(t, got.Briefing, s.logged[0].Parameters["briefing"])
	require.NotContains(t, s.logged[0].Parameters, "missing")
	var status contract.ProcessStatus
	value, err := env.QueryWorkflow(contract.QueryStatus)
	require.NoError(t, err)
	require.NoError(t, value.Get(&status))
	require.Equal(t, contract.StatusDone, status.Status)
}

func TestBriefing_ASourceThatFailsOrIsNotSetUpIsMissingAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	down := temporal.NewApplicationError("Odoo does not answer.", string(contract.FailTransient))
	s := &sources{without: map[string]bool{"social": true}, fail: map[string]error{
		contract.OdooListBooks.Name(): down, contract.AuditListWeek.Name(): errors.New("a disk error"),
	}}
	env := s.environment(t)
	run(t, env, contract.BriefingInput{Week: "2026-W48"})
	week := s.made[0]
	require.Nil(t, week.Books)
	require.Nil(t, week.Audit)
	require.Nil(t, week.Posts)
	require.Equal(t, 2, week.Vault.Waits, "the others are there")
	require.Equal(t, []contract.WeekMissing{
		{Source: contract.SourceBooks, Kind: contract.FailTransient, Why: "Odoo does not answer."},
		{Source: contract.SourceAudit, Kind: contract.FailOutcomeUnknown, Why: "a disk error"},
		{Source: contract.SourcePosts, Kind: contract.FailNotConfigured, Why: "No social platform is set up."},
	}, week.Missing)
	raw, err := json.Marshal(week)
	require.NoError(t, err)
	require.NotContains(t, string(raw), `"books"`, "nothing of Odoo, not even a zero")
}

func TestBriefing_WithoutOdooSaysHowToSetItUp(t *testing.T) {
	t.Parallel()
	s := &sources{without: map[string]bool{"odoo": true}}
	run(t, s.environment(t), contract.BriefingInput{Week: "2026-W48"})
	require.Nil(t, s.made[0].Books)
	require.Contains(t, s.made[0].Missing[0].Why, "ODOO_URL")
}

func TestBriefing_TheSchedulesRunHasTheWeeksOwnRunMakeThePages(t *testing.T) {
	t.Parallel()
	s := &sources{}
	env := s.environment(t)
	var id string
	env.SetOnChildWorkflowStartedListener(func(info *workflow.Info, _ workflow.Context, _ converter.EncodedValues) {
		id = info.WorkflowExecution.ID
	})
	got := run(t, env, contract.BriefingInput{})
	require.Equal(t, "briefing/2026-W48", id)
	require.Equal(t, "2026-W48", got.Week)
	require.NotEmpty(t, got.Briefing)
	require.Len(t, s.made, 1)
	require.Equal(t, []string{"", "2026-W48"}, []string{s.spans[0].Week, s.spans[1].Week})
}

func TestBriefing_AWeekThatIsBeingMadeIsNotMadeTwice(t *testing.T) {
	t.Parallel()
	s := &sources{}
	env := s.environment(t)
	hold := func(ctx workflow.Context) error { return workflow.Sleep(ctx, time.Hour) }
	env.RegisterWorkflowWithOptions(hold, workflow.RegisterOptions{Name: "Hold"})
	var second contract.BriefingResult
	env.ExecuteWorkflow(func(ctx workflow.Context) error {
		first := workflow.ExecuteChildWorkflow(workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WorkflowID: contract.BriefingID("2026-W48")}), "Hold")
		if err := first.GetChildWorkflowExecution().Get(ctx, nil); err != nil {
			return err
		}
		again := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WorkflowID: contract.BriefingSchedule})
		return workflow.ExecuteChildWorkflow(again, contract.WeeklyAuditAndBriefing, contract.BriefingInput{}).Get(ctx, &second)
	})
	require.NoError(t, env.GetWorkflowError())
	require.Equal(t, contract.BriefingResult{Week: "2026-W48", Running: true}, second)
	require.Empty(t, s.made)
}

func TestBriefing_AWeekThatIsNoneIsAResultAndNoFailure(t *testing.T) {
	t.Parallel()
	s := &sources{fail: map[string]error{
		contract.NotesFindWeek.Name(): temporal.NewNonRetryableApplicationError(`"2025-W53" is not a week`, string(contract.FailInvalid), nil),
	}}
	got := run(t, s.environment(t), contract.BriefingInput{Week: "2025-W53"})
	require.Equal(t, `"2025-W53" is not a week`, got.Problem)
	require.Empty(t, s.made)
}

func TestBriefing_NotesThatCannotBeWrittenAreSaidAndLogged(t *testing.T) {
	t.Parallel()
	s := &sources{fail: map[string]error{
		contract.NotesEnsureWeek.Name(): temporal.NewNonRetryableApplicationError("the page has no room", string(contract.FailInvalid), nil),
	}}
	got := run(t, s.environment(t), contract.BriefingInput{Week: "2026-W48"})
	require.Equal(t, "the page has no room", got.Problem)
	require.Equal(t, "not_done:invalid", s.logged[0].Result)
}

func TestBriefing_CancelledWhileGatheringWritesNothing(t *testing.T) {
	t.Parallel()
	s := &sources{fail: map[string]error{contract.OdooListBooks.Name(): temporal.NewApplicationError("Odoo does not answer.", string(contract.FailTransient))}}
	env := s.environment(t)
	env.RegisterDelayedCallback(env.CancelWorkflow, 2*time.Second) // between two attempts
	env.ExecuteWorkflow(contract.WeeklyAuditAndBriefing, contract.BriefingInput{Week: "2026-W48"})
	require.True(t, env.IsWorkflowCompleted())
	require.True(t, temporal.IsCanceledError(env.GetWorkflowError()), "%v", env.GetWorkflowError())
	require.Empty(t, s.made)
}

func TestBriefing_WhatThePageSuggestsIsAskedAboutOnceAWeek(t *testing.T) {
	t.Parallel()
	s := &sources{reminders: []contract.ReminderInput{{Week: "2026-W48", Key: "overdue/7", Partner: "Hill"}, {Week: "2026-W48", Key: "overdue/8", Partner: "Vale"}}}
	env := s.environment(t)
	var asked []contract.ReminderInput
	env.RegisterWorkflowWithOptions(func(_ workflow.Context, in contract.ReminderInput) (contract.ReminderResult, error) {
		asked = append(asked, in)
		return contract.ReminderResult{}, nil
	}, workflow.RegisterOptions{Name: contract.PaymentReminder})
	var ids []string
	env.SetOnChildWorkflowStartedListener(func(info *workflow.Info, _ workflow.Context, _ converter.EncodedValues) {
		ids = append(ids, info.WorkflowExecution.ID)
	})
	got := run(t, env, contract.BriefingInput{Week: "2026-W48", VaultQueue: "desk"})
	require.Equal(t, []string{"suggestion/2026-W48/overdue/7", "suggestion/2026-W48/overdue/8"}, ids)
	require.Len(t, got.Reminders, 2)
	require.Equal(t, "desk", asked[0].VaultQueue)
}

func TestBriefing_ASuggestionThatIsAskedAboutAlreadyIsNoTrouble(t *testing.T) {
	t.Parallel()
	s := &sources{reminders: []contract.ReminderInput{{Week: "2026-W48", Key: "overdue/7"}, {Week: "2026-W48", Key: "overdue/7"}}}
	env := s.environment(t)
	n := 0
	env.RegisterWorkflowWithOptions(func(ctx workflow.Context, _ contract.ReminderInput) (contract.ReminderResult, error) {
		n++
		return contract.ReminderResult{}, workflow.Sleep(ctx, time.Hour)
	}, workflow.RegisterOptions{Name: contract.PaymentReminder})
	got := run(t, env, contract.BriefingInput{Week: "2026-W48"})
	require.NotEmpty(t, got.Briefing)
	require.Equal(t, 1, n)
}

func TestBriefing_AWeekThatIsMadeAgainAsksNobodyTwice(t *testing.T) {
	t.Parallel()
	s := &sources{reminders: []contract.ReminderInput{{Week: "2026-W48", Key: "overdue/7"}}}
	env := s.environment(t)
	n := 0
	env.RegisterWorkflowWithOptions(func(workflow.Context, contract.ReminderInput) (contract.ReminderResult, error) {
		n++
		return contract.ReminderResult{Status: contract.StatusRejected}, nil
	}, workflow.RegisterOptions{Name: contract.PaymentReminder})
	env.ExecuteWorkflow(func(ctx workflow.Context) error {
		for range 2 {
			made := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{WorkflowID: contract.BriefingID("2026-W48")})
			if err := workflow.ExecuteChildWorkflow(made, contract.WeeklyAuditAndBriefing, contract.BriefingInput{Week: "2026-W48"}).Get(made, nil); err != nil {
				return err
			}
			if err := workflow.Sleep(ctx, time.Hour); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, env.GetWorkflowError())
	require.Len(t, s.made, 2)
	require.Equal(t, 1, n)
}
