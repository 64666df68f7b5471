package e2e_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// enquiry is a mail that asks for a quotation and names no prices.
func enquiry(id string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\n" +
		"Subject: Request for a quotation: October workshop " + id + "\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + id + "@berger-design.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us a quotation for the following?\r\n\r\n" +
		"- 2 x Workshop day\r\n- 1 x Workshop materials\r\n\r\n" +
		"Our reference is RFQ-" + id + ".\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

// quoted are the owner's answers to the enquiry.
func quoted(id string) map[string]string {
	return map[string]string{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "currency": "EUR", "reference": "RFQ-" + id,
		"line_1_description": "Workshop day", "line_1_quantity": `"2"`, "line_1_unit_price": `"950.00"`,
		"line_2_description": "Workshop materials", "line_2_quantity": `"1"`, "line_2_unit_price": `"120.00"`,
		"valid_until": "2027-01-31", "answered": "true",
	}
}

// standsUnder names a product in the handbook.
func standsUnder(p *harness.Product, product string) {
	page := p.Read("", "Company_Handbook.md")
	p.Write("", "Company_Handbook.md", strings.Replace(page, `quotation_product: ""`, `quotation_product: "`+product+`"`, 1))
}

func TestQuotation_BecomesOneDraftOrderInOdoo(t *testing.T) {
	t.Parallel()
	for version, secret := range map[int]string{16: odoofake.DefaultPassword, 19: odoofake.DefaultAPIKey} {
		fake := odoofake.New(t, odoofake.Options{Version: version, Sales: true})
		work := fake.AddProduct(odoofake.Product{Name: "Work as agreed"})
		day := fake.AddProduct(odoofake.Product{Name: "Workshop day", Code: "DAY"})
		p := harness.New(t, append(realOdoo(fake.URL), "ODOO_PASSWORD="+secret)...)
		p.Start()
		standsUnder(p, "Work as agreed")

		p.Drop("enquiry.eml", enquiry("810"))
		question := p.Note("Needs_Action", "Question about a quotation")
		text := p.Read("Needs_Action", question)
		require.Contains(t, text, "At what price do you quote one of line 1")
		require.NotContains(t, text, "due_date")
		p.Fill("Needs_Action", question, quoted("810"))

		note, text := p.Revised("Pending_Approval", "quotation.always_asks")
		require.Contains(t, note, "Quotation Berger Design GmbH 2020.00 EUR")
		require.Equal(t, "odoo.create_draft_quotation", harness.Property(text, "action"))
		require.Contains(t, text, "nothing is sent to the customer, and no order is confirmed")
		never(t, "orders before the approval", len(fake.Orders()))
		p.Approve(note)

		_, done := completed(p, "810")
		require.Equal(t, "done", harness.Property(done, "outcome"))
		require.Contains(t, done, "Odoo holds exactly what was approved.")
		require.True(t, strings.HasPrefix(harness.Property(done, "odoo_url"), fake.URL), done)
		require.Len(t, fake.Orders(), 1)
		order, lines := fake.Orders()[0], fake.OrderLines()
		require.Equal(t, "draft", order["state"])
		require.Equal(t, "2020", order.Amount("amount_total"))
		require.Equal(t, "RFQ-810", order["client_order_ref"])
		require.Equal(t, "2027-01-31", order["validity_date"])
		require.Equal(t, day, lines[0]["product_id"], "named in the mail as in Odoo")
		require.Equal(t, work, lines[1]["product_id"], "the handbook's")
		require.Equal(t, "Workshop materials", lines[1]["name"])
		require.Len(t, fake.Attachments(), 1)
		require.Equal(t, "sale.order", fake.Attachments()[0]["res_model"])
		never(t, "invoices", len(fake.Moves()))
		never(t, "confirmed orders", fake.Count("sale.order.action_confirm"))
		require.Equal(t, 1, p.Logged("odoo.create_draft_quotation", "result"))
		p.Stop()
	}
}

func TestQuotation_AsksForAProductAndTakesTheOneTheHandbookNamesThen(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Sales: true})
	fake.AddProduct(odoofake.Product{Name: "Work as agreed"})
	p := harness.New(t, append(realOdoo(fake.URL), "DRY_RUN=true")...)
	p.Start()

	p.Drop("enquiry.eml", enquiry("820"))
	question, text := p.Revised("Needs_Action", "quotation_product in Company_Handbook.md")
	require.Contains(t, text, "At what price do you quote one of line 1", "all is asked in one note")
	require.Contains(t, text, "| line_2_product |")
	standsUnder(p, "Work as agreed")
	p.Fill("Needs_Action", question, quoted("820"))

	note, text := p.Revised("Pending_Approval", "Dry run: A draft quotation of 2020.00 EUR")
	require.Contains(t, text, "Work as agreed")
	p.Approve(note)
	_, done := completed(p, "820")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	require.Contains(t, done, "sale.order.load")
	never(t, "orders in a dry run", len(fake.Orders()))
	never(t, "writes in a dry run", fake.Count("sale.order.load")+fake.Count("res.partner.load")+fake.Count("ir.attachment.load"))
}

func TestQuotation_WithoutTheSalesAppStaysANote(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	p.Drop("enquiry.eml", enquiry("830"))
	text := p.Read("Needs_Action", p.Note("Needs_Action", "Quotation wanted"))
	require.Equal(t, "quotation_request", harness.Property(text, "type"))
	require.Contains(t, text, "Workshop day")
	never(t, "orders", fake.Count("sale.order.load"))
}
