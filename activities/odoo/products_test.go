package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func findProducts(t *testing.T, b *bench, d contract.InvoiceDraft) contract.ProductMatch {
	t.Helper()
	got, err := run(t, b.acts, contract.OdooFindProducts, contract.FindProductsInput{Draft: d})
	require.NoError(t, err)
	require.True(t, got.Configured)
	require.Zero(t, b.fake.Count("product.product.load"))
	return got
}

// oneOf is a draft of one line with the description and the unit.
func oneOf(t *testing.T, description, unit string, change ...func(*contract.InvoiceDraft)) contract.InvoiceDraft {
	t.Helper()
	return draft(t, "mail-1", 1, append([]func(*contract.InvoiceDraft){func(d *contract.InvoiceDraft) {
		d.Lines = []contract.InvoiceLine{{Description: description, Quantity: "2", Unit: unit, UnitPrice: "60.00", TaxPercent: "19"}}
	}}, change...)...)
}

func TestFindProducts_OneExactProductInItsCurrencyAndUnit(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		hours := b.fake.AddProduct(odoofake.Product{Name: "Consulting", Code: "CONS", Price: "999", Unit: "Hours"})
		desk := b.fake.AddProduct(odoofake.Product{Name: "Desk", Price: "1"})
		for range 2 {
			b.fake.AddProduct(odoofake.Product{Name: "Lamp"})
		}
		b.fake.AddProduct(odoofake.Product{Name: "Old", Archived: true})
		b.fake.AddProduct(odoofake.Product{Name: "Inner", NotSold: true})
		b.fake.AddProduct(odoofake.Product{Name: "Theirs", Company: 2})
		dollars := func(d *contract.InvoiceDraft) { d.Currency = "USD" }
		for _, c := range []struct {
			draft contract.InvoiceDraft
			want  contract.Product
			says  string
		}{
			{oneOf(t, "Consulting", "hour"), contract.Product{ID: hours, Name: "[CONS] Consulting"}, ""},
			{oneOf(t, "CONS", "Hrs"), contract.Product{ID: hours, Name: "[CONS] Consulting"}, ""},
			{oneOf(t, "Desk", ""), contract.Product{ID: desk, Name: "Desk"}, ""},
			{oneOf(t, "Desk", "piece"), contract.Product{ID: desk, Name: "Desk"}, ""},
			// nothing fuzzy
			{oneOf(t, "consulting", "hour"), contract.Product{}, ""},
			{oneOf(t, "Consulting in May", "hour"), contract.Product{}, ""},
			{oneOf(t, "Desks", ""), contract.Product{}, ""},
			{oneOf(t, "Old", ""), contract.Product{}, ""},
			{oneOf(t, "Inner", ""), contract.Product{}, ""},
			{oneOf(t, "Theirs", ""), contract.Product{}, ""},
			// said
			{oneOf(t, "Lamp", ""), contract.Product{}, "Line 1 is free text: Odoo has 2 products called “Lamp”."},
			{oneOf(t, "Consulting", "day"), contract.Product{}, "Line 1 is free text: the product [CONS] Consulting is sold by the unit Hours in Odoo, and the line says day."},
			{oneOf(t, "Consulting", ""), contract.Product{}, "Line 1 is free text: the product [CONS] Consulting is sold by the unit Hours in Odoo, and the line names none."},
			{oneOf(t, "Desk", "", dollars), contract.Product{}, "Line 1 is free text: the product Desk is sold in EUR in Odoo."},
		} {
			got := findProducts(t, b, c.draft)
			require.Equal(t, []contract.Product{c.want}, got.Products, c.draft.Lines[0].Description)
			if c.says == "" {
				require.Empty(t, got.Remarks)
				continue
			}
			require.Equal(t, []string{c.says}, got.Remarks)
		}
	})
	got, err := run(t, activities(t, odoo.Config{}), contract.OdooFindProducts, contract.FindProductsInput{})
	require.NoError(t, err)
	require.Equal(t, contract.ProductMatch{}, got)
}

