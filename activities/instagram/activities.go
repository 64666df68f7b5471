package instagram

import (
	"context"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Config says which account to use. An empty UserID means none.
type Config struct {
	UserID    string
	Token     string
	AppSecret string // adds a proof to every call; may be empty
	BaseURL   string // empty = Meta
	Version   string // of the Graph API; empty = the default
}

// rights are the permissions of Meta that everything here needs together, as
// they are called with the login with Facebook.
const rights = "instagram_basic, instagram_content_publish, instagram_manage_comments, instagram_manage_messages, instagram_manage_insights and instagram_manage_contents"

// OpenMedia opens the bytes of a medium that is in the store.
type OpenMedia func(contract.PostMedia) (io.ReadSeekCloser, error)

// Activities are the registered functions. They are safe for concurrent use.
type Activities struct {
	cfg       Config
	client    *graphclient.Client // nil = not configured
	openMedia OpenMedia
	now       func() time.Time
	heartbeat time.Duration
	publish   time.Duration
	read      time.Duration
	breaker   *breaker.Breaker
	zone      *time.Location
}

// Option changes how the activities are built.
type Option func(*Activities)

// WithOpenMedia gives the road to the media store; without it only addresses
// can be sent along.
func WithOpenMedia(open func(contract.PostMedia) (io.ReadSeekCloser, error)) Option {
	return func(a *Activities) { a.openMedia = open }
}

// WithClock replaces the clock.
func WithClock(now func() time.Time) Option { return func(a *Activities) { a.now = now } }

// WithTimeouts replaces the client's timeouts of a call that publishes and of
// one that reads.
func WithTimeouts(publish, read time.Duration) Option {
	return func(a *Activities) { a.publish, a.read = publish, read }
}

// WithHeartbeatInterval replaces the 2 s between heartbeats.
func WithHeartbeatInterval(d time.Duration) Option { return func(a *Activities) { a.heartbeat = d } }

// WithBreaker replaces the breaker that keeps calls off an Instagram that is down.
func WithBreaker(b *breaker.Breaker) Option { return func(a *Activities) { a.breaker = b } }

// WithZone gives the owner's time zone, for the times in sentences.
func WithZone(zone *time.Location) Option { return func(a *Activities) { a.zone = zone } }

// New checks the configuration and contacts nobody.
func New(cfg Config, opts ...Option) (*Activities, error) {
	a := &Activities{cfg: cfg, now: time.Now, heartbeat: 2 * time.Second, breaker: breaker.New(breaker.Options{}), zone: time.UTC}
	for _, opt := range opts {
		opt(a)
	}
	if a.cfg.Version == "" {
		a.cfg.Version = graphclient.DefaultVersion
	}
	if cfg.UserID == "" {
		return a, nil
	}
	client, err := graphclient.New(graphclient.Config{
		System: "Instagram", TokenSetting: "INSTAGRAM_TOKEN", Rights: rights, BaseURL: cfg.BaseURL, Version: a.cfg.Version,
		Token: cfg.Token, AppSecret: cfg.AppSecret, PublishTimeout: a.publish, ReadTimeout: a.read, Breaker: a.breaker, Now: a.now,
	})
	if err != nil {
		return nil, fmt.Errorf("configuration of Instagram: %w", err)
	}
	a.client = client
	return a, nil
}

// Configured tells whether there is an account to post to.
func (a *Activities) Configured() bool { return a.client != nil }

// Standing tells how Instagram stands, as far as the calls of this process have told.
func (a *Activities) Standing() breaker.Status { return a.breaker.Status() }

// Probe asks Instagram whether it answers; Standing tells what came of it.
func (a *Activities) Probe(ctx context.Context) {
	if a.client != nil {
		_, _ = a.client.Read(ctx, a.cfg.UserID, "id") // a failure is what Standing tells
	}
}

// Close releases idle connections. It may be called twice.
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
	register(r, contract.InstagramFetchAccount, a.FetchAccount)
	register(r, contract.InstagramEnsurePrepared, a.EnsurePrepared)
	register(r, contract.InstagramFetchPrepared, a.FetchPrepared)
	register(r, contract.InstagramPublishPost, a.PublishPost)
	register(r, contract.InstagramFindPost, a.FindPost)
	register(r, contract.InstagramVerifyPost, a.VerifyPost)
	register(r, contract.InstagramDeletePost, a.DeletePost)
	register(r, contract.InstagramFetchMetrics, a.FetchMetrics)
}

// register does not compile when function and contract disagree.
func register[In, Out any](r Registry, name contract.Activity[In, Out], fn func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(fn, activity.RegisterOptions{Name: name.Name()})
}
