package invoice_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	earlierKey = "fedcba9876543210fedcba9876543210"
	laterID    = "invoice/aaaabbbbccccddddaaaabbbbccccdddd"
)

// answers collects what the process tells other processes.
func (w *world) answers() *[]contract.FollowUpAnswer {
	var got []contract.FollowUpAnswer
	w.env.OnSignalExternalWorkflow(mock.Anything, laterID, mock.Anything, contract.SignalFollowUpAnswer, mock.Anything).Return(
		func(_, _, _, _ string, arg any) error {
			got = append(got, arg.(contract.FollowUpAnswer))
			return nil
		})
	return &got
}

// later lets another mail come in for this request.
func (w *world) later(after time.Duration, why string, change func(*contract.Reading)) {
	r := contract.Reading{Expected: contract.ExpectIgnore, Direction: contract.DirectionNone, FromName: "Anna Berger", FromAddress: "anna@berger.example", Excerpt: "one more thing"}
	if change != nil {
		change(&r)
	}
	w.env.RegisterDelayedCallback(func() {
		w.env.SignalWorkflow(contract.SignalFollowUp, contract.FollowUp{WorkflowID: laterID, Mail: contract.MailRef{Key: "aaaabbbbccccddddaaaabbbbccccdddd", TakenPath: "Completed/Mails/b.eml"}, Why: why, Reading: r})
	}, after)
}

func TestInvoice_ReplyThatChangesAnAmountRevisesThePendingRequest(t *testing.T) {
	t.Parallel()
	w := open(t)
	told := w.answers()
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) {
		r.Changes = []contract.Change{{Was: "950", Is: "900.00", About: "the workshop day", Words: "900 instead of 950 for the day"}}
	})
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	require.Equal(t, 2, w.desk.top().Revision)
	require.Equal(t, contract.Decimal("1920.00"), w.desk.top().Amount)
	require.Contains(t, words(w.desk.top()), "line_1_unit_price: “950.00” became “900.00”.")
	require.Contains(t, words(w.desk.top()), "one more thing")
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, contract.Decimal("900.00"), w.odoo.sent[0].Draft.Lines[0].UnitPrice)
	require.Equal(t, []contract.FollowUpAnswer{{WorkflowID: contract.InvoiceID(mailKey), Taken: true, NotePath: (*told)[0].NotePath}}, *told)
	require.NotEmpty(t, (*told)[0].NotePath)
}

func TestInvoice_ReplyVoidsAnApprovalThatWasGivenButNotCarriedOut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.odoo.onCreate = func(n int) error {
		if n == 1 {
			return fail(contract.FailTransient, "Odoo is down.")
		}
		return nil
	}
	w.owner(time.Hour, contract.VerdictApproved)
	w.later(time.Hour+5*time.Second, contract.RelatedReply, func(r *contract.Reading) { r.PO = "PO-8" })

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Len(t, w.odoo.sent, 1, "only the attempt before the reply")
	require.Contains(t, words(w.desk.top()), "reference: “PO-7” became “PO-8”.")
}

func TestInvoice_SameRequestAgainIsOneRequestAndVoidsNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	told := w.answers()
	w.later(time.Hour, contract.RelatedSame, func(r *contract.Reading) { r.Expected = contract.ExpectDraft })
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.odoo.sent, 1)
	require.Len(t, *told, 1)
	require.True(t, (*told)[0].Taken)
	require.Contains(t, words(w.desk.top()), "The same request came again")
}

func TestInvoice_ReplyAnswersAQuestion(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.reading = without("currency", "Which currency are the prices in?", func(r *contract.Reading) { r.Currency = "" })
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) { r.Currency = "EUR" })
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, contract.NoteClarification, w.desk.laid[0].Type)
	require.Equal(t, contract.NoteApproval, w.desk.laid[1].Type)
	require.Contains(t, words(w.desk.laid[1]), "currency is now “EUR”.")
}

func TestInvoice_ChangeThatFitsTwoPlacesIsAskedAbout(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.reading.Lines[1].UnitPrice = "950.00"
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) {
		r.Changes = []contract.Change{{Was: "950.00", Is: "900.00", Words: "900 instead of 950"}}
	})

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Equal(t, contract.NoteClarification, w.desk.top().Type)
	require.Contains(t, words(w.desk.top()), "The later mail says “900 instead of 950”; what does that change?")
}

func TestInvoice_LaterLinesAreAskedAboutAndNeverAdded(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) {
		r.Expected, r.Lines = contract.ExpectDraft, []contract.InvoiceLine{{Description: "Jug", Quantity: "3", UnitPrice: "16.00"}}
	})

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Equal(t, contract.NoteClarification, w.desk.top().Type)
	require.Contains(t, words(w.desk.top()), "do they replace the ones above or come on top?")
	for _, f := range w.desk.top().Fields {
		require.NotEqual(t, "Jug", f.Value)
	}
}

func TestInvoice_CustomerWhoCallsOffIsShownAndNothingGoesOut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) { r.CallsOff = true })
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, words(w.desk.top()), "seems to call the request off")
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_SuspiciousReplyMakesTheRequestRed(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.answers()
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) {
		r.Expected, r.Flags = contract.ExpectFraud, []string{contract.FlagBankChange}
		r.Trust = []contract.TrustSign{{Name: contract.FlagBankChange, Level: contract.TrustRed, Text: "It talks of bank details."}}
	})
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	require.Empty(t, w.odoo.sent)
	require.Contains(t, words(w.desk.top()), "confirm_sender did not hold")
}