func TestFindProducts_WhatCannotBeReadIsNoProductAndADownOdooIsTriedAgain(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.AddProduct(odoofake.Product{Name: "Desk"})
		b.fake.Fault(4, "You are not allowed to access 'Product' (product.product) records.", 1, "product.product.search_read")
		require.Equal(t, contract.ProductMatch{Configured: true}, findProducts(t, b, oneOf(t, "Desk", "")))
		b.fake.HTML502(1, "product.product.search_read")
		_, err := run(t, b.acts, contract.OdooFindProducts, contract.FindProductsInput{Draft: oneOf(t, "Desk", "")})
		requireKind(t, contract.FailTransient, err)
	})
}

// under puts the product on the draft's first line.
func under(id int64, name string) func(*contract.InvoiceDraft) {
	return func(d *contract.InvoiceDraft) { d.Lines[0].ProductID, d.Lines[0].Product = id, name }
}

func TestCreateDraftInvoice_AProductChangesNeitherPriceNorTaxNorWords(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 16, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		account := b.fake.AddAccount("4400", "Services", "income")
		id := b.fake.AddProduct(odoofake.Product{Name: "Consulting", Code: "CONS", Price: "999", Unit: "Hours", Description: "as agreed", Income: account})
		for mail, tax := range map[string]contract.Decimal{"mail-1": "19", "mail-2": ""} {
			d := draft(t, mail, 1, func(d *contract.InvoiceDraft) { d.Lines[0].TaxPercent = tax }, under(id, "[CONS] Consulting"))
			out, err := b.create(d)
			require.NoError(t, err)
			require.Empty(t, out.Differences)
			require.Equal(t, d.Total, out.Total)
			again, err := b.create(d)
			require.NoError(t, err)
			require.True(t, again.Adopted)
			require.NoError(t, b.fake.Post(out.InvoiceID))
		}
		lines := b.fake.Lines()
		require.Equal(t, "Consulting (hours)", lines[0]["name"])
		require.Equal(t, "60", lines[0].Amount("price_unit"))
		require.Equal(t, id, lines[0]["product_id"])
		require.Nil(t, lines[1]["product_id"], "free text beside it")
		require.Equal(t, account, lines[0]["account_id"], "what a product is good for")
	})
}

func TestCreateDraftInvoice_AProductThatNoLongerFitsMakesNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for says, edit := range map[string]map[string]any{
			"The product of line 1, [CONS] Consulting, is no longer to be sold in Odoo": {"sale_ok": false},
			"is no longer to be sold in Odoo; see what the line stands under now":       {"active": false},
			"the product [CONS] Consulting is sold in USD in Odoo":                      {"currency_id": odoofake.CurrencyUSD},
		} {
			b := w.bench(t, odoofake.Options{})
			id := b.fake.AddProduct(odoofake.Product{Name: "Consulting", Code: "CONS", Unit: "Hours"})
			b.fake.Edit("product.product", id, edit)
			_, err := b.create(draft(t, "mail-1", 1, under(id, "[CONS] Consulting")))
			require.Contains(t, requireKind(t, contract.FailInvalid, err), says)
			require.Empty(t, b.fake.Moves())
		}
	})
}

func TestCreateDraftInvoice_AnotherProductInOdooIsADifference(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		id := b.fake.AddProduct(odoofake.Product{Name: "Consulting", Unit: "Hours"})
		other := b.fake.AddProduct(odoofake.Product{Name: "Training", Unit: "Hours"})
		d := draft(t, "mail-1", 1, under(id, "Consulting"))
		out, err := b.create(d)
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		b.fake.Edit("account.move.line", b.fake.Lines()[0]["id"].(int64), map[string]any{"product_id": other})
		out, err = b.verify(d)
		require.NoError(t, err)
		require.Equal(t, []string{"Line 1 stands under the product Training in Odoo; approved was Consulting."}, out.Differences)
	})
}

func TestCreateDraftInvoice_TheDryRunTellsTheProduct(t *testing.T) {
	t.Parallel()
	out, err := run(t, activities(t, odoo.Config{}), contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-1", 1, under(7, "Consulting"))))
	require.NoError(t, err)
	require.Contains(t, out.Described, `product_id/.id="7" name="Consulting (hours)"`)
	require.Contains(t, out.Described, `product_id/.id=(empty) name="Travel`)
	out, err = run(t, activities(t, odoo.Config{}), contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-1", 1)))
	require.NoError(t, err)
	require.NotContains(t, out.Described, "product_id")
	require.Contains(t, out.Described, "each document and picture that came with it")
}
