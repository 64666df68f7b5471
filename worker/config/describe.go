package config

import (
	"os"
	"strings"
)

// System is the state of one outside system in words for the owner.
type System struct {
	// Name is in lower case, Detail a short phrase without secrets.
	Name       string
	Configured bool
	Detail     string
}

// String is the state in a line: what is configured, or what its absence means.
func (s System) String() string {
	if s.Configured {
		return "configured: " + s.Detail
	}
	return s.Detail
}

// Systems tells what is configured, in a fixed order: odoo, gmail, facebook, instagram, x.
func (c *Config) Systems() []System {
	systems := []System{
		{"odoo", c.Odoo.Configured(), join(c.Odoo.URL, c.Odoo.DB, c.Odoo.Username)},
		{"gmail", c.Gmail.Configured(), c.gmailDetail()},
		{"facebook", c.Facebook.Configured(), join(prefixed("page ", c.Facebook.PageID), c.Facebook.BaseURL)},
		{"instagram", c.Instagram.Configured(), join(prefixed("user ", c.Instagram.UserID), c.Instagram.BaseURL)},
		{"x", c.X.Configured(), join(c.X.kind(), c.X.BaseURL)},
	}
	for i := range systems {
		if !systems[i].Configured {
			systems[i].Detail = "not configured, its effects stay dry"
			if systems[i].Name == "gmail" {
				systems[i].Detail = "not configured, mails come from Inbox/"
			}
		}
	}
	return systems
}

func (c *Config) gmailDetail() string {
	if _, err := os.Stat(c.Gmail.TokenFile); err != nil {
		return "not logged in yet: run starter gmail-login"
	}
	return join("logged in", c.Gmail.BaseURL)
}

func (x X) kind() string {
	if x.Renewed() {
		if _, err := os.Stat(x.TokenFile); err != nil {
			return "not signed in yet: run starter x-login"
		}
		return "OAuth 2, renewed by itself"
	}
	if x.AccessToken.IsSet() {
		return "OAuth 2 user token"
	}
	return "OAuth 1"
}

func join(parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ", ")
}

func prefixed(prefix, value string) string {
	if value == "" {
		return ""
	}
	return prefix + value
}
