package odoo_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// trace is a fault text as Odoo prints it, with what must not leak.
func trace(last string) string {
	return "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/service/model.py\", line 152, in retrying\n    result = func()\n" + last + "\n"
}

func TestCreateDraftInvoice_EachFaultOfTheWriteHasItsKind(t *testing.T) {
	t.Parallel()
	const load = "account.move.load"
	fault := func(code int, text string) func(*odoofake.Server) {
		return func(f *odoofake.Server) { f.Fault(code, text, 1, load) }
	}
	message := func(text string) func(*odoofake.Server) {
		return func(f *odoofake.Server) { f.LoadMessage(text, 1, load) }
	}
	faults := map[string]struct {
		arrange func(*odoofake.Server)
		kind    contract.FailureKind
		says    string
	}{
		// A: not carried out
		"404":           {func(f *odoofake.Server) { f.Fail(404, 1, load) }, contract.FailTransient, "looked for again"},
		"429":           {func(f *odoofake.Server) { f.RateLimit(7*time.Second, 1, load) }, contract.FailRateLimited, "asks to wait"},
		"database down": {fault(1, trace(`psycopg2.OperationalError: connection to server at "db.internal" (10.1.2.3), port 5432 failed: Connection refused`)), contract.FailTransient, "cannot reach the database"},
		"pool full":     {fault(1, trace("psycopg2.pool.PoolError: The Connection Pool Is Full")), contract.FailTransient, "database"},
		// B: rolled back
		"lock not available": {fault(1, trace(`psycopg2.errors.LockNotAvailable: could not obtain lock on row in relation "account_move"`)), contract.FailTransient, "taken back"},
		"serialization":      {fault(1, trace("psycopg2.errors.SerializationFailure: could not serialize access due to concurrent update\n")), contract.FailTransient, "taken back"},
		"deadlock":           {fault(1, trace("psycopg2.errors.DeadlockDetected: deadlock detected\nDETAIL:  Process 1 waits for ShareLock\n")), contract.FailTransient, "taken back"},
		"load lost the race": {message("could not serialize access due to concurrent update\n"), contract.FailTransient, "taken back"},
		// C: ambiguous
		"backend terminated": {fault(1, trace("psycopg2.InterfaceError: connection already closed")), contract.FailOutcomeUnknown, "may or may not be there"},
		"admin shutdown":     {fault(1, trace("psycopg2.errors.AdminShutdown: terminating connection due to administrator command")), contract.FailOutcomeUnknown, "may or may not"},
		"unknown exception":  {fault(1, trace("requests.exceptions.ReadTimeout: a module called out")), contract.FailOutcomeUnknown, "may or may not"},
		"memory":             {fault(1, trace("MemoryError")), contract.FailOutcomeUnknown, "may or may not"},
		"500":                {func(f *odoofake.Server) { f.Fail(500, 1, load) }, contract.FailOutcomeUnknown, "HTTP 500"},
		"504":                {func(f *odoofake.Server) { f.Fail(504, 1, load) }, contract.FailOutcomeUnknown, "HTTP 504"},
		"redirect":           {func(f *odoofake.Server) { f.Answer(303, "text/html", "", 1, load) }, contract.FailOutcomeUnknown, "web page"},
		"html with 200":      {func(f *odoofake.Server) { f.Answer(200, "text/html", "<html>", 1, load) }, contract.FailOutcomeUnknown, "web page"},
		// D: for a person
		"stale user":          {fault(2, "Record does not exist or has been deleted.\n(Record: res.users(2,), User: 2)"), contract.FailAuth, "ODOO_USERNAME"},
		"wrong database":      {fault(1, trace(`psycopg2.OperationalError: connection to server at "db", port 5432 failed: FATAL:  database "nodb" does not exist`)), contract.FailAuth, "ODOO_DB"},
		"unknown model":       {fault(2, "Object account.move doesn't exist"), contract.FailInvalid, "Invoicing app is not installed"},
		"unknown method 17":   {fault(1, trace("AttributeError: The method 'x' does not exist on the model 'res.partner'")), contract.FailInvalid, "does not understand the call"},
		"private method":      {fault(4, "Private methods (such as account.move._post) cannot be called remotely."), contract.FailInvalid, "does not understand"},
		"unknown field":       {fault(1, trace("ValueError: Invalid field 'f' on model 'account.move'")), contract.FailInvalid, "Invalid field 'f'"},
		"unknown column":      {fault(1, trace("KeyError: 'foo'")), contract.FailInvalid, "KeyError"},
		"bad arguments":       {fault(1, trace("IndexError: tuple index out of range")), contract.FailInvalid, "does not understand"},
		"number out of range": {fault(1, trace("psycopg2.errors.NumericValueOutOfRange: integer out of range")), contract.FailInvalid, "refuses"},
		"missing required":    {fault(2, "The operation cannot be completed:\n- Create/update: a mandatory field is not set."), contract.FailInvalid, "mandatory field"},
		"missing partner":     {fault(2, "Record does not exist or has been deleted.\n(Record: res.partner(99999999,), User: 2)"), contract.FailNotFound, "choose it again"},
		"unbalanced":          {fault(2, "An error has occurred.\n\nThe move (Draft) is not balanced."), contract.FailInvalid, "not balanced"},
		"no create right":     {fault(4, "You are not allowed to create 'Journal Entry' (account.move) records.\n\nThis operation is allowed for the following groups:\n\t- Billing"), contract.FailAuth, "account.group_account_invoice"},
		"foreign company":     {fault(4, "Access to unauthorized or invalid companies."), contract.FailAuth, "no access to the company"},
		"no journal":          {fault(2, "No journal could be found in company Second Co for any of those types: sale"), contract.FailInvalid, "Fiscal Localization"},
		"locked period":       {fault(2, "You cannot add/modify entries prior to and inclusive of the lock date 2026-10-31."), contract.FailInvalid, "Lock Dates"},
		"redirect warning":    {fault(2, `("You should configure the company's journal.", 42, 'Go to the panel', {'params': {'secret': 1}})`), contract.FailInvalid, "You should configure the company's journal."},
		"load: no right":      {message("You are not allowed to create 'Journal Entry' (account.move) records."), contract.FailAuth, "Billing"},
		"load: no record":     {message("No matching record found for database id '9' in field 'Partner'"), contract.FailNotFound, "choose it again"},
		"load: bad date":      {message("'31/12/2026' does not seem to be a valid date for field 'Due Date'"), contract.FailInvalid, "valid date"},
		"load: bad VAT":       {message("The VAT number [X] for partner [ACME] does not seem to be valid."), contract.FailInvalid, "VAT number"},
		"403 of a proxy":      {func(f *odoofake.Server) { f.Fail(403, 1, load) }, contract.FailAuth, "HTTP 403"},
		"413":                 {func(f *odoofake.Server) { f.Fail(413, 1, load) }, contract.FailInvalid, "client_max_body_size"},
	}
	everyWay(t, func(t *testing.T, w way) {
		for name, c := range faults {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				requireFaultOfTheWrite(t, w, c.arrange, c.kind, c.says)
			})
		}
	})
}

