package graphclient_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/test/fakes/graph"
)

func TestNew_ChecksItsConfiguration(t *testing.T) {
	t.Parallel()
	for _, change := range []func(*graphclient.Config){
		func(c *graphclient.Config) { c.Token = "" },
		func(c *graphclient.Config) { c.Version = "26" },
		func(c *graphclient.Config) { c.Version = "v26.0/me" },
		func(c *graphclient.Config) { c.BaseURL = "http://[" },
	} {
		cfg := config("http://localhost:1")
		change(&cfg)
		_, err := graphclient.New(cfg)
		require.Error(t, err)
	}
	require.Equal(t, "v26.0", client(t, config("")).Version())
	cfg := config("")
	cfg.Token = "IGAA-x"
	require.True(t, client(t, cfg).InstagramLogin())
}

func TestDo_SpeaksTheConfiguredVersionAndTheProofOfTheAppSecret(t *testing.T) {
	t.Parallel()
	s, _ := page(t, graph.Options{AppSecret: "app-secret"})
	cfg := config(s.URL() + "/")
	cfg.Version = "v24.0"
	_, err := client(t, cfg).Read(t.Context(), graph.PageID, "name")
	require.NoError(t, err)
	require.Equal(t, "/v24.0/"+graph.PageID, s.Requests()[0].Path)
	cfg.AppSecret = "another"
	_, err = client(t, cfg).Read(t.Context(), graph.PageID, "name")
	require.Contains(t, sentence(wantError(t, err, graphclient.KindAuth, graphclient.ReasonProof)), "FACEBOOK_APP_SECRET")
	cfg.AppSecret = ""
	_, err = client(t, cfg).Read(t.Context(), graph.PageID, "name")
	wantError(t, err, graphclient.KindAuth, graphclient.ReasonProof)
	cfg.Version, cfg.AppSecret = "v99.0", "app-secret"
	_, err = client(t, cfg).Read(t.Context(), graph.PageID, "name")
	require.Contains(t, sentence(wantError(t, err, graphclient.KindInvalid, graphclient.ReasonVersion)), "FACEBOOK_API_VERSION")
}

func sentence(e graphclient.Error) string { return e.Sentence() }

func TestDo_ATimeoutAndACancelledCall(t *testing.T) {
	t.Parallel()
	s, _ := page(t, graph.Options{})
	cfg := config(s.URL())
	cfg.PublishTimeout, cfg.ReadTimeout = 300*time.Millisecond, 300*time.Millisecond
	c := client(t, cfg)
	_, err := c.Read(t.Context(), graph.PageID, "id") // the connection is there
	require.NoError(t, err)
	for range 2 {
		release := s.On("").Hold()
		defer release()
	}
	_, err = c.Do(t.Context(), post("x"))
	wantError(t, err, graphclient.KindUnknown, graphclient.ReasonTimeout)
	_, err = c.Read(t.Context(), graph.PageID, "id")
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonTimeout)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Do(ctx, post("x"))
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonCancelled)
}

func TestDo_AFileThatCannotBeReadIsNobodysFaultElsewhere(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{})
	r := post("x")
	r.File = &graphclient.File{Param: "source", Name: "a.jpg", Content: iotest.ErrReader(errors.New("disk"))}
	_, err := c.Do(t.Context(), r)
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonLocal)
	require.Empty(t, s.Requests())
}

func TestDo_ARedirectDoesNotCarryTheTokenAway(t *testing.T) {
	t.Parallel()
	elsewhere := answering(t, 200, `{"id":"1"}`)
	w := answering(t, 307, "")
	w.header["Location"] = elsewhere.address
	_, err := client(t, config(w.address)).Do(t.Context(), post("x"))
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonUnreadable)
	require.Empty(t, elsewhere.requests)
}

