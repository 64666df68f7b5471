package checkup

import (
	"context"
	"errors"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
)

// XSettings are those of the account on X.
type XSettings struct {
	BaseURL, AccessToken                     string
	APIKey, APISecret, UserToken, UserSecret string
	ClientID, ClientSecret, TokenFile        string
}

// X asks whose account it is, and which rights the token has. The error says
// what to do.
func X(ctx context.Context, s XSettings) (says string, err error) {
	client, err := xclient.New(xclient.Config{
		BaseURL: s.BaseURL, AccessToken: s.AccessToken,
		OAuth1:  xclient.OAuth1{APIKey: s.APIKey, APISecret: s.APISecret, UserToken: s.UserToken, UserSecret: s.UserSecret},
		Refresh: xclient.Refresh{ClientID: s.ClientID, ClientSecret: s.ClientSecret, TokenFile: s.TokenFile},
	})
	if err != nil {
		return "", err
	}
	defer client.Close()
	me, err := client.Me(ctx)
	if e, ok := xclient.As(err); ok && e.Kind == xclient.Auth {
		if s.ClientID != "" {
			return "", errors.New("X has to be connected again; run starter x-login (" + e.Error() + ")")
		}
		return "", errors.New("X does not take the token; make a new one and put it into the settings that begin with X_ (" + e.Error() + ")")
	}
	if err != nil {
		return "", err
	}
	if lacks := client.Lacks("tweet.read", "tweet.write", "users.read"); lacks != "" {
		return "", errors.New("the token of X lacks the right " + lacks + "; run starter x-login, or make the token anew with all rights")
	}
	return "@" + me.Handle + ", the token is taken", nil
}
