package odooclient_test

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

// problem is JSON-2's answer to an exception, with what must not leak.
func problem(name, message string) string {
	body, _ := json.Marshal(map[string]any{
		"name": name, "message": message, "arguments": []any{message, 42, "Go", map[string]any{"secret": 1}}, "context": map[string]any{"uid": 2},
		"debug": "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/http.py\", line 2212, in _transactioning\n" + name + ": " + message,
	})
	return string(body)
}

func TestProblem_EachExceptionHasItsKind(t *testing.T) {
	t.Parallel()
	const unknown, invalid, auth, transient = odooclient.OutcomeUnknown, odooclient.Invalid, odooclient.Auth, odooclient.Transient
	for _, c := range []struct {
		status        int
		name, message string
		kind          odooclient.Kind
		code          odooclient.Code
	}{
		{401, "werkzeug.exceptions.Unauthorized", "Invalid apikey", auth, odooclient.CodeNeedsKey},
		{403, "odoo.http.SessionExpiredException", "Session expired", auth, odooclient.CodeNeedsKey},
		{403, "odoo.exceptions.AccessDenied", "Access Denied", transient, odooclient.CodeKeyUnchecked},
		{403, "odoo.exceptions.AccessDenied", "Too many login failures, please wait a bit before trying again.", odooclient.RateLimited, odooclient.CodeThrottled},
		{403, "odoo.exceptions.AccessError", "You are not allowed to create 'Journal Entry' (account.move) records.", auth, odooclient.CodeNoRight},
		{403, "odoo.exceptions.AccessError", "Access to unauthorized or invalid companies.", auth, odooclient.CodeWrongCompany},
		{403, "odoo.exceptions.AccessError", "Private methods (such as 'a.b') cannot be called remotely.", invalid, odooclient.CodeProgram},
		{404, "werkzeug.exceptions.NotFound", "the model 'no.such' does not exist", invalid, odooclient.CodeNoModel},
		{404, "werkzeug.exceptions.NotFound", "The method 'res.partner.x' does not exist", invalid, odooclient.CodeProgram},
		{404, "odoo.exceptions.MissingError", "Record does not exist or has been deleted.\n(Record: res.partner(9,), User: 2)", odooclient.NotFound, odooclient.CodeMissing},
		{404, "odoo.exceptions.MissingError", "Record does not exist or has been deleted.\n(Record: res.users(2,), User: 2)", auth, odooclient.CodeStaleUser},
		{422, "werkzeug.exceptions.UnprocessableEntity", "got an unexpected keyword argument 'x'", invalid, odooclient.CodeProgram},
		{400, "werkzeug.exceptions.BadRequest", "could not parse the body as json", invalid, odooclient.CodeProgram},
		{413, "werkzeug.exceptions.RequestEntityTooLarge", "too large", invalid, odooclient.CodeRequestSize},
		{422, "odoo.exceptions.UserError", "No journal could be found in company Second Co for any of those types: sale", invalid, odooclient.CodeNoJournal},
		{422, "odoo.exceptions.ValidationError", "A mandatory field is not set.", invalid, odooclient.CodeRefused},
		{422, "odoo.exceptions.UserError", "You cannot add/modify entries prior to and inclusive of the lock date 2026-10-31.", invalid, odooclient.CodeLocked},
		{422, "odoo.exceptions.UserError", "You cannot add/modify entries prior to and inclusive of: Global Lock Date (11/30/2026) and Sales Lock Date (11/30/2026).", invalid, odooclient.CodeLocked},
		{500, "odoo.exceptions.RedirectWarning", "Set it up.", invalid, odooclient.CodeRefused},
		{409, "odoo.exceptions.LockError", "could not lock", transient, odooclient.CodeRolledBack},
		{500, "odoo.exceptions.ConcurrencyError", "", transient, odooclient.CodeRolledBack},
		{500, "psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n", transient, odooclient.CodeRolledBack},
		{500, "psycopg2.errors.LockNotAvailable", "could not obtain lock", transient, odooclient.CodeRolledBack},
		{500, "psycopg2.pool.PoolError", "The Connection Pool Is Full", transient, odooclient.CodeDatabaseDown},
		{500, "psycopg2.OperationalError", "connection to server at \"db.internal\" (10.1.2.3), port 5432 failed: Connection refused\n\tIs the server running?", transient, odooclient.CodeDatabaseDown},
		{500, "psycopg2.InterfaceError", "connection already closed", unknown, odooclient.CodeBroken},
		{500, "psycopg2.errors.NotNullViolation", "null value\nDETAIL: Failing row contains (31, secret)", invalid, odooclient.CodeRefused},
		{500, "builtins.ValueError", "Invalid field 'f' on 'm'", invalid, odooclient.CodeProgram},
		{500, "builtins.KeyError", "'foo'", invalid, odooclient.CodeProgram},
		{500, "builtins.MemoryError", "", unknown, odooclient.CodeBroken},
		{500, "requests.exceptions.ReadTimeout", "a module called out", unknown, odooclient.CodeBroken},
		{500, "werkzeug.exceptions.InternalServerError", "", unknown, odooclient.CodeBroken},
	} {
		load := odooclient.Call{Model: "account.move", Method: "load"}
		e := odooclient.AnswerError(load, 2, c.status, true, problem(c.name, c.message))
		require.NotNil(t, e, c.name)
		require.Equal(t, [2]any{c.kind, c.code}, [2]any{e.Kind, e.Code}, "%d %s %s", c.status, c.name, c.message)
		require.Equal(t, c.status, e.Status)
		require.True(t, e.Sent)
		for _, secret := range []string{"secret", "/opt", "Traceback", "db.internal"} {
			require.NotContains(t, e.Error(), secret, c.name)
		}
		if c.kind == unknown {
			read := odooclient.AnswerError(odooclient.Call{Model: "res.partner", Method: "read"}, 2, c.status, true, problem(c.name, c.message))
			require.Equal(t, transient, read.Kind, c.name)
		}
	}
}

