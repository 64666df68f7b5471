package checkup

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
)

// GraphSettings say which page or account of Meta's, and with which token.
type GraphSettings struct {
	// System is the platform's name in sentences, TokenSetting the setting of the token, Rights what it needs.
	System, TokenSetting, Rights string
	ID, Token, AppSecret         string
	BaseURL, Version             string
	// NameField is what the page or account calls itself: name or username.
	NameField string
}

// Graph asks who the page or account is. The error says what to do.
func Graph(ctx context.Context, s GraphSettings) (says string, err error) {
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
	return cmp.Or(got.Str(s.NameField), s.ID) + ", the token is taken", nil
}
