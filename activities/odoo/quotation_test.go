package odoo_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// settled is a quotation whose lines stand under a product and whose pricelist
// is chosen, on a server that has both.
func settled(t *testing.T, b *bench, change ...func(*contract.InvoiceDraft)) contract.InvoiceDraft {
	t.Helper()
	b.fake.AddProduct(odoofake.Product{Name: "Work as agreed", Code: "WORK"})
	d := wanted(t, change...)
	match := findSales(t, b, d, "WORK")
	require.Empty(t, match.Questions)
	d.PricelistID = match.PricelistID
	for i, p := range match.Products {
		d.Lines[i].ProductID, d.Lines[i].Product = p.ID, p.Name
	}
	return d
}

func quote(t *testing.T, b *bench, d contract.InvoiceDraft) (contract.InvoiceOutcome, error) {
	t.Helper()
	return run(t, b.acts, contract.OdooCreateDraftQuotation, approved(t, d))
}

func TestCreateDraftQuotation_MakesOneWithTheApprovedTotals(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 23}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		d := settled(t, b)
		out, err := quote(t, b, d)
		require.NoError(t, err)
		require.Equal(t, contract.InvoiceOutcome{
			Found: true, Configured: true, QuotationID: 1, PartnerID: 1, State: "draft", Currency: "EUR",
			URL:     b.fake.URL + "/web#id=1&model=sale.order&view_type=form",
			Untaxed: d.Subtotal, Tax: d.Tax, Total: d.Total,
		}, out)
		require.Len(t, b.fake.Orders(), 1)
		require.Empty(t, b.fake.Moves(), "a quotation is no invoice")
		order, lines := b.fake.Orders()[0], b.fake.OrderLines()
		require.Equal(t, "draft", order["state"])
		require.Equal(t, "PO-7", order["client_order_ref"])
		require.Equal(t, d.BusinessKey, order["origin"])
		require.Equal(t, "2027-01-31", order["validity_date"])
		require.Equal(t, "Consulting (hours)", lines[0]["name"])
		require.Equal(t, "10", lines[1].Amount("discount"))
		tax := map[bool]string{true: "tax_ids", false: "tax_id"}[w.version >= 19]
		require.Len(t, lines[0][tax], 1)

		again, err := quote(t, b, d)
		require.NoError(t, err)
		require.True(t, again.Adopted)
		require.Len(t, b.fake.Orders(), 1)
		require.Equal(t, 1, b.fake.Count("sale.order.load"))
		for _, r := range b.fake.Requests() {
			require.NotContains(t, r.Op, "action_", "nothing is confirmed or sent")
		}
	})
}

func TestCreateDraftQuotation_LeavesTermsAndValidityToOdooWhenNoneAreApproved(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true, Now: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }})
		out, err := quote(t, b, settled(t, b, func(d *contract.InvoiceDraft) { d.ValidUntil = "" }))
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		require.Equal(t, "2026-12-23", b.fake.Orders()[0]["validity_date"])
		for _, r := range b.fake.Requests() {
			if r.Op == "sale.order.load" {
				require.NotContains(t, r.Arg("fields"), "note")
			}
		}
	})
}

func TestCreateDraftQuotation_CarriesAnotherCurrencyByItsPricelist(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 17, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		list := b.fake.AddPricelist(odoofake.Pricelist{Name: "Export", Currency: odoofake.CurrencyUSD})
		d := settled(t, b, func(d *contract.InvoiceDraft) { d.Currency, d.Narration = "USD", "Service period: May" })
		require.Equal(t, list, d.PricelistID)
		out, err := quote(t, b, d)
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		require.Equal(t, "USD", out.Currency)
		note := "<p>Service period: May</p>"
		if w.version == 14 {
			note = "Service period: May"
		}
		require.Equal(t, note, b.fake.Orders()[0]["note"])
	})
}

