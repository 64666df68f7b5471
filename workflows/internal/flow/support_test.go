package flow_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const day = 24 * time.Hour

// environment is a workflow environment with a clock of its own.
func environment(t *testing.T) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	env.SetTestTimeout(20 * time.Second)
	env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // a busy machine is no deadlock
	return env
}

func register[In, Out any](env *testsuite.TestWorkflowEnvironment, name contract.Activity[In, Out], f func(context.Context, In) (Out, error)) {
	env.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name.Name()})
}

// run carries a piece of workflow code out under a name.
func run(env *testsuite.TestWorkflowEnvironment, f any, args ...any) {
	env.RegisterWorkflowWithOptions(f, workflow.RegisterOptions{Name: "Test"})
	env.ExecuteWorkflow("Test", args...)
}

func failure(kind contract.FailureKind, sentence string) error {
	return temporal.NewNonRetryableApplicationError(sentence, string(kind), nil)
}

// desk stands for the vault: what it says depends on how often it was read.
type desk struct {
	mu    sync.Mutex
	says  func(n int) contract.Decision // n counts the readings from 1
	asked []contract.FetchDecisionInput
	laid  []contract.Note
	filed []contract.FileNoteInput
}

func (d *desk) read(_ context.Context, in contract.FetchDecisionInput) (contract.Decision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, in)
	return d.says(len(d.asked)), nil
}

func (d *desk) lay(_ context.Context, n contract.Note) (contract.NoteRef, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.laid = append(d.laid, n)
	return contract.NoteRef{Path: n.Folder + "/" + n.Title + ".md"}, nil
}

func (d *desk) file(_ context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.filed = append(d.filed, in)
	return contract.NoteRef{Path: in.Folder + "/x.md"}, nil
}

// wait is a test of AwaitDecision.
type wait struct {
	env  *testsuite.TestWorkflowEnvironment
	desk *desk
	note contract.Note
}

const requestID = "req-0123456789abcdef-0"

// waiting prepares a wait for a note that expires after 14 days.
func waiting(t *testing.T, says func(n int) contract.Decision) *wait {
	t.Helper()
	w := &wait{env: environment(t), desk: &desk{says: says}}
	w.env.SetStartTime(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
	register(w.env, contract.NotesFetchDecision, w.desk.read)
	register(w.env, contract.NotesEnsureNote, w.desk.lay)
	register(w.env, contract.NotesEnsureFiled, w.desk.file)
	w.note = contract.Note{
		RequestID: requestID, WorkflowID: "invoice/0123456789abcdef", Revision: 3, Fingerprint: "f00d",
		Type: contract.NoteApproval, Title: "Invoice Berger", Expires: w.at(14 * day),
	}
	return w
}

// at is a moment of the test's own time, counted from the start.
func (w *wait) at(d time.Duration) time.Time {
	return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC).Add(d)
}

// signal sends a hint about a request when its time has come.
func (w *wait) signal(after time.Duration, request string) {
	w.env.RegisterDelayedCallback(func() {
		w.env.SignalWorkflow(contract.SignalDecision, contract.DecisionSignal{RequestID: request})
	}, after)
}

// end waits for the decision and tells when it came.
func (w *wait) end(t *testing.T) (contract.Decision, time.Duration) {
	t.Helper()
	run(w.env, func(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
		return flow.AwaitDecision(ctx, note)
	}, w.note)
	require.True(t, w.env.IsWorkflowCompleted())
	require.NoError(t, w.env.GetWorkflowError())
	var d contract.Decision
	require.NoError(t, w.env.GetWorkflowResult(&d))
	return d, w.env.Now().Sub(w.at(0)).Round(time.Second)
}

func decided(v contract.Verdict) contract.Decision {
	return contract.Decision{RequestID: requestID, Verdict: v}
}

func always(v contract.Verdict) func(int) contract.Decision {
	return func(int) contract.Decision { return decided(v) }
}

func problem(sentence string) contract.Decision {
	return contract.Decision{RequestID: requestID, Verdict: contract.VerdictProblem, Problems: []string{sentence}}
}
