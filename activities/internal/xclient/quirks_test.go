package xclient_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/michimani/gotwi"
	"github.com/michimani/gotwi/tweet/managetweet"
	"github.com/michimani/gotwi/tweet/managetweet/types"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
	duplicate   = "You are not allowed to create a Tweet with duplicate content."
)

// quirk is an answer that gotwi v0.17.0 gets wrong: what it makes of it, and
// what we do.
type quirk struct {
	status  int
	media   string
	body    string
	library int // the status that gotwi tells; -1 = it tells no error
	kind    xclient.Kind
	code    xclient.Code
	detail  string
}

func quirks() map[string]quirk {
	return map[string]quirk{
		"problem+json is plain text to it":  {403, problemType, `{"type":"about:blank","title":"Forbidden","detail":"` + duplicate + `","status":403}`, 403, xclient.Conflict, xclient.CodeDuplicate, duplicate},
		"errors with title and detail":      {403, jsonType, `{"errors":[{"title":"Forbidden","detail":"` + duplicate + `"}]}`, 403, xclient.Conflict, xclient.CodeDuplicate, duplicate},
		"429 with an empty body":            {429, jsonType, ``, 0, xclient.RateLimited, xclient.CodeThrottled, ""},
		"503 with a page as JSON":           {503, jsonType, `<html>`, 0, xclient.OutcomeUnknown, xclient.CodeHTTP, ""},
		"400 with a code as text":           {400, jsonType, `{"errors":[{"code":"44","message":"Bad"}]}`, 0, xclient.Invalid, xclient.CodeRefused, "Bad"},
		"400 with numbers as parameters":    {400, jsonType, `{"errors":[{"message":"Bad","parameters":{"a":[1]}}]}`, 0, xclient.Invalid, xclient.CodeRefused, "Bad"},
		"202 is a failure to it":            {202, jsonType, `{"data":{"id":"12"}}`, 202, "", "", ""},
		"204 is a failure to it":            {204, "", ``, 204, xclient.OutcomeUnknown, xclient.CodeMalformed, ""},
		"201 with nothing":                  {201, jsonType, ``, -1, xclient.OutcomeUnknown, xclient.CodeMalformed, ""},
		"201 with errors only":              {201, jsonType, `{"errors":[{"title":"a"}]}`, -1, xclient.OutcomeUnknown, xclient.CodeNoID, ""},
		"201 that is truncated":             {201, jsonType, `{"data":{"id":"12`, 0, xclient.OutcomeUnknown, xclient.CodeMalformed, ""},
		"unsupported authentication, typed": {403, problemType, `{"type":"https://api.twitter.com/2/problems/unsupported-authentication","title":"Unsupported Authentication"}`, 403, xclient.Auth, xclient.CodeApp, "Unsupported Authentication"},
		"payment required":                  {402, jsonType, `{"title":"CreditsDepleted"}`, 402, xclient.Invalid, xclient.CodeCredits, "CreditsDepleted"},
	}
}

func TestQuirk_WhatGotwiLosesIsKept(t *testing.T) {
	t.Parallel()
	for name, q := range quirks() {
		url := answering(t, q.status, map[string]string{"Content-Type": q.media, "x-rate-limit-reset": "12.5"}, q.body)
		require.Equal(t, q.library, throughLibrary(t, url), "%s: gotwi does better now; look whether the way around it is still needed", name)

		_, err := client(t, xclient.Config{BaseURL: url, AccessToken: "t"}).Create(t.Context(), xclient.NewPost{Text: "a"})
		if q.kind == "" {
			require.NoError(t, err, name)
			continue
		}
		requireFailure(t, err, q.kind, q.code)
		e, _ := xclient.As(err)
		require.Equal(t, q.detail, e.Detail, name)
		require.True(t, e.Sent, name)
	}
}

