package redact_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/redact"
)

const (
	token = `p&ss<w>ö"r/d\ 7+%`
	plain = "hunter2hunter2"
)

func TestString_ConfiguredSecretsGoInEveryEncoding(t *testing.T) {
	t.Parallel()
	r := redact.New(token, plain, "")
	inJSON, err := json.Marshal(map[string]string{"value": token})
	require.NoError(t, err)
	var loose strings.Builder
	enc := json.NewEncoder(&loose)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(token))
	texts := map[string]string{
		"as it is":        "before " + token + " after",
		"query":           "https://x.example.com/?q=" + url.QueryEscape(token) + "&b=1",
		"path":            "https://x.example.com/" + url.PathEscape(token) + "/b",
		"JSON":            string(inJSON),
		"loose JSON":      loose.String(),
		"Go quoted":       fmt.Sprintf("%q", token),
		"Go quoted ASCII": fmt.Sprintf("%+q", token),
		"XML-RPC":         "<string>p&amp;ss&lt;w&gt;ö\"r/d\\ 7+%</string>",
		"base64":          base64.StdEncoding.EncodeToString([]byte(token)),
		"base64 URL":      base64.RawURLEncoding.EncodeToString([]byte(token)),
		"twice":           token + token,
		"plain":           "x" + plain + "y",
	}
	for prefix := range 5 {
		user := strings.Repeat("u", prefix) + ":"
		texts[fmt.Sprint("base64 behind ", prefix)] = base64.StdEncoding.EncodeToString([]byte(user + plain + "@host"))
		texts[fmt.Sprint("base64 of the odd one behind ", prefix)] = base64.URLEncoding.EncodeToString([]byte(user + token))
	}
	for name, text := range texts {
		out := r.String(text)
		assert.Contains(t, out, redact.Mark, name)
		assert.NotContains(t, out, plain, name)
		assert.NotContains(t, out, "p&ss", name)
		assert.NotContains(t, out, "7+%", name)
		for offset := range 3 {
			core := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", offset) + plain))[4:12]
			assert.NotContains(t, out, core, name)
		}
		assert.Equal(t, out, r.String(out), "%s: redacting twice changes nothing more", name)
	}
}

func TestString_ASecretThatBeginsWithAnotherGoesAsAWhole(t *testing.T) {
	t.Parallel()
	r := redact.New("secret", "secret-and-more")
	assert.Equal(t, redact.Mark+" "+redact.Mark+"!", r.String("secret-and-more secret!"))
}

func TestString_ShortSecretsGoOnlyWhereTheyAreAll(t *testing.T) {
	t.Parallel()
	r := redact.New("admin")
	assert.Equal(t, redact.Mark, r.String(" admin\n"))
	assert.Equal(t, "ask the administrator", r.String("ask the administrator"))
}

func TestString_WhatLooksLikeASecretGoes(t *testing.T) {
	t.Parallel()
	const s = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"
	cases := map[string]string{
		"Authorization: Bearer " + s:                                                    "Authorization: Bearer [redacted]",
		"authorization: Basic dXNlcjpwYXNz next":                                        "authorization: Basic [redacted] next",
		`map[Authorization:[Bearer ` + s + `] Accept:[*/*]]`:                            `map[Authorization:[Bearer [redacted]] Accept:[*/*]]`,
		`{"Authorization":"token ` + s + `"}`:                                           `{"Authorization":"[redacted]"}`,
		"sent bearer " + s + " to them":                                                 "sent bearer [redacted] to them",
		"https://user:pa@ss@odoo.example.com/jsonrpc":                                   "https://[redacted]@odoo.example.com/jsonrpc",
		"GET https://graph.facebook.com/v1/me?fields=id&access_token=" + s + "&limit=1": "GET https://graph.facebook.com/v1/me?fields=id&access_token=[redacted]&limit=1",
		"https://x.example.com/cb?code=" + s + "#frag":                                  "https://x.example.com/cb?code=[redacted]#frag",
		"?appsecret_proof=" + s:                                                         "?appsecret_proof=[redacted]",
		"a?x=1&amp;token=" + s:                                                          "a?x=1&amp;token=[redacted]",
		`{"client_secret":"` + s + `","a":1}`:                                           `{"client_secret":"[redacted]","a":1}`,
		`{\"refresh_token\":\"` + s + `\",\"a\":1}`:                                     `{\"refresh_token\":\"[redacted]\",\"a\":1}`,
		"password=" + s + " user=bob":                                                   "password=[redacted] user=bob",
		"ODOO_PASSWORD: " + s:                                                           "ODOO_PASSWORD: [redacted]",
		`OAuth oauth_consumer_key="ck", oauth_token="ot", oauth_signature="sig", oauth_version="1.0"`: `OAuth oauth_consumer_key="[redacted]", oauth_token="[redacted]", oauth_signature="[redacted]", oauth_version="1.0"`,
		"key\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\nend":        "key\n[redacted]\nend",
		"cut -----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN":                                               "cut [redacted]",
		"token EAA" + s + s + " expired":                                                              "token [redacted] expired",
		"got ya29.a0" + s:                                                                             "got [redacted]",
		"jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig-part.":                                      "jwt [redacted].",
	}
	r := redact.New()
	for text, want := range cases {
		assert.Equal(t, want, r.String(text))
		assert.Equal(t, want, r.String(want), "redacting twice changes nothing more")
		var none *redact.Redactor
		assert.Equal(t, want, none.String(text), "the nil redactor knows the patterns")
	}
}

