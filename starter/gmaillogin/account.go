package gmaillogin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	"github.com/autonomous-employee/employee/starter/consent"
)

const apiNotEnabled = "the Gmail API is not enabled in your Google Cloud project; enable it at " +
	"https://console.cloud.google.com/apis/library/gmail.googleapis.com and run the command again"

// account asks Gmail whose mailbox the token opens (users.getProfile), which
// also proves that the login works.
func (l login) account(ctx context.Context, token gmailauth.Token) (string, error) {
	address := strings.TrimSuffix(l.base(), "/") + "/gmail/v1/users/me/profile"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", fmt.Errorf("GMAIL_BASE_URL cannot be used: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+token.AccessToken)
	resp, err := consent.HTTP(l.deps.Transport).Do(req)
	if err != nil {
		return "", errors.New("Gmail cannot be reached; check the network and run the command again")
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return "", errors.New("Gmail's answer was cut off; run the command again")
	}
	if resp.StatusCode != http.StatusOK {
		return "", profileFailure(resp.StatusCode, string(body))
	}
	return parseProfile(body)
}

func profileFailure(status int, body string) error {
	if strings.Contains(body, "accessNotConfigured") || strings.Contains(body, "SERVICE_DISABLED") {
		return errors.New(apiNotEnabled)
	}
	if status == http.StatusBadRequest && strings.Contains(body, "failedPrecondition") {
		return errors.New("this Google account has no Gmail; run the command again with another account")
	}
	return fmt.Errorf("Gmail did not accept the new login (status %d); run the command again in a while", status)
}

func parseProfile(body []byte) (string, error) {
	var p struct {
		EmailAddress string `json:"emailAddress"`
	}
	if json.Unmarshal(body, &p) != nil || !strings.Contains(p.EmailAddress, "@") || strings.ContainsFunc(p.EmailAddress, notPrintable) {
		return "", errors.New("Gmail did not say whose mailbox it is; check GMAIL_BASE_URL and the network, and run the command again")
	}
	return p.EmailAddress, nil
}

func notPrintable(r rune) bool { return !unicode.IsPrint(r) }
