package gmaillogin

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	"github.com/autonomous-employee/employee/starter/consent"
)

const googleBaseURL = "https://gmail.googleapis.com/"

// login is one run of the command.
type login struct {
	deps        Deps
	settings    Settings
	out         io.Writer
	label, open bool
}

func (l login) run(ctx context.Context) error {
	client, err := l.client()
	if err != nil {
		return err
	}
	code, conf, verifier, err := l.consent(ctx, client)
	if err != nil {
		return err
	}
	token, err := l.exchange(ctx, conf, code, verifier)
	if err != nil {
		return err
	}
	if token.Account, err = l.account(ctx, token); err != nil {
		return err
	}
	before, beforeErr := gmailauth.LoadToken(l.settings.TokenFile)
	if err := gmailauth.SaveToken(l.settings.TokenFile, token); err != nil {
		return fmt.Errorf("the login worked but could not be stored; check GMAIL_TOKEN_FILE and run the command again: %w", err)
	}
	l.report(token, before, beforeErr == nil)
	return nil
}

// client reads the OAuth client file and checks the other settings, before
// the owner is sent anywhere.
func (l login) client() (gmailauth.Client, error) {
	if l.settings.CredentialsFile == "" {
		return gmailauth.Client{}, errors.New("GMAIL_CREDENTIALS_FILE is not set.\n" + howToMakeClient)
	}
	if l.settings.TokenFile == "" {
		return gmailauth.Client{}, errors.New("GMAIL_TOKEN_FILE is not set; name the file in which the login is to be kept, such as ./.employee/gmail-token.json")
	}
	if _, err := gmailauth.ParseAddress(l.base()); err != nil {
		return gmailauth.Client{}, fmt.Errorf("GMAIL_BASE_URL %w", err)
	}
	client, err := gmailauth.ReadClient(l.settings.CredentialsFile)
	if err != nil {
		return client, fmt.Errorf("the OAuth client of GMAIL_CREDENTIALS_FILE cannot be used: %w.\n%s", err, howToMakeClient)
	}
	return client, nil
}

func (l login) base() string {
	if l.settings.BaseURL == "" {
		return googleBaseURL
	}
	return l.settings.BaseURL
}

// consent sends the owner to Google and waits for the way back.
func (l login) consent(ctx context.Context, client gmailauth.Client) (code string, conf *oauth2.Config, verifier string, err error) {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, "", fmt.Errorf("no port of this machine is free for the way back from Google: %w", err)
	}
	scope := gmailauth.ScopeReadonly
	if l.label {
		scope = gmailauth.ScopeModify
	}
	conf = client.Config("http://"+listener.Addr().String()+"/", scope)
	verifier = oauth2.GenerateVerifier()
	state := rand.Text()
	address := conf.AuthCodeURL(state, oauth2.AccessTypeOffline, oauth2.S256ChallengeOption(verifier),
		oauth2.SetAuthURLParam("prompt", "consent")) // without it a second login brings no refresh token
	visit := consent.Visit{
		Address: address, State: state, Out: l.out, Patience: l.deps.Timeout,
		Please: "Open this address in a browser on this machine and allow the access",
	}
	if l.open {
		visit.Open = l.deps.Open
	}
	code, err = google().Ask(ctx, listener, visit)
	return code, conf, verifier, err
}

func google() consent.Screen {
	return consent.Screen{Service: "Google", Path: "/", Refused: func(word string) error {
		if word != "admin_policy_enforced" && word != "org_internal" {
			return nil
		}
		return errors.New("the administrator of your Google Workspace does not allow this app; ask them, or use another account")
	}}
}

// exchange turns the code into a token.
func (l login) exchange(ctx context.Context, conf *oauth2.Config, code, verifier string) (gmailauth.Token, error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, consent.HTTP(l.deps.Transport))
	answer, err := conf.Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return gmailauth.Token{}, exchangeFailure(err)
	}
	token := gmailauth.Token{Obtained: l.deps.Now().UTC()}.Merge(answer)
	switch {
	case token.RefreshToken == "":
		return token, errors.New("Google sent no lasting login; remove the app under https://myaccount.google.com/connections and run the command again")
	case !token.CanRead():
		return token, errors.New("reading mail was not allowed on Google's screen; run the command again and leave every box ticked")
	}
	return token, nil
}

func exchangeFailure(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return errors.New("Google's login service cannot be reached; check the network and run the command again")
	}
	switch refused.ErrorCode {
	case "invalid_client", "unauthorized_client", "deleted_client":
		return errors.New("Google does not accept the OAuth client of GMAIL_CREDENTIALS_FILE; it may have been deleted.\n" + howToMakeClient)
	case "invalid_grant":
		return errors.New("Google did not accept the code of the consent screen; run the command again")
	default:
		return fmt.Errorf("Google's login service refused (%d %s); run the command again in a while", refused.Response.StatusCode, refused.ErrorCode)
	}
}

func (l login) say(format string, args ...any) {
	_, _ = fmt.Fprintf(l.out, format+"\n", args...)
}
