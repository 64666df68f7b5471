package odoo_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// The tests of this file run against a real Odoo with the Invoicing app, the
// generic chart of accounts (a sale tax of 15 %) and EUR or USD active. They
// make customers and drafts there, so give them a database of their own:
//
// With an API key as the password Odoo 19 and later are spoken to in JSON-2,
// with a password in XML-RPC.
//
//	TEST_ODOO_URL=http://127.0.0.1:8069 TEST_ODOO_DB=... TEST_ODOO_USERNAME=... TEST_ODOO_PASSWORD=... TEST_ODOO_CURRENCY=USD
func realOdoo(t *testing.T) (*odoo.Activities, string) {
	t.Helper()
	cfg := odoo.Config{
		URL: os.Getenv("TEST_ODOO_URL"), DB: os.Getenv("TEST_ODOO_DB"),
		Username: os.Getenv("TEST_ODOO_USERNAME"), Password: os.Getenv("TEST_ODOO_PASSWORD"),
	}
	if cfg.URL == "" {
		t.Skip("no real Odoo: set TEST_ODOO_URL, TEST_ODOO_DB, TEST_ODOO_USERNAME and TEST_ODOO_PASSWORD to run against one")
	}
	currency := os.Getenv("TEST_ODOO_CURRENCY")
	if currency == "" {
		currency = "USD"
	}
	return activities(t, cfg, odoo.WithTimeouts(0, 0)), currency
}

func realDraft(t *testing.T, mail, currency string, partner int64, lines ...contract.InvoiceLine) contract.InvoiceDraft {
	t.Helper()
	return draft(t, mail, partner, func(d *contract.InvoiceDraft) {
		d.Currency = currency
		d.Customer = contract.Customer{Name: "Zażółć & <Söhne> " + mail, Email: mail + "_x@acme.example"}
		d.Reference = "PO-" + mail
		d.Lines = lines
	})
}

func threeLines() []contract.InvoiceLine {
	return []contract.InvoiceLine{
		{Description: "Consulting \"on site\"\nsecond line", Quantity: "2.5", Unit: "hours", UnitPrice: "80.00", TaxPercent: "15"},
		{Description: "Travel <b>& more</b>", Quantity: "3", UnitPrice: "33.33", DiscountPercent: "10", TaxPercent: "15"},
		{Description: "Books 😀", Quantity: "1", UnitPrice: "12.34"},
	}
}

func TestReal_NewCustomerDraftAttachmentAndReadBack(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	mail := fmt.Sprintf("m%d", time.Now().UnixNano())
	d := realDraft(t, mail, currency, 0, threeLines()...)
	begin := time.Now()
	out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	require.NoError(t, err)
	t.Logf("create with new customer: %v, %+v", time.Since(begin), out)
	require.Empty(t, out.Differences)
	require.Equal(t, "draft", out.State)
	require.Equal(t, d.Total, out.Total)
	require.Equal(t, d.Tax, out.Tax)

	again, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	require.NoError(t, err)
	require.True(t, again.Adopted)
	require.Equal(t, out.InvoiceID, again.InvoiceID)

	seen, err := run(t, acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d})
	require.NoError(t, err)
	require.Equal(t, out.InvoiceID, seen.InvoiceID)

	match, err := run(t, acts, contract.OdooFindCustomer, contract.FindCustomerInput{Customer: contract.Customer{Email: strings.ToUpper(d.Customer.Email)}})
	require.NoError(t, err)
	require.Equal(t, out.PartnerID, match.PartnerID)
	require.Equal(t, d.Customer.Name, match.Name)
	require.Equal(t, "email", match.MatchedBy)

	twin := realDraft(t, mail, currency, out.PartnerID, threeLines()...)
	twin.BusinessKey = contract.BusinessKey(mail + "twin")
	found, err := run(t, acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: twin})
	require.NoError(t, err)
	require.Len(t, found.Found, 1)
	require.Equal(t, out.InvoiceID, found.Found[0].ID)

	meant, err := run(t, acts, contract.OdooFindInvoices, contract.FindInvoicesInput{
		Numbers: []string{strings.ToLower(d.Reference)}, Customer: contract.Customer{Email: d.Customer.Email},
	})
	require.NoError(t, err)
	require.Len(t, meant.Invoices, 1)
	require.Equal(t, out.InvoiceID, meant.Invoices[0].ID)
	require.Equal(t, d.Total, meant.Invoices[0].Total)
	require.Len(t, meant.Invoices[0].Lines, len(d.Lines))

	for range 2 {
		in := contract.EnsureAttachmentInput{InvoiceID: out.InvoiceID, BusinessKey: d.BusinessKey}
		got, err := run(t, acts, contract.OdooEnsureAttachment, in)
		require.NoError(t, err)
		require.Equal(t, checksum([]byte(mailBytes)), got.SHA1)
		t.Logf("attachment %+v", got)
	}
}

