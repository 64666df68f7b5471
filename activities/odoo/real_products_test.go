package odoo_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// An invoice's line under a product of the demo data keeps price, words and
// taxes, and the mail's files stand beside the mail, each once.
func TestReal_AnInvoiceUnderAProductKeepsWhatWasApproved(t *testing.T) { //nolint:paralleltest // one real server
	_, currency := realOdoo(t)
	product := realSetting(t, "TEST_ODOO_PRODUCT")
	mail := withParts(part{"PO 4711.pdf", "application/pdf", pdf("order")}, part{"order.exe", "application/pdf", "x"})
	acts := activities(t, odoo.Config{
		URL: os.Getenv("TEST_ODOO_URL"), DB: os.Getenv("TEST_ODOO_DB"), Username: os.Getenv("TEST_ODOO_USERNAME"), Password: os.Getenv("TEST_ODOO_PASSWORD"),
	}, odoo.WithTimeouts(0, 0), carrying(mail))
	for i, tax := range []contract.Decimal{"", "15"} {
		line := contract.InvoiceLine{Description: product, Quantity: "3", UnitPrice: "77.77", TaxPercent: tax}
		d := realDraft(t, fmt.Sprintf("x%d-%d", time.Now().UnixNano(), i), currency, 0, line)
		var found contract.ProductMatch
		for _, d.Lines[0].Unit = range []string{"", "hour"} { // the demo data sell it by either
			var err error
			found, err = run(t, acts, contract.OdooFindProducts, contract.FindProductsInput{Draft: d})
			require.NoError(t, err)
			t.Logf("unit %q: %+v", d.Lines[0].Unit, found)
			if found.Products[0].ID != 0 {
				break
			}
		}
		require.NotZero(t, found.Products[0].ID)
		d.Lines[0].ProductID, d.Lines[0].Product = found.Products[0].ID, found.Products[0].Name
		out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
		require.NoError(t, err)
		require.Empty(t, out.Differences, "product, price and taxes are those approved")
		require.Equal(t, d.Total, out.Total)
		for range 2 {
			got, err := run(t, acts, contract.OdooEnsureAttachment, contract.EnsureAttachmentInput{InvoiceID: out.InvoiceID, BusinessKey: d.BusinessKey})
			require.NoError(t, err)
			require.Len(t, got.Files, 1)
			require.Len(t, got.LeftOut, 1)
		}
	}
}
