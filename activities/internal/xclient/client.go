package xclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dghubble/oauth1"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/peerclock"
)

// DefaultBaseURL is X itself, as its OpenAPI has it.
const DefaultBaseURL = "https://api.x.com"

// Config says where X is and who calls. One of the three ways of signing in is
// needed; when there are several, the token file is preferred, then AccessToken.
type Config struct {
	BaseURL string // default DefaultBaseURL

	// AccessToken is an OAuth 2 user token that is not renewed; X ends it after 2 hours.
	AccessToken string
	// OAuth1 is used as it is; it does not end.
	OAuth1 OAuth1
	// Refresh renews an OAuth 2 user token.
	Refresh Refresh

	Timeout       time.Duration // of one call, default 30 s
	UploadTimeout time.Duration // of one call that carries media, default 2 min
	// ChunkBytes is the size of a piece of media, default DefaultChunk, at most 3,750,000, which is X's 5 MB in base64.
	ChunkBytes int64

	Transport http.RoundTripper
	Now       func() time.Time
	Breaker   *breaker.Breaker
}

// OAuth1 are the four values of OAuth 1.0a.
type OAuth1 struct{ APIKey, APISecret, UserToken, UserSecret string }

// Refresh is what renews an OAuth 2 user token: the app's client, and the file
// that keeps the token. Secret is empty for a public client.
type Refresh struct{ ClientID, ClientSecret, TokenFile string }

// Client is one account. It is safe for concurrent use.
type Client struct {
	cfg    Config
	base   *url.URL
	wire   *wire
	tokens *tokenSource // nil = none to renew
	signer *oauth1.Config

	legacy atomic.Bool // X has answered in the older dialect of fields
	quota  atomic.Pointer[Quota]
	clock  *peerclock.Clock

	mu sync.Mutex
	me *User
}

// New checks the configuration and contacts nobody. The token file is read at
// each call.
func New(cfg Config) (*Client, error) {
	cfg = cfg.withDefaults()
	base, err := parseBase(cfg.BaseURL)
	if err != nil {
		return nil, err
	}
	if cfg.ChunkBytes < 1 || cfg.ChunkBytes > maxChunk {
		return nil, errors.New("x: a chunk of media must have 1 to 3,750,000 bytes")
	}
	c := &Client{cfg: cfg, base: base, wire: &wire{base: base, next: cfg.Transport}, clock: peerclock.New(cfg.Now)}
	one := cfg.OAuth1
	switch {
	case cfg.Refresh.TokenFile != "" || cfg.Refresh.ClientID != "":
		if cfg.Refresh.TokenFile == "" || cfg.Refresh.ClientID == "" {
			return nil, errors.New("x: both the client ID and the token file are needed to renew tokens")
		}
		c.tokens = newTokenSource(cfg, c.wire)
	case cfg.AccessToken != "":
	case one.APIKey != "" && one.APISecret != "" && one.UserToken != "" && one.UserSecret != "":
		c.signer = oauth1.NewConfig(one.APIKey, one.APISecret)
	default:
		return nil, errors.New("x: an access token, a token file, or the four values of OAuth 1 are needed")
	}
	return c, nil
}

func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	if c.Timeout == 0 {
		c.Timeout = 30 * time.Second
	}
	if c.UploadTimeout == 0 {
		c.UploadTimeout = 2 * time.Minute
	}
	if c.ChunkBytes == 0 {
		c.ChunkBytes = DefaultChunk
	}
	if c.Transport == nil {
		c.Transport = ownTransport()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Breaker == nil {
		c.Breaker = breaker.New(breaker.Options{})
	}
	return c
}

// maxChunk is 5 MB in base64.
const maxChunk = 3_750_000

// parseBase takes https anywhere and http on this machine.
func parseBase(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || u.Host == "" || u.RawQuery != "" || u.User != nil {
		return nil, errors.New("x: the base URL must be a whole address such as https://api.x.com")
	}
	local := u.Hostname() == "localhost"
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		local = ip.IsLoopback()
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return nil, errors.New("x: the base URL must begin with https://")
	}
	return u, nil
}

// request is one call.
type request struct {
	op     string // operation of the OpenAPI
	write  bool   // repeating it could do harm
	upload bool   // it carries media
	// do sends it with the client and returns the library's error. token is empty with OAuth 1.
	do func(ctx context.Context, hc *http.Client, token string) error
}

// call sends a request, and once more with a new token when the old one was
// refused: X has then done nothing. The answer is nil when there was none.
func (c *Client) call(ctx context.Context, r request) (*answer, error) {
	seen, token, err := c.once(ctx, r)
	if seen == nil || seen.status != http.StatusUnauthorized || c.tokens == nil {
		return seen, err
	}
	c.tokens.discard(token)
	seen, _, err = c.once(ctx, r)
	return seen, err
}

