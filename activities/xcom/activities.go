package xcom

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Config says who posts on X. With no credentials X is not configured; with
// several, the token file is preferred, then AccessToken.
type Config struct {
	BaseURL string // X_BASE_URL, empty = X itself

	AccessToken                              string // X_ACCESS_TOKEN
	APIKey, APISecret, UserToken, UserSecret string // X_API_KEY, X_API_SECRET, X_USER_TOKEN, X_USER_SECRET
	ClientID, ClientSecret, TokenFile        string // X_CLIENT_ID, X_CLIENT_SECRET, X_TOKEN_FILE
}

// configured is true when there is an account to post with.
func (c Config) configured() bool {
	return c.AccessToken != "" || c.APIKey != "" || c.ClientID != ""
}

// OpenMedia returns the bytes of a media file of a post.
type OpenMedia func(contract.PostMedia) (io.ReadSeekCloser, error)

// Activities are the registered functions. They are safe for concurrent use.
type Activities struct {
	client    *xclient.Client // nil = not configured
	base      string
	openMedia OpenMedia
	now       func() time.Time
	heartbeat time.Duration
	timeout   time.Duration
	transport http.RoundTripper
	breaker   *breaker.Breaker
	zone      *time.Location
}

// Option changes how the activities are built.
type Option func(*Activities)

// WithOpenMedia gives the road to the media store; without it no media can be uploaded.
func WithOpenMedia(open func(contract.PostMedia) (io.ReadSeekCloser, error)) Option {
	return func(a *Activities) { a.openMedia = open }
}

// WithClock replaces the clock.
func WithClock(now func() time.Time) Option { return func(a *Activities) { a.now = now } }

// WithHeartbeatInterval replaces the 2 s between heartbeats of a write.
func WithHeartbeatInterval(d time.Duration) Option { return func(a *Activities) { a.heartbeat = d } }

// WithTimeout replaces the 30 s that one call may take.
func WithTimeout(d time.Duration) Option { return func(a *Activities) { a.timeout = d } }

// WithTransport replaces the network.
func WithTransport(t http.RoundTripper) Option { return func(a *Activities) { a.transport = t } }

// WithBreaker replaces the breaker that keeps calls off an X that is down.
func WithBreaker(b *breaker.Breaker) Option { return func(a *Activities) { a.breaker = b } }

// WithZone gives the owner's time zone, for the times in sentences; without it
// they are in UTC.
func WithZone(zone *time.Location) Option { return func(a *Activities) { a.zone = zone } }

// New checks the configuration and contacts nobody. The token file is read at
// each call.
func New(cfg Config, opts ...Option) (*Activities, error) {
	a := &Activities{now: time.Now, heartbeat: 2 * time.Second, breaker: breaker.New(breaker.Options{}), zone: time.UTC, base: cfg.BaseURL}
	for _, opt := range opts {
		opt(a)
	}
	if a.base == "" {
		a.base = xclient.DefaultBaseURL
	}
	if !cfg.configured() {
		return a, nil
	}
	client, err := xclient.New(xclient.Config{
		BaseURL: cfg.BaseURL, AccessToken: cfg.AccessToken,
		OAuth1:  xclient.OAuth1{APIKey: cfg.APIKey, APISecret: cfg.APISecret, UserToken: cfg.UserToken, UserSecret: cfg.UserSecret},
		Refresh: xclient.Refresh{ClientID: cfg.ClientID, ClientSecret: cfg.ClientSecret, TokenFile: cfg.TokenFile},
		Timeout: a.timeout, Transport: a.transport, Now: a.now, Breaker: a.breaker,
	})
	if err != nil {
		return nil, fmt.Errorf("configuration of X: %w", err)
	}
	a.client = client
	return a, nil
}

// Configured tells whether there is an account to post with.
func (a *Activities) Configured() bool { return a.client != nil }

// Standing tells how X stands, as far as the calls of this process have told.
func (a *Activities) Standing() breaker.Status { return a.breaker.Status() }

// Probe asks X whether it answers, at no cost; Standing tells what came of it.
func (a *Activities) Probe(ctx context.Context) {
	if a.client != nil {
		_ = a.client.Probe(ctx) // a failure is what Standing tells
	}
}

// Close waits for a renewal of the token that is on its way and releases idle
// connections. It may be called twice.
func (a *Activities) Close() {
	if a.client != nil {
		a.client.Close()
	}
}

// Registry is the part of a worker that Register needs.
type Registry interface {
	RegisterActivityWithOptions(fn any, options activity.RegisterOptions)
}

// Register puts every activity into the registry under its contract name.
func (a *Activities) Register(r Registry) {
	register(r, contract.XFetchAccount, a.FetchAccount)
	register(r, contract.XEnsurePrepared, a.EnsurePrepared)
	register(r, contract.XFetchPrepared, a.FetchPrepared)
	register(r, contract.XPublishPost, a.PublishPost)
	register(r, contract.XFindPost, a.FindPost)
	register(r, contract.XVerifyPost, a.VerifyPost)
	register(r, contract.XDeletePost, a.DeletePost)
	register(r, contract.XFetchMetrics, a.FetchMetrics)
}

// register does not compile when function and contract disagree.
func register[In, Out any](r Registry, name contract.Activity[In, Out], fn func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name.Name()})
}
