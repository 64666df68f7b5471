package odoo

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Config says which Odoo to use. An empty URL means none.
type Config struct {
	URL      string
	DB       string
	Username string
	Password string // password or API key
}

// OpenMail returns the bytes of a stored mail.
type OpenMail func(contract.MailRef) ([]byte, error)

// Activities are the registered functions. They are safe for concurrent use.
type Activities struct {
	client    *odooclient.Client // nil = not configured
	openMail  OpenMail
	now       func() time.Time
	heartbeat time.Duration
	timeouts  timeouts
}

type timeouts struct{ write, read time.Duration }

// Option changes how the activities are built.
type Option func(*Activities)

// WithOpenMail gives the road to the mail store; without it nothing can be attached.
func WithOpenMail(open OpenMail) Option { return func(a *Activities) { a.openMail = open } }

// WithClock replaces the clock that "within 90 days" is counted from.
func WithClock(now func() time.Time) Option { return func(a *Activities) { a.now = now } }

// WithTimeouts replaces the client's timeouts of a write and of a read.
func WithTimeouts(write, read time.Duration) Option {
	return func(a *Activities) { a.timeouts = timeouts{write, read} }
}

// WithHeartbeatInterval replaces the 2 s between heartbeats of a write.
func WithHeartbeatInterval(d time.Duration) Option { return func(a *Activities) { a.heartbeat = d } }

// New checks the configuration and contacts nobody.
func New(cfg Config, opts ...Option) (*Activities, error) {
	a := &Activities{now: time.Now, heartbeat: 2 * time.Second}
	for _, opt := range opts {
		opt(a)
	}
	if cfg.URL == "" {
		return a, nil
	}
	client, err := odooclient.New(odooclient.Config{
		URL: cfg.URL, Database: cfg.DB, Username: cfg.Username, Password: cfg.Password,
		WriteTimeout: a.timeouts.write, ReadTimeout: a.timeouts.read,
	})
	if err != nil {
		return nil, fmt.Errorf("configuration of Odoo: %w", err)
	}
	a.client = client
	return a, nil
}

// Configured tells whether there is an Odoo to talk to.
func (a *Activities) Configured() bool { return a.client != nil }

// Registry is the part of a worker that Register needs.
type Registry interface {
	RegisterActivityWithOptions(fn any, options activity.RegisterOptions)
}

// Register puts every activity into the registry under its contract name.
func (a *Activities) Register(r Registry) {
	register(r, contract.OdooFindCustomer, a.FindCustomer)
	register(r, contract.OdooFindDuplicates, a.FindDuplicates)
	register(r, contract.OdooCreateDraftInvoice, a.CreateDraftInvoice)
	register(r, contract.OdooVerifyDraftInvoice, a.VerifyDraftInvoice)
	register(r, contract.OdooEnsureAttachment, a.EnsureAttachment)
}

// register does not compile when function and contract disagree.
func register[In, Out any](r Registry, name contract.Activity[In, Out], fn func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name.Name()})
}
