package invoice_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	odooactivities "github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// ground is a process on the real activities and an Odoo in which something
// changes while a request is under way. The customer is number 2 there.
type ground struct {
	*world
	now atomic.Pointer[odoofake.Server]
}

func onRealOdoo(t *testing.T, opts odoofake.Options, secret string) *ground {
	t.Helper()
	g := &ground{world: withoutOdoo(t)}
	g.now.Store(odoofake.NewServer(opts))
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { g.now.Load().ServeHTTP(w, r) }))
	t.Cleanup(front.Close)
	acts, err := odooactivities.New(
		odooactivities.Config{URL: front.URL, DB: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: secret},
		odooactivities.WithOpenMail(func(contract.MailRef) ([]byte, error) { return []byte("Subject: x\r\n\r\nx"), nil }),
		odooactivities.WithBreaker(breaker.New(breaker.Options{Clock: g.env.Now})),
	)
	require.NoError(t, err)
	acts.Register(g.env)
	require.Equal(t, int64(2), g.fake().AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna@berger.example", IsCompany: true}))
	return g
}

func (g *ground) fake() *odoofake.Server { return g.now.Load() }

// changed puts other settings under what Odoo holds.
func (g *ground) changed(edit func(*odoofake.Options)) { g.now.Store(g.fake().Changed(edit)) }

// show prints what the owner reads, for a person who wants to judge it.
func show(t *testing.T, n contract.Note) {
	t.Helper()
	if os.Getenv("SHOW_NOTES") != "" {
		fmt.Printf("\n=== %s\n%s (%s)\n%s\n", t.Name(), n.Title, n.Folder, strings.Join(append(n.Lead, n.HowTo...), "\n"))
	}
}

// trouble is what goes wrong in Odoo, what the owner reads of it, and how it is
// put right there.
type trouble struct {
	strikes, mended func(*ground)
	says            []string
}

func option(edit func(*odoofake.Options)) func(*ground) { return func(g *ground) { g.changed(edit) } }

func faults(script func(*odoofake.Server)) func(*ground) { return func(g *ground) { script(g.fake()) } }

func healed(g *ground) { g.fake().ClearFaults() }

func row(model string, id int64, values map[string]any) func(*ground) {
	return func(g *ground) { g.fake().Edit(model, id, values) }
}

const salesJournal = 1

// Between the note and the yes something changes in Odoo: nothing is made, the
// note is back with what to do, and after that a yes makes one draft.
func TestTrouble_BetweenTheNoteAndTheYesIsToldAndAskedAgain(t *testing.T) {
	t.Parallel()
	rights := func(r odoofake.Rights) func(*ground) { return option(func(o *odoofake.Options) { o.Rights = r }) }
	for name, c := range map[string]trouble{
		"the password was changed": {
			option(func(o *odoofake.Options) { o.Password = "another" }), option(func(o *odoofake.Options) { o.Password = odoofake.DefaultPassword }),
			[]string{"Odoo refuses the user name or the password; correct ODOO_USERNAME and ODOO_PASSWORD", "restart the worker"},
		},
		"the user lost its rights": {
			rights(odoofake.RightsReadonly), rights(""),
			[]string{"The Odoo user lacks a right; in Odoo under Settings > Users give it the group Invoicing / Billing", "You are not allowed to create 'Journal Entry'"},
		},
		"the user is no accountant any more": {
			rights(odoofake.RightsInternal), rights(""), []string{"give it the group Invoicing / Billing"},
		},
		"the database has another name": {
			option(func(o *odoofake.Options) { o.Database = "renamed" }), option(func(o *odoofake.Options) { o.Database = odoofake.DefaultDatabase }),
			[]string{"Odoo has no database of that name; correct ODOO_DB and restart the worker."},
		},
		"the sales journal was archived": {
			row("account.journal", salesJournal, map[string]any{"active": false}), row("account.journal", salesJournal, map[string]any{"active": true}),
			[]string{"The company in Odoo has no sales journal. If it was archived or deleted, bring it back under Invoicing > Configuration > Journals"},
		},
		"the sales journal was deleted": {
			faults(func(f *odoofake.Server) { f.Delete("account.journal", salesJournal) }), faults(func(f *odoofake.Server) { f.AddJournal(odoofake.Journal{Name: "Sales", Sale: true}) }),
			[]string{"If it was archived or deleted, bring it back"},
		},
		"the customer was archived": {
			row("res.partner", 2, map[string]any{"active": false}), row("res.partner", 2, map[string]any{"active": true}),
			[]string{`The customer "Berger Design GmbH" is archived in Odoo; open the contact there and unarchive it`, `number 2 there, Berger Design GmbH, is archived: if that is the customer, unarchive it in Odoo and put 2 into "odoo_partner_id" instead.`},
		},
		"a module locks the period": {
			faults(func(f *odoofake.Server) {
				f.Fault(2, "You cannot add/modify entries prior to and inclusive of the lock date 2026-12-31.", -1, "account.move.load")
			}), healed, []string{"The period is locked in Odoo", "lock date 2026-12-31"},
		},
		"the answer is a page after the call": {
			faults(func(f *odoofake.Server) {
				f.Answer(200, "text/html", "<html><h1>Maintenance</h1></html>", 1, "account.move.load")
			}), healed, []string{"Odoo gave no clear answer, and the draft is not there. ODOO_URL answers with a web page", "can never make a second invoice"},
		},
		"a gateway error after the call": {
			faults(func(f *odoofake.Server) { f.HTML502(1, "account.move.load") }), healed,
			[]string{"It could not be carried out: Odoo gave no clear answer, and the draft is not there. The server in front of Odoo reports an error (HTTP 502); look whether Odoo runs.", "Nothing was made in Odoo."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := onRealOdoo(t, odoofake.Options{}, odoofake.DefaultPassword)
			g.at(30*time.Minute, func() { c.strikes(g) })
			g.owner(time.Hour, contract.VerdictApproved)
			var then int
			g.at(2*time.Hour, func() { then = len(g.fake().Moves()) })
			g.at(3*time.Hour, func() { c.mended(g) })
			g.owner(4*time.Hour, contract.VerdictApproved)
			g.owner(5*time.Hour, contract.VerdictApproved) // where the first yes shows what was mended

			require.Equal(t, contract.StatusDone, g.run(t).Status)

			require.Zero(t, then)
			require.GreaterOrEqual(t, len(g.desk.laid), 2)
			show(t, g.desk.laid[1])
			for _, words := range c.says {
				require.Contains(t, strings.Join(g.desk.laid[1].Lead, "\n"), words)
			}
			require.Len(t, g.fake().Drafts(), 1)
			require.Len(t, g.fake().Partners(), 2, "nobody was made twice")
			require.Len(t, g.fake().Attachments(), 1)
		})
	}
}

