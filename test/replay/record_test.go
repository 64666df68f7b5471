//go:build record

package replay_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/encoding/protojson"

	gmailfake "github.com/autonomous-employee/employee/test/fakes/gmail"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// into is the folder of the release that is recorded for.
var into = filepath.Join("testdata", "v0")

func TestMain(m *testing.M) { os.Exit(harness.Main(m)) }

// TestRecord records every history anew from a running worker. Only before a
// release: afterwards histories are added in a new folder.
func TestRecord(t *testing.T) {
	t.Run("all", func(t *testing.T) {
		for name, scenario := range scenarios() {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				scenario(t, name)
			})
		}
	})
	if !t.Failed() {
		writeSums(t)
	}
}

func scenarios() map[string]func(*testing.T, string) {
	return map[string]func(*testing.T, string){
		"dry_run":      recordDryRun,
		"approved":     recordDecision(func(*odoofake.Server) {}, func(p *harness.Product, note string) { approve(p, note) }),
		"rejected":     recordDecision(func(*odoofake.Server) {}, func(p *harness.Product, note string) { p.Move(note, "Pending_Approval", "Rejected") }),
		"lost_adopted": recordDecision(func(f *odoofake.Server) { f.CommitThenDrop(1, "account.move.load") }, approve),
		"odoo_down":    recordDecision(func(f *odoofake.Server) { f.RateLimit(time.Second, 1, "account.move.load") }, approve),
		"edited": recordDecision(func(*odoofake.Server) {}, func(p *harness.Product, note string) {
			p.Fill("Pending_Approval", note, map[string]string{"line_1_unit_price": `"900.00"`})
			p.Approve(note)
		}),
		"withdrawn":     recordDecision(func(*odoofake.Server) {}, func(p *harness.Product, note string) { _ = os.Remove(p.Path("Pending_Approval", note)) }),
		"refused_again": recordRefused,
		"unusual":       recordUnusual,
		"answered":      recordAnswered,
		"ignored":       recordIgnored,
		"watch":         recordWatch,
		"briefing":      recordBriefing(contract.BriefingID(lastWeek())),
		"briefing_due":  recordBriefing(contract.BriefingSchedule),
		"post":          recordPost(func(*xfake.Server) {}),
		"post_lost":     recordPost(func(x *xfake.Server) { x.On("createPosts").CommitThenDrop(1) }),
		"post_slot":     recordSlot,
		"post_due":      recordDue(func(post, _ string) string { return post }, true),
		"post_due_slot": recordDue(func(_, slot string) string { return slot }, false),
		"post_reply":    recordReply,
		"payment":       recordPayment,
		"correction":    recordCorrection,
		"quotation":     recordQuotation,
		"reminder":      recordReminder,
	}
}

func approve(p *harness.Product, note string) { p.Approve(note) }

// request says everything an invoice needs.
func request(id string) string {
	return mail(id, "- 2 x Workshop day at EUR 950.00 each\r\n- 1 x Workshop materials at EUR 120.00 each\r\n")
}

