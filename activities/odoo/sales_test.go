package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// wanted is a quotation before it is known what its lines stand under.
func wanted(t *testing.T, change ...func(*contract.InvoiceDraft)) contract.InvoiceDraft {
	t.Helper()
	return draft(t, "mail-1", 1, append([]func(*contract.InvoiceDraft){func(d *contract.InvoiceDraft) {
		d.Kind, d.DueDate, d.ValidUntil, d.Narration = contract.KindQuotation, "", "2027-01-31", ""
	}}, change...)...)
}

func findSales(t *testing.T, b *bench, d contract.InvoiceDraft, usual string) contract.SalesMatch {
	t.Helper()
	got, err := run(t, b.acts, contract.OdooFindSales, contract.FindSalesInput{Draft: &d, Product: usual})
	require.NoError(t, err)
	require.True(t, got.Configured)
	return got
}

func TestFindSales_TellsWhetherTheAppIsThere(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 20, 21, 22}, func(t *testing.T, w way) {
		got, err := run(t, w.bench(t, odoofake.Options{}).acts, contract.OdooFindSales, contract.FindSalesInput{})
		require.NoError(t, err)
		require.Equal(t, contract.SalesMatch{Configured: true}, got)
		got, err = run(t, w.bench(t, odoofake.Options{Sales: true}).acts, contract.OdooFindSales, contract.FindSalesInput{})
		require.NoError(t, err)
		require.Equal(t, contract.SalesMatch{Configured: true, Installed: true}, got)
	})
	got, err := run(t, activities(t, odoo.Config{}), contract.OdooFindSales, contract.FindSalesInput{})
	require.NoError(t, err)
	require.Equal(t, contract.SalesMatch{}, got)
}

func TestFindSales_AnAppThatMayNotBeUsedIsToldAndNotWaitedFor(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for rights, says := range map[odoofake.Rights]string{"": "", odoofake.RightsBilling: "", odoofake.RightsInternal: "You are not allowed to access 'Sales Order'"} {
			b := w.bench(t, odoofake.Options{Sales: true, NoSalesRights: true, Rights: rights})
			got, err := run(t, b.acts, contract.OdooFindSales, contract.FindSalesInput{})
			require.NoError(t, err)
			require.False(t, got.Installed)
			require.Contains(t, got.Trouble, "sales_team.group_sale_salesman_all_leads")
			require.Contains(t, got.Trouble, says)
		}
	})
}

func TestFindSales_ARightThatCannotBeAskedForIsLeftToTheRecordItself(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		b.fake.Fault(1, trace("AttributeError: The method does not exist"), 1, "sale.order.has_access", "sale.order.check_access_rights")
		got, err := run(t, b.acts, contract.OdooFindSales, contract.FindSalesInput{})
		require.NoError(t, err)
		require.True(t, got.Installed)
		require.Empty(t, got.Trouble)
	})
}

func TestFindSales_AnOdooThatIsDownIsTriedAgain(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		b.fake.HTML502(1, "sale.order.fields_get")
		_, err := run(t, b.acts, contract.OdooFindSales, contract.FindSalesInput{})
		requireKind(t, contract.FailTransient, err)
	})
}

func TestFindSales_MatchesByInternalReferenceThenNameThenTheHandbook(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		b.fake.AddProduct(odoofake.Product{Name: "Travel, \"first\" class", Archived: true})
		b.fake.AddProduct(odoofake.Product{Name: "Consulting", NotSold: true})
		b.fake.AddProduct(odoofake.Product{Name: "Consulting", Company: 2})
		consulting := b.fake.AddProduct(odoofake.Product{Name: "Consulting", Code: "CONS"})
		work := b.fake.AddProduct(odoofake.Product{Name: "Work as agreed"})
		travel := b.fake.AddProduct(odoofake.Product{Name: "Travel by train", Code: "Train"})

		got := findSales(t, b, wanted(t), "Work as agreed")
		require.Empty(t, got.Questions)
		require.Equal(t, []contract.Product{{ID: consulting, Name: "[CONS] Consulting"}, {ID: work, Name: "Work as agreed"}}, got.Products)

		own := findSales(t, b, wanted(t, func(d *contract.InvoiceDraft) { d.Lines[0].Product, d.Lines[1].Product = "CONS", "Train" }), "")
		require.Empty(t, own.Questions)
		require.Equal(t, []contract.Product{{ID: consulting, Name: "[CONS] Consulting"}, {ID: travel, Name: "[Train] Travel by train"}}, own.Products)
	})
}

