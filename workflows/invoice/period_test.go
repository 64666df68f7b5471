package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const taken = "The handbook's recurring rule has already let out an invoice for this customer in this period: Draft 12, 80.00 EUR."

// november is the one place that the rule has for the customer.
func november() string {
	return contract.PeriodKey(7, policy.Period(rules(), policy.InvoiceFacts{
		Draft: contract.InvoiceDraft{Customer: contract.Customer{Name: "Berger Design GmbH"}, Currency: "EUR", Total: "80.00"},
		Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
	}))
}

func TestPeriod_WhatGoesOutByARuleTakesThePlaceOfThePeriod(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, november(), w.odoo.sent[0].Draft.PeriodKey)
}

func TestPeriod_WhatTheOwnerApprovesTakesNone(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.reading.Flags = []string{contract.FlagUrgency}
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Empty(t, w.odoo.sent[0].Draft.PeriodKey)
}

// Of two mails at the same moment the second is told by Odoo that the place is
// taken. It is the owner's then, and a yes makes a second invoice.
func TestPeriod_TheSecondAsksAndAYesMakesItUnderItsOwnKey(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.odoo.onCreate = once(1, contract.FailConflict, taken)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Contains(t, words(w.desk.laid[0]), taken)
	require.Contains(t, words(w.desk.laid[0]), "Nothing was made for this mail. If its invoice is wanted as well, approve it; else reject it.")
	require.NotContains(t, words(w.desk.laid[0]), "can never make a second invoice")
	require.Len(t, w.odoo.sent, 2)
	require.Equal(t, november(), w.odoo.sent[0].Draft.PeriodKey)
	require.Empty(t, w.odoo.sent[1].Draft.PeriodKey)
	require.Empty(t, w.desk.filed[0].AutoRule, "it was asked about")
}

// While nobody knows whether the first attempt came through, a second one must
// go to the same place, or there could be two.
func TestPeriod_ALostAnswerKeepsThePlaceForTheOwnersYes(t *testing.T) {
	t.Parallel()
	for name, onVerify := range map[string]func(int) error{
		"not there":         nil,
		"cannot be told":    once(1, contract.FailConflict, "There are 2 invoices with the origin AE-1 in Odoo."),
		"refused look":      once(1, contract.FailInvalid, "Odoo refuses it."),
		"refused, then not": once(2, contract.FailInvalid, "Odoo refuses it."),
	} {
		w := open(t)
		w.reading = small()
		w.odoo.onCreate = once(1, contract.FailOutcomeUnknown, "No clear answer came back.")
		w.odoo.onVerify = onVerify
		w.owner(time.Hour, contract.VerdictApproved)

		require.Equal(t, contract.StatusDone, w.run(t).Status, name)

		require.Len(t, w.odoo.sent, 2)
		require.Equal(t, november(), w.odoo.sent[1].Draft.PeriodKey, name)
	}
}

func TestPeriod_AnotherRefusalKeepsThePlace(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.odoo.onCreate = once(1, contract.FailAuth, "The user lacks a right.")
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, november(), w.odoo.sent[1].Draft.PeriodKey)
}
