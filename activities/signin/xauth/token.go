package xauth

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin"
)

// ErrNotTokenFile is returned for a file that holds no refresh token.
var ErrNotTokenFile = errors.New("is not a token file: it holds no refresh_token (sign in with the scope offline.access)")

// Token is the content of the token file. The answer of X's token endpoint,
// saved as it came, is one: without an expiry it is renewed at the first call.
type Token struct {
	AccessToken  string    `json:"access_token,omitempty"`
	TokenType    string    `json:"token_type,omitempty"`
	RefreshToken string    `json:"refresh_token"`
	Expiry       time.Time `json:"expiry,omitzero"`
	// Scope is what was granted, separated by spaces as OAuth has it; empty = not told.
	Scope string `json:"scope,omitempty"`
}

// LoadToken reads a token file; a missing one is fs.ErrNotExist.
func LoadToken(path string) (Token, error) {
	raw, err := signin.ReadFile(path)
	if err != nil {
		return Token{}, fmt.Errorf("read X token: %w", err)
	}
	var t Token
	// The decoder's error may quote a piece of the token, so it is not passed on.
	if json.Unmarshal(raw, &t) != nil || t.RefreshToken == "" {
		return Token{}, fmt.Errorf("%s %w", path, ErrNotTokenFile)
	}
	return t, nil
}

// Fresh reports whether the access token may still be used. A minute is kept in
// hand, so that it does not end on the way.
func (t Token) Fresh(now time.Time) bool {
	return t.AccessToken != "" && now.Add(time.Minute).Before(t.Expiry)
}

// Lacks returns the first of the scopes that was not granted, "" when all were
// or when it is not known.
func (t Token) Lacks(scopes ...string) string {
	if t.Scope == "" {
		return ""
	}
	granted := strings.Fields(t.Scope)
	for _, scope := range scopes {
		if !slices.Contains(granted, scope) {
			return scope
		}
	}
	return ""
}

// Merge takes over what a token answer brought and keeps what it left out.
func (t Token) Merge(answer *oauth2.Token, now time.Time) Token {
	t.AccessToken, t.TokenType = answer.AccessToken, answer.TokenType
	life := 2 * time.Hour // X's, when it does not say
	if answer.ExpiresIn > 0 {
		life = time.Duration(answer.ExpiresIn) * time.Second
	}
	t.Expiry = now.Add(life).UTC().Truncate(time.Second)
	if answer.RefreshToken != "" {
		t.RefreshToken = answer.RefreshToken
	}
	if scope, _ := answer.Extra("scope").(string); scope != "" {
		t.Scope = scope
	}
	return t
}

// String keeps the secrets out of anything that prints the value.
func (t Token) String() string { return "X token" }

// GoString does the same for %#v.
func (t Token) GoString() string { return t.String() }

// SaveToken replaces the token file in one step, readable by its owner alone:
// whoever dies in between leaves the old file or the new one.
func SaveToken(path string, t Token) error {
	if t.RefreshToken == "" {
		return errors.New("save X token: there is no refresh token to keep")
	}
	raw, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return fmt.Errorf("save X token: %w", err)
	}
	if err := signin.ReplaceFile(path, append(raw, '\n')); err != nil {
		return fmt.Errorf("save X token: %w", err)
	}
	return nil
}