func requireFaultOfTheWrite(t *testing.T, w way, arrange func(*odoofake.Server), kind contract.FailureKind, words string) {
	t.Helper()
	b := w.bench(t, odoofake.Options{})
	arrange(b.fake)
	_, err := b.create(draft(t, "mail-1", 1))
	says := requireKind(t, kind, err)
	require.Contains(t, says, words)
	require.NotContains(t, says, "db.internal")
	require.NotContains(t, says, "secret")
	require.Equal(t, 1, b.fake.Count("account.move.load"), "one attempt")
	require.Empty(t, b.fake.Drafts())
}

// What only one of the dialects can say.
func TestCreateDraftInvoice_EachFaultOfOneDialectHasItsKind(t *testing.T) {
	t.Parallel()
	const load = "account.move.load"
	xmlrpc, json2 := ways()[0], ways()[1]
	answer := func(status int, media, body string) func(*odoofake.Server) {
		return func(f *odoofake.Server) { f.Answer(status, media, body, 1, load) }
	}
	fault := func(code int, text string) func(*odoofake.Server) {
		return func(f *odoofake.Server) { f.Fault(code, text, 1, load) }
	}
	for name, c := range map[string]struct {
		way     way
		arrange func(*odoofake.Server)
		kind    contract.FailureKind
		says    string
	}{
		"cannot marshal None": {xmlrpc, fault(1, trace("TypeError: cannot marshal None unless allow_none is enabled")), contract.FailOutcomeUnknown, "look in Odoo"},
		"overflow":            {xmlrpc, fault(1, trace("OverflowError: int exceeds XML-RPC limits")), contract.FailOutcomeUnknown, "look in Odoo"},
		"dictionary keys":     {xmlrpc, fault(1, trace("TypeError: dictionary key must be string")), contract.FailOutcomeUnknown, "look in Odoo"},
		"login cooldown":      {xmlrpc, fault(3, "Too many login failures, please wait a bit before trying again."), contract.FailRateLimited, "wait"},
		"empty XML":           {xmlrpc, answer(200, "text/xml", ""), contract.FailOutcomeUnknown, "broke off"},
		"text fault code": {
			xmlrpc,
			answer(200, "text/xml", "<methodResponse><fault><value><struct><member><name>faultCode</name><value><string>warning</string></value></member></struct></value></fault></methodResponse>"),
			contract.FailOutcomeUnknown, "broke off",
		},
		"empty JSON":            {json2, answer(200, "application/json", ""), contract.FailOutcomeUnknown, "broke off"},
		"half a JSON":           {json2, answer(200, "application/json", `{"ids": [`), contract.FailOutcomeUnknown, "broke off"},
		"XML where JSON is due": {json2, answer(200, "text/xml", "<methodResponse/>"), contract.FailOutcomeUnknown, "web page"},
		"JSON of a proxy, 500":  {json2, answer(500, "application/json", `{"error": "upstream"}`), contract.FailOutcomeUnknown, "HTTP 500"},
		"JSON of a proxy, 404":  {json2, answer(404, "application/json", `{"message": "no route"}`), contract.FailTransient, "looked for again"},
		"key no longer valid": {
			json2, answer(401, "application/json", `{"name": "werkzeug.exceptions.Unauthorized", "message": "Invalid apikey", "debug": "Traceback /opt/odoo"}`),
			contract.FailAuth, "New API Key, put it into ODOO_PASSWORD and restart the worker (a key ends on the day chosen when it is made). Odoo says: Invalid apikey",
		},
		"lock": {json2, answer(409, "application/json", `{"name": "odoo.exceptions.LockError", "message": "busy"}`), contract.FailTransient, "taken back"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireFaultOfTheWrite(t, c.way, c.arrange, c.kind, c.says)
		})
	}
}

