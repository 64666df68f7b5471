package odoo_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lossy stands before a server and harms what comes back from it: every second
// answer to a write and every eighth to a read, when the server has done its
// work, and now and then a call before it gets there.
type lossy struct {
	harmed [5]atomic.Int64 // by kind of harm, in the order of harms()
	next   http.Handler
}

func harms() []string {
	return []string{"closed after the commit", "502 page after the commit", "reset after the commit", "502 page before it", "late"}
}

// lossyProxy returns the proxy and its address.
func lossyProxy(t *testing.T, server string) (*lossy, string) {
	t.Helper()
	target, err := url.Parse(server)
	require.NoError(t, err)
	l := &lossy{next: httputil.NewSingleHostReverseProxy(target)}
	front := httptest.NewServer(l)
	t.Cleanup(front.Close)
	return l, front.URL
}

// ServeHTTP implements http.Handler.
func (l *lossy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	one := 8
	if strings.HasSuffix(r.URL.Path, "/load") || strings.Contains(string(body), "<string>load</string>") {
		one = 2
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	if rand.IntN(one) != 0 {
		l.next.ServeHTTP(w, r)
		return
	}
	which := rand.IntN(len(l.harmed))
	l.harmed[which].Add(1)
	kind := harms()[which]
	if kind == "502 page before it" {
		badGateway(w)
		return
	}
	answer := httptest.NewRecorder()
	l.next.ServeHTTP(answer, r)
	switch kind {
	case "502 page after the commit":
		badGateway(w)
	case "late":
		time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	default:
		hangUp(w, kind == "reset after the commit")
	}
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

func (l *lossy) String() string {
	var parts []string
	for i, name := range harms() {
		parts = append(parts, fmt.Sprintf("%s %d", name, l.harmed[i].Load()))
	}
	return strings.Join(parts, ", ")
}

// patient is a breaker that harm done on purpose does not open.
func patient() odoo.Option {
	return odoo.WithBreaker(breaker.New(breaker.Options{Failures: 10_000}))
}

// createUntilKnown does what the invoice process and its owner do: it tries
// again when nothing was made, and looks first when nobody knows.
func createUntilKnown(t *testing.T, acts *odoo.Activities, d contract.InvoiceDraft) (contract.InvoiceOutcome, int) {
	t.Helper()
	for unknown := 0; ; {
		out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
		if err == nil {
			return out, unknown
		}
		kind, message, _ := kindOf(t, err)
		switch kind {
		case contract.FailTransient:
			time.Sleep(time.Millisecond)
		case contract.FailOutcomeUnknown:
			unknown++
			if out, err = run(t, acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d}); err == nil && out.Found {
				return out, unknown
			}
		default:
			t.Errorf("%s: %s", kind, message)
			return out, unknown
		}
	}
}

// fortyThroughALossyProxy creates the eight drafts five times each at once,
// with half of the answers lost, and compares what is there then.
func fortyThroughALossyProxy(t *testing.T, cfg odoo.Config, drafts []contract.InvoiceDraft) {
	t.Helper()
	straight := cfg
	proxy, address := lossyProxy(t, cfg.URL)
	cfg.URL = address
	workers := []*odoo.Activities{activities(t, cfg, patient()), activities(t, cfg, patient())}
	ids := make([]sync.Map, len(drafts))
	var unknown atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for i := range 5 * len(drafts) {
		wg.Go(func() {
			which := i % len(drafts)
			out, times := createUntilKnown(t, workers[i%3%2], drafts[which])
			unknown.Add(int64(times))
			ids[which].Store(out.InvoiceID, true)
		})
	}
	wg.Wait()
	t.Logf("%d creates of %d drafts: %v, %d unknown outcomes; %s", 5*len(drafts), len(drafts), time.Since(begin), unknown.Load(), proxy)
	acts := activities(t, straight)
	for i, d := range drafts {
		seen, err := run(t, acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d})
		require.NoError(t, err)
		require.Empty(t, seen.Differences)
		require.Equal(t, []string{"draft", string(d.Subtotal), string(d.Tax), string(d.Total)}, []string{seen.State, string(seen.Untaxed), string(seen.Tax), string(seen.Total)})
		ids[i].Range(func(id, _ any) bool { require.Equal(t, any(seen.InvoiceID), id); return true })
		twin := d
		twin.BusinessKey = contract.BusinessKey("twin of " + d.BusinessKey)
		found, err := run(t, acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: twin})
		require.NoError(t, err)
		same := slices.DeleteFunc(found.Found, func(f contract.ExistingInvoice) bool { return f.Ref != d.Reference })
		require.Len(t, same, 1, "whatever its key, there is one invoice of that reference")
	}
}

func TestCreateDraftInvoice_FortyThroughALossyProxyMakeEightDrafts(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{LoadTime: 3 * time.Millisecond})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		var drafts []contract.InvoiceDraft
		for i := range 8 {
			drafts = append(drafts, draft(t, "mail-"+itoa(i), partner, func(d *contract.InvoiceDraft) { d.Reference = "PO-" + itoa(i) }))
		}
		fortyThroughALossyProxy(t, w.config(b.fake.URL), drafts)
		require.Len(t, b.fake.Drafts(), 8)
		require.Len(t, b.fake.Lines(), 16)
	})
}

func TestReal_FortyThroughALossyProxyMakeEightDrafts(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	stamp := fmt.Sprintf("l%d-", time.Now().UnixNano())
	first, _ := createUntilKnown(t, acts, realDraft(t, stamp+"p", currency, 0, threeLines()...))
	var drafts []contract.InvoiceDraft
	for i := range 8 {
		drafts = append(drafts, realDraft(t, stamp+itoa(i), currency, first.PartnerID, threeLines()...))
	}
	fortyThroughALossyProxy(t, odoo.Config{
		URL: os.Getenv("TEST_ODOO_URL"), DB: os.Getenv("TEST_ODOO_DB"),
		Username: os.Getenv("TEST_ODOO_USERNAME"), Password: os.Getenv("TEST_ODOO_PASSWORD"),
	}, drafts)
}
