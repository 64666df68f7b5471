//go:build record

package replay_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// customerMail is a mail of Berger Design.
func customerMail(id, subject, words string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\nTo: office@northwind-consulting.example\r\nSubject: " + subject +
		"\r\nDate: Mon, 16 Nov 2026 09:12:00 +0100\r\nMessage-ID: <" + id + "@berger-design.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\n" + words + "\r\n\r\nKind regards\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

// billed is an Odoo with one posted invoice of the customer.
func billed(t *testing.T, options odoofake.Options) *odoofake.Server {
	fake := odoofake.New(t, options)
	company := fake.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", Email: "anna.berger@berger-design.example", IsCompany: true})
	fake.AddInvoice(odoofake.Invoice{
		Partner: company, State: "posted", Name: "INV/2026/00012", PaymentReference: "INV/2026/00012", Date: "2026-10-30", Due: "2026-11-29", Total: "500",
	})
	return fake
}

// recordPayment is a customer's word of a payment, approved.
func recordPayment(t *testing.T, name string) {
	fake := billed(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("payment.eml", customerMail("payment", "Payment", "we have paid invoice INV/2026/00012, EUR 500 on 15 November."))
	note := p.Note("Pending_Approval", "Payment")
	id := workflowOf(p, "Pending_Approval", note)
	p.Approve(note)
	record(t, p, name, id, true)
	require.Len(t, fake.Payments(), 1)
}

// recordCorrection is a correction wanted of an invoice that is found.
func recordCorrection(t *testing.T, name string) {
	fake := billed(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("correction.eml", customerMail("correction", "Your invoice INV/2026/00012",
		"your invoice INV/2026/00012 is wrong: we agreed EUR 450. Please cancel it and send a corrected one."))
	note := p.Note("Needs_Action", "Correction")
	record(t, p, name, workflowOf(p, "Needs_Action", note), true)
}

// recordQuotation is a quotation asked for without prices, answered and approved.
func recordQuotation(t *testing.T, name string) {
	fake := billed(t, odoofake.Options{Sales: true})
	fake.AddProduct(odoofake.Product{Name: "Workshop day"})
	p := harness.New(t, realOdoo(fake)...)
	p.Start()
	p.Drop("enquiry.eml", customerMail("enquiry", "Request for a quotation: workshop", "could you please send us a quotation for the following?\r\n\r\n- 2 x Workshop day"))
	question := p.Note("Needs_Action", "Question about a quotation")
	id := workflowOf(p, "Needs_Action", question)
	p.Fill("Needs_Action", question, map[string]string{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "currency": "EUR",
		"line_1_description": "Workshop day", "line_1_quantity": `"2"`, "line_1_unit_price": `"950.00"`, "answered": "true",
	})
	note, _ := p.Revised("Pending_Approval", "quotation.always_asks")
	p.Approve(note)
	record(t, p, name, id, true)
	require.Len(t, fake.Orders(), 1)
}