func TestCreateDraftQuotation_LostAnswerIsFoundByTheKey(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		d := settled(t, b)
		b.fake.CommitThenDrop(1, "sale.order.load")
		_, err := quote(t, b, d)
		requireKind(t, contract.FailOutcomeUnknown, err)
		seen, err := run(t, b.acts, contract.OdooVerifyDraftQuotation, contract.VerifyDraftInvoiceInput{Draft: d})
		require.NoError(t, err)
		require.True(t, seen.Found)
		require.Equal(t, int64(1), seen.QuotationID)
		require.Empty(t, seen.Differences)

		b.fake.Edit("sale.order", 1, map[string]any{"state": "sale", "validity_date": "2027-03-01"})
		seen, err = run(t, b.acts, contract.OdooVerifyDraftQuotation, contract.VerifyDraftInvoiceInput{Draft: d})
		require.NoError(t, err)
		require.Equal(t, []string{
			`The quotation is no longer a draft in Odoo; its state is "sale".`, "The expiration in Odoo is 2027-03-01; approved was 2027-01-31.",
		}, seen.Differences)
	})
}

func TestCreateDraftQuotation_ManyAtOnceMakeOne(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true, LoadTime: 3 * time.Millisecond})
		in := approved(t, settled(t, b))
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				_, err := run(t, b.acts, contract.OdooCreateDraftQuotation, in)
				for err != nil {
					requireKind(t, contract.FailTransient, err)
					_, err = run(t, b.acts, contract.OdooCreateDraftQuotation, in)
				}
			})
		}
		wg.Wait()
		require.Len(t, b.fake.Orders(), 1)
		require.Len(t, b.fake.OrderLines(), 2)
	})
}

func TestCreateDraftQuotation_WithoutTheRightToSellNothingIsMadeAndTheRightIsNamed(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		with := w.bench(t, odoofake.Options{Sales: true})
		b := w.bench(t, odoofake.Options{Sales: true, NoSalesRights: true})
		b.fake.AddProduct(odoofake.Product{Name: "Work as agreed", Code: "WORK"})
		_, err := quote(t, b, settled(t, with)) // the right was taken away after the look-up
		says := requireKind(t, contract.FailAuth, err)
		require.Contains(t, says, "Sales / User: All Documents")
		require.Contains(t, says, "You are not allowed to create 'Sales Order'")
		require.Empty(t, b.fake.Orders())
	})
}

func TestCreateDraftQuotation_SaysWhatHasChangedSinceTheOwnerWasAsked(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for says, change := range map[string]func(*odoofake.Server, contract.InvoiceDraft){
			"product of line 1, [WORK] Work as agreed, is no longer": func(f *odoofake.Server, d contract.InvoiceDraft) {
				f.Edit("product.product", d.Lines[0].ProductID, map[string]any{"active": false})
			},
			"pricelist in USD that was chosen is no longer": func(f *odoofake.Server, d contract.InvoiceDraft) {
				f.Edit("product.pricelist", d.PricelistID, map[string]any{"active": false})
			},
		} {
			b := w.bench(t, odoofake.Options{Sales: true})
			b.fake.AddPricelist(odoofake.Pricelist{Name: "Export", Currency: odoofake.CurrencyUSD})
			d := settled(t, b, func(d *contract.InvoiceDraft) { d.Currency = "USD" })
			change(b.fake, d)
			_, err := quote(t, b, d)
			require.Contains(t, requireKind(t, contract.FailInvalid, err), says)
			require.Zero(t, b.fake.Count("sale.order.load"))
		}
	})
}

