package graphclient

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	facebook "github.com/huandu/facebook/v2"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/peerclock"
)

// DefaultVersion of the Graph API is the newest one of 2026-07-29.
const DefaultVersion = "v26.0"

// Instagram's own host, for tokens of the login with Instagram.
const instagramHost = "https://graph.instagram.com"

// uploadHost takes the bytes of videos.
const uploadHost = "rupload.facebook.com"

// Config says where to and as whom. Timeouts of zero mean the defaults.
type Config struct {
	// System is the platform's name in sentences, TokenSetting the setting that holds the token.
	System, TokenSetting string
	// Rights are the permissions that the token needs, for sentences.
	Rights string
	// BaseURL is empty for Meta itself.
	BaseURL string
	// Version of the Graph API such as "v26.0"; empty = DefaultVersion.
	Version string
	Token   string
	// AppSecret adds a proof to every call; empty = none. It is not used with a token of the login with Instagram.
	AppSecret string

	ReadTimeout    time.Duration // default 30 s
	PublishTimeout time.Duration // default 90 s
	UploadTimeout  time.Duration // of one upload, default 10 min
	Breaker        *breaker.Breaker
	Now            func() time.Time
}

// Client is safe for concurrent use. It has one token for its whole life.
type Client struct {
	cfg     Config
	session *facebook.Session // never used itself: each call takes a copy
	http    *http.Client
	usage   atomic.Int64 // per cent of the limits, as the last answer told
	clock   *peerclock.Clock
}

var versionForm = regexp.MustCompile(`^v[0-9]{1,3}\.[0-9]$`)

// New checks the configuration and contacts nobody.
func New(cfg Config) (*Client, error) {
	if cfg.Version == "" {
		cfg.Version = DefaultVersion
	}
	if !versionForm.MatchString(cfg.Version) {
		return nil, errors.New("the version of the Graph API must look like " + DefaultVersion)
	}
	if cfg.Token == "" {
		return nil, errors.New("an access token is needed")
	}
	if cfg.BaseURL == "" && cfg.InstagramLogin() {
		cfg.BaseURL = instagramHost
	}
	if _, err := url.Parse(cfg.BaseURL); err != nil {
		return nil, errors.New("the base URL is not an address")
	}
	defaults(&cfg)
	app := facebook.New("", cfg.AppSecret)
	session := app.Session(cfg.Token)
	session.UseAuthorizationHeader()
	session.Version = cfg.Version
	if cfg.BaseURL != "" {
		session.BaseURL = strings.TrimRight(cfg.BaseURL, "/") + "/" // the library wants the slash
	}
	if cfg.AppSecret != "" && !cfg.InstagramLogin() {
		if err := session.EnableAppsecretProof(true); err != nil {
			return nil, err
		}
		session.AppsecretProof() // computed once, for all copies
	}
	return &Client{cfg: cfg, session: session, http: &http.Client{Transport: ownTransport(), CheckRedirect: stayHere}, clock: peerclock.New(cfg.Now)}, nil
}

func defaults(cfg *Config) {
	if cfg.ReadTimeout == 0 {
		cfg.ReadTimeout = 30 * time.Second
	}
	if cfg.PublishTimeout == 0 {
		cfg.PublishTimeout = 90 * time.Second
	}
	if cfg.UploadTimeout == 0 {
		cfg.UploadTimeout = 10 * time.Minute
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Breaker == nil {
		cfg.Breaker = breaker.New(breaker.Options{Clock: cfg.Now})
	}
}

// InstagramLogin tells whether the token comes from the login with Instagram,
// which has a host of its own and can do less.
func (c Config) InstagramLogin() bool { return strings.HasPrefix(c.Token, "IG") }

// InstagramLogin tells so of the client's token.
func (c *Client) InstagramLogin() bool { return c.cfg.InstagramLogin() }

// Version is the version of the Graph API that is spoken.
func (c *Client) Version() string { return c.cfg.Version }

// Close releases idle connections. It may be called twice.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Pressed tells that more than 80 % of what Meta allows is used, so that what
// can wait should.
func (c *Client) Pressed() bool { return c.usage.Load() >= 80 }

// Do makes a call, once. A nil error means that Graph has answered and has not
// refused.
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	got, err := breaker.Through(c.cfg.Breaker, judge, func() (Answer, error) { return c.send(ctx, r) })
	return got, c.kept(r, err)
}

// Read is Do for the fields of a node, or of a listing's first page.
func (c *Client) Read(ctx context.Context, path, fields string, params ...Param) (Answer, error) {
	if fields != "" {
		params = append([]Param{{"fields", fields}}, params...)
	}
	return c.Do(ctx, Request{Verb: http.MethodGet, Path: path, Params: params})
}

// kept turns a call that the breaker has kept back into an *Error.
func (c *Client) kept(r Request, err error) error {
	var down *breaker.DownError
	if !errors.As(err, &down) {
		return err
	}
	e := c.failure(r, KindTransient, ReasonDown)
	e.RetryAfter, e.cause = down.Wait, down
	return e
}

func (c *Client) send(ctx context.Context, r Request) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout(r))
	defer cancel()
	x := &exchange{http: c.http}
	session := c.session.WithContext(traced(ctx, x)) // a shallow copy
	session.HttpClient = x
	params := facebook.Params{} // new each time: the library writes into it
	for _, p := range r.Params {
		params[p.Name] = encoded(p.Value)
	}
	if r.File != nil {
		params[r.File.Param] = &facebook.BinaryData{Filename: r.File.Name, Source: r.File.Content, ContentType: r.File.Type}
	}
	method := facebook.Method(r.Verb)
	result, err := session.Api("/"+r.Path, method, params)
	c.learn(x.header)
	return c.classify(ctx, r, x, result, err)
}

// learn keeps what every answer tells in passing.
func (c *Client) learn(h http.Header) {
	if used, known := usedPercent(h); known {
		c.usage.Store(used)
	}
	c.clock.Learn(h)
}

// TheirTime is a moment of our clock on Meta's: looking for a post by its time
// would miss it when this machine's clock is wrong.
func (c *Client) TheirTime(ours time.Time) time.Time { return c.clock.Theirs(ours) }

// clockTimeout bounds the question for Meta's time, well below the limit within
// which a call that publishes has to give a sign of life.
const clockTimeout = 5 * time.Second

// TheirNow is what Meta's clock shows, up to a second less; zero = its answers
// do not tell. When nothing was heard within a minute the node with this ID is
// read; an error means that no answer came, from which nothing can be made out.
func (c *Client) TheirNow(ctx context.Context, id string) (time.Time, error) {
	if at, known := c.clock.Now(); known {
		return at, nil
	}
	ctx, cancel := context.WithTimeout(ctx, clockTimeout)
	defer cancel()
	_, err := c.Read(ctx, id, "id")
	if at, known := c.clock.Now(); known {
		return at, nil // whatever it was that it answered: the call itself is going to tell
	}
	return time.Time{}, err
}

func (c *Client) timeout(r Request) time.Duration {
	switch {
	case r.Effect == Publishes:
		return c.cfg.PublishTimeout
	case r.File != nil:
		return c.cfg.UploadTimeout
	}
	return c.cfg.ReadTimeout
}
