package xlogin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
	"github.com/autonomous-employee/employee/starter/consent"
)

var handleForm = regexp.MustCompile(`^[A-Za-z0-9_]{1,15}$`)

// account asks X whose account the token opens (GET /2/users/me), which also
// proves that the login works.
func (l login) account(ctx context.Context, token xauth.Token) (handle string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, l.base(apiURL)+"/2/users/me", nil)
	if err != nil {
		return "", fmt.Errorf("X_BASE_URL cannot be used: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+token.AccessToken)
	resp, err := consent.HTTP(l.deps.Transport).Do(req)
	if err != nil {
		return "", errors.New("X cannot be reached; check the network and run the command again")
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	switch {
	case err != nil:
		return "", errors.New("X's answer was cut off; run the command again")
	case resp.StatusCode == http.StatusPaymentRequired:
		return "", errors.New("the app at X has no credits; add some under Billing in the developer console, and run the command again")
	case resp.StatusCode == http.StatusForbidden:
		return "", errors.New("X does not let the app in; see that it is attached to a project in the developer console, and run the command again")
	case resp.StatusCode != http.StatusOK:
		return "", fmt.Errorf("X did not accept the new login (status %d); run the command again in a while", resp.StatusCode)
	}
	return parseAccount(body)
}

func parseAccount(body []byte) (string, error) {
	var me struct {
		Data struct {
			Username string `json:"username"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &me) != nil || !handleForm.MatchString(me.Data.Username) {
		return "", errors.New("X did not say whose account it is; check X_BASE_URL and the network, and run the command again")
	}
	return me.Data.Username, nil
}
