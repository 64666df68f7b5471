package chaos_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// point is where the gate stops a call to Odoo.
type point int

const (
	nowhere     point = iota
	beforeWrite       // Odoo has not heard of the write
	afterWrite        // Odoo has done it, and nobody was told
	nextCall          // the write was answered; this is the first call after it
)

// gate stands before Odoo. At the point for which it is armed it holds every
// call, until the worker is dead; those calls are then never answered.
type gate struct {
	url  string
	next http.Handler

	mu      sync.Mutex
	armed   point
	written bool          // since it was armed
	met     chan struct{} // closed when the point is met
	dead    chan struct{} // closed when the worker is dead
}

func newGate(t *testing.T, server string) *gate {
	t.Helper()
	target, err := url.Parse(server)
	require.NoError(t, err)
	g := &gate{next: httputil.NewSingleHostReverseProxy(target), dead: make(chan struct{})}
	front := httptest.NewServer(g)
	t.Cleanup(front.Close)
	t.Cleanup(g.open)
	g.url = front.URL
	return g
}

// arm gives the channel that is closed when the point is met.
func (g *gate) arm(at point) <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed, g.written, g.met, g.dead = at, false, make(chan struct{}), make(chan struct{})
	return g.met
}

// open lets calls through again, and drops those that are held.
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed = nowhere
	select {
	case <-g.dead:
	default:
		close(g.dead)
	}
}

// stop holds a call when this is the point, and tells whether it was held.
func (g *gate) stop(at point) bool {
	g.mu.Lock()
	if g.armed != at || (at == nextCall && !g.written) {
		g.mu.Unlock()
		return false
	}
	select {
	case <-g.met:
	default:
		close(g.met)
	}
	dead := g.dead
	g.mu.Unlock()
	<-dead
	return true
}

// ServeHTTP implements http.Handler.
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	write := odoofake.IsLoad(r.URL.Path, string(body))
	if g.stop(nextCall) || (write && g.stop(beforeWrite)) {
		panic(http.ErrAbortHandler)
	}
	answer := httptest.NewRecorder()
	g.next.ServeHTTP(answer, r)
	if write && g.stop(afterWrite) {
		panic(http.ErrAbortHandler)
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
	if write {
		g.mu.Lock()
		g.written = true
		g.mu.Unlock()
	}
}
