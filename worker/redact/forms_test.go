package redact_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/worker/redact"
)

// forms are texts as programs really make them, each holding the secret in its own encoding.
func forms(secret string) map[string]string {
	quoted, _ := json.Marshal(map[string]string{"x": secret})
	form := url.Values{"x": {secret}, "y": {"1"}}.Encode()
	request, _ := http.NewRequest(http.MethodGet, "https://odoo.example.com/", nil)
	request.SetBasicAuth("bob", secret)
	return map[string]string{
		"text":       "<" + secret + ">",
		"JSON":       string(quoted),
		"form":       form,
		"path":       "/a/" + url.PathEscape(secret) + "/b",
		"user info":  url.UserPassword("bob", secret).String(),
		"quoted":     fmt.Sprintf("%q", secret),
		"basic":      strings.TrimPrefix(request.Header.Get("Authorization"), "Basic "),
		"base64":     base64.StdEncoding.EncodeToString([]byte("abcd" + secret + "efgh")),
		"base64 URL": base64.RawURLEncoding.EncodeToString([]byte("ab" + secret)),
	}
}

func TestForms_EveryAlphabetIsCovered(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"simple1", "with space", `quo"te'd`, "pct%20+&=", "ümläut-ß", "日本語のパス", `back\slash`, "tab\tinside", "<xml>&amp;", "a/b?c#d@e:f", "{json}[1]", "$HOME`x`"} {
		r := redact.New(secret)
		for name, text := range forms(secret) {
			out := r.String(text)
			assert.Contains(t, out, redact.Mark, "%s of %q: %s", name, secret, out)
			assert.NotContains(t, out, secret, name)
		}
	}
}

func TestNew_IgnoresWhatWouldBreakTheMark(t *testing.T) {
	t.Parallel()
	r := redact.New("redacted", "[redacted]", "", "   ")
	assert.Equal(t, "a [redacted] line", r.String("a [redacted] line"))
}

func TestNew_SurroundingSpaceIsNotPartOfTheSecret(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "x[redacted]y", redact.New(" hunter2hunter2\n").String("xhunter2hunter2y"))
}

func TestNew_OrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	text := "abcdefgh abcdef bcdefg"
	want := redact.New("abcdef", "abcdefgh", "bcdefg").String(text)
	assert.Equal(t, want, redact.New("bcdefg", "abcdefgh", "abcdef", "abcdef").String(text))
	assert.Equal(t, "[redacted] [redacted] [redacted]", want)
}

// Whatever the secret is made of: no usual encoding of it survives.
func FuzzNew_AnySecretGoesInEveryForm(f *testing.F) {
	for _, seed := range []string{"simple1", "ümläut-ß", "a b&c=d", "\\\"\\\"\\\"", "<<<<<<", "%%%%%%", "\x7f\x7f\x7f\x7f\x7f\x7f"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, secret string) {
		if len(secret) < redact.MinSecret || secret != strings.TrimSpace(secret) || secret != strings.ToValidUTF8(secret, "") || strings.Contains(redact.Mark, secret) {
			t.Skip("not a secret that a configuration can hold")
		}
		r := redact.New(secret)
		for name, text := range forms(secret) {
			if strings.Contains(redact.Mark, secret) || strings.Contains(secret, "redacted") {
				continue
			}
			assert.Contains(t, r.String(text), redact.Mark, name)
		}
	})
}
