package flow_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// seen is what an activity learns about its options.
type seen struct {
	attempts  int
	timeout   time.Duration
	heartbeat time.Duration
	queue     string
}

// observe calls an activity that fails a number of times with a passing
// failure, and tells under which options it ran.
func observe[In, Out any](t *testing.T, name contract.Activity[In, Out], failures int, queue string) (seen, error) {
	t.Helper()
	env := environment(t)
	var s seen
	register(env, name, func(ctx context.Context, _ In) (Out, error) {
		info := activity.GetInfo(ctx)
		s.attempts++
		s.timeout, s.heartbeat, s.queue = info.StartToCloseTimeout, info.HeartbeatTimeout, info.TaskQueue
		var none Out
		if s.attempts <= failures {
			return none, temporal.NewApplicationError("not now", string(contract.FailTransient))
		}
		return none, nil
	})
	call(env, name, queue)
	return s, env.GetWorkflowError()
}

func call[In, Out any](env *testsuite.TestWorkflowEnvironment, name contract.Activity[In, Out], queue string) {
	run(env, func(ctx workflow.Context) error {
		var in In
		_, err := flow.Do(flow.WithVaultQueue(ctx, queue), name, in, "a test")
		return err
	})
}

func TestDo_CreateGetsOneAttemptAndAHeartbeat(t *testing.T) {
	t.Parallel()
	s, err := observe(t, contract.OdooCreateDraftInvoice, 1, "")
	require.Error(t, err)
	require.Equal(t, 1, s.attempts)
	require.EqualValues(t, 1, flow.OptionsOf(contract.OdooCreateDraftInvoice.Name()).RetryPolicy.MaximumAttempts)
	require.Greater(t, s.timeout, 120*time.Second, "Odoo's own limit for a request")
	require.LessOrEqual(t, s.heartbeat, 10*time.Second)
	require.Positive(t, s.heartbeat)
}

func TestDo_EveryVerbOfAnOutsideWriteGetsOneAttempt(t *testing.T) {
	t.Parallel()
	for _, name := range []contract.Activity[contract.Nothing, contract.Nothing]{"x.CreatePost", "x.PublishPost", "gmail.SendReply"} {
		s, err := observe(t, name, 1, "")
		require.Error(t, err)
		require.Equal(t, 1, s.attempts, name)
	}
}

func TestDo_ReadsAreTriedFiveTimesAndBackOff(t *testing.T) {
	t.Parallel()
	four, err := observe(t, contract.OdooFindCustomer, 4, "")
	require.NoError(t, err)
	require.Equal(t, 5, four.attempts)
	five, err := observe(t, contract.OdooFindCustomer, 5, "")
	require.Error(t, err)
	require.Equal(t, 5, five.attempts)
	require.Equal(t, contract.FailTransient, flow.KindOf(err))
	policy := flow.OptionsOf(contract.OdooFindCustomer.Name()).RetryPolicy
	require.Greater(t, policy.BackoffCoefficient, 1.0)
	require.EqualValues(t, 5, policy.MaximumAttempts)
	require.Zero(t, five.heartbeat)
}

func TestDo_HarmlessCallsOfEverySystemAreReads(t *testing.T) {
	t.Parallel()
	count := map[string]int{}
	tally := func(name string, s seen, _ error) { count[name] = s.attempts }
	s, err := observe(t, contract.OdooVerifyDraftInvoice, 9, "")
	tally("verify", s, err)
	s, err = observe(t, contract.OdooEnsureAttachment, 9, "")
	tally("attach", s, err)
	s, err = observe(t, contract.GmailListNew, 9, "")
	tally("list", s, err)
	s, err = observe(t, contract.GmailFetchMail, 9, "")
	tally("fetch", s, err)
	s, err = observe(t, contract.GmailEnsureLabel, 9, "")
	tally("label", s, err)
	require.Equal(t, map[string]int{"verify": 5, "attach": 5, "list": 5, "fetch": 5, "label": 5}, count)
}

func TestDo_APostsMediaMayTakeTheirTime(t *testing.T) {
	t.Parallel()
	require.Greater(t, flow.OptionsOf(contract.PostsReadPost.Name()).StartToCloseTimeout, time.Minute)
	require.Less(t, flow.OptionsOf(contract.NotesEnsureNote.Name()).StartToCloseTimeout, 15*time.Second)
}

func TestDo_TheDeskIsWaitedForWithoutLimit(t *testing.T) {
	t.Parallel()
	note, err := observe(t, contract.NotesEnsureNote, 9, "")
	require.NoError(t, err)
	require.Equal(t, 10, note.attempts)
	line, err := observe(t, contract.AuditEnsureRecords, 9, "")
	require.NoError(t, err)
	require.Equal(t, 10, line.attempts)
	mail, err := observe(t, contract.MailReadRequest, 9, "")
	require.NoError(t, err)
	require.Equal(t, 10, mail.attempts)
	for _, name := range []string{"notes.Any", "audit.Any", "mail.Any", "notes.CreateLooksLikeAnOutsideWrite"} {
		o := flow.OptionsOf(name)
		require.Zero(t, o.RetryPolicy.MaximumAttempts, name)
		require.Zero(t, o.ScheduleToCloseTimeout, name)
		require.LessOrEqual(t, o.RetryPolicy.MaximumInterval, 30*time.Second, name)
		require.Positive(t, o.StartToCloseTimeout, name)
	}
}

