package odoo_test

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/odoo"
	"github.com/autonomous-employee/employee/test/fakes/lossy"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lossyProxy stands before an Odoo: it harms every second answer to a write and
// every eighth to a read, when Odoo has done its work, and now and then a call
// before it gets there.
func lossyProxy(t *testing.T, server string) (proxy *lossy.Proxy, address string) {
	t.Helper()
	all := []lossy.Harm{lossy.ClosedAfter, lossy.GatewayAfter, lossy.ResetAfter, lossy.GatewayBefore, lossy.Late}
	proxy, err := lossy.New(server, lossy.Options{
		Seed: rand.Uint64(), Write: odoofake.IsLoad, WriteOneIn: 2, ReadOneIn: 8, Writes: all, Reads: all, Latest: 300 * time.Millisecond,
	})
	require.NoError(t, err)
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	return proxy, front.URL
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
