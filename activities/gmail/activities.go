package gmail

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// StoreMail keeps the raw bytes of a mail on this host and returns the
// reference under which every road to the same mail meets. It must be safe to
// call again with the same bytes.
type StoreMail func(raw []byte) (contract.MailRef, error)

// Config of the activities. With both files empty Gmail is not configured.
type Config struct {
	CredentialsFile string // GMAIL_CREDENTIALS_FILE
	TokenFile       string // GMAIL_TOKEN_FILE
	BaseURL         string // GMAIL_BASE_URL, empty = Google's
	// DryRun keeps labels from being written whatever the workflow asks for.
	DryRun bool
	// PageSize is the number of mails in one page of a listing, 0 = 100.
	PageSize int
	// Clock is for tests; nil = time.Now.
	Clock func() time.Time
}

// Activities are the activities of one mailbox.
type Activities struct {
	client *gmailclient.Client // nil = not configured
	store  StoreMail
	dryRun bool
	now    func() time.Time
	looked atomic.Pointer[time.Time] // see Progress
}

// New validates the configuration and starts nothing. The files are read at
// each call, so that a login made later counts without a restart.
func New(cfg Config, store StoreMail) (*Activities, error) {
	if store == nil {
		return nil, errors.New("gmail: a mail store is needed")
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	a := &Activities{store: store, dryRun: cfg.DryRun, now: cfg.Clock}
	a.beat()
	if cfg.CredentialsFile == "" && cfg.TokenFile == "" {
		return a, nil
	}
	client, err := gmailclient.New(gmailclient.Config{
		CredentialsFile: cfg.CredentialsFile, TokenFile: cfg.TokenFile, BaseURL: cfg.BaseURL,
		PageSize: cfg.PageSize, Now: cfg.Clock,
	})
	if err != nil {
		return nil, err
	}
	a.client = client
	return a, nil
}

// Configured reports whether there is a mailbox to watch. It says nothing
// about whether the login works.
func (a *Activities) Configured() bool { return a.client != nil }

// Progress tells when the mailbox was last looked through, at first when the
// activities were made. Where several workers share a queue it tells of this
// one alone.
func (a *Activities) Progress() time.Time { return *a.looked.Load() }

func (a *Activities) beat() {
	now := a.now()
	a.looked.Store(&now)
}

// Close releases idle connections. It may be called twice.
func (a *Activities) Close() {
	if a.client != nil {
		a.client.Close()
	}
}

// Register makes the activities known under their contract names.
func (a *Activities) Register(r worker.ActivityRegistry) {
	named(r, contract.GmailListNew, a.ListNew)
	named(r, contract.GmailFetchMail, a.FetchMail)
	named(r, contract.GmailEnsureLabel, a.EnsureLabel)
	named(r, contract.GmailCreateDraft, a.CreateDraft)
	named(r, contract.GmailVerifyDraft, a.VerifyDraft)
}

func named[In, Out any](r worker.ActivityRegistry, name contract.Activity[In, Out], f func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name.Name()})
}

// ListNew returns one page of what came in after a position. Both fields of
// the input take any position an earlier page has given; PageToken is looked
// at first.
func (a *Activities) ListNew(ctx context.Context, in contract.GmailListInput) (contract.GmailListResult, error) {
	if a.client == nil {
		return contract.GmailListResult{}, notConfigured()
	}
	position := in.HistoryID
	if in.PageToken != "" {
		position = in.PageToken
	}
	b, err := a.client.ListNew(ctx, position)
	if err != nil {
		return contract.GmailListResult{}, failure(err)
	}
	a.beat()
	return contract.GmailListResult{MessageIDs: b.IDs, NextPageToken: b.NextPage, Cursor: b.Cursor, Full: b.Full, CanLabel: !a.dryRun && a.client.CanLabel()}, nil
}

// FetchMail downloads a mail into the host's store.
func (a *Activities) FetchMail(ctx context.Context, in contract.GmailFetchInput) (contract.MailRef, error) {
	if a.client == nil {
		return contract.MailRef{}, notConfigured()
	}
	raw, err := a.client.Raw(ctx, in.MessageID)
	if err != nil {
		return contract.MailRef{}, failure(err)
	}
	ref, err := a.store(raw)
	if err != nil {
		return contract.MailRef{}, fail(contract.FailTransient, 0, fmt.Sprintf("A mail from Gmail could not be stored; check the free space and the rights of DATA_DIR: %v.", err))
	}
	ref.Source, ref.GmailID, ref.SeenAt = contract.SourceGmail, in.MessageID, a.now().UTC()
	return ref, nil
}

// EnsureLabel marks a mail as taken, for the owner's eyes only. It does
// nothing in a dry run and with a login that may only read.
func (a *Activities) EnsureLabel(ctx context.Context, in contract.GmailLabelInput) (contract.Nothing, error) {
	if a.client == nil {
		return contract.Nothing{}, notConfigured()
	}
	if a.dryRun {
		return contract.Nothing{}, nil
	}
	_, err := a.client.EnsureLabel(ctx, in.MessageID)
	return contract.Nothing{}, failure(err)
}
