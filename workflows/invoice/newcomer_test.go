package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const notInOdoo = `Berger Design GmbH is not in Odoo yet. Tick "create_customer" to let the employee make it there ` +
	`(a company, name Berger Design GmbH, e-mail anna@berger.example, VAT ID empty). ` +
	`If it is there under another name, put its number in Odoo into "odoo_partner_id" instead.`

// newcomer is a request of a customer that Odoo does not have.
func newcomer(t *testing.T) *world {
	t.Helper()
	w := open(t)
	w.odoo.match = contract.CustomerMatch{Configured: true}
	return w
}

func tick(t *testing.T, n contract.Note) string {
	t.Helper()
	require.Equal(t, "create_customer", n.Fields[0].Key)
	require.True(t, n.Fields[0].Check, "Obsidian shows a check box")
	return n.Fields[0].Value
}

// parameters are those of the only record of an action, its result left out.
func (w *world) parameters(t *testing.T, action string) map[string]string {
	t.Helper()
	var found []map[string]string
	for _, r := range w.records {
		if r.Action == action && r.Phase != contract.PhaseResult {
			found = append(found, r.Parameters)
		}
	}
	require.Len(t, found, 1, action)
	return found[0]
}

func TestNewcomer_IsMadeWithTheDraftOnceTheBoxIsTicked(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, "false", tick(t, w.desk.laid[0]))
	require.Contains(t, words(w.desk.laid[0]), notInOdoo)
	require.Contains(t, words(w.desk.laid[0]), policy.RuleNewPayee)
	require.Len(t, w.odoo.sent, 1)
	require.Zero(t, w.odoo.sent[0].Draft.PartnerID)
	require.True(t, w.odoo.sent[0].Draft.CreateCustomer)
	require.NotEqual(t, w.desk.laid[0].Fingerprint, w.odoo.sent[0].Fingerprint, "the fingerprint covers the tick")
	for action, name := range map[string]string{"approval.edited": "change_1", "approval.decided": "create_customer", "odoo.create_draft_invoice": "create_customer"} {
		require.Contains(t, w.parameters(t, action), name)
	}
	require.Equal(t, `create_customer: "false" became "true"`, w.parameters(t, "approval.edited")["change_1"])
}

func TestNewcomer_ApprovedWithoutTheTickComesBackAndSendsNothing(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved, "line_1_unit_price", "900.00")

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Empty(t, w.odoo.sent)
	require.Len(t, w.desk.laid, 3)
	for _, again := range w.desk.laid[1:] {
		require.Contains(t, words(again), "You approved, but did not tick create_customer. Nothing was sent.")
		require.Contains(t, words(again), notInOdoo)
		require.Equal(t, "false", tick(t, again))
	}
	require.Empty(t, w.logged("approval.decided", contract.PhaseEvent))
}

// A tick holds for the customer that was shown beside it.
func TestNewcomer_TickDoesNotHoldForACustomerThatIsEdited(t *testing.T) {
	t.Parallel()
	for key, value := range map[string]string{"customer": "Berger Holding", "customer_email": "b@evil.example", "vat_id": "DE999999999"} {
		w := newcomer(t)
		w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true", key, value)
		w.owner(2*time.Hour, contract.VerdictApproved)
		w.owner(3*time.Hour, contract.VerdictApproved, "create_customer", "true")

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		require.Len(t, w.desk.laid, 3, key)
		require.Contains(t, words(w.desk.laid[1]), "You ticked create_customer, but changed the customer as well. Nothing was sent;")
		require.Contains(t, words(w.desk.laid[1]), value)
		require.Equal(t, "false", tick(t, w.desk.laid[1]))
		require.Len(t, w.odoo.sent, 1)
		require.Equal(t, w.began.Add(3*time.Hour), w.odoo.sentAt[0].UTC().Round(time.Second), key)
	}
}

func TestNewcomer_TickHoldsForAnEditOfTheLinesOrTheContactPerson(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true", "line_1_unit_price", "900.00", "contact", "Anna M. Berger")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, contract.Decimal("1920.00"), w.odoo.sent[0].Draft.Total)
	require.True(t, w.odoo.sent[0].Draft.CreateCustomer)
}