// throughLibrary asks with gotwi alone and returns the status that it tells.
func throughLibrary(t *testing.T, url string) int {
	t.Helper()
	hc := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host = "http", strings.TrimPrefix(url, "http://")
		return http.DefaultTransport.RoundTrip(r)
	})}
	c, err := gotwi.NewClientWithAccessToken(&gotwi.NewClientWithAccessTokenInput{HTTPClient: hc, AccessToken: "t"})
	require.NoError(t, err)
	_, err = managetweet.Create(t.Context(), c, &types.CreateInput{Text: gotwi.String("a")})
	if err == nil {
		return -1
	}
	var e *gotwi.GotwiError
	require.ErrorAs(t, err, &e)
	return e.StatusCode
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestQuirk_LimitsOfTheDayAndOfSuccessesAreRead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	s := start(t, fake.Options{Now: func() time.Time { return now }})
	c := client(t, xclient.Config{BaseURL: s.URL(), AccessToken: s.AccessToken(), Now: func() time.Time { return now }})
	require.Zero(t, c.Quota())
	for _, text := range []string{"a", "b"} {
		_, err := c.Create(t.Context(), xclient.NewPost{Text: text})
		require.NoError(t, err)
	}
	require.Equal(t, xclient.Quota{Used: 2, Total: 100, Ends: now.Add(15 * time.Minute)}, c.Quota())
	s.On("createPosts").DayLimit("user", now.Add(5*time.Hour), 1)
	_, err := c.Create(t.Context(), xclient.NewPost{Text: "c"})
	e, _ := xclient.As(err)
	require.Equal(t, now.Add(5*time.Hour), e.Until)
	require.Equal(t, xclient.Quota{Used: 100, Total: 100, Ends: now.Add(5 * time.Hour)}, c.Quota())
	now = now.Add(6 * time.Hour)
	require.Zero(t, c.Quota(), "that window is over")
}

func TestQuirk_ManyAtOnceShareNoInputOfTheLibrary(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	c := client(t, xclient.Config{BaseURL: s.URL(), AccessToken: s.AccessToken()})
	p := xclient.NewPost{Text: "one and the same"}
	errs := make(chan error, 8)
	for range cap(errs) {
		go func() {
			_, err := c.Create(t.Context(), p)
			errs <- err
		}()
	}
	made := 0
	for range cap(errs) {
		if err := <-errs; err == nil {
			made++
		} else {
			requireFailure(t, err, xclient.Conflict, xclient.CodeDuplicate)
		}
	}
	require.Equal(t, 1, made)
}

func TestText_IsComparedAsXGivesItBack(t *testing.T) {
	t.Parallel()
	media := [2]string{"https://t.co/m", "https://x.com/bakery/status/12/photo/1"}
	link := [2]string{"https://t.co/a", "https://bakery.example/?a=1&b=2"}
	require.Equal(t, "Bread & <b> https://bakery.example/?a=1&b=2 now", xclient.Plain("Bread &amp; &lt;b&gt; https://t.co/a now https://t.co/m", link, media))
	require.Equal(t, "&amp;", xclient.Plain("&amp;amp;"))
	for _, c := range []struct {
		sent, found string
		reply, same bool
	}{
		{"a", "a", false, true},
		{"a", "b", false, false},
		{"Cafe\u0301", "Caf\u00e9", false, true},
		{"a  b\n\nc ", "a b c", false, true},
		{"see bakery.com", "see http://bakery.com", false, true},
		{"https://bakery.example", "https://bakery.example/", false, true},
		{"https://bakery.example/a/", "https://bakery.example/a", false, true},
		{"https://bakery.example/a", "https://bakery.example/b", false, false},
		{"Yes", "@guest Yes", true, true},
		{"Yes", "@guest Yes", false, false},
		{"Yes", "Yes @guest", true, false},
		{"a", "A", false, false},
	} {
		require.Equal(t, c.same, xclient.SameText(c.sent, c.found, c.reply), "%q %q", c.sent, c.found)
	}
}

func TestQuirk_MessagesOutOfOrderAndUnderAnotherNameAreRead(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	c := client(t, xclient.Config{AccessToken: "t", BaseURL: answering(t, 200, map[string]string{"Content-Type": jsonType},
		`{"data":[{"id":"1","text":"old","created_at":"2026-11-07T06:55:49Z"},{"id":"2","text":"new &amp; warm","sender_id":"7","created_at":"2026-12-01T09:00:01Z"}],"meta":{}}`)})
	got, err := c.Messages(t.Context(), "5", since)
	require.NoError(t, err)
	require.Equal(t, []xclient.Message{{ID: "2", Text: "new & warm", Sender: "7", Created: since.Add(time.Second)}}, got)

	c = client(t, xclient.Config{AccessToken: "t", BaseURL: answering(t, 201, map[string]string{"Content-Type": jsonType}, `{"data":{"id":"687","text":"hello"}}`)})
	id, err := c.Message(t.Context(), xclient.NewMessage{To: "5", Text: "hello"})
	require.NoError(t, err)
	require.Equal(t, "687", id)
}
