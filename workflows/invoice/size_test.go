package invoice_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// largest is as much as the reader lets through of a mail, in Latin letters.
func largest() contract.Reading {
	long, words := strings.Repeat("x", 200), strings.Repeat("w", 160)
	r := complete()
	r.Subject, r.FromName, r.Company, r.CustomerName, r.VATID, r.PO, r.ServicePeriod = long, long, long, long, long, long, long
	r.Excerpt = strings.Repeat("x", 2000)
	said := contract.Evidence{Words: words, Part: contract.PartAttachment + long, Offset: 100000, Method: contract.MethodStated}
	r.Lines, r.Evidence = nil, map[string]contract.Evidence{"company": said, "currency": said, "due_date": said}
	for n := range 60 {
		r.Lines = append(r.Lines, contract.InvoiceLine{Description: long, Quantity: "1", Unit: "hour", UnitPrice: "950.00", TaxPercent: "19"})
		r.Evidence["line_"+strconv.Itoa(n+1)] = said
	}
	for range 20 {
		r.Attachments = append(r.Attachments, long)
	}
	return r
}

func TestInvoice_LargestMailStaysUnderTheLimitOfEveryPayload(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = largest()
	w.odoo.match.Name = strings.Repeat("ü", 200)
	w.owner(time.Hour, contract.VerdictApproved, "reference", strings.Repeat("x", 400))

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Greater(t, w.largest[contract.NotesEnsureNote.Name()], 50<<10, "the mail is as large as it is meant to be")
}

func TestInvoice_StatusAnswersWhatIsWaitingForWhomHowMuchSinceWhen(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, 30*time.Minute)
	w.run(t)

	require.Equal(t, contract.StatusWaitingApproval, during.Status)
	require.Equal(t, "Waiting for your approval: 2020.00 EUR for Berger Design GmbH.", during.WaitingFor)
	require.Equal(t, "Berger Design GmbH", during.Counterparty)
	require.Equal(t, contract.Decimal("2020.00"), during.Amount)
	require.Equal(t, "EUR", during.Currency)
	require.Equal(t, requestID, during.RequestID)
	require.Equal(t, w.began, during.Since.UTC().Round(time.Second))
	require.NotEmpty(t, during.NotePath)
}
