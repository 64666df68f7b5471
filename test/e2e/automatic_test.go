package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// monthly is a mail of a customer that is invoiced 80.00 EUR each month.
func monthly(id string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\r\n" +
		"To: office@northwind-consulting.example\r\n" +
		"Subject: Please invoice us for the hosting " + id + "\r\n" +
		"Date: Mon, 16 Nov 2026 09:12:00 +0100\r\n" +
		"Message-ID: <" + id + "@berger-design.example>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" +
		"Hello,\r\n\r\ncould you please send us an invoice for the following?\r\n\r\n- 1 x Hosting at EUR 80.00 each\r\n\r\n" +
		"Please put our PO number PO-2026-" + id + " on it.\r\n\r\nThank you\r\n\r\n--\r\nAnna Berger\r\nBerger Design GmbH\r\n"
}

// recurring starts the product with an Odoo that knows the customer and a
// handbook that lets such an invoice out, after a change of one of its lines.
func recurring(t *testing.T, old, text string) (*harness.Product, *odoofake.Server) {
	t.Helper()
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	for month := range 4 {
		fake.AddInvoice(odoofake.Invoice{
			Partner: customer, State: "posted", Name: fmt.Sprintf("INV/2025/%05d", month+1), Date: fmt.Sprintf("2025-%02d-15", month+1), Total: "80.00",
		})
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	page := p.Read("", "Company_Handbook.md")
	for _, change := range [][2]string{
		{`owner_company: ""`, `owner_company: "Northwind Consulting"`},
		{"owner_emails: []", "owner_emails:\n  - office@northwind-consulting.example"},
		{`auto_limit_currency: "USD"`, `auto_limit_currency: "EUR"`},
		{"recurring_customers: []", "recurring_customers:\n  - Berger Design GmbH | anna.berger@berger-design.example | 60-90 | EUR | month"},
		{old, text},
	} {
		require.Contains(t, page, change[0])
		page = strings.Replace(page, change[0], change[1], 1)
	}
	p.Write("", "Company_Handbook.md", page)
	return p, fake
}

func TestAutomatic_IsAnnouncedOnTheDashboardAndInTheLogWithItsRule(t *testing.T) {
	t.Parallel()
	p, fake := recurring(t, `owner_name: ""`, `owner_name: "Nora"`)

	p.Drop("hosting.eml", monthly("9100"))

	p.Eventually("the dashboard to announce it", func() bool {
		return strings.Contains(p.Read("", "Dashboard.md"), "recurring rule for Berger Design GmbH (60 to 90 EUR a month)")
	})
	require.Len(t, fake.Drafts(), 1)
	require.Equal(t, "80", fake.Drafts()[0].Amount("amount_untaxed"))
	require.Equal(t, 1, p.Logged("approval.automatic", "event"))
	require.Equal(t, 1, p.Logged("odoo.create_draft_invoice", "result"))
	require.Empty(t, p.Notes("Pending_Approval"))
	note := p.Note("Completed", "Berger Design GmbH")
	require.Equal(t, "invoice.recurring_under_limit", harness.Property(p.Read("Completed", note), "policy_rule"))
	require.Contains(t, p.Read("", "Dashboard.md"), "invoice.recurring_under_limit")
}

func TestAutomatic_AHandbookWhoseExamplesFailAsksAndSaysWhich(t *testing.T) {
	t.Parallel()
	p, fake := recurring(t, `auto_limit: "100"`, `auto_limit: "500"`)
	out, err := p.Starter("policy-test")
	require.Error(t, err)
	require.Contains(t, out, "FAILS")

	p.Drop("hosting.eml", monthly("9200"))

	asked := p.Note("Pending_Approval", "Berger Design GmbH")
	require.Contains(t, p.Read("Pending_Approval", asked), "invoice.handbook_in_doubt")
	require.Empty(t, fake.Drafts())
	p.Stop()
	p.Start()
	require.Contains(t, p.Read("Needs_Action", p.Note("Needs_Action", "handbook has to be put right")), "known customer, recurring, 100")
	p.Eventually("the dashboard to say so", func() bool {
		return strings.Contains(p.Read("", "Dashboard.md"), "3 of 26 fail: every invoice asks")
	})
}