func TestString_OrdinaryTextStaysAsItIs(t *testing.T) {
	t.Parallel()
	r := redact.New(token, plain)
	for _, text := range []string{
		"", "a basic understanding", "the bearer carries it", "mail from anna@example.com about 2 licences", "https://odoo.example.com/web#id=5&model=account.move",
		"token: expired", "key: value", "took 3.5s, 7 lines", "GET https://x.example.com/a?page=2&fields=id,name", "invoice INV/2026/0001: total 1,234.10 EUR",
		"2026-11-23T10:00:00Z", "workflow invoice/9f8e7d6c5b4a39281706", "see file://home/a", "password", "password:", "secret ballot", "::1",
	} {
		assert.Equal(t, text, r.String(text))
	}
}

func TestString_TracebacksShrinkToTheLineThatSaysWhatWentWrong(t *testing.T) {
	t.Parallel()
	const frames = "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 1, in f\n    return self.env.cr.execute(\"SELECT\")\n"
	cases := map[string]string{
		frames + "ValueError: Invalid field 'f' on model 'm'\n":                                                                         "ValueError: Invalid field 'f' on model 'm'",
		"Fault(1): " + frames + "odoo.exceptions.UserError: No.\n":                                                                      "Fault(1): odoo.exceptions.UserError: No.",
		frames + "psycopg2.errors.UniqueViolation: duplicate key\nDETAIL:  Key (login)=(bob@example.com) already exists.\n\n":           "psycopg2.errors.UniqueViolation: duplicate key",
		frames + "KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\n" + frames + "TypeError: b\n": "TypeError: b",
		frames + "AssertionError\n":            "AssertionError",
		frames + "Boom: it broke\n":            "Boom: it broke",
		frames + "    and then it was cut off": "(server traceback left out)",
		"Traceback (most recent call last)":    "(server traceback left out)",
		`{"debug":"` + strings.ReplaceAll(strings.ReplaceAll(frames, "\n", `\n`), `"`, `\"`) + `ValueError: x"}`: `{"debug":"ValueError: x"}`,
	}
	r := redact.New()
	for text, want := range cases {
		assert.Equal(t, want, r.String(text))
	}
}

func TestErr_RedactsTheText(t *testing.T) {
	t.Parallel()
	r := redact.New(plain)
	assert.Equal(t, "login with [redacted]: no", r.Err(fmt.Errorf("login with %s: %w", plain, errors.New("no"))))
	assert.Empty(t, r.Err(nil))
}

func FuzzString_NoSecretSurvivesAndTwiceIsOnce(f *testing.F) {
	for _, seed := range []string{
		plain, token, "Bearer " + plain, "https://a:b@c?token=" + plain, "Traceback (most recent call last)\n" + plain, "-----BEGIN A-----" + plain,
		"authorization: basic " + plain, "password=" + plain + plain, "[redacted]" + plain, "oauth_token=\"" + plain,
	} {
		f.Add(seed)
	}
	r := redact.New(plain, token)
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range []string{text, text + plain, plain + text, text + token + text} {
			out := r.String(s)
			assert.NotContains(t, out, plain)
			assert.NotContains(t, out, token)
			assert.Equal(t, out, r.String(out))
		}
	})
}

func BenchmarkString_OrdinaryLine(b *testing.B) {
	r := redact.New(token, plain, "another-secret-value", "and-yet-another-one")
	for b.Loop() {
		r.String("draft invoice created for a…@example.com: 3 lines, total 1234.10 EUR, in workflow invoice/1234")
	}
}
