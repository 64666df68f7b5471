package xlogin

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
	"github.com/autonomous-employee/employee/starter/consent"
)

// Where X asks the owner and gives tokens (X API v2, OAuth 2.0 Authorization
// Code Flow with PKCE).
const (
	screenURL   = "https://x.com"
	apiURL      = "https://api.x.com"
	consentPath = "/i/oauth2/authorize"
	tokenPath   = "/2/oauth2/token" //nolint:gosec // a path, no secret
	backPath    = "/callback"
)

// needed are the rights without which nothing can be published and kept on.
func needed() []string {
	return []string{"tweet.read", "tweet.write", "users.read", "media.write", "offline.access"}
}

// login is one run of the command.
type login struct {
	deps           Deps
	settings       Settings
	out            io.Writer
	messages, open bool
	port           uint16
}

func (l login) run(ctx context.Context) error {
	if err := l.check(); err != nil {
		return err
	}
	code, conf, verifier, err := l.consent(ctx)
	if err != nil {
		return err
	}
	token, err := l.exchange(ctx, conf, code, verifier)
	if err != nil {
		return err
	}
	handle, err := l.account(ctx, token)
	if err != nil {
		return err
	}
	if err := xauth.SaveToken(l.settings.TokenFile, token); err != nil {
		return fmt.Errorf("the login worked but could not be stored; check X_TOKEN_FILE and run the command again: %w", err)
	}
	l.report(token, handle)
	return nil
}

// check looks at the settings before the owner is sent anywhere.
func (l login) check() error {
	switch {
	case l.settings.ClientID == "":
		return errors.New("X_CLIENT_ID is not set.\n" + l.howToMakeClient())
	case l.settings.TokenFile == "":
		return errors.New("X_TOKEN_FILE is not set; name the file in which the login is to be kept, such as ./.employee/x-token.json")
	case l.settings.BaseURL == "":
		return nil
	}
	u, err := url.Parse(l.settings.BaseURL)
	if err != nil || u.Host == "" {
		return errors.New("X_BASE_URL is no address; write it as https://api.x.com, or leave it empty")
	}
	at, err := netip.ParseAddr(u.Hostname())
	if u.Scheme != "https" && (err != nil || !at.IsLoopback()) {
		return errors.New("X_BASE_URL must begin with https://, or the login could be read on the way")
	}
	return nil
}

// base is the address of X, or that of what stands in for it.
func (l login) base(real string) string {
	if l.settings.BaseURL == "" {
		return real
	}
	return strings.TrimSuffix(l.settings.BaseURL, "/")
}

func (l login) client(listens string) *oauth2.Config {
	conf := &oauth2.Config{
		ClientID: l.settings.ClientID, ClientSecret: l.settings.ClientSecret, RedirectURL: wayBack(listens), Scopes: needed(),
		// The library must not find out by trying which style X wants: a code can be used once.
		Endpoint: oauth2.Endpoint{AuthURL: l.base(screenURL) + consentPath, TokenURL: l.base(apiURL) + tokenPath, AuthStyle: oauth2.AuthStyleInParams},
	}
	if conf.ClientSecret != "" {
		conf.Endpoint.AuthStyle = oauth2.AuthStyleInHeader
	}
	if l.messages {
		conf.Scopes = append(conf.Scopes, "dm.read", "dm.write")
	}
	return conf
}

// wayBack is compared by X to the letter with what the app has registered.
func wayBack(listens string) string { return "http://" + listens + backPath }

// listens is the address of this machine for the way back.
func (l login) listens() string { return "127.0.0.1:" + strconv.Itoa(int(l.port)) }

// consent sends the owner to X and waits for the way back.
func (l login) consent(ctx context.Context) (code string, conf *oauth2.Config, verifier string, err error) {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", l.listens())
	if err != nil {
		return "", nil, "", fmt.Errorf("the port %d of this machine, for the way back from X, is not free; give another one with --port and register it at X: %w", l.port, err)
	}
	conf, verifier = l.client(listener.Addr().String()), oauth2.GenerateVerifier()
	state := rand.Text()
	address := conf.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier))
	visit := consent.Visit{
		Address: address, State: state, Out: l.out, Patience: l.deps.Timeout,
		Please: "Open this address in a browser on this machine, signed in to the account that is to publish, and allow the access",
	}
	if l.open {
		visit.Open = l.deps.Open
	}
	code, err = consent.Screen{Service: "X", Path: backPath}.Ask(ctx, listener, visit)
	return code, conf, verifier, err
}

// exchange turns the code, which X takes for 30 s, into a token.
func (l login) exchange(ctx context.Context, conf *oauth2.Config, code, verifier string) (xauth.Token, error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, consent.HTTP(l.deps.Transport))
	answer, err := conf.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return xauth.Token{}, l.exchangeFailure(err)
	}
	token := xauth.Token{}.Merge(answer, l.deps.Now())
	switch lacks := token.Lacks(conf.Scopes...); {
	case lacks != "" && lacks != "offline.access":
		return token, errors.New("X did not give the right " + lacks + "; see that the app has the permission “Read and write" + l.alsoMessages() + "” under User authentication settings, and run the command again")
	case token.RefreshToken == "":
		return token, errors.New("X sent no lasting login (no refresh token); run the command again, and allow all that the screen asks for")
	}
	return token, nil
}

func (l login) alsoMessages() string {
	if l.messages {
		return " and Direct message"
	}
	return ""
}

func (l login) exchangeFailure(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return errors.New("X's login service cannot be reached; check the network and run the command again")
	}
	switch refused.ErrorCode {
	case "invalid_client", "unauthorized_client":
		return errors.New("X does not accept the app of X_CLIENT_ID; check X_CLIENT_ID and X_CLIENT_SECRET (a public client has no secret).\n" + l.howToMakeClient())
	case "invalid_grant", "invalid_request":
		return errors.New("X did not accept the code of the consent screen, which ends after 30 seconds; run the command again")
	default:
		return fmt.Errorf("X's login service refused (%d %s); run the command again in a while", refused.Response.StatusCode, refused.ErrorCode)
	}
}

func (l login) say(format string, args ...any) { _, _ = fmt.Fprintf(l.out, format+"\n", args...) }
