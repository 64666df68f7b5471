package checkup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
)

// GraphSettings say which page or account of Meta's, and with which token.
type GraphSettings struct {
	// System is the platform's name in sentences, TokenSetting the setting of the token, Rights what it needs.
	System, TokenSetting, Rights string
	// Needs are the rights without which nothing can be published, by Meta's names.
	Needs                []string
	ID, Token, AppSecret string
	BaseURL, Version     string
	// NameField is what the page or account calls itself: name or username.
	NameField string
}

// soon is how long before its end a token is worth a word that is heard.
const soon = 7 * 24 * time.Hour

// Graph asks who the page or account is, and what the token may and until when.
// The error says what to do.
func Graph(ctx context.Context, s GraphSettings, now time.Time) (says string, err error) {
	client, err := graphclient.New(graphclient.Config{
		System: s.System, TokenSetting: s.TokenSetting, Rights: s.Rights, BaseURL: s.BaseURL, Version: s.Version, Token: s.Token, AppSecret: s.AppSecret,
	})
	if err != nil {
		return "", err
	}
	defer client.Close()
	got, err := client.Read(ctx, s.ID, "id,"+s.NameField)
	if e, ok := graphclient.As(err); ok {
		return "", errors.New(strings.TrimSuffix(e.Sentence(), "."))
	}
	if err != nil {
		return "", err
	}
	about, err := s.token(ctx, client, now)
	if err != nil {
		return "", err
	}
	return cmp.Or(got.Str(s.NameField), s.ID) + ", the token is taken" + about, nil
}

// token asks Meta about the token itself. A token that may not be asked about
// is no trouble: what it cannot do the first post tells.
// Source: https://developers.facebook.com/docs/graph-api/reference/debug_token/
func (s GraphSettings) token(ctx context.Context, client *graphclient.Client, now time.Time) (says string, err error) {
	if client.InstagramLogin() { // that login has no such question
		return "", nil
	}
	answer, unasked := client.Read(ctx, "debug_token", "", graphclient.Param{Name: "input_token", Value: s.Token})
	var told struct {
		Data struct {
			Scopes     []string `json:"scopes"`
			Ends       int64    `json:"expires_at"`             // Unix seconds, 0 = never
			DataAccess int64    `json:"data_access_expires_at"` // after that it reads nothing any more
		} `json:"data"`
	}
	if unasked == nil {
		unasked = answer.Decode(&told)
	}
	if unasked != nil || len(told.Data.Scopes) == 0 {
		return "; its rights and its end are not told", nil //nolint:nilerr // the token itself has been taken
	}
	for _, right := range s.Needs {
		if !slices.Contains(told.Data.Scopes, right) {
			return "", fmt.Errorf("the token in %s lacks the right %s; make a new one with %s", s.TokenSetting, right, s.Rights)
		}
	}
	ends := earliest(told.Data.Ends, told.Data.DataAccess)
	if ends.IsZero() {
		return ", with its rights, and does not end by itself", nil
	}
	if ends.Sub(now) < soon {
		return "", fmt.Errorf("the token in %s ends on %s; make a new one before", s.TokenSetting, ends.Format(time.DateOnly))
	}
	return ", with its rights, until " + ends.Format(time.DateOnly), nil
}

// earliest is the first of the times that is one, in Unix seconds.
func earliest(seconds ...int64) (first time.Time) {
	for _, s := range seconds {
		if at := time.Unix(s, 0).UTC(); s > 0 && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}
