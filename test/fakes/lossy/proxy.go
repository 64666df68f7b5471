package lossy

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Harm is what happens to a call.
type Harm string

// The kinds of harm. After the commit the server has done its work.
const (
	ClosedAfter  Harm = "closed after the commit"
	GatewayAfter Harm = "502 page after the commit"
	ResetAfter   Harm = "reset after the commit"
	Late         Harm = "late"
	// GatewayBefore and ResetBefore keep the call from the server.
	GatewayBefore Harm = "502 page before it"
	ResetBefore   Harm = "reset before it"
	// Limited is a limit that ends in a second.
	Limited Harm = "429 before it"
)

// Harms are all kinds.
func Harms() []Harm {
	return []Harm{ClosedAfter, GatewayAfter, ResetAfter, Late, GatewayBefore, ResetBefore, Limited}
}

// Options say how often a call is harmed, and how.
type Options struct {
	// Seed makes the dice the same; which call meets which throw depends on the order of arrival.
	Seed uint64
	// Write tells a write from a read; one in WriteOneIn of the ones and in ReadOneIn of the others is harmed.
	Write                 func(path, body string) bool
	WriteOneIn, ReadOneIn int
	// Writes and Reads are the harms to choose from.
	Writes, Reads []Harm
	// Latest is how late an answer may come.
	Latest time.Duration
}

// Proxy stands before one server. It is safe for concurrent use.
type Proxy struct {
	opts Options
	next http.Handler

	mu     sync.Mutex
	dice   *rand.Rand
	harmed map[Harm]int
	calls  int
}

// New makes a proxy for the server at an address.
func New(server string, opts Options) (*Proxy, error) {
	target, err := url.Parse(server)
	if err != nil {
		return nil, fmt.Errorf("address of the server: %w", err)
	}
	return &Proxy{
		opts: opts, next: httputil.NewSingleHostReverseProxy(target),
		dice: rand.New(rand.NewPCG(opts.Seed, 0)), harmed: map[Harm]int{},
	}, nil
}

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	harm, late := p.throw(p.opts.Write(r.URL.Path, string(body)))
	switch harm {
	case "":
		p.next.ServeHTTP(w, r)
		return
	case GatewayBefore:
		badGateway(w)
		return
	case ResetBefore:
		hangUp(w, true)
		return
	case Limited:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "Too Many Requests", http.StatusTooManyRequests)
		return
	}
	answer := httptest.NewRecorder()
	p.next.ServeHTTP(answer, r)
	switch harm {
	case GatewayAfter:
		badGateway(w)
	case Late:
		time.Sleep(late)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	default:
		hangUp(w, harm == ResetAfter)
	}
}

// throw decides what happens to a call; "" lets it through.
func (p *Proxy) throw(write bool) (Harm, time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	oneIn, harms := p.opts.ReadOneIn, p.opts.Reads
	if write {
		oneIn, harms = p.opts.WriteOneIn, p.opts.Writes
	}
	if oneIn == 0 || len(harms) == 0 || p.dice.IntN(oneIn) != 0 {
		return "", 0
	}
	harm := harms[p.dice.IntN(len(harms))]
	p.harmed[harm]++
	return harm, time.Duration(p.dice.Int64N(int64(p.opts.Latest) + 1))
}

// String tells how many calls there were and what happened to them.
func (p *Proxy) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	parts := []string{fmt.Sprintf("%d calls", p.calls)}
	for _, harm := range Harms() {
		if n := p.harmed[harm]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", harm, n))
		}
	}
	return strings.Join(parts, ", ")
}

func badGateway(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusBadGateway)
	_, _ = io.WriteString(w, "<html><body><h1>502 Bad Gateway</h1></body></html>")
}

func hangUp(w http.ResponseWriter, reset bool) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