func TestNewcomer_ReplyThatChangesTheCustomerIsTickedAnew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		says   func(*contract.Reading)
		ticked string
	}{
		"a VAT ID":    {func(r *contract.Reading) { r.VATID = "DE123456789" }, "false"},
		"a reference": {func(r *contract.Reading) { r.PO = "PO-99" }, "true"},
	} {
		w := newcomer(t)
		w.handbook.Paused = true // the approval waits
		w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")
		w.answers()
		w.later(2*time.Hour, contract.RelatedReply, c.says)
		w.at(3*time.Hour, func() { w.handbook.Paused = false })

		require.Equal(t, contract.StatusExpired, w.run(t).Status, name)

		require.Len(t, w.desk.laid, 2)
		require.Contains(t, words(w.desk.top()), "An approval given before does not count any more.")
		require.Equal(t, c.ticked, tick(t, w.desk.top()), name)
		require.Empty(t, w.odoo.sent)
	}
}

func TestNewcomer_NumberOfACustomerIsGivenInsteadOfTheTick(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.owner(time.Hour, contract.VerdictApproved, "odoo_partner_id", "12")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Equal(t, int64(12), w.odoo.sent[0].Draft.PartnerID)
	require.False(t, w.odoo.sent[0].Draft.CreateCustomer)
}

func TestNewcomer_TickTakenBackBeforeTheEffectStopsIt(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.handbook.Paused = true
	w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")
	w.at(2*time.Hour, func() {
		w.desk.decide(contract.VerdictApproved, []string{"create_customer", "false"})
		w.handbook.Paused = false
	})

	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
	require.Contains(t, words(w.desk.laid[1]), "You took the approval back, or changed the note")
}

// What goes wrong afterwards is not the owner's fault: the tick is kept.
func TestNewcomer_TickIsKeptWhenOdooRefuses(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.odoo.onCreate = once(1, contract.FailAuth, "The user lacks a right.")
	w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, "true", tick(t, w.desk.laid[1]))
	require.Contains(t, w.desk.laid[1].Lead[1], "Nothing was made in Odoo, unless the new customer is there by now. When it is put right, approve again")
	require.Len(t, w.odoo.sent, 2)
}

func TestNewcomer_TickOfAClosedRequestDoesNotHoldForTheNext(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.in.Reissue, w.in.Answers = 1, map[string]string{"create_customer": "true", "customer": "Berger Design GmbH"}
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Equal(t, "false", tick(t, w.desk.laid[0]))
	require.Empty(t, w.odoo.sent)
}

func TestNewcomer_NobodyIsTickedWhoIsThereOrWhereThereIsNoOdoo(t *testing.T) {
	t.Parallel()
	for name, match := range map[string]contract.CustomerMatch{
		"there":   {Configured: true, PartnerID: 7, Name: "Berger Design GmbH"},
		"no Odoo": {},
	} {
		w := open(t)
		w.odoo.match, w.in.DryRun = match, true
		w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")

		require.Equal(t, contract.StatusDryRun, w.run(t).Status, name)

		require.NotContains(t, words(w.desk.laid[0]), "create_customer")
		require.False(t, w.odoo.sent[0].Draft.CreateCustomer)
	}
}

// In a dry run with an Odoo the owner sees and does what the real one asks.
func TestNewcomer_DryRunWithOdooAsksToo(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.in.DryRun = true
	w.owner(time.Hour, contract.VerdictApproved, "create_customer", "true")

	require.Equal(t, contract.StatusDryRun, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), notInOdoo)
	require.True(t, w.odoo.sent[0].Draft.CreateCustomer)
}

func TestNewcomer_WhomTheOwnerHasMadeInOdooIsShownBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.at(30*time.Minute, func() {
		w.odoo.match = contract.CustomerMatch{Configured: true, PartnerID: 9, MatchedBy: "email", Name: "Berger Design GmbH"}
	})
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.laid[1]), "Berger Design GmbH is in Odoo now, number 9. Nothing was sent; please approve again if that is right.")
	require.NotContains(t, words(w.desk.laid[1]), "create_customer")
	require.Equal(t, int64(9), w.odoo.sent[0].Draft.PartnerID)
}

func TestNewcomer_ArchivedCustomerThatFitsIsNamed(t *testing.T) {
	t.Parallel()
	w := newcomer(t)
	w.odoo.match.Archived = &contract.Partner{ID: 12, Name: "Berger Design"}
	w.run(t)
	require.Contains(t, words(w.desk.laid[0]),
		`But number 12 there, Berger Design, is archived: if that is the customer, unarchive it in Odoo and put 12 into "odoo_partner_id" instead.`)
}
