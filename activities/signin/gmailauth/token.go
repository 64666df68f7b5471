package gmailauth

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin"
)

// Scopes the employee may ask for.
// Source: https://developers.google.com/workspace/gmail/api/auth/scopes
const (
	ScopeReadonly = "https://www.googleapis.com/auth/gmail.readonly"
	ScopeModify   = "https://www.googleapis.com/auth/gmail.modify"
	scopeFull     = "https://mail.google.com/"
)

// ErrNotTokenFile is returned for a file that holds no refresh token.
var ErrNotTokenFile = errors.New("is not a token file of the employee")

// Token is the content of the token file.
type Token struct {
	AccessToken  string    `json:"access_token,omitempty"`
	TokenType    string    `json:"token_type,omitempty"`
	RefreshToken string    `json:"refresh_token"`
	Expiry       time.Time `json:"expiry,omitzero"`
	// Scope is what was granted, separated by spaces as OAuth has it.
	Scope string `json:"scope,omitempty"`
	// Account is the mail address the token opens.
	Account string `json:"account,omitempty"`
	// Obtained is when the owner logged in; while the consent screen is in testing mode the token dies seven days later.
	Obtained time.Time `json:"obtained,omitzero"`
}

// ParseToken reads the content of a token file.
func ParseToken(raw []byte) (Token, error) {
	var t Token
	// The decoder's error may quote a piece of the token, so it is not passed on.
	if json.Unmarshal(raw, &t) != nil || t.RefreshToken == "" {
		return Token{}, ErrNotTokenFile
	}
	return t, nil
}

// LoadToken reads a token file; a missing one is fs.ErrNotExist.
func LoadToken(path string) (Token, error) {
	raw, err := signin.ReadFile(path)
	if err != nil {
		return Token{}, fmt.Errorf("read Gmail token: %w", err)
	}
	t, err := ParseToken(raw)
	if err != nil {
		return Token{}, fmt.Errorf("%s %w", path, err)
	}
	return t, nil
}

// Fresh reports whether the access token may still be used at the given time.
// A minute is kept in hand, so that it does not die on the way.
func (t Token) Fresh(now time.Time) bool {
	return t.AccessToken != "" && now.Add(time.Minute).Before(t.Expiry)
}

// CanRead reports whether the grant allows reading mails.
func (t Token) CanRead() bool { return t.has(ScopeReadonly) || t.CanLabel() }

// CanLabel reports whether the grant allows putting labels on mails.
func (t Token) CanLabel() bool { return t.has(ScopeModify) || t.has(scopeFull) }

// CanDraft reports whether the grant lets a mail be laid among the drafts. It
// is the same right as for labels, which would also let a mail be sent; no code here does that.
func (t Token) CanDraft() bool { return t.CanLabel() }

func (t Token) has(scope string) bool {
	for granted := range strings.FieldsSeq(t.Scope) {
		if granted == scope {
			return true
		}
	}
	return false
}

// Merge takes over what a token answer brought and keeps what it left out:
// Google sends a refresh token at the first consent only, and losing it would
// cost the owner a new login.
func (t Token) Merge(answer *oauth2.Token) Token {
	t.AccessToken, t.TokenType, t.Expiry = answer.AccessToken, answer.TokenType, answer.Expiry.UTC()
	if answer.RefreshToken != "" {
		t.RefreshToken = answer.RefreshToken
	}
	if scope, _ := answer.Extra("scope").(string); scope != "" {
		t.Scope = scope
	}
	return t
}

// String keeps the secrets out of anything that prints the value.
func (t Token) String() string { return fmt.Sprintf("Gmail token of %q", t.Account) }

// GoString does the same for %#v.
func (t Token) GoString() string { return t.String() }
