package e2e_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// paymentMail says that an invoice was paid.
func paymentMail(id, invoice string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\n" +
		"Subject: Payment " + id + "\r\n" +
		"Date: Wed, 25 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <payment-" + id + "@berger-design.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\nwe have paid invoice " + invoice + ", EUR 500 on 24 November.\r\n\r\nKind regards\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

// invoiced is an Odoo with one posted invoice of which this much is open.
func invoiced(t *testing.T, version int, open string) *odoofake.Server {
	t.Helper()
	fake := odoofake.New(t, odoofake.Options{Version: version})
	company := fake.AddPartner(odoofake.Partner{Name: "Berger Design GmbH", IsCompany: true})
	fake.AddPartner(odoofake.Partner{Name: "Anna Berger", Email: "anna.berger@berger-design.example", Parent: company})
	fake.AddInvoice(odoofake.Invoice{
		Partner: company, State: "posted", Name: "INV/2026/00012", PaymentReference: "INV/2026/00012", Date: "2026-10-30", Due: "2026-11-29", Total: "500", Open: open,
	})
	return fake
}

// pendingPayment drops the mail and returns the note that waits for approval.
func pendingPayment(p *harness.Product, id string) string {
	p.Drop("payment "+id+".eml", paymentMail(id, "INV/2026/00012"))
	return foundIn(p, "Pending_Approval", "Payment "+id)
}

func foundIn(p *harness.Product, folder, words string) string {
	var note string
	p.Eventually("a note about "+words+" in "+folder, func() bool {
		for _, n := range p.Notes(folder) {
			if b, err := os.ReadFile(p.Path(folder, n)); err == nil && strings.Contains(string(b), words) {
				note = n
				return true
			}
		}
		return false
	})
	return note
}

func completedPayment(p *harness.Product, id string) string {
	var text string
	p.Eventually("the completed note of payment "+id, func() bool {
		text = p.Glimpse("Completed", foundIn(p, "Completed", "Payment "+id))
		return harness.Property(text, "outcome") != "" && !onDesk(p, harness.Property(text, "request_id"))
	})
	return text
}

func TestPayment_ApprovedIsExactlyOneDraftPaymentAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, version := range []int{17, 19} {
		fake := invoiced(t, version, "")
		before := fake.Moves()[0]
		p := harness.New(t, realOdoo(fake.URL)...)
		p.Start()

		note := pendingPayment(p, "100")
		text := p.Read("Pending_Approval", note)
		require.Contains(t, note, "Payment Berger Design GmbH 500.00 EUR")
		require.Contains(t, text, "A mail is not money.")
		require.Contains(t, text, "payment.always_asks")
		require.Equal(t, "500.00", harness.Property(text, "payment_amount"))
		require.Equal(t, "2026-11-24", harness.Property(text, "payment_date"))
		require.Equal(t, "Bank", harness.Property(text, "payment_journal"))
		never(t, "payments before the approval", len(fake.Payments()))
		p.Fill("Pending_Approval", note, map[string]string{"payment_journal": "Cash"})
		p.Move(note, "Pending_Approval", "Approved")

		done := completedPayment(p, "100")
		require.Equal(t, "done", harness.Property(done, "outcome"))
		require.Contains(t, done, "Odoo holds exactly what was approved.")
		require.True(t, strings.HasPrefix(harness.Property(done, "odoo_url"), fake.URL), done)
		require.Len(t, fake.Payments(), 1)
		made := fake.Payments()[0]
		require.Equal(t, "draft inbound 500 2026-11-24", made["state"].(string)+" "+made["payment_type"].(string)+" "+made.Amount("amount")+" "+made["date"].(string))
		require.Equal(t, before, fake.Moves()[0], "the invoice is as it was")
		require.Equal(t, 1, fake.Count("account.payment.load"))
		for _, r := range fake.Requests() {
			require.NotContains(t, r.Op, "action_post")
			require.NotContains(t, r.Op, "bank.statement")
		}
		require.Equal(t, 1, p.Logged("odoo.create_draft_payment", "intent"))
		require.Equal(t, 1, p.Logged("odoo.create_draft_payment", "result"))
		require.Contains(t, done, "The mail is attached to it.")
		require.Len(t, fake.Attachments(), 1, "the mail beside the payment, and nothing beside the invoice")
		require.Equal(t, []any{"account.payment", made["id"]}, []any{fake.Attachments()[0]["res_model"], fake.Attachments()[0]["res_id"]})
		p.Stop()
	}
}

func TestPayment_OfAnInvoiceThatIsPaidAlreadyAsksNothing(t *testing.T) {
	t.Parallel()
	fake := invoiced(t, 17, "0")
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	p.Drop("payment.eml", paymentMail("200", "INV/2026/00012"))

	done := completedPayment(p, "200")
	require.Equal(t, "ignored", harness.Property(done, "outcome"))
	require.Empty(t, p.Notes("Pending_Approval"))
	require.Empty(t, p.Notes("Needs_Action"))
	never(t, "payments", fake.Count("account.payment.load"))
}

