package odoo_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestCreateDraftInvoice_MakesOneDraftWithTheApprovedTotals(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 23}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true, TermDays: 14})
		d := draft(t, "mail-1", partner)
		out, err := b.create(d)
		require.NoError(t, err)
		require.Equal(t, contract.InvoiceOutcome{
			Found: true, Configured: true, InvoiceID: 1, PartnerID: partner, State: "draft", Currency: "EUR",
			URL:     b.fake.URL + "/web#id=1&model=account.move&view_type=form",
			Untaxed: d.Subtotal, Tax: d.Tax, Total: d.Total,
		}, out)
		require.Len(t, b.fake.Drafts(), 1)
	})
}

func TestCreateDraftInvoice_SendsWhatWasApproved(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		d := draft(t, "mail-1", partner)
		_, err := b.create(d)
		require.NoError(t, err)
		move := b.fake.Drafts()[0]
		require.Equal(t, "PO-7", move["ref"])
		require.Equal(t, d.BusinessKey, move["invoice_origin"])
		require.Equal(t, "2027-05-05", move["invoice_date_due"])
		require.Equal(t, "<p>Service period: May<br/>&lt;b&gt;not bold&lt;/b&gt;</p>", move["narration"])
		lines := b.fake.Lines()
		require.Equal(t, "Consulting (hours)", lines[0]["name"])
		require.Equal(t, `Travel, "first" class`, lines[1]["name"])
		require.Equal(t, "10", lines[1].Amount("discount"))
		require.Len(t, lines[0]["tax_ids"], 1)
	})
}

func TestCreateDraftInvoice_LeavesTheDueDateToOdooWhenNoneWasApproved(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", TermDays: 14})
		out, err := b.create(draft(t, "mail-1", partner, func(d *contract.InvoiceDraft) { d.DueDate = "" }))
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		require.Equal(t, "2026-12-07", b.fake.Drafts()[0]["invoice_date_due"])
	})
}

func TestCreateDraftInvoice_MakesANewCustomerOnce(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		out, err := b.create(draft(t, "mail-1", 0))
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		partners := b.fake.Partners()
		require.Len(t, partners, 2)
		made := partners[1]
		require.Equal(t, out.PartnerID, made["id"])
		require.Equal(t, "ACME GmbH", made["name"])
		require.Equal(t, "anna@acme.example", made["email"])
		require.Equal(t, "DE123456789", made["vat"])
		require.Equal(t, true, made["is_company"])

		second, err := b.create(draft(t, "mail-2", 0))
		require.NoError(t, err)
		require.Equal(t, out.PartnerID, second.PartnerID, "the second mail of the newcomer finds the customer the first one made")
		require.Len(t, b.fake.Partners(), 2)
		require.Len(t, b.fake.Drafts(), 2)
	})
}

func TestCreateDraftInvoice_NeverSendsWhatWasNotApproved(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		in := approved(t, draft(t, "mail-1", 1))
		in.Draft.Lines[0].UnitPrice = "61.00"
		for _, in := range []contract.CreateDraftInvoiceInput{in, {Draft: draft(t, "mail-1", 1)}, {Draft: draft(t, "mail-1", 1), DryRun: true}} {
			_, err := run(t, b.acts, contract.OdooCreateDraftInvoice, in)
			require.Contains(t, requireKind(t, contract.FailConflict, err), "not the one that was approved")
		}
		require.Empty(t, b.fake.Requests())
	})
}

