package odoo

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/activities/breaker"
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
	breaker   *breaker.Breaker
	zone      *time.Location
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

// WithBreaker replaces the breaker that keeps calls off an Odoo that is down.
func WithBreaker(b *breaker.Breaker) Option { return func(a *Activities) { a.breaker = b } }

// WithZone gives the owner's time zone, for the times in sentences; without it
// they are in UTC.
func WithZone(zone *time.Location) Option { return func(a *Activities) { a.zone = zone } }

// New checks the configuration and contacts nobody.
func New(cfg Config, opts ...Option) (*Activities, error) {
	a := &Activities{now: time.Now, heartbeat: 2 * time.Second, breaker: breaker.New(breaker.Options{}), zone: time.UTC}
	for _, opt := range opts {
		opt(a)
	}
	if cfg.URL == "" {
		return a, nil
	}
	client, err := odooclient.New(odooclient.Config{
		URL: cfg.URL, Database: cfg.DB, Username: cfg.Username, Password: cfg.Password,
		WriteTimeout: a.timeouts.write, ReadTimeout: a.timeouts.read,
	}, odooclient.WithBreaker(a.breaker))
	if err != nil {
		return nil, fmt.Errorf("configuration of Odoo: %w", err)
	}
	a.client = client
	return a, nil
}

// Configured tells whether there is an Odoo to talk to.
func (a *Activities) Configured() bool { return a.client != nil }

// Standing tells how Odoo stands, as far as the calls of this process have told.
func (a *Activities) Standing() breaker.Status { return a.breaker.Status() }

// Probe asks Odoo whether it answers; Standing tells what came of it.
func (a *Activities) Probe(ctx context.Context) {
	if a.client != nil {
		_ = a.client.Probe(ctx) // a failure is what Standing tells
	}
}

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
	register(r, contract.OdooFindSales, a.FindSales)
	register(r, contract.OdooCreateDraftQuotation, a.CreateDraftQuotation)
	register(r, contract.OdooVerifyDraftQuotation, a.VerifyDraftQuotation)
	register(r, contract.OdooListBooks, a.ListBooks)
	register(r, contract.OdooFindDebt, a.FindDebt)
	register(r, contract.OdooFindPayments, a.FindPayments)
	register(r, contract.OdooCreateDraftPayment, a.CreateDraftPayment)
	register(r, contract.OdooVerifyDraftPayment, a.VerifyDraftPayment)
	register(r, contract.OdooFindProducts, a.FindProducts)
	register(r, contract.OdooFindInvoices, a.FindInvoices)
	register(r, contract.OdooListInvoices, a.ListInvoices)
}

// register does not compile when function and contract disagree.
func register[In, Out any](r Registry, name contract.Activity[In, Out], fn func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name.Name()})
}
