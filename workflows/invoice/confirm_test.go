package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// suspicious is a complete request from an address that imitates a customer's.
func suspicious() contract.Reading {
	r := complete()
	r.Expected, r.FromAddress = contract.ExpectFraud, "anna@berqer.example"
	r.Flags = []string{contract.FlagLookalikeDomain}
	r.Trust = []contract.TrustSign{
		{Name: "first_contact", Level: contract.TrustLook, Text: "The sender has never written before."},
		{Name: contract.FlagLookalikeDomain, Level: contract.TrustRed, Text: "berqer.example imitates berger.example."},
	}
	r.Reply = "Dear Anna"
	return r
}

func TestInvoice_RedRequestIsNeverCarriedOutWithoutTheTypedAddress(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "yes", "anna@berger.example", "berqer.example"} {
		w := open(t)
		w.reading = suspicious()
		w.owner(time.Hour, contract.VerdictApproved, "confirm_sender", typed)

		require.Equal(t, contract.StatusExpired, w.run(t).Status, typed)

		require.Empty(t, w.odoo.sent)
		require.Len(t, w.desk.laid, 2, "asked again")
		require.Contains(t, words(w.desk.top()), "confirm_sender did not hold “anna@berqer.example”. Nothing was sent.")
		require.Equal(t, "", w.desk.top().Fields[0].Value, "what was typed wrongly does not stay")
	}
}

func TestInvoice_RedRequestGoesOutOnceTheAddressIsTyped(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = suspicious()
	w.owner(time.Hour, contract.VerdictApproved, "confirm_sender", " Anna@berqer.example ")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.sent, 1)
	note := w.desk.laid[0]
	require.Contains(t, note.Title, "Suspicious")
	require.Equal(t, "confirm_sender", note.Fields[0].Key)
	said := words(note)
	require.Contains(t, said, "looks like a fraud")
	require.Contains(t, said, "RED | berqer.example imitates berger.example.\nLOOK | The sender has never written before.")
	require.NotContains(t, said, "Dear Anna", "no answer is proposed to a fraud")
}

func TestInvoice_RedRequestIsNeverAutomatic(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.reading.Trust = []contract.TrustSign{{Name: "x", Level: contract.TrustRed, Text: "Something is wrong."}}

	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_ConfirmationOfAClosedRequestDoesNotHoldForTheNext(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.Reissue, w.in.Answers = 1, map[string]string{"confirm_sender": "anna@berqer.example", "customer": "Berger Design GmbH"}
	w.reading = suspicious()
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_OrdinaryRequestAsksForNoConfirmation(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	w.run(t)
	for _, f := range w.desk.laid[0].Fields {
		require.NotEqual(t, "confirm_sender", f.Key)
	}
	require.NotContains(t, words(w.desk.laid[0]), "confirm_sender")
}

func TestInvoice_QuestionCarriesAReplyTheOwnerCanSend(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("currency", "Which currency are the prices in?", func(r *contract.Reading) { r.Currency, r.Reply = "", "Guten Tag Anna Berger" })
	w.run(t)
	require.Contains(t, words(w.desk.laid[0]), "A reply you can send")
	require.Contains(t, words(w.desk.laid[0]), "Guten Tag Anna Berger")
}

func TestInvoice_QuotationIsANoteOfItsOwnKind(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = complete()
	w.reading.Direction, w.reading.Expected, w.reading.Reply = contract.DirectionQuote, contract.ExpectAsk, "Dear Anna Berger"
	w.reading.Questions = []contract.Question{{Field: "line_1_unit_price", Text: "At what price each?"}}

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	note := w.desk.notices[0]
	require.Equal(t, contract.NoteQuotation, note.Type)
	require.Contains(t, words(note), "Workshop day | 2")
	require.Contains(t, words(note), "At what price each?")
	require.Contains(t, words(note), "Dear Anna Berger")
	require.Empty(t, w.odoo.sent)
}