func TestCreateDraftInvoice_RefusesADraftOdooWouldTake(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		for want, edit := range map[string]func(*contract.InvoiceDraft){
			"no business key":            func(d *contract.InvoiceDraft) { d.BusinessKey = "x" },
			"customer's name is missing": func(d *contract.InvoiceDraft) { d.PartnerID, d.Customer.Name = 0, " " },
			"Line 2 has no description":  func(d *contract.InvoiceDraft) { d.Lines[1].Description = "" },
			"not a date":                 func(d *contract.InvoiceDraft) { d.DueDate = "05.05.2027" },
			"total is negative": func(d *contract.InvoiceDraft) {
				d.Lines[0].UnitPrice, d.Subtotal, d.Tax, d.Total = "-60", "-90.00", "-20.70", "-110.70"
			},
			"total says 1.00 EUR, but":    func(d *contract.InvoiceDraft) { d.Total = "1.00" },
			"invoice has no lines":        func(d *contract.InvoiceDraft) { d.Lines = nil },
			`currency "Euro" is not`:      func(d *contract.InvoiceDraft) { d.Currency = "Euro" },
			"the unit price is missing":   func(d *contract.InvoiceDraft) { d.Lines[0].UnitPrice = "" },
			"subtotal says  EUR, but the": func(d *contract.InvoiceDraft) { d.Subtotal = "" },
		} {
			d := draft(t, "mail-1", 1)
			d.Lines = append([]contract.InvoiceLine(nil), d.Lines...)
			edit(&d)
			_, err := b.create(d)
			require.Contains(t, requireKind(t, contract.FailInvalid, err), want)
		}
		require.Empty(t, b.fake.Requests())
	})
}

func TestCreateDraftInvoice_DryRunTouchesNothingAndSaysEverything(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", 0)
		in := approved(t, d)
		in.DryRun = true
		out, err := run(t, b.acts, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		require.Empty(t, b.fake.Requests())
		require.False(t, out.Found)
		require.True(t, out.Configured)
		for _, part := range []string{
			"1. res.partner.load", "2. account.move.load", "4. ir.attachment.load", `name = "ACME GmbH"`, `invoice_origin = "` + d.BusinessKey + `"`,
			`invoice_payment_term_id/.id = (empty)`, `price_unit="33.33"`, `discount="10"`, "sale tax of 19 %, on top of the price",
			"mode=update noupdate=true", `move_type = "out_invoice"`, `narration = "<p>Service period: May<br/>&lt;b&gt;not bold`,
			string(d.Total) + " EUR", `"Travel, \"first\" class"`,
		} {
			require.Contains(t, out.Described, part)
		}
		require.NotContains(t, out.Described, odoofake.DefaultPassword)
		require.NotContains(t, out.Described, "state =")
		again, err := run(t, b.acts, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		require.Equal(t, out, again)
	})
}

func TestCreateDraftInvoice_WithoutOdooDescribesTheSame(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		none := activities(t, odoo.Config{})
		dry := w.bench(t, odoofake.Options{})
		in := approved(t, draft(t, "mail-1", 7))
		without, err := run(t, none, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		require.False(t, without.Configured)
		in.DryRun = true
		with, err := run(t, dry.acts, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		require.Equal(t, with.Described, without.Described)
		require.Contains(t, without.Described, `partner_id/.id = "7"`)
		require.NotContains(t, without.Described, "res.partner.load")
	})
}

func TestCreateDraftInvoice_DescribesExactlyTheColumnsItSends(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		in := approved(t, draft(t, "mail-1", 0))
		in.DryRun = true
		described, err := run(t, b.acts, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		in.DryRun = false
		_, err = run(t, b.acts, contract.OdooCreateDraftInvoice, in)
		require.NoError(t, err)
		for _, r := range b.fake.Requests() {
			if !strings.HasSuffix(r.Op, ".load") {
				continue
			}
			for _, column := range r.Arg("fields").([]any) {
				name := strings.TrimPrefix(column.(string), "invoice_line_ids/")
				require.Contains(t, described.Described, name, r.Op)
			}
		}
	})
}

func TestCreateDraftInvoice_HeartbeatsWhileItWaits(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		_, release := b.fake.Hold("account.move.load")
		var suite testsuite.WorkflowTestSuite
		suite.SetLogger(quiet())
		env := suite.NewTestActivityEnvironment()
		env.SetOnActivityHeartbeatListener(func(*activity.Info, converter.EncodedValues) { release() })
		b.acts.Register(env)
		_, err := env.ExecuteActivity(contract.OdooCreateDraftInvoice.Name(), approved(t, draft(t, "mail-1", partner)))
		require.NoError(t, err, "Odoo's answer was held back until a heartbeat came")
	})
}
