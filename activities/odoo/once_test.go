package odoo_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestCreateDraftInvoice_SeventyTwoAtOnceOnTwelveMailsMakeTwelveDrafts(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{LoadTime: 3 * time.Millisecond})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		var mu sync.Mutex
		ids := map[string]map[int64]bool{}
		lost := 0
		var wg sync.WaitGroup
		for i := range 72 {
			mail := fmt.Sprintf("mail-%d", i%12)
			wg.Add(1)
			go func() {
				defer wg.Done()
				for {
					out, err := b.create(draft(t, mail, partner))
					if err != nil {
						// The loser of a race is told that nothing was made.
						requireKind(t, contract.FailTransient, err)
						mu.Lock()
						lost++
						mu.Unlock()
						continue
					}
					mu.Lock()
					if ids[mail] == nil {
						ids[mail] = map[int64]bool{}
					}
					ids[mail][out.InvoiceID] = true
					mu.Unlock()
					return
				}
			}()
		}
		wg.Wait()
		require.Len(t, ids, 12)
		for mail, of := range ids {
			require.Len(t, of, 1, mail)
		}
		require.Len(t, b.fake.Drafts(), 12)
		require.Len(t, b.fake.Lines(), 24)
		t.Logf("%d races were lost and repeated", lost)
	})
}

func TestCreateDraftInvoice_LostAnswerIsUnknownThenFoundThenAdopted(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for name, lose := range map[string]func(*odoofake.Server){
			"connection dropped":       func(f *odoofake.Server) { f.CommitThenDrop(1, "account.move.load") },
			"answer broken off":        func(f *odoofake.Server) { f.CommitThenTruncate(1, "account.move.load") },
			"failure after the commit": func(f *odoofake.Server) { f.CommitThenFault(1, w.afterCommit(), 1, "account.move.load") },
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{})
				d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
				lose(b.fake)
				_, err := b.create(d)
				requireKind(t, contract.FailOutcomeUnknown, err)
				require.Equal(t, 1, b.fake.Count("account.move.load"))

				seen, err := b.verify(d)
				require.NoError(t, err)
				require.True(t, seen.Found)
				require.Empty(t, seen.Differences)

				again, err := b.create(d)
				require.NoError(t, err)
				require.True(t, again.Adopted)
				require.Equal(t, seen.InvoiceID, again.InvoiceID)
				require.Equal(t, 1, b.fake.Count("account.move.load"), "an adopted draft is not sent again")
				require.Len(t, b.fake.Drafts(), 1)
			})
		}
	})
}

func TestCreateDraftInvoice_RequestThatGotLostIsUnknownAndThenNotFound(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for name, lose := range map[string]func(*odoofake.Server){
			"dropped": func(f *odoofake.Server) { f.DropBefore(1, "account.move.load") },
			"reset":   func(f *odoofake.Server) { f.Reset(1, "account.move.load") },
			"502":     func(f *odoofake.Server) { f.HTML502(1, "account.move.load") },
			"503":     func(f *odoofake.Server) { f.Fail(503, 1, "account.move.load") },
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{})
				d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
				lose(b.fake)
				_, err := b.create(d)
				requireKind(t, contract.FailOutcomeUnknown, err)
				require.Equal(t, 1, b.fake.Count("account.move.load"), "a write has one attempt")
				seen, err := b.verify(d)
				require.NoError(t, err)
				require.Equal(t, contract.InvoiceOutcome{Configured: true}, seen)
				again, err := b.create(d)
				require.NoError(t, err)
				require.False(t, again.Adopted)
				require.Len(t, b.fake.Drafts(), 1)
			})
		}
	})
}

func TestVerifyDraftInvoice_FindsNothingWhileOdooIsStillAtIt(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{}, odoo.WithTimeouts(50*time.Millisecond, 5*time.Second))
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		_, release := b.fake.Hold("account.move.load")
		_, err := b.create(d)
		requireKind(t, contract.FailOutcomeUnknown, err)
		early, err := b.verify(d)
		require.NoError(t, err)
		require.False(t, early.Found)
		release()
		require.Eventually(t, func() bool {
			late, err := b.verify(d)
			return err == nil && late.Found
		}, 5*time.Second, time.Millisecond)
		require.Len(t, b.fake.Drafts(), 1)
	})
}