func TestFindSales_AsksWhichProductAndNamesTheSetting(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		b.fake.AddProduct(odoofake.Product{Name: "Shirt"})
		b.fake.AddProduct(odoofake.Product{Name: "Shirt"})
		texts := func(got contract.SalesMatch) (out []string) {
			for i, q := range got.Questions {
				require.Regexp(t, `^line_\d_product$`, q.Field)
				require.Zero(t, got.Products[len(got.Products)-len(got.Questions)+i].ID)
				out = append(out, q.Text)
			}
			return out
		}
		first := texts(findSales(t, b, wanted(t), ""))
		require.Len(t, first, 2)
		require.Contains(t, first[0], "name one for all such lines as quotation_product in Company_Handbook.md")
		require.Equal(t, "Which product of Odoo does line 2, “Travel, \"first\" class”, stand under?", first[1])
		require.Contains(t, texts(findSales(t, b, wanted(t), "Wrok"))[0], "quotation_product: “Wrok”, but Odoo has no such product")
		require.Contains(t, texts(findSales(t, b, wanted(t), "Shirt"))[0], "more than one of that name")
		named := wanted(t, func(d *contract.InvoiceDraft) { d.Lines[0].Product, d.Lines[1].Product = "Shirt", "Trousers" })
		require.Contains(t, texts(findSales(t, b, named, "Shirt"))[0], "2 products called “Shirt”")
		require.Contains(t, texts(findSales(t, b, named, "Shirt"))[1], "no product to be sold whose internal reference or name is “Trousers”")
	})
}

func TestFindSales_PassesOverWhatTheDraftDoesNotSayYet(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		d := wanted(t)
		d.Currency, d.Lines = "", []contract.InvoiceLine{{}, {Description: "Consulting"}}
		got := findSales(t, b, d, "")
		require.Len(t, got.Products, 2)
		require.Len(t, got.Questions, 1)
		require.Equal(t, "line_2_product", got.Questions[0].Field)
	})
}

func TestFindSales_TheCurrencyComesFromAPricelistOfTheCompany(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 16, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Sales: true})
		b.fake.AddProduct(odoofake.Product{Name: "Work"})
		own := findSales(t, b, wanted(t), "Work")
		require.Empty(t, own.Questions)
		require.Equal(t, w.version <= 16, own.PricelistID != 0, "from 17 on the company's currency needs none")

		if w.version <= 16 {
			b.fake.Edit("product.pricelist", own.PricelistID, map[string]any{"active": false})
			require.Contains(t, findSales(t, b, wanted(t), "Work").Questions[0].Text, "no pricelist in EUR", "needed for every currency")
		}
		dollars := wanted(t, func(d *contract.InvoiceDraft) { d.Currency = "USD" })
		b.fake.AddPricelist(odoofake.Pricelist{Name: "of the other company", Currency: odoofake.CurrencyUSD, Company: 2})
		b.fake.AddPricelist(odoofake.Pricelist{Name: "of the past", Currency: odoofake.CurrencyUSD, Archived: true})
		got := findSales(t, b, dollars, "Work")
		require.Len(t, got.Questions, 1)
		require.Equal(t, "currency", got.Questions[0].Field)
		require.Contains(t, got.Questions[0].Text, "Odoo has no pricelist in USD")

		id := b.fake.AddPricelist(odoofake.Pricelist{Name: "Export", Currency: odoofake.CurrencyUSD})
		got = findSales(t, b, dollars, "Work")
		require.Empty(t, got.Questions)
		require.Equal(t, id, got.PricelistID)
		require.Equal(t, "Export", got.Pricelist)
	})
}