func (c *Client) once(ctx context.Context, r request) (*answer, string, error) {
	token, err := c.token(ctx, r.op)
	if err != nil {
		return nil, "", err
	}
	seen, err := breaker.Through(c.cfg.Breaker, judge, func() (*answer, error) {
		seen := &answer{}
		timeout := c.cfg.Timeout
		if r.upload {
			timeout = c.cfg.UploadTimeout
		}
		hc := &http.Client{Transport: c.wire, Timeout: timeout, CheckRedirect: stayHere}
		err := r.do(context.WithValue(withAnswer(ctx, seen), signKey{}, c.sign(token)), hc, token)
		c.clock.Learn(seen.header)
		c.note(r.op, seen)
		return seen, c.classify(ctx, r, seen, err)
	})
	var down *breaker.DownError
	if errors.As(err, &down) {
		e := fail(r.op, Transient, CodeDown, "")
		e.Until, e.cause = c.cfg.Now().Add(down.Wait), down
		return nil, token, e
	}
	return seen, token, err
}

// TheirTime is a moment of our clock on X's: looking for a post by its time
// would miss it when this machine's clock is wrong.
func (c *Client) TheirTime(ours time.Time) time.Time { return c.clock.Theirs(ours) }

// token is the bearer token for a call, empty with OAuth 1.
func (c *Client) token(ctx context.Context, op string) (string, error) {
	switch {
	case c.tokens != nil:
		t, err := c.tokens.token(ctx, op)
		return t.AccessToken, err
	case c.signer != nil:
		return "", nil
	}
	return c.cfg.AccessToken, nil
}

func (c *Client) sign(token string) signer {
	if token != "" {
		return func(req *http.Request) error {
			req.Header.Set("Authorization", "Bearer "+token)
			return nil
		}
	}
	return func(req *http.Request) error {
		header, err := oauth1Header(c.signer, c.cfg.OAuth1, req)
		if err == nil {
			req.Header.Set("Authorization", header)
		}
		return err
	}
}

// headerOnly stands at the end of the OAuth 1 library's transport, which has
// no other way to give a signature away.
type headerOnly struct{ header string }

func (h *headerOnly) RoundTrip(req *http.Request) (*http.Response, error) {
	h.header = req.Header.Get("Authorization")
	return nil, errSigned
}

var errSigned = errors.New("signed")

func oauth1Header(cfg *oauth1.Config, values OAuth1, req *http.Request) (string, error) {
	end := &headerOnly{}
	ctx := context.WithValue(context.Background(), oauth1.HTTPClient, &http.Client{Transport: end})
	bare, err := http.NewRequestWithContext(ctx, req.Method, req.URL.String(), nil)
	if err != nil {
		return "", fmt.Errorf("sign the request: %w", err)
	}
	signing := cfg.Client(ctx, oauth1.NewToken(values.UserToken, values.UserSecret))
	resp, err := signing.Transport.RoundTrip(bare)
	if resp != nil {
		_ = resp.Body.Close()
	}
	if !errors.Is(err, errSigned) {
		return "", errors.New("sign the request: the OAuth 1 library gave no signature")
	}
	return end.header, nil
}

// Probe asks X whether it answers, without a token: any answer of X's own will
// do, and it costs nothing.
func (c *Client) Probe(ctx context.Context) error {
	_, err := breaker.Through(c.cfg.Breaker, judge, func() (*answer, error) {
		seen := &answer{}
		hc := &http.Client{Transport: c.wire, Timeout: c.cfg.Timeout, CheckRedirect: stayHere}
		err := get(withAnswer(ctx, seen), hc, "/2/users/me", nil)
		c.clock.Learn(seen.header)
		return seen, c.classify(ctx, request{op: "probe"}, seen, err)
	})
	if e, ok := As(err); ok && e.Kind == Auth {
		return nil
	}
	return err
}

// clockTimeout bounds the question for X's time, well below the limit within
// which a call that publishes has to give a sign of life.
const clockTimeout = 5 * time.Second

// TheirNow is what X's clock shows, up to a second less; zero = its answers do
// not tell. When nothing was heard within a minute X is probed; an error means
// that no answer came, from which nothing can be made out.
func (c *Client) TheirNow(ctx context.Context) (time.Time, error) {
	if at, known := c.clock.Now(); known {
		return at, nil
	}
	ctx, cancel := context.WithTimeout(ctx, clockTimeout)
	defer cancel()
	err := c.Probe(ctx)
	if at, known := c.clock.Now(); known {
		return at, nil // whatever it was that it answered: the call itself is going to tell
	}
	return time.Time{}, err
}

// Close waits for a renewal of the token that is on its way, whose answer would
// be lost, and releases idle connections. It may be called twice.
func (c *Client) Close() {
	if c.tokens != nil {
		c.tokens.wait()
	}
	if t, ok := c.cfg.Transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