func TestPayment_DryRunDescribesTheCallAndIsPromoted(t *testing.T) {
	t.Parallel()
	fake := invoiced(t, 19, "")
	p := harness.New(t, append(realOdoo(fake.URL), "DRY_RUN=true")...)
	p.Start()
	p.Move(pendingPayment(p, "300"), "Pending_Approval", "Approved")
	done := completedPayment(p, "300")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	require.Contains(t, done, "account.payment.load")
	never(t, "writes in a dry run", fake.Count("account.payment.load"))
	p.Stop()

	p.Set("DRY_RUN=false")
	p.Start()
	p.Move(foundIn(p, "Completed", "Payment 300"), "Completed", "Pending_Approval")
	var note string
	p.Eventually("the new request", func() bool {
		for _, n := range p.Notes("Pending_Approval") {
			note = n
			if harness.Property(p.Glimpse("Pending_Approval", n), "dry_run") == "false" {
				return true
			}
		}
		return false
	})
	p.Move(note, "Pending_Approval", "Approved")
	p.Eventually("the real payment", func() bool { return len(fake.Payments()) == 1 })
}

func TestPayment_LostAnswerIsReadBackAndNeverMakesASecondPayment(t *testing.T) {
	t.Parallel()
	fake := invoiced(t, 17, "")
	fake.CommitThenDrop(1, "account.payment.load")
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	p.Move(pendingPayment(p, "400"), "Pending_Approval", "Approved")

	done := completedPayment(p, "400")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Contains(t, done, "there is only one")
	require.Len(t, fake.Payments(), 1)
	require.Equal(t, 1, fake.Count("account.payment.load"))
}

func TestPayment_AnAssistantPreparesItOnceAndTheOwnerDecides(t *testing.T) {
	t.Parallel()
	fake := invoiced(t, 19, "")
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	a := p.Assistant("odoo")

	call := map[string]any{"invoice": "INV/2026/00012", "amount": "500.00", "currency": "EUR", "paid_on": "2026-11-24", "dry_run": false}
	other := map[string]any{"invoice": "INV/2026/00099", "amount": "500.00", "currency": "EUR", "paid_on": "2026-11-24"}
	require.Contains(t, a.Call("prepare_payment", other, nil), "find_invoices", "an invoice that Odoo does not have")
	open := openInvoices(t, a, map[string]any{"standing": "open"})
	require.Equal(t, []listedInvoice{{Number: "INV/2026/00012", State: "posted", Customer: "Berger Design GmbH", Open: "500.00", Due: "2026-11-29"}}, open)
	require.Equal(t, open, openInvoices(t, a, map[string]any{"standing": "all", "email": "anna.berger@berger-design.example"}))
	require.Empty(t, openInvoices(t, a, map[string]any{"standing": "paid"}))
	require.Contains(t, a.Call("list_invoices", map[string]any{"customer": "Nobody GmbH"}, nil), "find_customer")
	part := map[string]any{"invoice": "INV/2026/00012", "amount": "120.00", "currency": "EUR", "paid_on": "2026-11-24"}
	require.Contains(t, a.Call("prepare_payment", part, nil), "customer_email", "an amount that fits nothing, of nobody known")
	var first, again assistantDraft
	require.Empty(t, a.Call("prepare_payment", call, &first))
	require.Equal(t, "started", first.State)
	note := foundIn(p, "Pending_Approval", "Payment of invoice INV/2026/00012")
	require.Empty(t, a.Call("prepare_payment", call, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, first.WorkflowID, again.WorkflowID)

	text := p.Read("Pending_Approval", note)
	require.Contains(t, text, "payment.always_asks")
	require.Contains(t, text, "An assistant brought this.")
	require.Equal(t, "500.00 2026-11-24", harness.Property(text, "payment_amount")+" "+harness.Property(text, "payment_date"))
	never(t, "payments before the owner's word", len(fake.Payments()))
	require.Len(t, p.Notes("Pending_Approval"), 1)

	p.Move(note, "Pending_Approval", "Approved")
	p.Eventually("the draft payment", func() bool { return len(fake.Payments()) == 1 })
	made := fake.Payments()[0]
	require.Equal(t, "draft inbound 500 2026-11-24", made["state"].(string)+" "+made["payment_type"].(string)+" "+made.Amount("amount")+" "+made["date"].(string))
	p.Eventually("its end to be told", func() bool {
		var shown struct{ Request assistantRequest }
		return a.Call("show_request", map[string]any{"id": first.WorkflowID}, &shown) == "" && shown.Request.Status == "done"
	})
	require.Empty(t, a.Call("prepare_payment", call, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, 1, fake.Count("account.payment.load"))
	require.Equal(t, 5, p.Logged("mcp.prepare_payment", "result"))
	a.Protocol()
}

type listedInvoice struct {
	Number   string `json:"number"`
	State    string `json:"state"`
	Customer string `json:"customer"`
	Open     string `json:"open"`
	Due      string `json:"due_date"`
}

func openInvoices(t *testing.T, a *harness.Assistant, which map[string]any) []listedInvoice {
	t.Helper()
	var list struct {
		Invoices []listedInvoice `json:"invoices"`
	}
	require.Empty(t, a.Call("list_invoices", which, &list))
	return list.Invoices
}
