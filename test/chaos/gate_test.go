package chaos_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// point is where a gate stops a call.
type point int

const (
	nowhere point = iota
	before        // the other side has not heard of it
	after         // it is done, and nobody was told
	next          // it was answered; this is the first call after it that is about the same
)

// effect is what a call does in the world.
type effect string

const (
	reads       effect = ""
	draft       effect = "odoo.create_draft_invoice"
	onX         effect = "x.publish_post"
	onFacebook  effect = "facebook.publish_post"
	onInstagram effect = "instagram.publish_post"
	reelMade    effect = "a reel for Facebook"
	container   effect = "a container for Instagram"
)

// effectOf tells what a call does.
func effectOf(r *http.Request, body string) effect {
	if odoofake.IsLoad(r.URL.Path, body) {
		return draft
	}
	if r.Method != http.MethodPost {
		return reads
	}
	switch edge := path.Base(r.URL.Path); {
	case r.URL.Path == "/2/tweets":
		return onX
	case edge == "feed", edge == "video_reels" && strings.Contains(body, "finish"):
		return onFacebook
	case edge == "video_reels":
		return reelMade
	case edge == "media_publish":
		return onInstagram
	case edge == "media":
		return container
	}
	return reads
}

// gate stands before an outside system. At the point for which it is armed it
// holds every call of that effect until the worker is dead, and drops it then.
type gate struct {
	url, behind string
	proxy       http.Handler

	mu    sync.Mutex
	armed point
	of    effect
	wrote []string      // what the call of that effect was about, once it is answered
	met   chan struct{} // closed when the point is met
	goOn  chan struct{} // closed when what is held may pass
	dead  chan struct{} // closed when the worker is dead
}

// newGate stands before a server, which it reaches by through.
func newGate(t *testing.T, server, through string) *gate {
	t.Helper()
	target, err := url.Parse(through)
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ErrorHandler = func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) } // what broke behind it breaks before it
	g := &gate{behind: server, proxy: proxy, dead: make(chan struct{})}
	front := httptest.NewServer(g)
	t.Cleanup(front.Close)
	t.Cleanup(g.open)
	g.url = front.URL
	return g
}

// arm gives the channel that is closed when the point is met.
func (g *gate) arm(at point, of effect) <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed, g.of, g.wrote = at, of, nil
	g.met, g.goOn, g.dead = make(chan struct{}), make(chan struct{}), make(chan struct{})
	return g.met
}

// open lets calls through again, and drops those that are held.
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed = nowhere
	if !closed(g.dead) {
		close(g.dead)
	}
}

// release lets what is held pass.
func (g *gate) release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed = nowhere
	close(g.goOn)
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// passes holds a call when this is the point. It is false when the call is to
// be dropped.
func (g *gate) passes(at point, here bool) bool {
	g.mu.Lock()
	if g.armed != at || !here {
		g.mu.Unlock()
		return true
	}
	if !closed(g.met) {
		close(g.met)
	}
	goOn, dead := g.goOn, g.dead
	g.mu.Unlock()
	select {
	case <-goOn:
		return true
	case <-dead:
		return false
	}
}

// is tells whether the gate is armed for the effect.
func (g *gate) is(made effect) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return made != reads && g.of == made
}

// follows tells whether a call comes after the effect: any call to Odoo, and
// elsewhere one that names what was made.
func (g *gate) follows(r *http.Request) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.wrote != nil && (g.of == draft || slices.Contains(g.wrote, path.Base(r.URL.Path)))
}

var ids = regexp.MustCompile(`[0-9_]+`)

// ServeHTTP implements http.Handler.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	made := effectOf(r, string(body))
	if !g.passes(next, g.follows(r)) || !g.passes(before, g.is(made)) {
		panic(http.ErrAbortHandler)
	}
	answer := httptest.NewRecorder()
	g.proxy.ServeHTTP(answer, r)
	if !g.passes(after, g.is(made)) {
		panic(http.ErrAbortHandler)
	}
	if g.is(made) {
		g.mu.Lock()
		g.wrote = append([]string{}, ids.FindAllString(string(body)+" "+answer.Body.String(), -1)...)
		g.mu.Unlock()
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.Header().Del("Content-Length")
	w.WriteHeader(answer.Code)
	// Addresses for uploads lead through the gate too.
	_, _ = w.Write(bytes.ReplaceAll(answer.Body.Bytes(), []byte(g.behind), []byte(g.url)))
}
