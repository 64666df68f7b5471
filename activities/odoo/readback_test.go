package odoo_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func TestReadBack_ShortenedPriceIsSaidOnOdoo17AndAbsentOn19(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		out, err := b.create(draft(t, "mail-1", partner, func(d *contract.InvoiceDraft) {
			d.Lines = []contract.InvoiceLine{{Description: "a third", Quantity: "3", UnitPrice: "33.333"}}
		}))
		require.NoError(t, err)
		if w.version >= 19 {
			require.Empty(t, out.Differences)
			return
		}
		text := strings.Join(out.Differences, "\n")
		require.Contains(t, text, "The total in Odoo is 99.99 EUR; approved was 100.00 EUR.")
		require.Contains(t, text, "Line 1: Odoo keeps the unit price 33.33 instead of 33.333")
		require.NotContains(t, text, "The tax in Odoo")
	})
}

func TestReadBack_RoundingOtherThanTheCompanysIsExplained(t *testing.T) {
	t.Parallel()
	line := contract.InvoiceLine{Description: "small", Quantity: "1", UnitPrice: "0.07", TaxPercent: "7"}
	for setting, says := range map[money.Rounding]string{
		money.RoundGlobally: "The tax in Odoo is 0.01 EUR; approved was 0.00 EUR.\nThe total in Odoo is 0.22 EUR; approved was 0.21 EUR.\nOdoo rounds taxes on the whole invoice",
		money.RoundPerLine:  "The tax in Odoo is 0.00 EUR; approved was 0.01 EUR.\nThe total in Odoo is 0.21 EUR; approved was 0.22 EUR.\nOdoo rounds taxes line by line",
	} {
		everyVersion(t, []int{14, 19}, func(t *testing.T, w way) {
			b := w.bench(t, odoofake.Options{Rounding: string(setting)})
			three := func(d *contract.InvoiceDraft) { d.Lines = []contract.InvoiceLine{line, line, line} }
			for _, how := range []money.Rounding{money.RoundGlobally, money.RoundPerLine} {
				d, err := money.TotalsRounded(draft(t, "mail-"+string(how), 1, three), how)
				require.NoError(t, err)
				out, err := b.create(d)
				require.NoError(t, err)
				if how == setting {
					require.Empty(t, out.Differences)
					continue
				}
				require.Contains(t, strings.Join(out.Differences, "\n"), says)
			}
		})
	}
}

func TestReadBack_TaxInsideThePriceKeepsTheTotalOnEveryVersion(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{16, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		// 100.05 with 20 % inside halves a cent: 17 and 18 put it on other sides.
		d := draft(t, "mail-1", partner, func(d *contract.InvoiceDraft) {
			d.TaxIncluded = true
			d.Lines = []contract.InvoiceLine{{Description: "gross", Quantity: "1", UnitPrice: "100.05", TaxPercent: "20"}}
		})
		out, err := b.create(d)
		require.NoError(t, err)
		require.Empty(t, out.Differences)
		require.Equal(t, contract.Decimal("100.05"), out.Total)
	})
}

func TestReadBack_NamesEveryFieldAPersonHasChanged(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		other := b.fake.AddPartner(odoofake.Partner{Name: "Other"})
		d := draft(t, "mail-1", partner)
		made, err := b.create(d)
		require.NoError(t, err)
		b.fake.Edit("account.move", made.InvoiceID, map[string]any{
			"state": "posted", "partner_id": other, "currency_id": int64(1), "ref": "", "invoice_date_due": "2026-12-23",
			"invoice_line_ids": []int64{1},
		})
		out, err := b.verify(d)
		require.NoError(t, err)
		require.Equal(t, "posted", out.State)
		text := strings.Join(out.Differences, "\n")
		for _, part := range []string{
			"no longer a draft", `The customer in Odoo is "Other"`, "The currency in Odoo is USD; approved was EUR.",
			"The due date in Odoo is 2026-12-23; approved was 2027-05-05.", "The reference in Odoo is empty; approved was PO-7.",
			"The invoice has 1 lines in Odoo; approved were 2.",
		} {
			require.Contains(t, text, part)
		}
	})
}

func TestReadBack_YenAndDinarsAreComparedInTheirOwnMinorUnit(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for currency, total := range map[string]contract.Decimal{"JPY": "1309", "KWD": "1309.000"} {
			b := w.bench(t, odoofake.Options{})
			partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
			out, err := b.create(draft(t, "mail-1", partner, func(d *contract.InvoiceDraft) {
				d.Currency = currency
				d.Lines = []contract.InvoiceLine{{Description: "work", Quantity: "1", UnitPrice: "1100", TaxPercent: "19"}}
			}))
			require.NoError(t, err)
			require.Empty(t, out.Differences)
			require.Equal(t, total, out.Total)
		}
	})
}
