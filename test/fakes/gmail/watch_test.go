package gmail_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

	"github.com/autonomous-employee/employee/activities/gmail"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/inbox"
)

// watch is the real process with the real activities against the fake; time is
// the test environment's.
type watch struct {
	*fake.Server
	env   *testsuite.TestWorkflowEnvironment
	token string

	mu      sync.Mutex
	started []string
	laid    []contract.Note
	filed   []contract.FileNoteInput
}

func openWatch(t *testing.T, opts fake.Options, scopes ...string) *watch {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	w := &watch{env: suite.NewTestWorkflowEnvironment()}
	opts.TokenLifetime = 1000 * time.Hour
	w.Server = fake.Start(opts)
	t.Cleanup(w.Close)
	t.Cleanup(func() { require.Empty(t, w.Violations()) })
	dir := t.TempDir()
	credentials, err := w.WriteClientFile(dir)
	require.NoError(t, err)
	w.token, err = w.WriteTokenFile(dir, scopes...)
	require.NoError(t, err)
	activities, err := gmail.New(gmail.Config{CredentialsFile: credentials, TokenFile: w.token, BaseURL: w.URL()}, store)
	require.NoError(t, err)
	t.Cleanup(activities.Close)
	activities.Register(w.env)
	w.env.RegisterActivityWithOptions(w.lay, activity.RegisterOptions{Name: contract.NotesEnsureNote.Name()})
	w.env.RegisterActivityWithOptions(w.file, activity.RegisterOptions{Name: contract.NotesEnsureFiled.Name()})
	w.env.RegisterActivityWithOptions(recorded, activity.RegisterOptions{Name: contract.AuditEnsureRecords.Name()})
	w.env.RegisterWorkflowWithOptions(inbox.Run, workflow.RegisterOptions{Name: contract.GmailWatch})
	w.env.RegisterWorkflowWithOptions(w.invoice, workflow.RegisterOptions{Name: contract.GmailToOdooInvoice})
	w.env.SetTestTimeout(20 * time.Second)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // a busy machine is no deadlock
	return w
}

func store(raw []byte) (contract.MailRef, error) {
	sum := sha256.Sum256(raw)
	return contract.MailRef{Key: hex.EncodeToString(sum[:]), Size: int64(len(raw))}, nil
}

func (w *watch) invoice(_ workflow.Context, in contract.InvoiceInput) (contract.InvoiceResult, error) {
	w.started = append(w.started, in.Mail.GmailID)
	return contract.InvoiceResult{}, nil
}

func (w *watch) lay(_ context.Context, n contract.Note) (contract.NoteRef, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.laid = append(w.laid, n)
	return contract.NoteRef{}, nil
}

func (w *watch) file(_ context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.filed = append(w.filed, in)
	return contract.NoteRef{}, nil
}

func recorded(context.Context, []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
	return contract.EnsureRecordsResult{Written: 1}, nil
}

// at does something to the mailbox after a stretch of the watch's time.
func (w *watch) at(after time.Duration, do func()) { w.env.RegisterDelayedCallback(do, after) }

func (w *watch) runFor(t *testing.T, d time.Duration) {
	t.Helper()
	w.at(d, w.env.CancelWorkflow)
	w.env.ExecuteWorkflow(contract.GmailWatch, contract.GmailWatchInput{Interval: time.Minute})
	require.True(t, temporal.IsCanceledError(w.env.GetWorkflowError()), "%v", w.env.GetWorkflowError())
}

func letter(n int) []byte {
	return fmt.Appendf(nil, "From: a@b.example\r\nMessage-ID: <%d@b.example>\r\n\r\nPlease invoice us.\r\n", n)
}

func TestWatch_EveryMailIsStartedOnceThroughEveryTrouble(t *testing.T) {
	t.Parallel()
	w := openWatch(t, fake.Options{PageSize: 2}, modify)
	var want []string
	add := func(n int) func() {
		return func() { want = append(want, w.AddMail(letter(n))) }
	}
	for n := range 5 {
		add(n)()
	}
	w.at(90*time.Second, add(5))
	w.at(100*time.Second, func() { w.AddMail(letter(5)) }) // the same bytes again
	w.at(150*time.Second, func() { w.DeleteMail(w.AddMail(letter(98))) })
	w.at(200*time.Second, func() { w.HistoryTooOld(); add(6)() })
	w.at(300*time.Second, func() { w.On("users.messages.get").Fail(503, "backendError", 7); add(7)() })
	w.at(400*time.Second, func() { w.DropAnswer(3); add(8)() })
	w.at(500*time.Second, func() { w.ExpireToken(); add(9)() })
	w.at(600*time.Second, func() { w.RateLimit(10 * time.Second); add(10)() })
	w.at(700*time.Second, func() { w.RateLimit(10 * time.Minute); add(11)() })
	w.runFor(t, time.Hour)
	slices.Sort(want)
	slices.Sort(w.started)
	require.Equal(t, want, w.started)
	for _, id := range want {
		require.Contains(t, w.LabelNames(id), "AI Employee")
	}
	require.Empty(t, w.laid)
}

func TestWatch_RevokedLoginIsToldAndTheRenewedOneCatchesUp(t *testing.T) {
	t.Parallel()
	w := openWatch(t, fake.Options{}, readonly)
	w.at(90*time.Second, w.RevokeGrant)
	var missed string
	w.at(time.Hour, func() { missed = w.AddMail(letter(1)) })
	w.at(2*time.Hour, func() {
		renewed, err := w.WriteTokenFile(t.TempDir(), readonly)
		require.NoError(t, err)
		require.NoError(t, os.Rename(renewed, w.token))
	})
	w.at(110*time.Minute, func() {
		require.LessOrEqual(t, len(w.Requests("oauth.token")), 8, "no hammering")
	})
	w.runFor(t, 2*time.Hour+20*time.Minute)
	require.Equal(t, []string{missed}, w.started)
	require.Len(t, w.laid, 1)
	require.Contains(t, w.laid[0].Lead[0], "go run ./starter gmail-login")
	require.Contains(t, strings.Join(w.laid[0].HowTo, "\n"), "every seven days")
	require.Len(t, w.filed, 1)
}

func TestWatch_NothingSecretReachesANote(t *testing.T) {
	t.Parallel()
	w := openWatch(t, fake.Options{}, readonly)
	raw, err := os.ReadFile(filepath.Clean(w.token))
	require.NoError(t, err)
	w.RevokeGrant()
	w.runFor(t, time.Hour)
	shown := fmt.Sprintf("%+v", w.laid)
	for _, secret := range []string{"ya29.", "1//fake", "fake-client-secret"} {
		require.NotContains(t, shown, secret)
	}
	require.Contains(t, string(raw), "1//fake", "the check above looks for the right words")
}