func TestDo_FailureThatRepeatingCannotHelpIsNotRepeated(t *testing.T) {
	t.Parallel()
	env := environment(t)
	calls := 0
	register(env, contract.OdooFindCustomer, func(context.Context, contract.FindCustomerInput) (contract.CustomerMatch, error) {
		calls++
		return contract.CustomerMatch{}, failure(contract.FailInvalid, "no")
	})
	call(env, contract.OdooFindCustomer, "")
	require.Equal(t, 1, calls)
	require.Equal(t, contract.FailInvalid, flow.KindOf(env.GetWorkflowError()))
}

func TestDo_OnlyWhatNeedsTheHostGoesToItsQueue(t *testing.T) {
	t.Parallel()
	const queue = "employee-vault-host"
	queueOf := func(s seen, err error) string {
		require.NoError(t, err)
		return s.queue
	}
	onHost := []string{
		queueOf(observe(t, contract.NotesEnsureNote, 0, queue)), queueOf(observe(t, contract.NotesFetchDecision, 0, queue)),
		queueOf(observe(t, contract.NotesFetchHandbook, 0, queue)), queueOf(observe(t, contract.NotesEnsureFiled, 0, queue)),
		queueOf(observe(t, contract.AuditEnsureRecords, 0, queue)), queueOf(observe(t, contract.MailReadRequest, 0, queue)),
		queueOf(observe(t, contract.OdooEnsureAttachment, 0, queue)), queueOf(observe(t, contract.GmailFetchMail, 0, queue)),
	}
	anywhere := []string{
		queueOf(observe(t, contract.OdooFindCustomer, 0, queue)), queueOf(observe(t, contract.OdooFindDuplicates, 0, queue)),
		queueOf(observe(t, contract.OdooCreateDraftInvoice, 0, queue)), queueOf(observe(t, contract.OdooVerifyDraftInvoice, 0, queue)),
		queueOf(observe(t, contract.GmailListNew, 0, queue)), queueOf(observe(t, contract.GmailEnsureLabel, 0, queue)),
	}
	for i, q := range onHost {
		require.Contains(t, []string{queue, queue + "/odoo", queue + "/gmail"}, q, i)
	}
	for i, q := range anywhere {
		require.NotContains(t, q, queue, i)
	}
	require.NotEmpty(t, queueOf(observe(t, contract.NotesEnsureNote, 0, "")), "without a queue of the host the workflow's own serves")
}

func TestDo_EachOutsideSystemHasAQueueOfItsOwn(t *testing.T) {
	t.Parallel()
	const own, host = "default-test-taskqueue", "employee-vault-host"
	queueOf := func(s seen, err error) string {
		require.NoError(t, err)
		return s.queue
	}
	// One program: what the owner waits for most starts with the answer to the workflow task, which only the process's own queue can.
	require.Equal(t, own, queueOf(observe(t, contract.OdooCreateDraftInvoice, 0, "")))
	require.Equal(t, own+"/gmail", queueOf(observe(t, contract.GmailFetchMail, 0, "")))
	require.Equal(t, own+"/facebook", queueOf(observe(t, contract.FacebookPublishPost, 0, "")))
	require.Equal(t, own+"/instagram", queueOf(observe(t, contract.InstagramEnsurePrepared, 0, "")))
	require.Equal(t, own+"/x", queueOf(observe(t, contract.XFindPost, 0, "")))
	require.Equal(t, own, queueOf(observe(t, contract.ProcessesListWeek, 0, "")))
	// A cluster: Odoo too, and what needs the host beside the host's queue.
	require.Equal(t, own+"/odoo", queueOf(observe(t, contract.OdooCreateDraftInvoice, 0, host)))
	require.Equal(t, host+"/odoo", queueOf(observe(t, contract.OdooEnsureAttachment, 0, host)))
	require.Equal(t, host+"/gmail", queueOf(observe(t, contract.GmailFetchMail, 0, host)))
	require.Equal(t, own+"/x", queueOf(observe(t, contract.XPublishPost, 0, host)))
	require.Equal(t, host+"/x", queueOf(observe(t, contract.XEnsurePrepared, 0, host)))
	require.Equal(t, host, queueOf(observe(t, contract.NotesEnsureNote, 0, host)))
	require.Equal(t, own, queueOf(observe(t, contract.ProcessesListWeek, 0, host)))
}

// A source of the Monday page that does not answer is missing there; the page
// would otherwise wait for a log that nobody can read.
func TestDo_WhatAPageIsGatheredFromIsNotWaitedForWithoutLimit(t *testing.T) {
	t.Parallel()
	for _, name := range []contract.Activity[contract.ListWeekInput, contract.AuditWeek]{"audit.ListWeek", "notes.ListWeek", "mail.ListWeek", "processes.ListWeek"} {
		s, err := observe(t, name, 9, "")
		require.Error(t, err)
		require.Equal(t, 3, s.attempts, name)
		require.Greater(t, s.timeout, 30*time.Second, "a large log is read as a whole")
	}
}
