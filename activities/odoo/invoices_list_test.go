package odoo_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (b *bench) listInvoices(in contract.ListInvoicesInput) contract.FoundInvoices {
	b.t.Helper()
	got, err := run(b.t, b.acts, contract.OdooListInvoices, in)
	require.NoError(b.t, err)
	for _, r := range b.fake.Requests() {
		require.False(b.t, strings.HasSuffix(r.Op, ".load"), "a list writes nothing")
	}
	return got
}

func TestListInvoices_GivesThoseThatStandSoInTheOrderThatMatters(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 17, 19}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, anna := acme(b)
		other := b.fake.AddPartner(odoofake.Partner{Name: "Paper Ltd", Email: "office@paper.example", IsCompany: true})
		for _, i := range []odoofake.Invoice{
			{Partner: anna, State: "posted", Name: "INV/1", Date: "2026-09-01", Due: "2026-10-01", Total: "100", Open: "40"},
			{Partner: other, State: "posted", Name: "INV/2", Date: "2026-08-01", Due: "2026-11-29", Total: "200"},
			{Partner: anna, State: "posted", Name: "INV/3", Date: "2026-11-01", Due: "2026-11-30", Total: "300"},
			{Partner: anna, State: "posted", Name: "INV/4", Date: "2026-07-01", Due: "2026-07-31", Total: "400", Open: "0"},
			{Partner: other, State: "draft", Total: "500"},
			{Partner: anna, State: "cancel", Name: "INV/6", Date: "2026-06-01", Total: "600"},
			{Partner: anna, State: "posted", Name: "RINV/7", Date: "2026-11-02", Due: "2026-11-03", Total: "700", Type: "out_refund"},
			{Partner: anna, State: "posted", Name: "C2/8", Date: "2026-11-02", Due: "2026-11-03", Total: "800", Company: 2},
		} {
			b.fake.AddInvoice(i)
		}
		paper := contract.Customer{Email: "office@paper.example"}
		for name, c := range map[string]struct {
			in   contract.ListInvoicesInput
			want []string
		}{
			"open":                 {contract.ListInvoicesInput{Standing: contract.InvoicesOpen}, []string{"INV/1", "INV/2", "INV/3"}},
			"overdue, not today's": {contract.ListInvoicesInput{Standing: contract.InvoicesOverdue, Today: "2026-11-30"}, []string{"INV/1", "INV/2"}},
			"paid":                 {contract.ListInvoicesInput{Standing: contract.InvoicesPaid}, []string{"INV/4"}},
			"of a customer":        {contract.ListInvoicesInput{Standing: contract.InvoicesOpen, Customer: paper}, []string{"INV/2"}},
			"of a company's man":   {contract.ListInvoicesInput{Standing: contract.InvoicesOverdue, Today: "2026-11-30", Customer: contract.Customer{Email: "anna@acme.example"}}, []string{"INV/1"}},
			"of nobody known":      {contract.ListInvoicesInput{Standing: contract.InvoicesAll, Customer: contract.Customer{Name: "Nobody"}}, nil},
		} {
			c.in.Limit = 10
			got := b.listInvoices(c.in)
			require.Equal(t, c.want, numbersOf(got), name)
			require.False(t, got.More, name)
		}
		drafts := b.listInvoices(contract.ListInvoicesInput{Standing: contract.InvoicesDraft, Limit: 10})
		require.Len(t, drafts.Invoices, 1)
		require.Equal(t, "draft Paper Ltd 500.00 EUR", drafts.Invoices[0].State+" "+drafts.Invoices[0].Company+" "+string(drafts.Invoices[0].Total)+" "+drafts.Invoices[0].Currency)
		all := b.listInvoices(contract.ListInvoicesInput{Standing: contract.InvoicesAll, Limit: 10})
		require.Len(t, all.Invoices, 6)
		first := b.listInvoices(contract.ListInvoicesInput{Standing: contract.InvoicesOpen, Limit: 1})
		require.Equal(t, []string{"INV/1"}, numbersOf(first))
		require.True(t, first.More)
		require.Equal(t, "40.00 2026-10-01 partial", fmt.Sprint(first.Invoices[0].Residual, " ", first.Invoices[0].DueDate, " ", first.Invoices[0].PaymentState))
		require.Contains(t, first.Invoices[0].URL, b.fake.URL)
	})
}

func TestListInvoices_WithoutOdooSaysSo(t *testing.T) {
	t.Parallel()
	got, err := run(t, activities(t, odoo.Config{}), contract.OdooListInvoices, contract.ListInvoicesInput{Standing: contract.InvoicesOpen, Limit: 5})
	require.NoError(t, err)
	require.Equal(t, contract.FoundInvoices{}, got)
}
