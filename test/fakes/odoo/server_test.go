package odoofake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/kolo/xmlrpc"
	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// post speaks to the fake through the public codec, without our client.
func post(t *testing.T, fake *odoofake.Server, service, method string, args ...any) (any, error) {
	t.Helper()
	body, err := xmlrpc.EncodeMethodCall(method, args...)
	require.NoError(t, err)
	resp, err := http.Post(fake.URL+"/xmlrpc/2/"+service, "text/xml", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP %d", resp.StatusCode)
	}
	if err := xmlrpc.Response(answer).Err(); err != nil {
		return nil, err
	}
	var value any
	return value, xmlrpc.Response(answer).Unmarshal(&value)
}

func call(t *testing.T, fake *odoofake.Server, model, method string, args []any, context map[string]any) (any, error) {
	t.Helper()
	body, err := xmlrpc.EncodeMethodCall("execute_kw", odoofake.DefaultDatabase, 2, odoofake.DefaultPassword, model, method, args, map[string]any{"context": context})
	require.NoError(t, err)
	resp, err := http.Post(fake.URL+"/xmlrpc/2/object", "text/xml", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, "text/xml", resp.Header.Get("Content-Type"))
	if err := xmlrpc.Response(answer).Err(); err != nil {
		return nil, err
	}
	var value any
	require.NoError(t, xmlrpc.Response(answer).Unmarshal(&value))
	return value, nil
}

func requireFault(t *testing.T, err error, code int, says string) {
	t.Helper()
	var f xmlrpc.FaultError
	require.ErrorAs(t, err, &f)
	require.Equal(t, code, f.Code)
	require.Contains(t, f.String, says)
}

func english() map[string]any {
	return map[string]any{"lang": "en_US", "allowed_company_ids": []int{1}}
}

func TestCommon_AnswersAsOdooDoes(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 18})
	version, err := post(t, fake, "common", "version")
	require.NoError(t, err)
	require.Equal(t, "18.0", version.(map[string]any)["server_version"])
	require.Nil(t, version.(map[string]any)["server_version_info"].([]any)[5], "an empty text comes as nil through this codec")
	uid, err := post(t, fake, "common", "authenticate", odoofake.DefaultDatabase, odoofake.DefaultUsername, odoofake.DefaultPassword, map[string]any{})
	require.NoError(t, err)
	require.Equal(t, int64(2), uid)
	refused, err := post(t, fake, "common", "authenticate", odoofake.DefaultDatabase, odoofake.DefaultUsername, "wrong", map[string]any{})
	require.NoError(t, err)
	require.Equal(t, false, refused, "a wrong password is false, not a fault")
	_, err = post(t, fake, "common", "authenticate", "nodb", "u", "p", map[string]any{})
	requireFault(t, err, 1, `database "nodb" does not exist`)
}

func TestObject_RefusesWhatItDoesNotModelInOdoosWords(t *testing.T) {
	t.Parallel()
	for version, noMethod := range map[int]string{17: "The method 'frobnicate' does not exist on the model 'account.move'", 19: "The method 'account.move.frobnicate' does not exist"} {
		fake := odoofake.New(t, odoofake.Options{Version: version})
		_, err := call(t, fake, "account.move", "frobnicate", []any{[]int{1}}, english())
		requireFault(t, err, 1, noMethod)
		_, err = call(t, fake, "account.move", "_post", []any{[]int{1}}, english())
		requireFault(t, err, 4, "Private methods")
		_, err = call(t, fake, "no.such", "read", []any{[]int{1}}, english())
		requireFault(t, err, 2, "Object no.such doesn't exist")
		_, err = call(t, fake, "res.partner", "read", []any{[]int{1}, []string{"nope"}}, english())
		requireFault(t, err, 1, "Invalid field 'nope' on ")
		_, err = call(t, fake, "res.partner", "search_read", []any{[]any{[]any{"nope", "=", 1}}}, english())
		requireFault(t, err, 1, "Invalid field res.partner.nope in ")
		_, err = call(t, fake, "account.move", "load", []any{[]string{"id", "foo"}, [][]string{{"x.y", "1"}}}, english())
		requireFault(t, err, 1, "KeyError: 'foo'")
		_, err = call(t, fake, "account.move", "load", []any{[]string{"id", "invoice_line_ids/foo"}, [][]string{{"x.y", "1"}}}, english())
		requireFault(t, err, 1, "KeyError: 'foo'")
		_, err = call(t, fake, "res.partner", "read", []any{[]int{1}}, map[string]any{"allowed_company_ids": []int{9999}})
		requireFault(t, err, 4, "Access to unauthorized or invalid companies.")
	}
}

