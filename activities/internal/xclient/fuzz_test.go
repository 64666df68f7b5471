package xclient_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
)

func FuzzClassify_EveryAnswerHasOneOfTheKinds(f *testing.F) {
	f.Add(403, `{"detail":"duplicate content"}`, "12.5", true)
	f.Add(429, `{"errors":[{"code":"88","message":"x"}]}`, "1796020491", false)
	f.Add(201, `{"data":{"id":"12`, "", true)
	f.Add(503, "<html>", "-1", true)
	f.Fuzz(func(t *testing.T, status int, body, reset string, write bool) {
		if status < 100 || status > 999 {
			return
		}
		now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
		err := xclient.Classify(status, http.Header{"X-Rate-Limit-Reset": {reset}}, body, write, now)
		if err == nil {
			require.True(t, status >= 200 && status < 300)
			return
		}
		e, ok := xclient.As(err)
		require.True(t, ok)
		require.Equal(t, status, e.Status)
		require.LessOrEqual(t, utf8.RuneCountInString(e.Detail), 201)
		require.NotContains(t, e.Error(), "\n")
		switch e.Kind {
		case xclient.RateLimited:
			require.True(t, e.Until.After(now))
			require.LessOrEqual(t, e.Until.Sub(now), 25*time.Hour)
		case xclient.OutcomeUnknown:
			require.True(t, write)
		case xclient.Transient, xclient.Auth, xclient.Invalid, xclient.NotFound, xclient.Conflict:
		default:
			require.Fail(t, "another kind", "%s", e.Kind)
		}
		if status >= 500 && write && !e.Blocked {
			require.Equal(t, xclient.OutcomeUnknown, e.Kind, "a server that fails may have done it")
		}
	})
}

func FuzzText_WhatXMakesOfATextIsRecognized(f *testing.F) {
	f.Add("Bread & <b> \"rolls\"", "https://bakery.example/?a=1&b=2")
	f.Add("e\u0301 &amp; ", "bakery.com/")
	f.Fuzz(func(t *testing.T, text, link string) {
		if !utf8.ValidString(text) || !utf8.ValidString(link) || strings.Contains(text+link, "t.co") || strings.ContainsAny(link, " \n\t\r") || link == "" {
			return
		}
		sent := text + " " + link
		given := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text) + " https://t.co/a https://t.co/m"
		plain := xclient.Plain(given, [2]string{"https://t.co/a", link}, [2]string{"https://t.co/m", "https://x.com/a/status/1/photo/1"})
		if !strings.Contains(link, "&") { // an address is told unescaped
			require.True(t, xclient.SameText(sent, plain, false), "%q became %q", sent, plain)
		}
		require.True(t, xclient.SameText(sent, sent, true))
	})
}
