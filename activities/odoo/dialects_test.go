package odoo_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// xmlAndJSON are activities that use one server, the first by XML-RPC and the
// second by JSON-2.
func xmlAndJSON(t *testing.T, fake *odoofake.Server) [2]*odoo.Activities {
	t.Helper()
	return [2]*odoo.Activities{activities(t, ways()[0].config(fake.URL)), activities(t, ways()[1].config(fake.URL))}
}

func TestDialects_BothMakeTheSameRecords(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }
	var states []odoofake.State
	for i := range 2 {
		fake := odoofake.New(t, odoofake.Options{Version: 19, Now: now})
		acts := xmlAndJSON(t, fake)[i]
		out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-1", 0)))
		require.NoError(t, err)
		_, err = run(t, acts, contract.OdooEnsureAttachment, attachmentInput(out.InvoiceID))
		require.NoError(t, err)
		require.Equal(t, []string{odoofake.XMLRPC, odoofake.JSON2}[i], fake.Requests()[len(fake.Requests())-1].Dialect)
		state := fake.State()
		state.Requests = 0
		states = append(states, state)
	}
	require.Equal(t, states[0], states[1])
}

func TestDialects_ManyAtOnceByBothMakeOneDraftAMail(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 19, LoadTime: 3 * time.Millisecond})
	acts := xmlAndJSON(t, fake)
	partner := fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
	var wg sync.WaitGroup
	for i := range 48 {
		wg.Go(func() {
			in := approved(t, draft(t, fmt.Sprintf("mail-%d", i%6), partner))
			_, err := run(t, acts[i/6%2], contract.OdooCreateDraftInvoice, in)
			for err != nil {
				requireKind(t, contract.FailTransient, err)
				_, err = run(t, acts[i/6%2], contract.OdooCreateDraftInvoice, in)
			}
		})
	}
	wg.Wait()
	require.Len(t, fake.Drafts(), 6)
	require.Len(t, fake.Lines(), 12)
}

func TestDialects_AnswerLostInOneIsFoundByTheOther(t *testing.T) {
	t.Parallel()
	for first := range 2 {
		fake := odoofake.New(t, odoofake.Options{Version: 19})
		acts := xmlAndJSON(t, fake)
		d := draft(t, "mail-1", fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		fake.CommitThenDrop(1, "account.move.load")
		_, err := run(t, acts[first], contract.OdooCreateDraftInvoice, approved(t, d))
		requireKind(t, contract.FailOutcomeUnknown, err)
		seen, err := run(t, acts[1-first], contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d})
		require.NoError(t, err)
		require.True(t, seen.Found)
		again, err := run(t, acts[1-first], contract.OdooCreateDraftInvoice, approved(t, d))
		require.NoError(t, err)
		require.True(t, again.Adopted)
		require.Len(t, fake.Drafts(), 1)
	}
}

func TestDialects_AnUpgradeBetweenTheLostAnswerAndTheLookMakesNoSecondDraft(t *testing.T) {
	t.Parallel()
	for _, upgrade := range []struct {
		from, to int
		gone     bool // the dialect in use
	}{{18, 19, false}, {18, 22, true}, {21, 22, false}} {
		for name, lose := range map[string]func(*odoofake.Server){
			"done":     func(f *odoofake.Server) { f.CommitThenDrop(1, "account.move.load") },
			"not done": func(f *odoofake.Server) { f.DropBefore(1, "account.move.load") },
		} {
			old := odoofake.NewServer(odoofake.Options{Version: upgrade.from})
			var now atomic.Pointer[odoofake.Server]
			now.Store(old)
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { now.Load().ServeHTTP(w, r) }))
			t.Cleanup(srv.Close)
			acts := activities(t, ways()[1].config(srv.URL))
			d := draft(t, "mail-1", old.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
			lose(old)
			_, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
			requireKind(t, contract.FailOutcomeUnknown, err)

			next := old.Upgraded(upgrade.to)
			now.Store(next)
			out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
			if upgrade.gone {
				requireKind(t, contract.FailTransient, err)
				out, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
			}
			require.NoError(t, err, "%v %s", upgrade, name)
			require.Equal(t, name == "done", out.Adopted)
			require.Len(t, next.Drafts(), 1)
		}
	}
}

func TestDialects_AKeyThatOdooCouldNotCheckIsNoWrongKey(t *testing.T) {
	t.Parallel()
	for _, on := range []string{"res.users.context_get", "res.currency.search_read", "account.move.load", "account.move.read"} {
		fake := odoofake.New(t, odoofake.Options{Version: 19})
		acts := xmlAndJSON(t, fake)[1]
		in := approved(t, draft(t, "mail-1", fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})))
		fake.Fault(3, "Access Denied", 1, on) // what Odoo says when it loses its database at that
		_, err := run(t, acts, contract.OdooCreateDraftInvoice, in)
		if on != "account.move.read" { // which is read once more
			require.Contains(t, requireKind(t, contract.FailTransient, err), "could not check the API key", on)
			_, err = run(t, acts, contract.OdooCreateDraftInvoice, in)
		}
		require.NoError(t, err, on)
		require.Len(t, fake.Drafts(), 1, on)
	}
}

func TestDialects_APasswordThatXMLRPCDeniesIsAWrongOne(t *testing.T) {
	t.Parallel()
	requireFaultOfTheWrite(t, ways()[0], func(f *odoofake.Server) { f.Fault(3, "Access Denied", 1, "account.move.load") }, contract.FailAuth, "ODOO_PASSWORD")
}