func TestDo_ALimitTellsHowLong(t *testing.T) {
	t.Parallel()
	limit := `{"error":{"code":80002,"message":"x"}}`
	for want, header := range map[time.Duration]map[string]string{
		5 * time.Minute:  {},
		40 * time.Minute: {"X-Business-Use-Case-Usage": `{"1":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":40}],"2":[{"estimated_time_to_regain_access":3}]}`},
		90 * time.Second: {"Retry-After": "90"},
		2 * time.Minute:  {"X-App-Usage": `{"call_count":100,"estimated_time_to_regain_access":2}`, "X-Page-Usage": "nonsense"},
		25 * time.Hour:   {"Retry-After": "999999999"},
	} {
		w := answering(t, 400, limit)
		w.header = header
		c := client(t, config(w.address))
		_, err := c.Do(t.Context(), post("x"))
		require.Equal(t, want, wantError(t, err, graphclient.KindRateLimited, graphclient.ReasonLimit).RetryAfter)
		require.Equal(t, header["X-Business-Use-Case-Usage"] != "" || header["X-App-Usage"] != "", c.Pressed())
	}
}

func TestDo_WhatTheOtherSideSaysIsMadeHarmless(t *testing.T) {
	t.Parallel()
	w := answering(t, 400, `{"error":{"code":100,"fbtrace_id":"Abc","message":"bad\n\u0007 token EAAG-page-token `+strings.Repeat("y", 99)+` at https://x?access_token=EAAabc `+strings.Repeat("long ", 99)+`"}}`)
	_, err := client(t, config(w.address)).Do(t.Context(), post("x"))
	e := wantError(t, err, graphclient.KindInvalid, graphclient.ReasonRefused)
	require.True(t, strings.HasPrefix(e.Detail, "bad token *** *** at *** long"), e.Detail)
	require.Less(t, len(e.Detail), 260)
	require.Equal(t, "Abc", e.Trace)
}

func TestBreaker_KeepsCallsOffAndTellsHowLong(t *testing.T) {
	t.Parallel()
	s, _ := page(t, graph.Options{})
	now := time.Now()
	cfg := config(s.URL())
	cfg.Breaker = breaker.New(breaker.Options{Clock: func() time.Time { return now }})
	c := client(t, cfg)
	s.On("").FailAs("service down", 2)
	s.On("").HTML(502, 2)
	s.On("").Reset(1)
	for range 5 {
		_, err := c.Do(t.Context(), post("x"))
		require.Error(t, err)
	}
	_, err := c.Do(t.Context(), post("x"))
	e := wantError(t, err, graphclient.KindTransient, graphclient.ReasonDown)
	require.Equal(t, 30*time.Second, e.RetryAfter)
	down, is := e.Down()
	require.True(t, is)
	require.True(t, down.Open)
	require.Equal(t, 5, s.Count())
	now = now.Add(30 * time.Second)
	s.On("").FailAs("expired token", 1)
	_, err = c.Do(t.Context(), post("x"))
	wantError(t, err, graphclient.KindAuth, graphclient.ReasonTokenExpired)
	require.False(t, cfg.Breaker.Status().Down(), "a refusal is an answer")
}

func TestTheirTime_FollowsTheClockOfTheOtherSide(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	for ahead, want := range map[time.Duration]time.Duration{0: 0, time.Second: 0, -time.Hour: -time.Hour, time.Hour: time.Hour} {
		s := graph.Start(graph.Options{Now: func() time.Time { return now.Add(ahead) }})
		t.Cleanup(s.Close)
		cfg := config(s.URL())
		cfg.Now = func() time.Time { return now }
		c := client(t, cfg)
		_, err := c.Read(t.Context(), graph.PageID, "id")
		require.NoError(t, err)
		require.Equal(t, now.Add(want), c.TheirTime(now))
	}
}