func TestCreateDraftInvoice_FailedReadBeforeTheWriteMeansNothingWasMade(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for _, op := range append(w.opening(), "res.users.read", "account.move.search_read", "res.partner.search_read", "res.currency.search_read", "account.tax.search_read") {
			requireHarmless(t, w, op)
		}
	})
}

func requireHarmless(t *testing.T, w way, op string) {
	t.Helper()
	for name, fail := range map[string]func(*odoofake.Server){
		"reset": func(f *odoofake.Server) { f.Reset(1, op) },
		"502":   func(f *odoofake.Server) { f.HTML502(1, op) },
		"html":  func(f *odoofake.Server) { f.Answer(200, "text/html", "<html>", 1, op) },
		"half":  func(f *odoofake.Server) { f.CommitThenTruncate(1, op) },
	} {
		t.Run(op+" "+name, func(t *testing.T) {
			t.Parallel()
			b := w.bench(t, odoofake.Options{})
			fail(b.fake)
			_, err := b.create(draft(t, "mail-1", 1))
			requireKind(t, contract.FailTransient, err)
			require.Zero(t, b.fake.Count("account.move.load"))
			out, err := b.create(draft(t, "mail-1", 1))
			require.NoError(t, err)
			require.True(t, out.Found)
		})
	}
}

func TestActivities_WaitAsLongAsOdooSays(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.RateLimit(42*time.Second, 1, "account.move.search_read")
		_, err := b.verify(draft(t, "mail-1", 1))
		requireKind(t, contract.FailRateLimited, err)
		_, _, app := kindOf(t, err)
		require.Equal(t, 42*time.Second, app.NextRetryDelay())
	})
}

func TestActivities_WrongSettingsAreNamed(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := odoofake.New(t, odoofake.Options{Version: w.version})
		good := w.config(fake.URL)
		for name, c := range map[string]struct {
			edit func(*odoo.Config)
			kind contract.FailureKind
			says string
		}{
			"password": {func(c *odoo.Config) { c.Password = "wrong" }, contract.FailAuth, "ODOO_PASSWORD"},
			"user":     {func(c *odoo.Config) { c.Username = "nobody" }, contract.FailAuth, "ODOO_USERNAME"},
			"database": {func(c *odoo.Config) { c.DB = "nodb" }, contract.FailAuth, "ODOO_DB"},
			"path":     {func(c *odoo.Config) { c.URL += "/web" }, contract.FailInvalid, "ODOO_URL"},
			"port":     {func(c *odoo.Config) { c.URL = "http://127.0.0.1:1" }, contract.FailTransient, "Nobody answers at ODOO_URL"},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				cfg := good
				c.edit(&cfg)
				_, err := run(t, activities(t, cfg), contract.OdooFindCustomer, contract.FindCustomerInput{Customer: contract.Customer{Name: "x"}})
				require.Contains(t, requireKind(t, c.kind, err), c.says)
			})
		}
	})
}

