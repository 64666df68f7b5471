package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// customerMail is a mail of Berger Design, with its paragraphs.
func customerMail(id, subject string, paragraphs ...string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\nSubject: " + subject + "\r\nDate: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + id + "@berger-design.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
		strings.Join(paragraphs, "\r\n\r\n") + "\r\n\r\nKind regards\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

func correctionMail() string {
	return customerMail("correction", "Your invoice INV/2026/00017",
		"Hello,",
		"your invoice INV/2026/00017 shows 14 hours of rendering. We agreed 11 hours at EUR 60.00. It also lacks our PO number PO-4711.",
		"Please cancel it and send a corrected one.")
}

// billed gives a fake Odoo in which INV/2026/00017 is posted.
func billed(opts odoofake.Options) *odoofake.Server {
	fake := odoofake.NewServer(opts)
	company := fake.AddPartner(odoofake.Partner{
		Name: "Berger Design GmbH", Email: "anna.berger@berger-design.example", VATID: "DE123456789", Street: "Hafenstraße 1", Zip: "20457", City: "Hamburg", Country: "Germany", IsCompany: true,
	})
	fake.AddInvoice(odoofake.Invoice{
		Partner: company, State: "posted", Name: "INV/2026/00017", PaymentReference: "INV/2026/00017", Date: "2020-10-14", Due: "2020-11-13", Open: "1059.10",
		Lines: []odoofake.Line{
			{Name: "Rendering", Quantity: "14", Price: "60", Taxes: []int64{1}},
			{Name: "Travel", Quantity: "1", Price: "50", Taxes: []int64{1}},
		},
	})
	fake.AddInvoice(odoofake.Invoice{Partner: company, State: "posted", Name: "INV/2026/00018", Date: "2026-10-15", Total: "1059.10"})
	return fake
}

// unchanged fails when anything was written to Odoo.
func unchanged(t *testing.T, fake *odoofake.Server) {
	t.Helper()
	for _, r := range fake.Requests() {
		require.NotContains(t, r.Op, ".load")
		require.NotContains(t, r.Op, ".write")
		require.NotContains(t, r.Op, ".create")
	}
}

func TestExisting_CorrectionShowsTheInvoiceInOdooAndWhatWouldChange(t *testing.T) {
	t.Parallel()
	for _, version := range []int{17, 19} {
		server := newSwitchable(t, billed(odoofake.Options{Version: version}))
		p := harness.New(t, realOdoo(server.url)...)
		p.Start()
		p.Drop("correction.eml", correctionMail())

		note := p.Note("Needs_Action", "Correction wanted")
		text := p.Read("Needs_Action", note)

		require.Equal(t, "correction_request", harness.Property(text, "type"))
		require.Equal(t, "1059.10", harness.Property(text, "amount"))
		require.Equal(t, "Berger Design GmbH", harness.Property(text, "counterparty"))
		plain := strings.ReplaceAll(text, `\`, "")
		require.Contains(t, plain, "1059.10 EUR is open, overdue since 2020-11-13")
		require.Contains(t, plain, "| Number | INV/2026/00017 |")
		require.Contains(t, plain, "| Line 1, Rendering | 14 at 60.00 EUR | 11 | We agreed 11 hours at EUR 60.00. ")
		require.Contains(t, plain, "| Customer's reference | nothing | PO-4711 |")
		require.NotContains(t, plain, "INV/2026/00018")
		require.Contains(t, text, "[Open the invoice in Odoo]("+server.url)
		require.Contains(t, plain, "Credit Note")
		unchanged(t, server.fake)
		p.Eventually("the dashboard to list it", func() bool {
			return strings.Contains(p.Glimpse("", "Dashboard.md"), "Correction wanted by Anna Berger")
		})
		p.Eventually("the process to end", func() bool { return p.Logged("process.ended", "event") == 1 })
		require.Equal(t, 1, p.Logged("odoo.find_invoices", "event"))
		p.Stop()
	}
}

func TestExisting_QuestionShowsTheInvoiceAskedAboutAndNotFoundIsSaid(t *testing.T) {
	t.Parallel()
	server := newSwitchable(t, billed(odoofake.Options{}))
	p := harness.New(t, realOdoo(server.url)...)
	p.Start()
	p.Drop("question.eml", customerMail("question", "Question", "Hello,", "I have a question about invoice INV-2026-00017: which week is the rendering for?"))

	text := strings.ReplaceAll(p.Read("Needs_Action", p.Note("Needs_Action", "Question about an invoice")), `\`, "")
	require.Equal(t, "invoice_question", harness.Property(text, "type"))
	require.Contains(t, text, "asks about invoice INV/2026/00017")
	require.Contains(t, text, "| Total | 1059.10 EUR |")
	require.Contains(t, text, "| Invoice date | 2020-10-14 |")
	require.Contains(t, text, "1059.10 EUR is open")
	require.Contains(t, text, "[Open the invoice in Odoo]("+server.url)
	require.NotContains(t, text, "What would change")

	p.Drop("unknown.eml", customerMail("unknown", "Your invoice INV/2026/00099", "Hello,", "your invoice INV/2026/00099 has the wrong VAT number on it. Please correct the invoice."))
	note := p.Note("Needs_Action", "Correction wanted")
	text = strings.ReplaceAll(p.Read("Needs_Action", note), `\`, "")
	require.Contains(t, text, "No such invoice was found in Odoo. The mail names it as INV/2026/00099.")
	require.NotContains(t, text, "INV/2026/00017")
	unchanged(t, server.fake)
}

func TestExisting_WithoutOdooTheNoteSaysWhatTheMailSays(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	p.Drop("correction.eml", correctionMail())
	text := strings.ReplaceAll(p.Read("Needs_Action", p.Note("Needs_Action", "Correction wanted")), `\`, "")
	require.Contains(t, text, "Odoo is not configured, so the invoice was not looked up. The mail names it as INV/2026/00017.")
	require.Contains(t, text, "| Customer's reference | PO-4711 |")
}

func TestExisting_OdooDownTheNoteIsThereAndCompletedWhenItIsBack(t *testing.T) {
	t.Parallel()
	server := newSwitchable(t, billed(odoofake.Options{}))
	p := harness.New(t, realOdoo(server.url)...)
	server.down()
	p.Start()
	p.Drop("correction.eml", correctionMail())

	note := p.Note("Needs_Action", "Correction wanted")
	first := p.Read("Needs_Action", note)
	require.Contains(t, first, "Odoo cannot be asked at the moment")
	server.up()

	p.EventuallyWithin(3*time.Minute, "the note to be completed", func() bool {
		return strings.Contains(p.Glimpse("Needs_Action", note), "Line 1, Rendering")
	})
	require.Len(t, p.Notes("Needs_Action"), 1)
	require.NotContains(t, p.Read("Needs_Action", note), "cannot be asked")
	require.Equal(t, "2", harness.Property(p.Read("Needs_Action", note), "revision"))
}