func mail(id, lines string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\nTo: office@northwind-consulting.example\r\n" +
		"Subject: Please invoice us for the October workshop " + id + "\r\nDate: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + id + "@berger-design.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n" + lines +
		"\r\nPlease put our PO number PO-2026-" + id + " on it.\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

func answers() map[string]string {
	return map[string]string{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "currency": "EUR",
		"line_1_description": "Workshop day", "line_1_quantity": `"2"`, "line_1_unit_price": `"950.00"`,
		"line_2_description": "Workshop materials", "line_2_quantity": `"1"`, "line_2_unit_price": `"120.00"`, "answered": "true",
	}
}

func realOdoo(fake *odoofake.Server) []string {
	return []string{
		"DRY_RUN=false", "ODOO_URL=" + fake.URL, "ODOO_DB=" + odoofake.DefaultDatabase,
		"ODOO_USERNAME=" + odoofake.DefaultUsername, "ODOO_PASSWORD=" + odoofake.DefaultPassword,
	}
}

func recordDryRun(t *testing.T, name string) {
	p := harness.New(t)
	p.Start()
	p.Drop("request.eml", request("100"))
	note := p.Note("Pending_Approval", "Invoice")
	id := workflowOf(p, "Pending_Approval", note)
	p.Approve(note)
	record(t, p, name, id, true)
}

// recordDecision records a request that is complete, under a fault script of
// Odoo and with what the owner does.
func recordDecision(faults func(*odoofake.Server), decide func(*harness.Product, string)) func(*testing.T, string) {
	return func(t *testing.T, name string) {
		fake := odoofake.New(t, odoofake.Options{})
		p := harness.New(t, realOdoo(fake)...)
		p.Start()
		p.Drop("request.eml", request("200"))
		note := p.Note("Pending_Approval", "Invoice")
		id := workflowOf(p, "Pending_Approval", note)
		faults(fake)
		decide(p, note)
		record(t, p, name, id, true)
	}
}

// recordRefused is approved, refused by Odoo, asked again and approved again.
func recordRefused(t *testing.T, name string) {
	fake := odoofake.New(t, odoofake.Options{})
	fake.LoadMessage("The period is locked.", 1, "account.move.load")
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("request.eml", request("300"))
	note := p.Note("Pending_Approval", "Invoice")
	id := workflowOf(p, "Pending_Approval", note)
	p.Approve(note)
	p.Eventually("the request to be asked again", func() bool {
		for _, n := range p.Notes("Pending_Approval") {
			if strings.Contains(p.Read("Pending_Approval", n), "Nothing was made in Odoo") {
				note = n
				return true
			}
		}
		return false
	})
	p.Approve(note)
	record(t, p, name, id, true)
}

// recordUnusual is approved although the customer was never invoiced as much.
func recordUnusual(t *testing.T, name string) {
	fake := odoofake.New(t, odoofake.Options{})
	customer := fake.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna.berger@berger-design.example", IsCompany: true})
	for date, total := range map[string]string{"2025-03-02": "120", "2026-01-31": "480", "2026-10-14": "300"} {
		fake.AddInvoice(odoofake.Invoice{Partner: customer, State: "posted", Date: date, Total: total})
	}
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("request.eml", request("600"))
	note := p.Note("Pending_Approval", "Invoice")
	id := workflowOf(p, "Pending_Approval", note)
	require.Contains(t, p.Read("Pending_Approval", note), "invoice.unusual_amount")
	p.Approve(note)
	record(t, p, name, id, true)
}

func recordAnswered(t *testing.T, name string) {
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("request.eml", mail("400", "- 2 x Workshop day\r\n- 1 x Workshop materials\r\n"))
	question := p.Note("Needs_Action", "Question")
	id := workflowOf(p, "Needs_Action", question)
	p.Fill("Needs_Action", question, answers())
	p.Approve(p.Note("Pending_Approval", "Invoice"))
	record(t, p, name, id, true)
}

func recordIgnored(t *testing.T, name string) {
	p := harness.New(t)
	p.Start()
	p.Drop("lunch.eml", "From: friend@home.example\r\nSubject: lunch?\r\nMessage-ID: <l@home.example>\r\n\r\nShall we?\r\n")
	record(t, p, name, workflowOf(p, "Completed", p.Note("Completed", "Mail")), true)
}

// recordWatch records the poll loop while it runs: two listings, three mails.
func recordWatch(t *testing.T, name string) {
	fake := gmailfake.Start(gmailfake.Options{PageSize: 2})
	t.Cleanup(fake.Close)
	credentials, err := fake.WriteClientFile(t.TempDir())
	require.NoError(t, err)
	token, err := fake.WriteTokenFile(t.TempDir(), "https://www.googleapis.com/auth/gmail.readonly")
	require.NoError(t, err)
	for _, id := range []string{"500", "510", "520"} {
		fake.AddMail([]byte(request(id)))
	}
	p := harness.New(t, "GMAIL_CREDENTIALS_FILE="+credentials, "GMAIL_TOKEN_FILE="+token, "GMAIL_BASE_URL="+strings.TrimSuffix(fake.URL(), "/"), "EMPLOYEE_MAIL_POLL=5s")
	p.Start()
	p.Eventually("three requests", func() bool { return len(p.Notes("Pending_Approval")) == 3 })
	fake.AddMail([]byte(request("530")))
	p.Eventually("a fourth request", func() bool { return len(p.Notes("Pending_Approval")) == 4 })
	record(t, p, name, "inbox/gmail", false)
}

// postIn waits until the note lies in a folder and gives the ID of its process.
func postIn(p *harness.Product, folder string) string {
	var id string
	p.Eventually("the note in "+folder, func() bool {
		id = harness.Property(p.Glimpse(folder, "sunday.md"), "post_id")
		return id != ""
	})
	return "post/" + id
}

// recordPost records the process of a note that goes out at once, under a fault
// script of X.
func recordPost(faults func(*xfake.Server)) func(*testing.T, string) {
	return func(t *testing.T, name string) {
		fake, p := onX(t)
		faults(fake)
		layPost(p, "")
		record(t, p, name, postIn(p, "Completed"), true)
	}
}

// recordReply records a reply that is approved.
func recordReply(t *testing.T, name string) {
	fake, p := onX(t)
	theirs := fake.AddPost(fake.AddUser("customer", false), "@shopowner are you open on Sunday?")
	layPost(p, "kind: reply\nreply_to: \""+theirs+"\"\n")
	p.Approve(p.Note("Pending_Approval", "sunday"))
	record(t, p, name, postIn(p, "Completed"), true)
}

// recordBriefing records one of the two processes that make the Monday page:
// that of the week, or that which hands on to it as the Schedule's does.
func recordBriefing(id string) func(*testing.T, string) {
	return func(t *testing.T, name string) {
		fake := odoofake.New(t, odoofake.Options{})
		p := harness.New(t, realOdoo(fake)...)
		p.Start()
		for range 2 { // the first writes the first line of the log, without which the log is missing
			out, err := p.Starter("briefing")
			require.NoError(t, err, out)
		}
		record(t, p, name, id, true)
	}
}

func lastWeek() string {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return week.Last(time.Now(), berlin).String()
}

func workflowOf(p *harness.Product, folder, note string) string {
	var id string
	p.Eventually("the note to be whole", func() bool {
		id = harness.Property(p.Read(folder, note), "workflow_id")
		return id != ""
	})
	return id
}

// record exports the history, once the process has ended if it is to end, and
// keeps it without the name of this machine.
func record(t *testing.T, p *harness.Product, name, id string, ended bool) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "history.json")
	p.Eventually("the history of "+id, func() bool {
		if out, err := p.Starter("export-history", id, "--out", file); err != nil {
			t.Log(out)
			return false
		}
		raw, err := os.ReadFile(file)
		return err == nil && (!ended || bytes.Contains(raw, []byte("EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED")))
	})
	p.Stop()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	h, err := client.HistoryFromJSON(bytes.NewReader(raw), client.HistoryJSONOptions{})
	require.NoError(t, err)
	host, err := os.Hostname()
	require.NoError(t, err)
	rewrite(h, func(text string) string { return strings.ReplaceAll(text, host, "recorder") })
	text, err := protojson.MarshalOptions{Multiline: true, Indent: " "}.Marshal(h)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(into, name+".json"), append(text, '\n'), 0o644))
	t.Logf("%s: %d events over %s", name, len(h.GetEvents()), h.GetEvents()[len(h.GetEvents())-1].GetEventTime().AsTime().Sub(h.GetEvents()[0].GetEventTime().AsTime()).Round(time.Second))
}

func writeSums(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(into, "*.json"))
	require.NoError(t, err)
	slices.Sort(files)
	var b strings.Builder
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		sum := sha256.Sum256(raw)
		b.WriteString(hex.EncodeToString(sum[:]) + "  " + filepath.Base(file) + "\n")
	}
	require.NoError(t, os.WriteFile(filepath.Join(into, "SHA256SUMS"), []byte(b.String()), 0o644))
}