func TestReal_ManyAtOnceOnFewMails(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	stamp := time.Now().UnixNano()
	first, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, realDraft(t, fmt.Sprintf("p%d", stamp), currency, 0, threeLines()...)))
	require.NoError(t, err)
	var mu sync.Mutex
	ids := map[string]map[int64]bool{}
	lost := 0
	begin := time.Now()
	var wg sync.WaitGroup
	for i := range 36 {
		mail := fmt.Sprintf("c%d-%d", stamp, i%6)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, realDraft(t, mail, currency, first.PartnerID, threeLines()...)))
				mu.Lock()
				if err == nil {
					if ids[mail] == nil {
						ids[mail] = map[int64]bool{}
					}
					ids[mail][out.InvoiceID] = true
					mu.Unlock()
					return
				}
				lost++
				mu.Unlock()
				kind, message, _ := kindOf(t, err)
				if kind != contract.FailTransient {
					t.Errorf("%s: %s", kind, message)
					return
				}
			}
		}()
	}
	wg.Wait()
	t.Logf("36 creates on 6 mails: %v, %d lost races", time.Since(begin), lost)
	require.Len(t, ids, 6)
	for mail, of := range ids {
		require.Len(t, of, 1, mail)
	}
}

func TestReal_TaxInsideAndPrecision(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	mail := fmt.Sprintf("t%d", time.Now().UnixNano())
	d := realDraft(t, mail, currency, 0, contract.InvoiceLine{Description: "a third", Quantity: "3", UnitPrice: "33.333"})
	out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	require.NoError(t, err)
	t.Logf("3 x 33.333 = %s, differences %q", out.Total, out.Differences)

	d = realDraft(t, mail+"i", currency, out.PartnerID, contract.InvoiceLine{Description: "gross", Quantity: "1", UnitPrice: "115", TaxPercent: "15"})
	d.TaxIncluded = true
	d.Subtotal, d.Tax, d.Total = "100.00", "15.00", "115.00"
	_, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	t.Logf("tax included: %v", err)

	d = realDraft(t, mail+"r", currency, out.PartnerID, contract.InvoiceLine{Description: "rate", Quantity: "1", UnitPrice: "1", TaxPercent: "16.5"})
	_, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	require.Contains(t, requireKind(t, contract.FailInvalid, err), "no sale tax of 16.5 %")

	d = realDraft(t, mail+"c", "CHF", out.PartnerID, contract.InvoiceLine{Description: "franc", Quantity: "1", UnitPrice: "1"})
	_, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	t.Logf("CHF: %v", err)

	d = realDraft(t, mail+"g", currency, 987654, contract.InvoiceLine{Description: "nobody", Quantity: "1", UnitPrice: "1"})
	_, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
	requireKind(t, contract.FailNotFound, err)

	line := contract.InvoiceLine{Description: "small", Quantity: "1", UnitPrice: "0.03", TaxPercent: "15"}
	out, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, realDraft(t, mail+"s", currency, out.PartnerID, line, line, line, line)))
	require.NoError(t, err)
	require.True(t, len(out.Differences) == 0 || strings.Contains(strings.Join(out.Differences, " "), "Round Globally"))
	t.Logf("4 lines of 0.03 with 15 %%: tax %s, differences %q", out.Tax, out.Differences)
}

func TestReal_WrongSettingsAreNamed(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	_ = acts
	for name, c := range map[string]struct {
		edit func(*odoo.Config)
		says string
	}{
		"password": {func(c *odoo.Config) { c.Password = "wrong" }, "ODOO_PASSWORD"},
		"database": {func(c *odoo.Config) { c.DB = "nodb" }, "ODOO_DB"},
	} {
		cfg := odoo.Config{
			URL: os.Getenv("TEST_ODOO_URL"), DB: os.Getenv("TEST_ODOO_DB"),
			Username: os.Getenv("TEST_ODOO_USERNAME"), Password: os.Getenv("TEST_ODOO_PASSWORD"),
		}
		c.edit(&cfg)
		_, err := run(t, activities(t, cfg), contract.OdooCreateDraftInvoice, approved(t, realDraft(t, "x", currency, 0, threeLines()...)))
		require.Contains(t, requireKind(t, contract.FailAuth, err), c.says, name)
	}
}

func TestReal_TheBooksAreReadInFewCallsAndNothingIsMissing(t *testing.T) { //nolint:paralleltest // one real server, which makes the tests lose races with each other
	acts, currency := realOdoo(t)
	today := time.Now().UTC()
	day := func(back int) string { return today.AddDate(0, 0, -back).Format(time.DateOnly) }
	begin := time.Now()
	got, err := run(t, acts, contract.OdooListBooks, contract.ListBooksInput{
		AsOf: day(0), Period: contract.BooksPeriod{From: day(29), To: day(0)}, Comparison: contract.BooksPeriod{From: day(59), To: day(30)},
	})
	require.NoError(t, err)
	t.Logf("read in %v: %+v", time.Since(begin), got)
	require.Equal(t, currency, got.Currency)
	for _, m := range got.Missing {
		require.Contains(t, []string{"customer_subscriptions", "recurring"}, m.Figure, m.Why)
	}
	require.NotEmpty(t, got.Receivables.Total.Source)
	require.NotEmpty(t, got.Repeated.Source)
}
