package e2e_test

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/lossy"
	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// fromEnv reads a number that a person may set for a longer run.
func fromEnv(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	require.NoError(t, err, name)
	return n
}

// Mails become approved invoices through a network that loses answers. Each
// attempt that meets a harm doubles the wait for the next, so the usual run has
// few of them among the reads, and none that costs the 150 s for which a lost
// answer is looked for; TEST_LOSSY_MAILS=200 has all of them, with a customer who is new.
// TEST_LOSSY_SEED repeats the dice of a run.
func TestLossy_EveryApprovalIsExactlyOneDraftWhateverIsLostOnTheWay(t *testing.T) {
	t.Parallel()
	const usual = 12
	n, seed := int(fromEnv(t, "TEST_LOSSY_MAILS", usual)), fromEnv(t, "TEST_LOSSY_SEED", rand.Uint64())
	fake := odoofake.New(t, odoofake.Options{LoadTime: 3 * time.Millisecond})
	after := []lossy.Harm{lossy.ClosedAfter, lossy.GatewayAfter, lossy.ResetAfter, lossy.Late}
	all := append(slices.Clone(after), lossy.GatewayBefore, lossy.ResetBefore)
	opts := lossy.Options{Seed: seed, Write: odoofake.IsLoad, WriteOneIn: 2, ReadOneIn: 30, Writes: after, Reads: all, Latest: 300 * time.Millisecond}
	customers, patience := 2, 5*time.Minute
	if n == usual {
		knowsTheCustomer(fake)
	} else {
		opts.ReadOneIn, opts.Writes, patience = 8, all, 45*time.Minute
	}
	proxy, err := lossy.New(fake.URL, opts)
	require.NoError(t, err)
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	t.Logf("seed %d", seed)
	p := harness.New(t, realOdoo(front.URL)...)
	p.Start()

	began, approvals := time.Now(), 0
	for i := range n {
		p.Drop(fmt.Sprintf("request %d.eml", i), request(strconv.Itoa(70000+i)))
	}
	p.EventuallyWithin(patience, "every request to be completed", func() bool {
		for _, note := range p.Notes("Pending_Approval") {
			if p.TryApprove(note) {
				approvals++
			}
		}
		return len(p.Notes("Completed")) == n && p.Logged("process.ended", "event") == n
	})

	t.Logf("%d mails in %s, %d approvals; %s", n, time.Since(began).Round(time.Second), approvals, proxy)
	require.Len(t, fake.Drafts(), n)
	references := map[any]bool{}
	for _, d := range fake.Drafts() {
		references[d["ref"]] = true
		require.Equal(t, "2020", d.Amount("amount_total"))
	}
	require.Len(t, references, n, "none is missing, none is there twice")
	require.Len(t, fake.Partners(), customers)
	require.Len(t, fake.Attachments(), n)
	requireWholeLog(t, p, n)
}

// requireWholeLog looks whether each request has a result for each intent, one
// of them done, and whether the chain of the log holds.
func requireWholeLog(t *testing.T, p *harness.Product, n int) {
	t.Helper()
	open, done, results := map[string]int{}, map[string]int{}, map[string]int{}
	for _, l := range p.Log() {
		if l.Action != "odoo.create_draft_invoice" {
			continue
		}
		switch l.Phase {
		case "intent":
			require.Zero(t, open[l.WorkflowID], "a second intent before the result of the first")
			open[l.WorkflowID]++
		case "result":
			require.Equal(t, 1, open[l.WorkflowID], "a result without its intent")
			open[l.WorkflowID]--
			results[l.Result]++
			if l.Result == "done" {
				done[l.WorkflowID]++
			}
		}
	}
	t.Logf("results: %v", results)
	require.Len(t, done, n)
	for id, times := range done {
		require.Equal(t, 1, times, id)
		require.Zero(t, open[id], id)
	}
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
	require.Contains(t, out, "The chain holds.")
}