// What is wrong from the start, or passes by itself, is waited for: the owner
// is told in a notice where he has to do something, and nothing is asked twice.
func TestTrouble_BeforeTheNoteIsWaitedFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]trouble{
		"wrong password": {
			option(func(o *odoofake.Options) { o.Password = "another" }), option(func(o *odoofake.Options) { o.Password = odoofake.DefaultPassword }),
			[]string{"Odoo refuses the user name or the password; correct ODOO_USERNAME and ODOO_PASSWORD"},
		},
		"wrong database": {
			option(func(o *odoofake.Options) { o.Database = "renamed" }), option(func(o *odoofake.Options) { o.Database = odoofake.DefaultDatabase }),
			[]string{"Odoo has no database of that name; correct ODOO_DB and restart the worker."},
		},
		"no rights in accounting": {
			option(func(o *odoofake.Options) { o.Rights = odoofake.RightsInternal }), option(func(o *odoofake.Options) { o.Rights = "" }),
			[]string{"give it the group Invoicing / Billing", "You are not allowed to access 'Journal Entry'"},
		},
		"a page":          {faults(func(f *odoofake.Server) { f.Answer(200, "text/html", "<html>", -1) }), healed, nil},
		"a gateway error": {faults(func(f *odoofake.Server) { f.HTML502(-1) }), healed, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := onRealOdoo(t, odoofake.Options{}, odoofake.DefaultPassword)
			c.strikes(g)
			var laid int
			var during contract.ProcessStatus
			g.at(2*time.Hour, func() { laid, during = len(g.desk.laid), g.status(t) })
			g.at(3*time.Hour, func() { c.mended(g) })
			g.owner(4*time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, g.run(t).Status)

			require.Zero(t, laid)
			require.Equal(t, contract.StatusWaitingSystem, during.Status)
			require.Len(t, g.desk.notices, min(len(c.says), 1), "what passes by itself needs no notice")
			for _, words := range c.says {
				require.Contains(t, strings.Join(g.desk.notices[0].Lead, "\n"), words)
			}
			for _, n := range g.desk.notices {
				show(t, n)
			}
			require.Len(t, g.desk.cleared, len(g.desk.notices), "the notice goes with its reason")
			require.Len(t, g.desk.laid, 1)
			require.Len(t, g.fake().Drafts(), 1)
		})
	}
}

// A draft without an invoice date is no entry of a locked period: Odoo takes
// it, and its posting, which is the owner's, moves the date.
func TestTrouble_ALockedPeriodLetsDraftsPass(t *testing.T) {
	t.Parallel()
	for _, version := range []int{17, 19} {
		g := onRealOdoo(t, odoofake.Options{Version: version, LockDate: "2099-12-31"}, odoofake.DefaultPassword)
		g.owner(time.Hour, contract.VerdictApproved)

		require.Equal(t, contract.StatusDone, g.run(t).Status)

		require.Len(t, g.fake().Drafts(), 1)
		require.Contains(t, sections(g.desk.filed[0].Result), "Odoo holds exactly what was approved.")
	}
}

// An upgrade while the request waits changes fields and dialect. The request
// goes on with what the server speaks then.
func TestTrouble_AnUpgradeWhileTheRequestWaits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to  int
		secret    string
		refresher bool
	}{
		"17 to 19 with a password": {17, 19, odoofake.DefaultPassword, false},
		"17 to 19 with a key":      {17, 19, odoofake.DefaultAPIKey, false},
		"18 to 22 with a key":      {18, 22, odoofake.DefaultAPIKey, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := onRealOdoo(t, odoofake.Options{Version: c.from}, c.secret)
			g.at(30*time.Minute, func() { g.now.Store(g.fake().Upgraded(c.to)) })
			g.owner(time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, g.run(t).Status)

			require.Len(t, g.desk.laid, 1, "the owner is not asked again")
			require.Len(t, g.fake().Drafts(), 1)
			require.Contains(t, sections(g.desk.filed[0].Result), "Odoo holds exactly what was approved.")
		})
	}
}