func TestProblem_WhatAProxySaysGoesByItsStatus(t *testing.T) {
	t.Parallel()
	load := odooclient.Call{Model: "account.move", Method: "load"}
	for _, c := range []struct {
		status int
		isJSON bool
		body   string
		kind   odooclient.Kind
		code   odooclient.Code
	}{
		{502, false, "", odooclient.OutcomeUnknown, odooclient.CodeHTTP},
		{503, true, problem("werkzeug.exceptions.ServiceUnavailable", "restarting"), odooclient.OutcomeUnknown, odooclient.CodeHTTP},
		{504, true, `{"message": "timeout"}`, odooclient.OutcomeUnknown, odooclient.CodeHTTP},
		{500, false, "", odooclient.OutcomeUnknown, odooclient.CodeHTTP},
		{500, true, `"internal server error"`, odooclient.OutcomeUnknown, odooclient.CodeHTTP},
		{429, true, problem("werkzeug.exceptions.TooManyRequests", "slow"), odooclient.RateLimited, odooclient.CodeThrottled},
		{404, false, "", odooclient.Invalid, odooclient.CodeNoEndpoint},
		{404, true, `{"message": "no Route matched"}`, odooclient.Invalid, odooclient.CodeNoEndpoint},
		{401, false, "", odooclient.Auth, odooclient.CodeHTTP},
		{403, true, `{"error": "forbidden"}`, odooclient.Auth, odooclient.CodeHTTP},
		{413, false, "", odooclient.Invalid, odooclient.CodeRequestSize},
		{415, false, "", odooclient.Invalid, odooclient.CodeHTTP},
		{302, false, "", odooclient.OutcomeUnknown, odooclient.CodeRedirect},
		{200, false, "", odooclient.OutcomeUnknown, odooclient.CodePage},
	} {
		e := odooclient.AnswerError(load, 2, c.status, c.isJSON, c.body)
		require.NotNil(t, e, c.status)
		require.Equal(t, [2]any{c.kind, c.code}, [2]any{e.Kind, e.Code}, "%d %s", c.status, c.body)
	}
	require.Nil(t, odooclient.AnswerError(load, 2, 200, true, "{}"))
}

func FuzzProblem(f *testing.F) {
	f.Add(500, problem("builtins.ValueError", "x"))
	f.Add(404, `{"name": ".", "message": 1}`)
	f.Add(422, `{"name": "odoo.exceptions.RedirectWarning", "arguments": [null]}`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		e := odooclient.AnswerError(odooclient.Call{Model: "account.move", Method: "load"}, 2, status, true, body)
		if e == nil {
			if status != 200 {
				t.Fatalf("HTTP %d is taken for a result", status)
			}
			return
		}
		if e.Kind == "" || e.Code == "" || !e.Sent || !utf8.ValidString(e.Error()) {
			t.Fatalf("not classified: %+v", e)
		}
	})
}
