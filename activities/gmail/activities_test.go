package gmail_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/gmail"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// shelf is a mail store in memory.
type shelf struct {
	mu    sync.Mutex
	mails map[string][]byte
	full  bool
}

func (s *shelf) store(raw []byte) (contract.MailRef, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return contract.MailRef{}, errors.New("no space left on device")
	}
	sum := sha256.Sum256(raw)
	key := hex.EncodeToString(sum[:])
	s.mails[key] = raw
	return contract.MailRef{Key: key, Size: int64(len(raw))}, nil
}

type office struct {
	*fake.Server
	shelf *shelf
	env   *testsuite.TestActivityEnvironment
}

func open(t *testing.T, change func(*gmail.Config), scopes ...string) *office {
	t.Helper()
	server := fake.Start(fake.Options{})
	t.Cleanup(server.Close)
	t.Cleanup(func() { require.Empty(t, server.Violations()) })
	dir := t.TempDir()
	credentials, err := server.WriteClientFile(dir)
	require.NoError(t, err)
	if len(scopes) == 0 {
		scopes = []string{gmailauth.ScopeReadonly}
	}
	token, err := server.WriteTokenFile(dir, scopes...)
	require.NoError(t, err)
	cfg := gmail.Config{CredentialsFile: credentials, TokenFile: token, BaseURL: server.URL()}
	if change != nil {
		change(&cfg)
	}
	o := &office{Server: server, shelf: &shelf{mails: map[string][]byte{}}}
	activities, err := gmail.New(cfg, o.shelf.store)
	require.NoError(t, err)
	t.Cleanup(activities.Close)
	var suite testsuite.WorkflowTestSuite
	o.env = suite.NewTestActivityEnvironment()
	activities.Register(o.env)
	return o
}

func run[In, Out any](t *testing.T, o *office, name contract.Activity[In, Out], in In) (Out, error) {
	t.Helper()
	var out Out
	value, err := o.env.ExecuteActivity(name.Name(), in)
	if err == nil {
		require.NoError(t, value.Get(&out))
	}
	return out, err
}

func requireFailure(t *testing.T, err error, kind contract.FailureKind, retryable bool) {
	t.Helper()
	_ = failureOf(t, err, kind, retryable)
}

// failureOf is the activity's error, which must be of the kind given and a sentence for people.
func failureOf(t *testing.T, err error, kind contract.FailureKind, retryable bool) *temporal.ApplicationError {
	t.Helper()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	require.Equal(t, string(kind), app.Type())
	require.Equal(t, !retryable, app.NonRetryable())
	require.Regexp(t, `^[A-Z].*\.$`, app.Message())
	return app
}

const letter = "From: a@b.example\r\nSubject: Invoice\r\n\r\nPlease invoice us.\r\n"

func TestGmail_MailIsListedFetchedAndStoredByReference(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	id := o.AddMail([]byte(letter))
	page, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	require.NoError(t, err)
	require.Equal(t, []string{id}, page.MessageIDs)
	require.True(t, page.Full)
	require.NotEmpty(t, page.Cursor)

	ref, err := run(t, o, contract.GmailFetchMail, contract.GmailFetchInput{MessageID: id})
	require.NoError(t, err)
	require.Equal(t, contract.SourceGmail, ref.Source)
	require.Equal(t, id, ref.GmailID)
	require.EqualValues(t, len(letter), ref.Size)
	require.WithinDuration(t, time.Now(), ref.SeenAt, time.Minute)
	require.Equal(t, letter, string(o.shelf.mails[ref.Key]))

	page, err = run(t, o, contract.GmailListNew, contract.GmailListInput{HistoryID: page.Cursor})
	require.NoError(t, err)
	require.Empty(t, page.MessageIDs)
	require.False(t, page.Full)
}

func TestGmail_PageTokenGoesBeforeTheCursorAndBothTakeAnyPosition(t *testing.T) {
	t.Parallel()
	o := open(t, func(c *gmail.Config) { c.PageSize = 1 })
	for _, n := range []string{"1", "2", "3"} {
		o.AddMail([]byte(letter + n))
	}
	first, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	require.NoError(t, err)
	require.Empty(t, first.Cursor)
	byToken, err := run(t, o, contract.GmailListNew, contract.GmailListInput{HistoryID: "1", PageToken: first.NextPageToken})
	require.NoError(t, err)
	byCursor, err := run(t, o, contract.GmailListNew, contract.GmailListInput{HistoryID: first.NextPageToken})
	require.NoError(t, err)
	require.Equal(t, byToken, byCursor)
	require.NotEqual(t, first.MessageIDs, byToken.MessageIDs)
}

