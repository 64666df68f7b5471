package checkup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
)

const login = "run: go run ./starter gmail-login"

// testingLife is how long a login lives while the consent screen is in testing mode.
// Source: https://developers.google.com/identity/protocols/oauth2#expiration
const testingLife = 7 * 24 * time.Hour

// GmailSettings say where client, login and Gmail are; BaseURL is empty for Google itself.
type GmailSettings struct{ CredentialsFile, TokenFile, BaseURL string }

// Gmail looks at the login and its rights, and asks whose mailbox it is. The
// error says what to do.
func Gmail(ctx context.Context, s GmailSettings, now time.Time) (says string, err error) {
	if _, err := gmailauth.ReadClient(s.CredentialsFile); err != nil {
		return "", fmt.Errorf("the OAuth client in GMAIL_CREDENTIALS_FILE cannot be used: %w", err)
	}
	token, err := gmailauth.LoadToken(s.TokenFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", errors.New("nobody has logged in yet; " + login)
	}
	if err != nil {
		return "", fmt.Errorf("the login cannot be read (%w); %s", err, login)
	}
	if !token.CanRead() {
		return "", errors.New("the login does not let us read mail; " + login + " again and leave every box ticked")
	}
	client, err := gmailclient.New(gmailclient.Config{CredentialsFile: s.CredentialsFile, TokenFile: s.TokenFile, BaseURL: s.BaseURL})
	if err != nil {
		return "", err
	}
	defer client.Close()
	profile, err := client.Profile(ctx)
	var refused *gmailclient.Error
	if errors.As(err, &refused) {
		return "", errors.New(refused.Message)
	}
	if err != nil {
		return "", err
	}
	says = profile.Account + ", may read mails"
	if token.CanLabel() {
		says += " and label them"
	}
	if left := token.Obtained.Add(testingLife).Sub(now); !token.Obtained.IsZero() && left > 0 {
		says += fmt.Sprintf("; logged in %s ago (a client in testing mode is let out after 7 days)", (testingLife - left).Round(time.Minute))
	}
	return says, nil
}
