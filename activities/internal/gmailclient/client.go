package gmailclient

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/api/gmail/v1"
	"google.golang.org/api/option"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
)

const (
	googleBaseURL = "https://gmail.googleapis.com/"
	// me is the API's name for the account the token belongs to.
	me = "me"
)

// Config says where Gmail is and where the login is kept. Zero values of the
// optional fields are replaced by the defaults named there.
type Config struct {
	CredentialsFile string // Google's OAuth client JSON
	TokenFile       string // written by the login, refreshed here
	BaseURL         string // https, or http on this machine; default Google's

	UnitsPerMinute int           // quota units per mailbox, default 6,000
	PageSize       int           // IDs in one page of a listing, 1 to 500, default 100
	Lookback       time.Duration // how far a first listing goes back, default 7 days
	Timeout        time.Duration // of one call, default 60 s
	Label          string        // name of the label, default "AI Employee"

	Transport http.RoundTripper // default: a copy of http.DefaultTransport
	Now       func() time.Time  // default time.Now
}

// Client is one mailbox. It is safe for concurrent use.
type Client struct {
	cfg     Config
	service *gmail.Service
	tokens  *tokenSource
	limiter *rate.Limiter

	mu      sync.Mutex
	labelID string
}

// New validates the configuration. It neither touches the network nor the
// files: a login made later is noticed at the next call.
func New(cfg Config) (*Client, error) {
	cfg = cfg.withDefaults()
	if cfg.CredentialsFile == "" || cfg.TokenFile == "" {
		return nil, errors.New("gmail: both the OAuth client file and the token file must be named")
	}
	if cfg.PageSize < 1 || cfg.PageSize > 500 {
		return nil, fmt.Errorf("gmail: page size %d is not between 1 and 500", cfg.PageSize)
	}
	if cfg.UnitsPerMinute < 1 || cfg.Lookback < time.Hour || cfg.Timeout < 0 {
		return nil, errors.New("gmail: units per minute, look-back (at least an hour) and timeout must be positive")
	}
	base, err := gmailauth.ParseAddress(cfg.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("gmail: base URL %w", err)
	}
	answers := &answerTransport{base: cfg.Transport}
	tokens := newTokenSource(cfg, &http.Client{Transport: answers, Timeout: cfg.Timeout, CheckRedirect: stayHere})
	hc := &http.Client{
		Transport:     &authTransport{base: answers, tokens: tokens},
		Timeout:       cfg.Timeout,
		CheckRedirect: stayHere,
	}
	service, err := gmail.NewService(context.Background(),
		option.WithHTTPClient(hc),
		option.WithEndpoint(strings.TrimSuffix(base.String(), "/")+"/"),
		option.WithUserAgent("autonomous-employee"),
		// The library would log headers and bodies when an environment variable asks for it.
		option.WithLogger(slog.New(slog.DiscardHandler)),
	)
	if err != nil {
		return nil, fmt.Errorf("gmail: %w", err)
	}
	return &Client{cfg: cfg, service: service, tokens: tokens, limiter: newLimiter(cfg.UnitsPerMinute)}, nil
}

func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = googleBaseURL
	}
	if c.UnitsPerMinute == 0 {
		c.UnitsPerMinute = defaultUnitsPerMinute
	}
	if c.PageSize == 0 {
		c.PageSize = 100
	}
	if c.Lookback == 0 {
		c.Lookback = 7 * 24 * time.Hour
	}
	if c.Timeout == 0 {
		c.Timeout = time.Minute
	}
	if c.Label == "" {
		c.Label = "AI Employee"
	}
	if c.Transport == nil {
		c.Transport = ownTransport()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

// Profile is the mailbox behind the token.
type Profile struct {
	Account   string
	HistoryID uint64
}

// Profile asks whose mailbox it is and where its history stands.
func (c *Client) Profile(ctx context.Context) (Profile, error) {
	var p *gmail.Profile
	err := c.call(ctx, "users.getProfile", unitsProfile, func(ctx context.Context) (err error) {
		p, err = c.service.Users.GetProfile(me).Context(ctx).Do()
		return err
	})
	if err != nil {
		return Profile{}, err
	}
	return Profile{Account: p.EmailAddress, HistoryID: p.HistoryId}, nil
}

// call makes one request and classifies what came of it. An access token that
// is refused although it should still live is replaced once.
func (c *Client) call(ctx context.Context, op string, units int, do func(context.Context) error) error {
	for attempt := 1; ; attempt++ {
		if err := c.spend(ctx, op, units); err != nil {
			return err
		}
		var seen answer
		err := do(withAnswer(ctx, &seen))
		if err == nil {
			return nil
		}
		if seen.status == http.StatusUnauthorized && attempt == 1 {
			c.tokens.discard(seen.bearer)
			continue
		}
		return classify(op, &seen, err, c.cfg.Now())
	}
}

// Close releases idle connections.
func (c *Client) Close() {
	if t, ok := c.cfg.Transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
