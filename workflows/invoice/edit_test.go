package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestInvoice_EditedValuesAreWhatGoesOutAndAreLogged(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "line_1_unit_price", " 900.00 ", "reference", "PO-8")

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	draft := w.odoo.sent[0].Draft
	require.Equal(t, contract.Decimal("1920.00"), draft.Total)
	require.Equal(t, "PO-8", draft.Reference)
	require.Equal(t, int64(7), draft.PartnerID, "the customer shown stays the customer")
	require.Len(t, w.odoo.finds, 1)
	require.Equal(t, draft, w.odoo.lookups[1], "duplicates are looked for with the new values")
	require.Equal(t, []string{"edited"}, w.logged("approval.edited", contract.PhaseEvent))
	require.Contains(t, sections(w.desk.filed[0].Result), `line_1_unit_price: "950.00" became "900.00"`)
	require.Equal(t, contract.Decimal("1920.00"), w.desk.filed[0].Note.Amount)
	require.Contains(t, w.desk.filed[0].Note.Title, "1920.00 EUR")
	require.Equal(t, contract.Decimal("1920.00"), w.status(t).Amount)
}

func TestInvoice_EditThatCannotBeReadGoesBackToTheOwner(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "line_1_unit_price", "nine hundred")
	w.owner(2*time.Hour, contract.VerdictAnswered, "line_1_unit_price", "900")
	w.owner(3*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 3)
	require.Equal(t, contract.NoteClarification, w.desk.laid[1].Type)
	require.Contains(t, words(w.desk.laid[1]), "with a change that cannot be read. Nothing was sent.")
	require.Contains(t, words(w.desk.laid[1]), "line_1_unit_price")
	require.Equal(t, contract.NoteApproval, w.desk.laid[2].Type)
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, w.desk.laid[2].Fingerprint, w.odoo.sent[0].Fingerprint)
	require.Equal(t, w.began.Add(3*time.Hour), w.odoo.sentAt[0].UTC().Round(time.Second))
}

func TestInvoice_EditOfTheCustomerIsLookedUpAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "customer_email", "office@berger.example")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.finds, 2)
	require.Equal(t, "office@berger.example", w.odoo.finds[1].Customer.Email)
	require.Equal(t, int64(7), w.odoo.sent[0].Draft.PartnerID)
}

func TestInvoice_EditThatLeadsToAnotherCustomerOfOdooIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(30*time.Minute, func() {
		w.odoo.match = contract.CustomerMatch{Configured: true, PartnerID: 44, Name: "Berger Sons", PostedInvoices: 1}
	})
	w.owner(time.Hour, contract.VerdictApproved, "customer", "Berger Sons")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "number 44 in Odoo, Berger Sons")
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, int64(44), w.odoo.sent[0].Draft.PartnerID)
}

func TestInvoice_CustomerNumberTypedByTheOwnerIsTaken(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "odoo_partner_id", "12")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, int64(12), w.odoo.sent[0].Draft.PartnerID)
}

func TestInvoice_EditThatFitsSeveralCustomersIsAQuestion(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(30*time.Minute, func() {
		w.odoo.match = contract.CustomerMatch{Configured: true, Candidates: []contract.Partner{{ID: 1, Name: "A"}, {ID: 2, Name: "B"}}}
	})
	w.owner(time.Hour, contract.VerdictApproved, "customer", "Berger")
	w.owner(2*time.Hour, contract.VerdictAnswered, "odoo_partner_id", "2")
	w.owner(3*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, contract.NoteClarification, w.desk.laid[1].Type)
	require.Contains(t, words(w.desk.laid[1]), "Which of the customers below is it?")
	require.Equal(t, int64(2), w.odoo.sent[0].Draft.PartnerID)
}

func TestInvoice_EditThatBringsUpADuplicateIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(30*time.Minute, func() {
		w.odoo.existing = []contract.ExistingInvoice{{ID: 4, Name: "INV/4", Total: "1920.00", Currency: "EUR", Why: "The total is the same."}}
	})
	w.owner(time.Hour, contract.VerdictApproved, "line_1_unit_price", "900")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[1]), "there may already be such an invoice")
	require.Contains(t, words(w.desk.laid[1]), "INV/4")
	require.Len(t, w.odoo.sent, 1)
}

func TestInvoice_EditToNothingIsRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "line_1_quantity", "0", "line_2_quantity", "0")

	require.Equal(t, contract.StatusRefused, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_PropertyOfTheOwnersOwnChangesNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "tags", "urgent", "line_99_unit_price", "1", "business_key", "AE-0000000000000000", "total", "1.00")

	w.run(t)

	require.Empty(t, w.logged("approval.edited", contract.PhaseEvent))
	require.Equal(t, w.desk.laid[0].Fingerprint, w.odoo.sent[0].Fingerprint)
}

func TestInvoice_LineAddedByTheOwnerIsBilled(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved, "line_3_description", "Travel", "line_3_quantity", "1", "line_3_unit_price", "30")

	w.run(t)

	require.Len(t, w.odoo.sent[0].Draft.Lines, 3)
	require.Equal(t, contract.Decimal("2050.00"), w.odoo.sent[0].Draft.Total)
}

func TestInvoice_TakenBackBeforeTheEffectIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.Paused = true
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(2*time.Hour, func() { w.desk.decided, w.handbook.Paused = contract.Decision{}, false })
	w.owner(5*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "You took the approval back")
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, w.began.Add(5*time.Hour), w.odoo.sentAt[0].UTC().Round(time.Second))
	require.Equal(t, []string{"pending", "pending"}, w.logged("approval.requested", contract.PhaseEvent))
}

func TestInvoice_EditedAfterTheApprovalIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.Paused = true
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(2*time.Hour, func() {
		w.desk.decide(contract.VerdictApproved, []string{"line_1_unit_price", "9500.00"})
		w.handbook.Paused = false
	})
	w.owner(5*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_PauseHoldsTheEffectUntilItIsLifted(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.handbook.Paused = true
	w.owner(time.Hour, contract.VerdictApproved)
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, 2*time.Hour)
	var logged []string
	w.at(3*time.Hour, func() {
		w.handbook.Paused = false
		for _, r := range w.records {
			logged = append(logged, r.Action)
		}
	})

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, contract.StatusPaused, during.Status)
	require.Equal(t, "approval.decided", logged[len(logged)-1], "what was decided stands in the log while it waits")
	require.Contains(t, during.WaitingFor, "PAUSE.md")
	require.Len(t, w.odoo.sent, 1)
	require.WithinRange(t, w.odoo.sentAt[0], w.began.Add(3*time.Hour), w.began.Add(3*time.Hour+time.Minute))
}

func TestInvoice_PauseHoldsTheAutomaticWayToo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.handbook.Paused = small(), true
	w.at(time.Hour, func() { w.handbook.Paused = false })

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.GreaterOrEqual(t, w.took(), time.Hour)
}
