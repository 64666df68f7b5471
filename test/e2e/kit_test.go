package e2e_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	// The worker is built as a program of its own. Naming it here has its packages, the embedded server above all, compiled before
	// the tests' time runs: on a fresh machine that takes longer than all tests.
	_ "github.com/autonomous-employee/employee/worker/app"
)

// sideBySide is how many tests run at once: they wait far more than they work, and
// all of them must end within the ten minutes that go test gives a package.
const sideBySide = "4"

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", sideBySide); err != nil {
		panic(err)
	}
	os.Exit(harness.Main(m))
}

// request is a mail that says everything an invoice needs: 2 x 950.00 + 120.00
// = 2020.00 EUR.
func request(id string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\n" +
		"Subject: Please invoice us for the October workshop " + id + "\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + id + "@berger-design.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n" +
		"- 2 x Workshop day at EUR 950.00 each\r\n- 1 x Workshop materials at EUR 120.00 each\r\n\r\n" +
		"Please put our PO number PO-2026-" + id + " on it.\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

// answers fill in a question about request; what the mail said already stays.
func answers(id string) map[string]string {
	return map[string]string{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "currency": "EUR", "reference": "PO-2026-" + id,
		"line_1_description": "Workshop day", "line_1_quantity": `"2"`, "line_1_unit_price": `"950.00"`,
		"line_2_description": "Workshop materials", "line_2_quantity": `"1"`, "line_2_unit_price": `"120.00"`, "answered": "true",
	}
}

// pending drops a request and returns the note that waits for approval. A
// question on the way is answered as the owner would.
func pending(p *harness.Product, id string) string {
	p.Drop("request "+id+".eml", request(id))
	return awaitPending(p, id)
}

func awaitPending(p *harness.Product, id string) string {
	subject := "October workshop " + id
	find := func(folder string) string {
		for _, n := range p.Notes(folder) {
			if b, err := os.ReadFile(p.Path(folder, n)); err == nil && strings.Contains(string(b), subject) {
				return n
			}
		}
		return ""
	}
	var note string
	p.Eventually("the note of request "+id, func() bool {
		if q := find("Needs_Action"); q != "" && harness.Property(p.Glimpse("Needs_Action", q), "answered") == "false" {
			p.Fill("Needs_Action", q, answers(id))
		}
		note = find("Pending_Approval")
		return note != ""
	})
	return note
}

// knowsTheCustomer puts the sender of request into Odoo and returns its number.
func knowsTheCustomer(fake *odoofake.Server) int64 {
	return fake.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna.berger@berger-design.example", IsCompany: true})
}

// completed waits for the finished note of a request, and for the note that it
// replaces to be gone: the finished one is written first, so that a crash in
// between loses neither.
func completed(p *harness.Product, id string) (name, text string) {
	p.Eventually("the completed note of request "+id, func() bool {
		for _, n := range p.Notes("Completed") {
			b, err := os.ReadFile(p.Path("Completed", n))
			if err == nil && strings.Contains(string(b), "October workshop "+id) && harness.Property(string(b), "outcome") != "" {
				name, text = n, string(b)
				return !onDesk(p, harness.Property(text, "request_id"))
			}
		}
		return false
	})
	return name, text
}

// onDesk reports whether a note of a request still lies where it waits or was decided.
func onDesk(p *harness.Product, request string) bool {
	for _, folder := range []string{"Needs_Action", "Pending_Approval", "Approved", "Rejected"} {
		for _, n := range p.Notes(folder) {
			b, err := os.ReadFile(p.Path(folder, n))
			if err != nil || harness.Property(string(b), "request_id") == request {
				return true // gone in between: look again
			}
		}
	}
	return false
}

// realOdoo is the setting for carrying effects out against a fake.
func realOdoo(url string) []string {
	return []string{
		"DRY_RUN=false", "ODOO_URL=" + url, "ODOO_DB=" + odoofake.DefaultDatabase,
		"ODOO_USERNAME=" + odoofake.DefaultUsername, "ODOO_PASSWORD=" + odoofake.DefaultPassword,
	}
}

func never(t *testing.T, what string, got int) {
	t.Helper()
	if got != 0 {
		t.Fatalf("%s: %d, want none", what, got)
	}
}
