package mail

import (
	"context"
	"errors"
	"io"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
)

// Activities reads stored mails.
type Activities struct {
	store    *Store
	requests Requests // nil = not known
	mailbox  Mailbox
	now      func() time.Time
}

// Option changes how the activities are built.
type Option func(*Activities)

// New needs the store of this host.
func New(store *Store, opts ...Option) (*Activities, error) {
	if store == nil {
		return nil, errors.New("mail: a store is needed")
	}
	a := &Activities{store: store, now: time.Now}
	for _, opt := range opts {
		opt(a)
	}
	return a, nil
}

// Register puts the activities into the registry under their contract names.
func (a *Activities) Register(r worker.ActivityRegistry) {
	register(r, contract.MailReadRequest, a.ReadRequest)
	register(r, contract.MailListWeek, a.ListWeek)
}

// register does not compile when function and contract disagree.
func register[In, Out any](r worker.ActivityRegistry, name contract.Activity[In, Out], fn func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name.Name()})
}

// ReadRequest reads a stored mail and notes what it is about, so that a later
// mail about the same thing finds it. What is wrong with the mail itself is part
// of the result; an error means that this host cannot reach the bytes.
func (a *Activities) ReadRequest(_ context.Context, in contract.ReadRequestInput) (contract.Reading, error) {
	if in.Mail.Size > mime.MaxSize {
		return reading.TooLarge(), nil
	}
	f, err := a.store.Open(in.Mail.Key)
	if errors.Is(err, ErrNotStored) {
		return contract.Reading{}, temporal.NewNonRetryableApplicationError(
			"the mail is not in this machine's mail store; drop it into the inbox folder again", string(contract.FailNotFound), err)
	}
	if err != nil {
		return contract.Reading{}, transient(err)
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, mime.MaxSize+1))
	if err != nil {
		return contract.Reading{}, transient(err)
	}
	r := reading.Read(raw, in.Owner)
	if r.Related, err = a.store.relate(in.Mail.Key, r, a.now()); err != nil {
		return contract.Reading{}, transient(err)
	}
	return r, nil
}

func transient(err error) error {
	return temporal.NewApplicationErrorWithCause("the stored mail could not be opened; check the data folder's disk and permissions", string(contract.FailTransient), err)
}
