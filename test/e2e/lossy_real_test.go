package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/kolo/xmlrpc"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/lossy"
	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// The same as TestLossy before a real Odoo, with EUR active; TEST_LOSSY_MAILS
// says how many. Its database is left with the drafts.
//
//	TEST_ODOO_URL=http://127.0.0.1:8069 TEST_ODOO_DB=... TEST_ODOO_USERNAME=... TEST_ODOO_PASSWORD=...
func TestReal_EveryApprovalIsExactlyOneDraftWhateverIsLostOnTheWay(t *testing.T) { //nolint:paralleltest // one real server
	server := realServer{t, os.Getenv("TEST_ODOO_URL")}
	if server.url == "" {
		t.Skip("no real Odoo: set TEST_ODOO_URL, TEST_ODOO_DB, TEST_ODOO_USERNAME and TEST_ODOO_PASSWORD to run against one")
	}
	n, seed := int(fromEnv(t, "TEST_LOSSY_MAILS", 12)), fromEnv(t, "TEST_LOSSY_SEED", rand.Uint64())
	all := []lossy.Harm{lossy.ClosedAfter, lossy.GatewayAfter, lossy.ResetAfter, lossy.Late, lossy.GatewayBefore, lossy.ResetBefore}
	proxy, err := lossy.New(server.url, lossy.Options{
		Seed: seed, Write: odoofake.IsLoad, WriteOneIn: 2, ReadOneIn: 8, Writes: all, Reads: all, Latest: 300 * time.Millisecond,
	})
	require.NoError(t, err)
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	t.Logf("seed %d", seed)
	env := []string{"DRY_RUN=false", "ODOO_URL=" + front.URL}
	for ours, theirs := range map[string]string{"ODOO_DB": "TEST_ODOO_DB", "ODOO_USERNAME": "TEST_ODOO_USERNAME", "ODOO_PASSWORD": "TEST_ODOO_PASSWORD"} {
		env = append(env, ours+"="+os.Getenv(theirs))
	}
	p := harness.New(t, env...)
	p.Start()

	began, approvals, shown := time.Now(), 0, 0
	first := time.Now().Unix() % 1_000_000 * 1000
	var references []any
	for i := range n {
		id := strconv.FormatInt(first+int64(i), 10)
		references = append(references, "PO-2026-"+id)
		p.Drop("request "+id+".eml", request(id))
	}
	p.EventuallyWithin(45*time.Minute, "every request to be completed", func() bool {
		for _, note := range p.Notes("Pending_Approval") {
			if p.TryApprove(note) {
				approvals++
			}
		}
		done := len(p.Notes("Completed"))
		if done >= shown+20 {
			shown = done
			t.Logf("%s: %d completed", time.Since(began).Round(time.Second), done)
		}
		return done == n && p.Logged("process.ended", "event") == n
	})
	t.Logf("%d mails in %s, %d approvals; %s", n, time.Since(began).Round(time.Second), approvals, proxy)

	drafts := server.searchRead("account.move", []any{[]any{"ref", "in", references}}, "ref", "state", "amount_total", "partner_id")
	require.Len(t, drafts, n)
	seen, customers, ids := map[any]bool{}, map[any]bool{}, []any{}
	for _, d := range drafts {
		seen[d["ref"]], ids = true, append(ids, d["id"])
		customers[fmt.Sprint(d["partner_id"])] = true
		require.Equal(t, "draft", d["state"])
		require.InDelta(t, 2020, d["amount_total"], 0.001)
	}
	require.Len(t, seen, n, "none is missing, none is there twice")
	require.Len(t, customers, 1)
	attached := server.searchRead("ir.attachment", []any{[]any{"res_model", "=", "account.move"}, []any{"res_id", "in", ids}}, "res_id")
	require.Len(t, attached, n)
	t.Logf("in Odoo: %d drafts, %d references, %d customer, %d attachments", len(drafts), len(seen), len(customers), len(attached))
	requireWholeLog(t, p, n)
}

// realServer is asked past the proxy and past the product.
type realServer struct {
	t   *testing.T
	url string
}

func (s realServer) searchRead(model string, domain []any, fields ...string) []map[string]any {
	s.t.Helper()
	db, password := os.Getenv("TEST_ODOO_DB"), os.Getenv("TEST_ODOO_PASSWORD")
	uid := s.ask("common", "authenticate", db, os.Getenv("TEST_ODOO_USERNAME"), password, map[string]any{})
	answer := s.ask("object", "execute_kw", db, uid, password, model, "search_read", []any{domain}, map[string]any{"fields": fields})
	var out []map[string]any
	for _, record := range answer.([]any) {
		out = append(out, record.(map[string]any))
	}
	return out
}

func (s realServer) ask(service, method string, args ...any) any {
	s.t.Helper()
	body, err := xmlrpc.EncodeMethodCall(method, args...)
	require.NoError(s.t, err)
	resp, err := http.Post(s.url+"/xmlrpc/2/"+service, "text/xml", bytes.NewReader(body))
	require.NoError(s.t, err)
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(s.t, err)
	require.NoError(s.t, xmlrpc.Response(answer).Err())
	var value any
	require.NoError(s.t, xmlrpc.Response(answer).Unmarshal(&value))
	return value
}