func TestUpload_SendsTheTokenOnlyWhereItBelongs(t *testing.T) {
	t.Parallel()
	s, c := page(t, graph.Options{})
	evil := answering(t, 200, `{"success":true}`)
	for _, address := range []string{evil.address + "/x", "https://rupload.facebook.com.evil.example/x", "http://rupload.facebook.com/x", "https://a:b@rupload.facebook.com/x", "", "::"} {
		err := c.Upload(t.Context(), graphclient.Upload{Address: address, Content: strings.NewReader("x"), Size: 1})
		wantError(t, err, graphclient.KindTransient, graphclient.ReasonUnreadable)
	}
	require.Empty(t, evil.requests)
	start := func() (string, string) {
		got, err := c.Do(t.Context(), graphclient.Request{Verb: http.MethodPost, Path: graph.PageID + "/video_reels", Params: []graphclient.Param{{Name: "upload_phase", Value: "start"}}, Effect: graphclient.Prepares})
		require.NoError(t, err)
		return got.Str("video_id"), got.Str("upload_url")
	}
	_, address := start()
	require.NoError(t, c.Upload(t.Context(), graphclient.Upload{Address: address, Content: strings.NewReader("12345"), Size: 5}))
	_, address = start()
	require.NoError(t, c.Upload(t.Context(), graphclient.Upload{Address: address, FileURL: "https://cdn.example.com/a.mp4"}))
	_, address = start()
	err := c.Upload(t.Context(), graphclient.Upload{Address: address, FileURL: "https://localhost/a.mp4"})
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonMediaFetch)
	s.On("POST rupload").Fail(400, map[string]any{"debug_info": map[string]any{"retriable": false, "type": "x", "message": "no video"}}, 1)
	err = c.Upload(t.Context(), graphclient.Upload{Address: address, Content: strings.NewReader("1"), Size: 1})
	require.Equal(t, "no video", wantError(t, err, graphclient.KindInvalid, graphclient.ReasonMedia).Detail)
	s.On("POST rupload").CommitThenDrop(1)
	_, address = start()
	err = c.Upload(t.Context(), graphclient.Upload{Address: address, Content: strings.NewReader("1"), Size: 1})
	wantError(t, err, graphclient.KindTransient, graphclient.ReasonNoAnswer)
	require.Empty(t, s.Violations())
}

func TestSentences_EveryRowOfTheTableSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for _, row := range graph.Rows() {
		s, c := page(t, graph.Options{})
		s.On("").FailAs(row, 3)
		for _, effect := range []graphclient.Effect{graphclient.Reads, graphclient.Prepares, graphclient.Publishes} {
			r := post("x")
			r.Effect = effect
			_, err := c.Do(t.Context(), r)
			e, is := graphclient.As(err)
			require.True(t, is, row)
			require.Regexp(t, `^[A-Z].*[.?)!]$`, e.Sentence(), row)
			require.Equal(t, graph.Row(row).Code, e.Code)
			require.NotEmpty(t, e.Trace)
			require.Equal(t, e.Reason == graphclient.ReasonRight, strings.Contains(e.Sentence(), "permissions pages_manage_posts"), row)
			if effect != graphclient.Publishes {
				require.NotEqual(t, graphclient.KindUnknown, e.Kind, row)
			}
		}
	}
}

func TestSameText_SeesThroughWhatMetaDoesToTexts(t *testing.T) {
	t.Parallel()
	require.True(t, graphclient.SameText("Cafe\u0301  at\r\n\r\nnoon ", "Café at noon"))
	require.True(t, graphclient.SameText("a\u200bb", "ab"))
	require.False(t, graphclient.SameText("Café at noon", "Cafe at noon"))
	require.False(t, graphclient.SameText("a b", "ab"))
}

func TestDescribe_HoldsNoSecretAndIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	r := graphclient.Request{Verb: "GET", Path: "debug_token", Params: []graphclient.Param{{Name: "input_token", Value: "EAA"}, {Name: "n", Value: 5}, {Name: "list", Value: []string{"a<b"}}}}
	require.Equal(t, "GET /v26.0/debug_token\n   n = 5\n   list = [\"a<b\"]\n", r.Describe("v26.0"))
	require.Equal(t, "get debug_token", r.Op())
	require.Equal(t, "post feed", post("x").Op())
}
