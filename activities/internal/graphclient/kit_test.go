package graphclient_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/test/fakes/graph"
)

func config(address string) graphclient.Config {
	return graphclient.Config{
		System: "Facebook", TokenSetting: "FACEBOOK_PAGE_TOKEN", BaseURL: address, Rights: "pages_manage_posts", Token: string(graph.PageToken), AppSecret: "app-secret",
		ReadTimeout: time.Second, PublishTimeout: time.Second, UploadTimeout: time.Second,
		Breaker: breaker.New(breaker.Options{Failures: 1000}),
	}
}

func client(t *testing.T, cfg graphclient.Config) *graphclient.Client {
	t.Helper()
	c, err := graphclient.New(cfg)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

func page(t *testing.T, opts graph.Options) (*graph.Server, *graphclient.Client) {
	t.Helper()
	s := graph.Start(opts)
	t.Cleanup(s.Close)
	return s, client(t, config(s.URL()))
}

// wire is a server that answers as it is told and keeps what arrived.
type wire struct {
	mu       sync.Mutex
	requests []*http.Request
	bodies   []string
	status   int
	header   map[string]string
	answer   string
	address  string
}

func answering(t *testing.T, status int, answer string) *wire {
	t.Helper()
	w := &wire{status: status, answer: answer, header: map[string]string{}}
	s := httptest.NewServer(w)
	t.Cleanup(s.Close)
	w.address = s.URL
	return w
}

func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.requests, w.bodies = append(w.requests, r), append(w.bodies, string(body))
	for key, value := range w.header {
		rw.Header().Set(key, value)
	}
	rw.WriteHeader(w.status)
	_, _ = io.WriteString(rw, w.answer)
}

func post(text string) graphclient.Request {
	return graphclient.Request{Verb: "POST", Path: graph.PageID + "/feed", Params: []graphclient.Param{{Name: "message", Value: text}}, Effect: graphclient.Publishes}
}

// wantError wants a failure and returns it.
func wantError(t *testing.T, err error, kind graphclient.Kind, reason graphclient.Reason) graphclient.Error {
	t.Helper()
	e, is := graphclient.As(err)
	require.True(t, is, "%v", err)
	require.Equal(t, []string{string(kind), string(reason)}, []string{string(e.Kind), string(e.Reason)}, e.Error())
	for _, text := range []string{e.Error(), e.Sentence(), e.Detail} {
		require.NotRegexp(t, "EAA|app-secret|access_token", text)
	}
	return *e
}
