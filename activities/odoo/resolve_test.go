package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestResolve_ProblemsTheOwnerCanMendStopBeforeAnyWrite(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for name, c := range map[string]struct {
			prepare func(*odoofake.Server) int64
			edit    func(*contract.InvoiceDraft)
			kind    contract.FailureKind
			says    string
		}{
			"archived customer": {
				prepare: func(f *odoofake.Server) int64 { return f.AddPartner(odoofake.Partner{Name: "Old Ltd", Archived: true}) },
				kind:    contract.FailInvalid, says: `"Old Ltd" is archived`,
			},
			"customer gone": {
				prepare: func(*odoofake.Server) int64 { return 4711 },
				kind:    contract.FailNotFound, says: "contact 4711",
			},
			"customer of another company": {
				prepare: func(f *odoofake.Server) int64 { return f.AddPartner(odoofake.Partner{Name: "Theirs", Company: 2}) },
				kind:    contract.FailNotFound, says: "belongs to another company",
			},
			"inactive currency": {
				edit: func(d *contract.InvoiceDraft) { d.Currency = "CHF" },
				kind: contract.FailInvalid, says: "CHF is switched off in Odoo; switch it on under",
			},
			"unknown currency": {
				edit: func(d *contract.InvoiceDraft) { d.Currency = "SEK" },
				kind: contract.FailInvalid, says: "does not know the currency SEK",
			},
			"rate that Odoo lacks": {
				edit: func(d *contract.InvoiceDraft) { d.Lines[0].TaxPercent = "16" },
				kind: contract.FailInvalid, says: "no sale tax of 16 % on top of the price; there are 19 %, 7 %, 20 %, 19 % (included in the price), 20 % (included in the price).",
			},
			"rate that Odoo has on top only": {
				edit: func(d *contract.InvoiceDraft) { d.TaxIncluded = true },
				kind: contract.FailInvalid, says: "no sale tax of 7 % included in the price",
			},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{})
				partner := int64(1)
				if c.prepare != nil {
					partner = c.prepare(b.fake)
				}
				edit := c.edit
				if edit == nil {
					edit = func(*contract.InvoiceDraft) {}
				}
				_, err := b.create(draft(t, "mail-1", partner, edit))
				require.Contains(t, requireKind(t, c.kind, err), c.says)
				require.Zero(t, b.fake.Count("account.move.load"))
				require.Zero(t, b.fake.Count("res.partner.load"))
			})
		}
	})
}

func TestResolve_CompanyWithoutChartIsExplained(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{NoJournal: true})
		_, err := b.create(draft(t, "mail-1", 1))
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "install its chart of accounts")
		require.Empty(t, b.fake.Moves())
	})
}

func TestResolve_ArchivedTaxIsNoTax(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.AddTax(odoofake.Tax{Name: "16% S", Rate: "16", Archived: true})
		_, err := b.create(draft(t, "mail-1", 1, func(d *contract.InvoiceDraft) { d.Lines[0].TaxPercent = "16" }))
		requireKind(t, contract.FailInvalid, err)
	})
}

func TestResolve_CompanysUsualTaxWinsAmongEqualRates(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		usual := b.fake.AddTax(odoofake.Tax{Name: "19% services", Rate: "19"})
		b.fake.Edit("res.company", 1, map[string]any{"account_sale_tax_id": usual})
		_, err := b.create(draft(t, "mail-1", 1))
		require.NoError(t, err)
		require.Equal(t, []int64{usual}, b.fake.Lines()[0]["tax_ids"])
	})
}

func TestResolve_ZeroPercentTakesNoTax(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		zero := func(d *contract.InvoiceDraft) {
			d.Lines = []contract.InvoiceLine{{Description: "export", Quantity: "1", UnitPrice: "10", TaxPercent: "0"}}
		}
		for _, taxes := range []int{0, 1, 2} {
			b := w.bench(t, odoofake.Options{})
			for range taxes {
				b.fake.AddTax(odoofake.Tax{Name: "0%", Rate: "0"})
			}
			out, err := b.create(draft(t, "mail-1", 1, zero))
			require.NoError(t, err)
			require.Empty(t, out.Differences)
			require.Nil(t, b.fake.Lines()[0]["tax_ids"])
		}
	})
}
