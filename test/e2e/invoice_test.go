package e2e_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

func TestInvoice_WithoutAnySettingTheFirstMailEndsAsADescribedDryRun(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	ready := p.Start()
	require.Equal(t, p.VaultDir(), ready.VaultDir)
	require.FileExists(t, p.Path("Company_Handbook.md"))

	note := pending(p, "100")
	text := p.Read("Pending_Approval", note)
	require.Contains(t, text, "Dry run")
	require.Equal(t, "2020.00", harness.Property(text, "amount"))
	require.Equal(t, "true", harness.Property(text, "dry_run"))
	require.NotContains(t, text, "create_customer", "there is no Odoo to make anybody in")
	p.Approve(note)

	name, done := completed(p, "100")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	require.Contains(t, done, "account.move.load")
	require.Contains(t, done, "PO-2026-100")
	require.Empty(t, p.Notes("Approved"))
	require.Len(t, p.Notes("Completed"), 1, name)
	p.Eventually("the process to end", func() bool { return p.Logged("process.ended", "event") == 1 })
	require.Equal(t, 1, p.Logged("odoo.create_draft_invoice", "intent"))
	require.Equal(t, 1, p.Logged("odoo.create_draft_invoice", "result"))
	mails, err := os.ReadDir(p.Path("Completed", "Mails"))
	require.NoError(t, err)
	require.Len(t, mails, 1)
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
	require.Contains(t, out, "The chain holds.")
}

func TestInvoice_ApprovedIsExactlyOneDraftWithTheMailAttached(t *testing.T) {
	t.Parallel()
	for _, version := range []int{17, 19} {
		fake := odoofake.New(t, odoofake.Options{Version: version})
		p := harness.New(t, realOdoo(fake.URL)...)
		p.Start()

		note := pending(p, "200")
		never(t, "drafts before the approval", len(fake.Moves()))
		never(t, "customers made before the approval", fake.Count("res.partner.load"))
		p.Approve(note)

		_, done := completed(p, "200")
		require.Equal(t, "done", harness.Property(done, "outcome"))
		require.Len(t, fake.Drafts(), 1)
		draft := fake.Drafts()[0]
		require.Equal(t, "2020", draft.Amount("amount_total"))
		require.Equal(t, "PO-2026-200", draft["ref"])
		require.Len(t, fake.Attachments(), 1)
		require.Contains(t, done, "Odoo holds exactly what was approved.")
		require.True(t, strings.HasPrefix(harness.Property(done, "odoo_url"), fake.URL), done)
		p.Stop()
	}
}

func TestInvoice_AmountFarOverTheCustomersEarlierInvoicesIsSaidToBeUnusual(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	for date, total := range map[string]string{"2025-03-02": "120", "2026-01-31": "480", "2026-10-14": "300"} {
		fake.AddInvoice(odoofake.Invoice{Partner: customer, State: "posted", Date: date, Total: total})
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	note := pending(p, "250")
	text := p.Read("Pending_Approval", note)
	require.Contains(t, text, "invoice.unusual_amount")
	require.Contains(t, text, "earlier invoices to this customer were 120.00 to 480.00 EUR (3 since 2025-03-02, the last on 2026-10-14): unusually high.")
	p.Approve(note)

	_, done := completed(p, "250")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
}

func TestInvoice_RejectedNeverReachesOdoo(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	p.Move(pending(p, "300"), "Pending_Approval", "Rejected")

	_, done := completed(p, "300")
	require.Equal(t, "rejected", harness.Property(done, "outcome"))
	never(t, "drafts", len(fake.Moves()))
	never(t, "writes", fake.Count("account.move.load")+fake.Count("res.partner.load"))
}

func TestInvoice_LostAnswerIsReadBackAndNeverMakesASecondDraft(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	fake.CommitThenDrop(1, "account.move.load")
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	p.Approve(pending(p, "400"))

	_, done := completed(p, "400")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Contains(t, done, "there is only one")
	require.Len(t, fake.Drafts(), 1)
	require.Len(t, fake.Attachments(), 1)
	require.Equal(t, 1, fake.Count("account.move.load"))
}

func TestInvoice_OwnersCorrectionIsWhatGoesOut(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	note := pending(p, "500")
	p.Fill("Pending_Approval", note, map[string]string{"line_1_unit_price": `"900.00"`})
	p.Approve(note)

	_, done := completed(p, "500")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Equal(t, "1920", fake.Drafts()[0].Amount("amount_total"))
	require.Contains(t, done, "What you changed before approving")
	require.Equal(t, 1, p.Logged("approval.edited", "event"))
}

func TestInvoice_SameMailByAnotherNameIsOneProcess(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()

	p.Approve(pending(p, "600"))
	completed(p, "600")
	p.Drop("again.EML", strings.ReplaceAll(request("600"), "\r\n", "\n"))
	p.Eventually("the second file to be taken", func() bool {
		files, err := os.ReadDir(p.Path("Completed", "Mails"))
		return err == nil && len(files) == 2
	})

	require.Len(t, fake.Drafts(), 1)
	require.Empty(t, p.Notes("Pending_Approval"))
	require.Equal(t, 1, p.Logged("mail.read", "event"))
}

func TestInvoice_DryRunIsPromotedToTheRealThing(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, append(realOdoo(fake.URL), "DRY_RUN=true")...)
	p.Start()
	p.Approve(pending(p, "700"))
	name, done := completed(p, "700")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	never(t, "writes in a dry run", fake.Count("account.move.load")+fake.Count("res.partner.load")+fake.Count("ir.attachment.load"))
	p.Stop()

	p.Set("DRY_RUN=false")
	p.Start()
	p.Move(name, "Completed", "Pending_Approval")
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
	p.Approve(note)

	p.Eventually("the real draft", func() bool { return len(fake.Attachments()) == 1 })
	require.Len(t, fake.Drafts(), 1)
	require.Equal(t, "2020", fake.Drafts()[0].Amount("amount_total"))
}
