package odoo_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// These tests want the Sales app and demo data besides what realOdoo names: a
// product called as TEST_ODOO_PRODUCT says, and a posted, open customer invoice.

func realQuotation(t *testing.T, mail, currency, product string) contract.InvoiceDraft {
	t.Helper()
	d := realDraft(t, mail, currency, 0, threeLines()...)
	d.Kind, d.ValidUntil = contract.KindQuotation, "2030-01-31"
	for i := range d.Lines {
		d.Lines[i].Product = product
	}
	return d
}

func TestReal_QuotationIsMadeOnceAndReadBack(t *testing.T) { //nolint:paralleltest // one real server
	acts, currency := realOdoo(t)
	product := realSetting(t, "TEST_ODOO_PRODUCT")
	d := realQuotation(t, fmt.Sprintf("q%d", time.Now().UnixNano()), currency, product)
	match, err := run(t, acts, contract.OdooFindSales, contract.FindSalesInput{Draft: &d})
	require.NoError(t, err)
	require.True(t, match.Installed)
	require.Empty(t, match.Questions)
	d.PricelistID = match.PricelistID
	for i, p := range match.Products {
		d.Lines[i].ProductID = p.ID
	}
	var all sync.WaitGroup
	outs := make([]contract.InvoiceOutcome, 4)
	for i := range outs {
		all.Go(func() {
			outs[i], _ = run(t, acts, contract.OdooCreateDraftQuotation, approved(t, d))
		})
	}
	all.Wait()
	out, err := run(t, acts, contract.OdooCreateDraftQuotation, approved(t, d))
	require.NoError(t, err)
	t.Logf("%+v", out)
	require.True(t, out.Adopted)
	require.Empty(t, out.Differences)
	require.Equal(t, "draft", out.State)
	require.Equal(t, d.Total, out.Total)
	for _, o := range outs {
		if o.Found {
			require.Equal(t, out.QuotationID, o.QuotationID)
		}
	}
}

func TestReal_PaymentOfAnOpenInvoiceIsOneDraft(t *testing.T) { //nolint:paralleltest // one real server
	acts, _ := realOdoo(t)
	number := realSetting(t, "TEST_ODOO_OPEN_INVOICE")
	found, err := run(t, acts, contract.OdooFindInvoices, contract.FindInvoicesInput{Numbers: []string{number}})
	require.NoError(t, err)
	require.Len(t, found.Invoices, 1)
	invoice := found.Invoices[0]
	t.Logf("%+v", invoice)
	match, err := run(t, acts, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: invoice.Number})
	require.NoError(t, err)
	require.NotEmpty(t, match.Journals)
	d := contract.PaymentDraft{
		BusinessKey: contract.BusinessKey(fmt.Sprintf("p%d", time.Now().UnixNano())), PartnerID: invoice.PartnerID, Partner: invoice.Partner,
		Amount: invoice.Residual, Currency: invoice.Currency, Date: "2026-11-24", Memo: invoice.Number,
		JournalID: match.Journals[0].ID, Journal: match.Journals[0].Name, InvoiceID: invoice.ID,
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { _, _ = run(t, acts, contract.OdooCreateDraftPayment, approvedPayment(t, d)) })
	}
	all.Wait()
	out, err := run(t, acts, contract.OdooCreateDraftPayment, approvedPayment(t, d))
	require.NoError(t, err)
	t.Logf("%+v", out)
	require.True(t, out.Adopted)
	require.Empty(t, out.Differences)
	require.Equal(t, "draft", out.State)
	for range 2 {
		beside, err := run(t, acts, contract.OdooEnsureAttachment, contract.EnsureAttachmentInput{PaymentID: out.PaymentID, BusinessKey: d.BusinessKey})
		require.NoError(t, err)
		require.Equal(t, checksum([]byte(mailBytes)), beside.SHA1)
	}
	after, err := run(t, acts, contract.OdooFindInvoices, contract.FindInvoicesInput{Numbers: []string{number}})
	require.NoError(t, err)
	require.Equal(t, invoice.Residual, after.Invoices[0].Residual, "a draft pays nothing")
	again, err := run(t, acts, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: invoice.Number})
	require.NoError(t, err)
	require.Len(t, again.Existing, len(match.Existing)+1, "and is told of when the next mail speaks of the invoice")
}

// realSetting is what a test needs to know of the real server beside the login.
func realSetting(t *testing.T, name string) string {
	t.Helper()
	value := os.Getenv(name)
	if value == "" {
		t.Skip("set " + name)
	}
	return value
}