func TestCreateDraftInvoice_UnreadableDraftIsUnknownNotLost(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.HTML502(3, "account.move.read")
		_, err := b.create(d)
		require.Contains(t, requireKind(t, contract.FailOutcomeUnknown, err), "could not be read back")
		seen, err := b.verify(d)
		require.NoError(t, err)
		require.True(t, seen.Found)
	})
}

func TestCreateDraftInvoice_OneFailedReadBackIsTriedAgain(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.Reset(2, "account.move.read")
		out, err := b.create(d)
		require.NoError(t, err)
		require.True(t, out.Found)
	})
}

func TestCreateDraftInvoice_LostRaceIsTransient(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.LoadMessage("could not serialize access due to concurrent update\n", 1, "account.move.load")
		_, err := b.create(d)
		requireKind(t, contract.FailTransient, err)
		require.Empty(t, b.fake.Drafts())
	})
}

func TestCreateDraftInvoice_LostAnswerAboutTheCustomerIsUnknownAndRepeatable(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", 0)
		b.fake.CommitThenDrop(1, "res.partner.load")
		_, err := b.create(d)
		requireKind(t, contract.FailOutcomeUnknown, err)
		require.Empty(t, b.fake.Drafts(), "the invoice was not sent")
		out, err := b.create(d)
		require.NoError(t, err)
		require.False(t, out.Adopted)
		require.Len(t, b.fake.Partners(), 2)
	})
}

func TestCreateDraftInvoice_CopiesUnderOneOriginAreAConflict(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		d := draft(t, "mail-1", partner)
		for range 2 {
			b.fake.AddInvoice(odoofake.Invoice{Partner: partner, State: "draft", Origin: d.BusinessKey, Total: "1"})
		}
		_, err := b.create(d)
		require.Contains(t, requireKind(t, contract.FailConflict, err), "2 invoices")
		_, err = b.verify(d)
		requireKind(t, contract.FailConflict, err)
	})
}

func TestVerifyDraftInvoice_NeverWrites(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, err := b.verify(draft(t, "mail-1", 0))
		require.NoError(t, err)
		for _, r := range b.fake.Requests() {
			require.NotContains(t, r.Op, ".load")
		}
	})
}

func TestCreateDraftInvoice_LoserOfARaceAdoptsTheWinnersDraft(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for name, message := range map[string]string{
			"as told":                  "could not serialize access due to concurrent update\n",
			"as Odoo 14 misreports it": "new row for relation \"account_move_line\" violates check constraint\nDETAIL:  Failing row contains (31, secret)",
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{})
				partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
				d := draft(t, "mail-1", partner)
				arrived, release := b.fake.Hold("res.currency.search_read")
				var winner int64
				go func() {
					<-arrived
					winner = b.fake.AddInvoice(odoofake.Invoice{Partner: partner, State: "draft", Origin: d.BusinessKey, Ref: d.Reference, Total: string(d.Total)})
					b.fake.LoadMessage(message, 1, "account.move.load")
					release()
				}()
				out, err := b.create(d)
				require.NoError(t, err)
				require.True(t, out.Adopted)
				require.Equal(t, winner, out.InvoiceID)
			})
		}
	})
}

// Seen on a real Odoo 14 when several drafts were made at once.
const raceOf14 = `new row for relation "account_move_line" violates check constraint "account_move_line_check_accountable_required_fields"` + "\nDETAIL:  Failing row contains (1119, 308, null).\n"

func TestCreateDraftInvoice_ARaceThatOdoo14CallsAConstraintIsTriedAgain(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.LoadMessage(raceOf14, 2, "account.move.load")
		out, err := b.create(d)
		require.NoError(t, err)
		require.True(t, out.Found)
		require.False(t, out.Adopted)
		require.Len(t, b.fake.Drafts(), 1)
	})
}

func TestCreateDraftInvoice_AJournalWithoutAnAccountIsARefusalAtLast(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
		b.fake.LoadMessage(raceOf14, 100, "account.move.load")
		_, err := b.create(d)
		require.Contains(t, requireKind(t, contract.FailInvalid, err), "give the sales journal an income account")
		require.LessOrEqual(t, b.fake.Count("account.move.load"), 5)
		require.Empty(t, b.fake.Drafts())
	})
}
