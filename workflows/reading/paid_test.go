package reading_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func paidMail(subject, body string, header ...string) []byte {
	return []byte("From: Owen Pryde <owen.pryde@harbour-lights.example>\r\nTo: mara@lindholm-studio.example\r\nSubject: " + subject +
		"\r\nDate: Wed, 25 Nov 2026 09:12:00 +0100\r\nMessage-ID: <paid@harbour-lights.example>\r\n" + strings.Join(header, "") +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n")
}

func TestPaid_TellsWhichInvoiceHowMuchAndWhen(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]contract.PaymentNotice{
		"Hello,\r\n\r\nwe have paid invoice INV/2026/00012, EUR 500 on 24 November.\r\n\r\nOwen": {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
		"Just to let you know that we transferred EUR 500.00 for INV/2026/00012 yesterday.":      {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
		"Your invoice INV/2026/00012 dated 30 October 2026 was paid on November 24th, 2026.":     {Date: "2026-11-24"},
		"Payment of USD 1,190.50 for your invoice INV/2026/00012 has been made today.":           {Amount: "1190.50", Currency: "USD", Date: "2026-11-25"},
		"Your invoice INV/2026/00012 has been paid, £78 each, £234 in all.":                      {},
		"wir haben die Rechnung INV/2026/00012 am 24.11. in Höhe von 500,00 EUR überwiesen.":     {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
		"Nous avons réglé la facture INV/2026/00012 de 500,00 EUR le 24 novembre par virement.":  {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
		"Hemos pagado la factura INV/2026/00012 por 500,00 EUR ayer.":                            {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
		"Abbiamo effettuato il bonifico di 500,00 EUR per la fattura INV/2026/00012 oggi.":       {Amount: "500.00", Currency: "EUR", Date: "2026-11-25"},
		"We hebben de factuur INV/2026/00012 van 500,00 EUR gisteren betaald.":                   {Amount: "500.00", Currency: "EUR", Date: "2026-11-24"},
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			r := reading.Read(paidMail("Payment", body), fixtureOwner())
			require.Equal(t, contract.ExpectIgnore, r.Expected, "it is not a request for anything")
			require.NotNil(t, r.Payment)
			require.Equal(t, []string{"INV/2026/00012"}, r.Payment.Numbers)
			require.Contains(t, r.Payment.Words, "INV/2026/00012")
			got := *r.Payment
			require.Equal(t, "owen.pryde@harbour-lights.example", got.Email)
			got.Email, got.Numbers, got.Words = "", nil, ""
			require.Equal(t, want, got)
			require.NotEmpty(t, r.Trust, "the owner sees who says so")
		})
	}
}

func TestPaid_MailThatAColleaguePassedOnIsTheCustomers(t *testing.T) {
	t.Parallel()
	raw := "From: Ida Berg <ida@lindholm-studio.example>\r\nTo: mara@lindholm-studio.example\r\nSubject: Fwd: Payment\r\nDate: Wed, 25 Nov 2026 09:12:00 +0100\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\nFYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Owen Pryde <owen.pryde@harbour-lights.example>\r\n" +
		"Date: Tue, 24 Nov 2026 at 10:00\r\nSubject: Payment\r\nTo: <ida@lindholm-studio.example>\r\n\r\nWe have paid invoice INV/2026/00012 on 23 November.\r\n"
	r := reading.Read([]byte(raw), fixtureOwner())
	require.NotNil(t, r.Payment)
	require.Equal(t, "owen.pryde@harbour-lights.example 2026-11-23", r.Payment.Email+" "+r.Payment.Date)
}

func TestPaid_IsNotReadFromOtherMail(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string][]byte{
		"not yet":               paidMail("Invoice", "We have not paid invoice INV/2026/00012 yet."),
		"to come":               paidMail("Invoice", "Invoice INV/2026/00012 will be paid on Friday."),
		"in German, not yet":    paidMail("Rechnung", "Wir haben die Rechnung INV/2026/00012 noch nicht überwiesen."),
		"in Italian, not yet":   paidMail("Fattura", "Non abbiamo pagato la fattura INV/2026/00012."),
		"no number":             paidMail("Payment", "We have paid your invoice today."),
		"the owner's own":       paidMail("Payment", "We have received your payment of EUR 500.00 for INV/2026/00012. Thank you!"),
		"a list":                paidMail("Payment", "We have paid invoice INV/2026/00012.", "List-Unsubscribe: <https://list.example/u>\r\nPrecedence: bulk\r\n"),
		"from the house":        []byte(strings.Replace(string(paidMail("Paid", "We have paid invoice INV/2026/00012.")), "owen.pryde@harbour-lights.example", "mara@lindholm-studio.example", 1)),
		"a request for invoice": paidMail("Invoice", "We have paid invoice INV/2026/00012. Please send us an invoice for 2 x workshop at EUR 500.00 each."),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Nil(t, reading.Read(raw, fixtureOwner()).Payment)
		})
	}
}

func TestPaid_NumberOfTheMailThatIsAnsweredIsMeantWhereThereIsNoOther(t *testing.T) {
	t.Parallel()
	r := reading.Read(paidMail("Re: Workshop", "Paid today, thank you! We have transferred the amount.\r\n\r\nOn Mon, 9 Nov 2026 Mara Lind <mara@lindholm-studio.example> wrote:\r\n> please find attached our invoice INV/2026/00012.\r\n"), fixtureOwner())
	require.NotNil(t, r.Payment)
	require.Equal(t, []string{"INV/2026/00012"}, r.Payment.Numbers)
}

func TestPaid_NumbersAreWhatMayNameAnInvoice(t *testing.T) {
	t.Parallel()
	r := reading.Read(paidMail("RE-2026-118", "We have paid 10234 and RF18 today, 24/11/2026, 1,190.00 EUR, tel 12, see https://x.example/1234 in 2026."), fixtureOwner())
	require.Equal(t, []string{"RE-2026-118", "RF18", "10234"}, r.Payment.Numbers)
}