func TestInvoice_MailThatComesAfterTheEndIsRefusedSoThatItGoesOnByItself(t *testing.T) {
	t.Parallel()
	w := open(t)
	told := w.answers()
	w.reading = aside(contract.DirectionReceipt, contract.ExpectIgnore)
	w.later(0, contract.RelatedReply, nil)

	require.Equal(t, contract.StatusIgnored, w.run(t).Status)

	require.Equal(t, []contract.FollowUpAnswer{{WorkflowID: contract.InvoiceID(mailKey)}}, *told)
}

// belongs makes the mail one that answers an earlier one.
func (w *world) belongs(why string, answer *contract.FollowUpAnswer) *[]contract.FollowUp {
	w.reading.Related = []contract.RelatedMail{{Key: earlierKey, Why: why, SeenAt: w.began.Add(-day)}}
	var offered []contract.FollowUp
	w.env.OnSignalExternalWorkflow(mock.Anything, contract.InvoiceID(earlierKey), mock.Anything, contract.SignalFollowUp, mock.Anything).Return(
		func(_, _, _, _ string, arg any) error {
			offered = append(offered, arg.(contract.FollowUp))
			if answer == nil {
				return errors.New("no such process")
			}
			w.env.RegisterDelayedCallback(func() { w.env.SignalWorkflow(contract.SignalFollowUpAnswer, *answer) }, time.Second)
			return nil
		})
	return &offered
}

func TestInvoice_MailOfAnEarlierRequestJoinsItAndAsksNothing(t *testing.T) {
	t.Parallel()
	w := open(t)
	offered := w.belongs(contract.RelatedReply, &contract.FollowUpAnswer{WorkflowID: contract.InvoiceID(earlierKey), Taken: true, NotePath: "Pending_Approval/x.md"})

	result := w.run(t)

	require.Equal(t, contract.StatusJoined, result.Status)
	require.Equal(t, "Pending_Approval/x.md", result.NotePath)
	require.Len(t, *offered, 1)
	require.Equal(t, mailKey, (*offered)[0].Mail.Key)
	require.Empty(t, w.desk.laid)
	require.Empty(t, w.odoo.finds)
}

func TestInvoice_MailWhoseEarlierRequestIsClosedAsksEvenWhenItIsSmallAndRecurring(t *testing.T) {
	t.Parallel()
	for _, answer := range []*contract.FollowUpAnswer{nil, {WorkflowID: contract.InvoiceID(earlierKey)}} {
		w := open(t)
		w.reading = small()
		w.belongs(contract.RelatedSame, answer)
		w.owner(time.Hour, contract.VerdictApproved)

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		require.Len(t, w.desk.laid, 1)
		require.Contains(t, words(w.desk.top()), "An earlier mail asked for the same thing, and its request is closed.")
	}
}

func TestInvoice_MailOfADryRunChangesNoOtherRequest(t *testing.T) {
	t.Parallel()
	for _, why := range []string{contract.RelatedReply, contract.RelatedSame} {
		w := open(t)
		w.in.DryRun = true
		offered := w.belongs(why, &contract.FollowUpAnswer{WorkflowID: contract.InvoiceID(earlierKey), Taken: true})
		w.owner(time.Hour, contract.VerdictApproved)

		require.Equal(t, contract.StatusDryRun, w.run(t).Status)

		require.Empty(t, *offered)
		require.Contains(t, words(w.desk.laid[0]), "this dry run leaves its request alone")
	}
}

func TestInvoice_MailThatAnAssistantBringsChangesNoOtherRequest(t *testing.T) {
	t.Parallel()
	for _, why := range []string{contract.RelatedReply, contract.RelatedSame} {
		w := open(t)
		w.in.Mail.Source = contract.SourceAssistant
		offered := w.belongs(why, &contract.FollowUpAnswer{WorkflowID: contract.InvoiceID(earlierKey), Taken: true})
		w.owner(time.Hour, contract.VerdictApproved)

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		require.Empty(t, *offered)
		require.Contains(t, words(w.desk.laid[0]), "what an assistant brings leaves its request alone")
	}
}

func TestInvoice_ThanksInAThreadBotherNobody(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = aside(contract.DirectionNone, contract.ExpectIgnore)
	offered := w.belongs(contract.RelatedReply, &contract.FollowUpAnswer{WorkflowID: contract.InvoiceID(earlierKey), Taken: true})

	require.Equal(t, contract.StatusIgnored, w.run(t).Status)
	require.Empty(t, *offered)
}

func TestInvoice_TwoMailsThatPointAtEachOtherBothGoOn(t *testing.T) {
	t.Parallel()
	w := open(t)
	told := w.answers()
	w.belongs(contract.RelatedReply, &contract.FollowUpAnswer{WorkflowID: contract.InvoiceID(earlierKey)})
	w.later(500*time.Millisecond, contract.RelatedReply, nil)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Equal(t, []contract.FollowUpAnswer{{WorkflowID: contract.InvoiceID(mailKey)}}, *told)
}