func TestCreateDraftQuotation_RefusesWhatIsNoneOrIncomplete(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		d := settled(t, b)
		_, err := run(t, b.acts, contract.OdooCreateDraftInvoice, approved(t, d))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "another kind")
		_, err = quote(t, b, draft(t, "mail-1", 1))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "another kind")
		_, err = run(t, b.acts, contract.OdooVerifyDraftInvoice, contract.VerifyDraftInvoiceInput{Draft: d})
		requireKind(t, contract.FailInvalid, err)
		stolen := approved(t, d)
		stolen.Draft.Kind = "" // approved as a quotation, sent as an invoice
		_, err = run(t, b.acts, contract.OdooCreateDraftInvoice, stolen)
		require.Contains(t, requireKind(t, contract.FailConflict, err), "not the one that was approved")
		_, err = quote(t, b, wanted(t))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "Line 1 has no product")
		d.ValidUntil = "soon"
		_, err = quote(t, b, d)
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "expiration is not a date")
		require.Empty(t, b.fake.Orders())
		require.Empty(t, b.fake.Moves())
	})
}

func TestCreateDraftQuotation_DryRunDescribesExactlyTheCallAndTouchesNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		in := approved(t, settled(t, b, func(d *contract.InvoiceDraft) { d.PartnerID, d.CreateCustomer = 0, true }))
		in.DryRun = true
		before := len(b.fake.Requests())
		out, err := run(t, b.acts, contract.OdooCreateDraftQuotation, in)
		require.NoError(t, err)
		require.Len(t, b.fake.Requests(), before)
		for _, part := range []string{
			"1. res.partner.load", "2. sale.order.load: make the draft quotation, once", "3. sale.order.read", "4. ir.attachment.load", `res_model = "sale.order"`,
			`origin = "` + in.Draft.BusinessKey + `"`, `validity_date = "2027-01-31"`, `product_id/.id="1"`, `price_unit="33.33"`, "tax_id is called tax_ids",
		} {
			require.Contains(t, out.Described, part)
		}
		require.NotContains(t, out.Described, "account.move")
		in.DryRun = false
		_, err = run(t, b.acts, contract.OdooCreateDraftQuotation, in)
		require.NoError(t, err)
		for _, r := range b.fake.Requests() {
			if !strings.HasSuffix(r.Op, ".load") {
				continue
			}
			for _, column := range r.Arg("fields").([]any) {
				name := strings.Replace(strings.TrimPrefix(column.(string), "order_line/"), "tax_ids", "tax_id", 1)
				require.Contains(t, out.Described, name, r.Op)
			}
		}
	})
}

func TestFindDuplicates_OfAQuotationAreQuotationsAndOrders(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		d := settled(t, b)
		b.fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "posted", Ref: "PO-7", Total: string(d.Total)})
		b.fake.AddOrder(1, "cancel", "PO-7", string(d.Total))
		b.fake.AddOrder(b.fake.AddPartner(odoofake.Partner{Name: "Another"}), "draft", "PO-7", string(d.Total))
		same := b.fake.AddOrder(1, "sale", "po-7", "5")
		b.fake.Edit("sale.order", b.fake.AddOrder(1, "draft", "PO-7", "5"), map[string]any{"origin": d.BusinessKey}) // itself
		got, err := run(t, b.acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: d})
		require.NoError(t, err)
		require.Len(t, got.Found, 1)
		require.Equal(t, same, got.Found[0].ID)
		require.Equal(t, "It has the same reference PO-7.", got.Found[0].Why)
		require.Contains(t, got.Found[0].URL, "model=sale.order")
		require.Zero(t, got.History.Count)
	})
}

func TestEnsureAttachment_GoesToTheQuotationOnce(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 17, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		made, err := quote(t, b, settled(t, b))
		require.NoError(t, err)
		in := contract.EnsureAttachmentInput{QuotationID: made.QuotationID, BusinessKey: contract.BusinessKey("mail-1"), Mail: contract.MailRef{Key: "ab"}}
		for range 2 {
			got, err := run(t, b.acts, contract.OdooEnsureAttachment, in)
			require.NoError(t, err)
			require.NotZero(t, got.ID)
		}
		require.Len(t, b.fake.Attachments(), 1)
		require.Equal(t, "sale.order", b.fake.Attachments()[0]["res_model"])
		require.Equal(t, made.QuotationID, b.fake.Attachments()[0]["res_id"])
	})
}
