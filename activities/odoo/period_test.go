package odoo_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// byRule makes a draft one that a recurring rule lets out.
func byRule(partner int64) func(*contract.InvoiceDraft) {
	return func(d *contract.InvoiceDraft) {
		d.PeriodKey = contract.PeriodKey(partner, "Hosting a month\n2026-11-01")
	}
}

func TestCreateDraftInvoice_OfMailsAtOnceARuleLetsOneOutAPeriod(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{LoadTime: 3 * time.Millisecond})
		other := activities(t, w.config(b.fake.URL)) // of a second worker
		for round := range 10 {
			partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME " + itoa(round)})
			var made, told atomic.Int64
			var wg sync.WaitGroup
			for i := range 8 {
				d := draft(t, "mail-"+itoa(round)+"-"+itoa(i), partner, byRule(partner), func(d *contract.InvoiceDraft) {
					d.Reference, d.Lines[0].Quantity = "PO-"+itoa(i), contract.Decimal(itoa(i+1)) // neither reference nor total tells that they are one
				})
				acts := []*odoo.Activities{b.acts, other}[i%2]
				wg.Go(func() {
					out, err := run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
					for err != nil {
						kind, says, _ := kindOf(t, err)
						if kind == contract.FailConflict {
							require.Contains(t, says, "The handbook's recurring rule has already let out an invoice for this customer in this period: Draft ")
							told.Add(1)
							return
						}
						require.Equal(t, contract.FailTransient, kind, says)
						out, err = run(t, acts, contract.OdooCreateDraftInvoice, approved(t, d))
					}
					require.Empty(t, out.Differences)
					made.Add(1)
				})
			}
			wg.Wait()
			require.Equal(t, []int64{1, 7}, []int64{made.Load(), told.Load()})
			require.Len(t, b.fake.Drafts(), round+1)
		}
	})
}

func TestCreateDraftInvoice_ASecondOfThePeriodIsMadeWhenTheOwnerWantsIt(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		first, second := draft(t, "mail-1", partner, byRule(partner)), draft(t, "mail-2", partner, byRule(partner))
		_, err := b.create(first)
		require.NoError(t, err)
		_, err = b.create(second)
		requireKind(t, contract.FailConflict, err)
		again, err := b.create(first)
		require.NoError(t, err)
		require.True(t, again.Adopted, "the first is found by its own key")

		second.PeriodKey = ""
		_, err = b.create(second)
		require.NoError(t, err)
		require.Len(t, b.fake.Drafts(), 2)
	})
}

func TestCreateDraftInvoice_ALostAnswerOfTheFirstStillKeepsTheSecondOut(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		first, second := draft(t, "mail-1", partner, byRule(partner)), draft(t, "mail-2", partner, byRule(partner))
		b.fake.CommitThenDrop(1, "account.move.load")
		_, err := b.create(first)
		requireKind(t, contract.FailOutcomeUnknown, err)
		_, err = b.create(second)
		requireKind(t, contract.FailConflict, err)

		seen, err := b.verify(first)
		require.NoError(t, err)
		require.True(t, seen.Found)
		seen, err = b.verify(second)
		require.NoError(t, err)
		require.False(t, seen.Found, "what the first made is not the second's")
		require.Len(t, b.fake.Drafts(), 1)
	})
}

// One contact may be invoiced by two companies that share a database.
func TestCreateDraftInvoice_EachCompanyHasItsOwnPlaceInAPeriod(t *testing.T) {
	t.Parallel()
	b := newBench(t, odoofake.Options{})
	partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
	untaxed := func(d *contract.InvoiceDraft) { d.Lines[0].TaxPercent, d.Lines[1].TaxPercent = "", "" }
	_, err := b.create(draft(t, "mail-1", partner, byRule(partner), untaxed))
	require.NoError(t, err)

	b.fake.AddJournal(odoofake.Journal{Name: "Sales", Sale: true, Company: 2})
	b.fake.Edit("res.users", 2, map[string]any{"company_id": int64(2)})
	other := activities(t, ways()[0].config(b.fake.URL))
	_, err = run(t, other, contract.OdooCreateDraftInvoice, approved(t, draft(t, "mail-2", partner, byRule(partner), untaxed)))
	require.NoError(t, err)
	require.Len(t, b.fake.Drafts(), 2)
}