func TestObject_ChecksWhoCalls(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{NoAccounting: true})
	_, err := post(t, fake, "object", "execute_kw", odoofake.DefaultDatabase, 2, "wrong", "res.partner", "read", []any{[]int{1}})
	requireFault(t, err, 3, "Access Denied")
	_, err = post(t, fake, "object", "execute_kw", odoofake.DefaultDatabase, 9999, odoofake.DefaultPassword, "res.partner", "read", []any{[]int{1}})
	requireFault(t, err, 2, "res.users(9999,), User: 9999")
	_, err = call(t, fake, "account.move", "search_count", []any{[]any{}}, english())
	requireFault(t, err, 4, "You are not allowed to access 'Journal Entry'")
	_, err = call(t, fake, "account.move", "search_count", []any{[]any{}}, nil)
	requireFault(t, err, 4, "Vous n'êtes pas autorisé")
}

// loadRows is a draft of one line in load's form.
func loadRows(key string) []any {
	return []any{
		[]string{"id", "move_type", "partner_id/.id", "invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit"},
		[][]string{{key, "out_invoice", "1", "work", "1", "60"}},
	}
}

func loadContext() map[string]any {
	c := english()
	c["mode"], c["noupdate"] = "update", true
	return c
}

func TestLoad_IsOnceWithBothContextKeysAndDoublesWithout(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		first, err := s.loadDraft("x.one")
		require.NoError(t, err)
		again, err := s.loadDraft("x.one")
		require.NoError(t, err)
		require.Equal(t, first, again)
		require.Equal(t, "60", s.fake.Drafts()[0].Amount("amount_total"))
		rows := loadRows("x.one")
		_, err = s.ask("account.move", "load", nil, args{"fields": rows[0], "data": rows[1]})
		require.NoError(t, err)
		require.Equal(t, "120", s.fake.Drafts()[0].Amount("amount_total"), "the default mode appends the lines again")
		require.Nil(t, s.fake.Drafts()[0]["name"])
	})
}

func TestLoad_RefusesInMessagesAndLeavesNothing(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	for want, edit := range map[string]func(row []string){
		"No matching record found for database id '999' in field 'Partner'": func(r []string) { r[2] = "999" },
		"Invalid database id 'x' for the field 'Partner'":                   func(r []string) { r[2] = "x" },
		"'many' does not seem to be a number":                               func(r []string) { r[4] = "many" },
		"Value 'bogus' not found in selection field":                        func(r []string) { r[1] = "bogus" },
		"External IDs cannot contain spaces":                                func(r []string) { r[0] = "a b" },
	} {
		args := loadRows("x.two")
		edit(args[1].([][]string)[0])
		got, err := call(t, fake, "account.move", "load", args, loadContext())
		require.NoError(t, err)
		answer := got.(map[string]any)
		require.Equal(t, false, answer["ids"])
		require.Contains(t, answer["messages"].([]any)[0].(map[string]any)["message"], want)
	}
	require.Empty(t, fake.Moves())
	require.Empty(t, fake.Lines())
}

func TestLoad_OverridesTheDueDateByTheCustomersTermAsVersionsDo(t *testing.T) {
	t.Parallel()
	for version, want := range map[int]bool{17: false, 18: true} {
		fake := odoofake.New(t, odoofake.Options{Version: version})
		id := fake.AddPartner(odoofake.Partner{Name: "ACME", TermDays: 30})
		args := []any{
			[]string{"id", "move_type", "partner_id/.id", "invoice_date_due"},
			[][]string{{"x.three", "out_invoice", fmt.Sprint(id), "2030-01-01"}},
		}
		_, err := call(t, fake, "account.move", "load", args, loadContext())
		require.NoError(t, err)
		require.Equal(t, want, fake.Drafts()[0]["invoice_date_due"] == "2030-01-01", "Odoo %d", version)
		require.Equal(t, !want, fake.Drafts()[0]["name"] == "/", "Odoo %d", version)
	}
}

func TestRead_EncodesEmptyValuesAsOdooDoes(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 19})
	_, err := call(t, fake, "account.move", "load", loadRows("x.four"), loadContext())
	require.NoError(t, err)
	got, err := call(t, fake, "account.move", "read", []any{[]int{1, 99}, []string{"name", "ref", "partner_id", "currency_id", "amount_total", "invoice_line_ids"}}, english())
	require.NoError(t, err)
	require.Equal(t, []any{map[string]any{
		"id": int64(1), "name": false, "ref": false, "partner_id": []any{int64(1), "My Company"}, "currency_id": []any{int64(125), "EUR"},
		"amount_total": 60.0, "invoice_line_ids": []any{int64(1)},
	}}, got)
}

