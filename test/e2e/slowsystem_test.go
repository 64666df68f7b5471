package e2e_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// hanging is a server in front of another that takes requests and, while it is
// told to, answers none of them.
type hanging struct {
	behind http.Handler
	url    string

	mu      sync.Mutex
	release chan struct{} // nil = answers
	held    atomic.Int64
}

func newHanging(t *testing.T, behind http.Handler) *hanging {
	h := &hanging{behind: behind}
	server := httptest.NewServer(h)
	h.url = server.URL
	t.Cleanup(server.Close)
	t.Cleanup(h.answer)
	return h
}

func (h *hanging) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	release := h.release
	h.mu.Unlock()
	if release != nil {
		h.held.Add(1)
		defer h.held.Add(-1)
		select {
		case <-release:
		case <-r.Context().Done():
			return
		}
	}
	h.behind.ServeHTTP(w, r)
}

func (h *hanging) hang() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.release = make(chan struct{})
}

func (h *hanging) answer() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.release != nil {
		close(h.release)
		h.release = nil
	}
}

// More requests than a worker has places hang at Odoo, which answers nothing;
// everything else goes on meanwhile.
func TestSlowSystem_HoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	const places, many = 4, 8 // fewer than usual, so that they are taken before the first call is given up
	odoo := newHanging(t, odoofake.New(t, odoofake.Options{}))
	graph, x, platforms := everywhere(t)
	p := harness.New(t, append(append(realOdoo(odoo.url), fmt.Sprint("ODOO_MAX_CONCURRENT=", places)), platforms...)...)
	p.Start()
	pending(p, "2400") // Odoo is known, and signed in to

	odoo.hang()
	for i := range many {
		p.Drop(fmt.Sprintf("request %d.eml", 2500+i), request(fmt.Sprint(2500+i)))
	}
	p.Eventually("every place to be taken by a call that hangs", func() bool { return odoo.held.Load() == places })

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "facebook, x", "now"))
	require.Equal(t, "done", harness.Property(filed(p, "Completed", "sunday.md"), "outcome"))
	require.Equal(t, 1, x.Count("We are open on Sunday."))
	require.Len(t, graph.Live("post"), 1)
	p.Drop("late.eml", request("2600"))
	p.Eventually("a mail to be taken", func() bool {
		taken, _ := filepath.Glob(p.Path("Completed", "Mails", "late*"))
		return len(taken) == 1
	})
	require.NotZero(t, odoo.held.Load(), "Odoo hangs as before")

	odoo.answer()
	awaitPending(p, "2500")
}