func TestActivities_APasswordWhereOnlyKeysAreTakenIsToldHowToMakeOne(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 22})
	cfg := ways()[0].config(fake.URL)
	_, err := run(t, activities(t, cfg), contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-1", 1)))
	says := requireKind(t, contract.FailAuth, err)
	require.Contains(t, says, "Preferences > Account Security > New API Key, put it into ODOO_PASSWORD")
	require.Zero(t, fake.Count("account.move.load"))

	cfg.Password = odoofake.OtherAPIKey
	_, err = run(t, activities(t, cfg), contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-1", 1)))
	require.Contains(t, requireKind(t, contract.FailAuth, err), "belongs to another Odoo user than ODOO_USERNAME")
}

func TestActivities_APasswordStillWorksOn19(t *testing.T) {
	t.Parallel()
	b := newBench(t, odoofake.Options{Version: 19})
	out, err := b.create(draft(t, "mail-1", 0))
	require.NoError(t, err)
	require.True(t, out.Found)
	require.Equal(t, 1, b.fake.Count("common.authenticate"))
}

func TestActivities_AUserWithoutAccountingIsToldWhichGroup(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{NoAccounting: true})
		_, err := b.create(draft(t, "mail-1", 1))
		says := requireKind(t, contract.FailAuth, err)
		require.Contains(t, says, "account.group_account_invoice")
		require.Contains(t, says, "You are not allowed to access 'Journal Entry'", "faults come in English")
	})
}

func TestActivities_AUserWhoMayNotMakeContactsIsToldWhichGroup(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Rights: odoofake.RightsBilling})
		_, err := b.create(draft(t, "mail-1", 0))
		require.Contains(t, requireKind(t, contract.FailAuth, err), "base.group_partner_manager")
		require.Empty(t, b.fake.Moves())
		out, err := b.create(draft(t, "mail-2", 1))
		require.NoError(t, err, "Billing alone is enough for a customer who is there")
		require.True(t, out.Found)
	})
}

func TestActivities_AUserWhoOnlyReadsIsToldSoAndMakesNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Rights: odoofake.RightsReadonly})
		_, err := b.create(draft(t, "mail-1", 1))
		require.Contains(t, requireKind(t, contract.FailAuth, err), "account.group_account_invoice")
		require.Empty(t, b.fake.Moves())
	})
}

func TestActivities_AUserWhoWasDeletedIsNoticed(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		b.fake.Delete("res.users", 2)
		_, err = b.verify(draft(t, "mail-1", 1))
		requireKind(t, contract.FailAuth, err)
	})
}

func TestActivities_OldOdooIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t, odoofake.Options{Version: 13})
	_, err := b.create(draft(t, "mail-1", 1))
	require.Contains(t, requireKind(t, contract.FailInvalid, err), "older than version 14")
}

func TestActivities_APasswordWithinOdoosWordsIsHidden(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.Fault(2, "Bad value '"+w.secret+"' in some module", 1, "account.move.load")
		_, err := b.create(draft(t, "mail-1", 1))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "[hidden]")
	})
}

func TestActivities_EveryCallIsBoundToTheCompanyAndToEnglish(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, err := b.create(draft(t, "mail-1", 0))
		require.NoError(t, err)
		for _, r := range b.fake.Requests() {
			if strings.HasPrefix(r.Op, "common.") || r.Op == "web.version" {
				continue
			}
			require.Equal(t, "en_US", r.Context["lang"], r.Op)
			if !strings.HasPrefix(r.Op, "res.users.") {
				require.Equal(t, []any{int64(1)}, r.Context["allowed_company_ids"], r.Op)
			}
			if strings.HasSuffix(r.Op, ".load") {
				require.Equal(t, "update", r.Context["mode"])
				require.Equal(t, true, r.Context["noupdate"])
			}
		}
		require.Equal(t, 1, b.fake.Count(w.opening()[len(w.opening())-1]))
	})
}

func TestNew_RefusesSettingsThatWouldLeakThePassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"http://odoo.example.com", "ftp://x", "odoo.example.com", "https://user:pw@odoo.example.com", "https://odoo.example.com/?db=x"} {
		_, err := odoo.New(odoo.Config{URL: url, DB: "d", Username: "u", Password: "p4ssw0rd"})
		require.Error(t, err, url)
		require.NotContains(t, err.Error(), "p4ssw0rd")
	}
	_, err := odoo.New(odoo.Config{URL: "https://odoo.example.com", DB: "d", Username: "u"})
	require.ErrorContains(t, err, "password is missing")
	_, err = odoo.New(odoo.Config{URL: "https://odoo.example.com", DB: "d", Username: "u", Password: "p"})
	require.NoError(t, err)
}