func TestSearch_UnderstandsPrefixNotationAndWildcards(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	fake.AddPartner(odoofake.Partner{Name: "100% Wool", Email: "a_b@x.example"})
	fake.AddPartner(odoofake.Partner{Name: "100 Wool", Email: "aXb@x.example"})
	fake.AddPartner(odoofake.Partner{Name: "Old", Archived: true})
	count := func(domain ...any) int64 {
		n, err := call(t, fake, "res.partner", "search_count", []any{domain}, english())
		require.NoError(t, err)
		return n.(int64)
	}
	leaf := func(f, op string, v any) []any { return []any{f, op, v} }
	require.Equal(t, int64(3), count())
	require.Equal(t, int64(2), count(leaf("email", "=ilike", "A_B@x.example")))
	require.Equal(t, int64(1), count(leaf("email", "=ilike", `a\_b@x.example`)))
	require.Equal(t, int64(1), count(leaf("name", "=ilike", `100\% wool`)))
	require.Equal(t, int64(2), count(leaf("name", "=ilike", `100%wool`)))
	require.Equal(t, int64(2), count("|", leaf("name", "=", "100 Wool"), "&", leaf("email", "!=", false), leaf("name", "=", "100% Wool")))
	require.Equal(t, int64(1), count(leaf("active", "=", false)))
	_, err := call(t, fake, "res.partner", "search_count", []any{[]any{"|", leaf("name", "=", "x")}}, english())
	requireFault(t, err, 1, "missing a term")
	_, err = call(t, fake, "res.partner", "search_count", []any{[]any{leaf("name", "child_of", 1)}}, english())
	requireFault(t, err, 1, "Invalid leaf operator")
}

func TestState_IsReadableFromAnotherProcess(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	_, err := call(t, fake, "account.move", "load", loadRows("x.five"), loadContext())
	require.NoError(t, err)
	resp, err := http.Get(fake.URL + "/_state")
	require.NoError(t, err)
	defer resp.Body.Close()
	var state odoofake.State
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&state))
	require.Equal(t, 1, state.Drafts)
	require.Equal(t, 1, state.Requests)
	require.Equal(t, "60", state.Moves[0]["amount_total"])
}

func TestServer_AnswersLikeAWebServerElsewhere(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	resp, err := http.Post(fake.URL+"/web/login", "text/xml", strings.NewReader("x"))
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusNotFound, resp.StatusCode)
	resp, err = http.Get(fake.URL + "/xmlrpc/2/object")
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode)
	resp, err = http.Post(fake.URL+"/xmlrpc/2/object", "text/xml", strings.NewReader("<methodCall><bad"))
	require.NoError(t, err)
	answer, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Contains(t, string(answer), "ExpatError")
}

func TestRequests_NeverHoldThePassword(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	_, err := post(t, fake, "common", "authenticate", odoofake.DefaultDatabase, odoofake.DefaultUsername, odoofake.DefaultPassword, map[string]any{})
	require.NoError(t, err)
	_, err = call(t, fake, "res.partner", "read", []any{[]int{1}}, english())
	require.NoError(t, err)
	require.NotContains(t, fmt.Sprintf("%+v", fake.Requests()), odoofake.DefaultPassword)
}

func TestSearchRead_FindsAndOrdersPostedInvoicesAsOdooDoes(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	customer := fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true})
	add := func(i odoofake.Invoice) int64 {
		i.Partner, i.Total = customer, "10.50"
		return fake.AddInvoice(i)
	}
	older := add(odoofake.Invoice{State: "posted", Date: "2025-03-02"})
	newest := add(odoofake.Invoice{State: "posted", Date: "2026-10-14"})
	sameDay := add(odoofake.Invoice{State: "posted", Date: "2025-03-02"})
	undated := add(odoofake.Invoice{State: "draft"})
	add(odoofake.Invoice{State: "posted", Type: "out_refund", Date: "2026-10-15"})
	add(odoofake.Invoice{State: "posted", Company: 2, Date: "2026-10-16"})
	search := func(order string, states ...string) []int64 {
		domain := []any{[]any{"move_type", "=", "out_invoice"}, []any{"state", "in", states}}
		answer, err := call(t, fake, "account.move", "search_read", []any{domain, []string{"amount_total", "currency_id"}, 0, 3, order}, english())
		require.NoError(t, err)
		var ids []int64
		for _, found := range answer.([]any) {
			record := found.(map[string]any)
			require.Equal(t, 10.5, record["amount_total"])
			require.Equal(t, []any{int64(125), "EUR"}, record["currency_id"])
			ids = append(ids, record["id"].(int64))
		}
		return ids
	}
	require.Equal(t, []int64{newest, sameDay, older}, search("invoice_date desc, id desc", "posted"))
	require.Equal(t, []int64{older, sameDay, newest}, search("invoice_date, id", "posted", "draft"))
	require.Equal(t, []int64{undated, newest, older}, search("invoice_date desc, id", "posted", "draft"), "PostgreSQL puts NULL first where it goes down")
	_, err := call(t, fake, "account.move", "search_read", []any{[]any{}, []string{"id"}, 0, 3, "amount_total desc"}, english())
	requireFault(t, err, 1, "Invalid \"order\"")
}