func TestGmail_WithoutCredentialsEverythingIsNotConfigured(t *testing.T) {
	t.Parallel()
	o := open(t, func(c *gmail.Config) { *c = gmail.Config{} })
	_, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	requireFailure(t, err, contract.FailNotConfigured, false)
	_, err = run(t, o, contract.GmailFetchMail, contract.GmailFetchInput{MessageID: "x"})
	requireFailure(t, err, contract.FailNotConfigured, false)
	_, err = run(t, o, contract.GmailEnsureLabel, contract.GmailLabelInput{MessageID: "x"})
	requireFailure(t, err, contract.FailNotConfigured, false)
	require.Empty(t, o.Requests())
}

func TestGmail_DeadLoginIsFinalAndNamesTheCommand(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	o.RevokeGrant()
	_, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	app := failureOf(t, err, contract.FailAuth, false)
	require.Contains(t, app.Message(), "`go run ./starter gmail-login`")
}

func TestGmail_ShortWaitIsTemporalsAndALongOneTheWorkflows(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	o.RateLimit(20 * time.Second)
	_, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	require.Equal(t, 20*time.Second, failureOf(t, err, contract.FailRateLimited, true).NextRetryDelay())
	o.RateLimit(20 * time.Minute)
	_, err = run(t, o, contract.GmailListNew, contract.GmailListInput{})
	require.Equal(t, 20*time.Minute, failureOf(t, err, contract.FailRateLimited, false).NextRetryDelay())
}

func TestGmail_OutageMayPassAndADeletedMailMayNot(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	o.Fail(503, "backendError", 1)
	_, err := run(t, o, contract.GmailListNew, contract.GmailListInput{})
	requireFailure(t, err, contract.FailTransient, true)
	id := o.AddMail([]byte(letter))
	o.DeleteMail(id)
	_, err = run(t, o, contract.GmailFetchMail, contract.GmailFetchInput{MessageID: id})
	requireFailure(t, err, contract.FailNotFound, false)
}

func TestGmail_FullDiskIsSaidAndTriedAgain(t *testing.T) {
	t.Parallel()
	o := open(t, nil)
	o.shelf.full = true
	_, err := run(t, o, contract.GmailFetchMail, contract.GmailFetchInput{MessageID: o.AddMail([]byte(letter))})
	app := failureOf(t, err, contract.FailTransient, true)
	require.Contains(t, app.Message(), "no space left")
	require.NotContains(t, app.Message(), "Please invoice us")
}

func TestGmail_LabelNeedsTheScopeAndARealRun(t *testing.T) {
	t.Parallel()
	labelled := open(t, nil, gmailauth.ScopeModify)
	id := labelled.AddMail([]byte(letter))
	_, err := run(t, labelled, contract.GmailEnsureLabel, contract.GmailLabelInput{MessageID: id})
	require.NoError(t, err)
	require.Contains(t, labelled.LabelNames(id), "AI Employee")

	readOnly := open(t, nil)
	_, err = run(t, readOnly, contract.GmailEnsureLabel, contract.GmailLabelInput{MessageID: readOnly.AddMail([]byte(letter))})
	require.NoError(t, err)
	require.Empty(t, readOnly.Requests())

	dry := open(t, func(c *gmail.Config) { c.DryRun = true }, gmailauth.ScopeModify)
	_, err = run(t, dry, contract.GmailEnsureLabel, contract.GmailLabelInput{MessageID: dry.AddMail([]byte(letter))})
	require.NoError(t, err)
	require.Empty(t, dry.Requests())
}

func TestGmail_HalfAConfigurationIsRefused(t *testing.T) {
	t.Parallel()
	keep := (&shelf{}).store
	_, err := gmail.New(gmail.Config{CredentialsFile: "c.json"}, keep)
	require.Error(t, err)
	_, err = gmail.New(gmail.Config{CredentialsFile: "c.json", TokenFile: "t.json", BaseURL: "http://example.com"}, keep)
	require.Error(t, err)
	_, err = gmail.New(gmail.Config{}, nil)
	require.Error(t, err)
	none, err := gmail.New(gmail.Config{}, keep)
	require.NoError(t, err)
	require.False(t, none.Configured())
	none.Close()
	none.Close()
}
