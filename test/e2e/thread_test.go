package e2e_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// answer is a later mail of the same customer in the thread of request(n).
func answer(n, body string) string {
	return "From: Anna Berger <anna.berger@berger-design.example>\nTo: me@my-company.example\nSubject: Re: Invoice request\nDate: Mon, 16 Nov 2026 15:12:00 +0100\n" +
		"Message-ID: <answer-" + n + "@berger-design.example>\nIn-Reply-To: <" + n + "@berger-design.example>\n" +
		"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" + body + "\n"
}

func TestThread_ReplyRevisesTheNoteAndTheOldApprovalDoesNotCount(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	first := pending(p, "3100")
	old := p.Read("Pending_Approval", first)
	require.Equal(t, "2020.00", harness.Property(old, "amount"))

	p.Drop("answer.eml", answer("3100", "Sorry, it is EUR 900.00 instead of EUR 950.00 for the day.\n\nAnna"))
	note, text := p.Revised("Pending_Approval", "line_1_unit_price: “950” became “900”.")
	require.Equal(t, "1920.00", harness.Property(text, "amount"))
	require.Contains(t, text, "instead of EUR 950.00")
	require.Equal(t, 1, p.Logged("mail.joined", "event"))
	never(t, "drafts", len(fake.Moves()))

	p.Approve(note)
	_, done := completed(p, "3100")
	require.Equal(t, "done", harness.Property(done, "outcome"))
	require.Len(t, fake.Drafts(), 1)
	require.Equal(t, "1920", fake.Drafts()[0].Amount("amount_total"))
}

func TestThread_ReplyVoidsAnApprovalThatWaitsForOdoo(t *testing.T) {
	t.Parallel()
	server := newSwitchable(t, odoofake.NewServer(odoofake.Options{}))
	p := harness.New(t, realOdoo(server.url)...)
	p.Start()
	note := pending(p, "3200")
	server.down()
	p.Approve(note)
	p.Eventually("the wait for Odoo", func() bool { return p.Logged("odoo.create_draft_invoice", "result") > 0 })

	p.Drop("answer.eml", answer("3200", "Please put our order no. PO-2026-9999 on it instead of the other one.\n\nAnna"))
	p.Eventually("the answer to be taken in", func() bool { return p.Logged("process.ended", "event") == 1 || p.Logged("mail.joined", "event") == 1 })
	server.up()

	p.Revised("Pending_Approval", "An approval given before does not count any more.")
	never(t, "drafts", len(server.fake.Drafts()))
}

func TestThread_MailAndItsForwardAreOneRequest(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	first := pending(p, "3300")
	again := strings.Replace(request("3300"), "Message-ID: <3300@", "Message-ID: <3300-again@", 1)
	require.NotEqual(t, request("3300"), again)

	p.Drop("again.eml", again)

	p.Eventually("the second mail to join", func() bool { return p.Logged("mail.joined", "event") == 1 })
	note, _ := p.Revised("Pending_Approval", "The same request came again")
	require.Equal(t, first, note)
	require.Empty(t, p.Notes("Needs_Action"))
}

func TestSuspicious_RequestNeedsTheSendersAddressTypedByHand(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	mail := strings.Replace(request("3400"), "Content-Type", "Reply-To: billing@elsewhere.test\r\nContent-Type", 1)
	p.Drop("odd.eml", mail)
	note := p.Note("Pending_Approval", "Suspicious")
	text := p.Read("Pending_Approval", note)
	require.Contains(t, text, "confirm_sender:")
	require.Contains(t, text, "looks like a fraud")

	p.Approve(note)
	note, _ = p.Revised("Pending_Approval", "did not hold")
	never(t, "drafts", len(fake.Moves()))

	p.Fill("Pending_Approval", note, map[string]string{"confirm_sender": `"anna.berger@berger-design.example"`})
	p.Approve(note)
	p.Eventually("the draft", func() bool { return len(fake.Drafts()) == 1 })
}

func TestQuotation_IsANoteOfItsOwnKindWithAReply(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	p.Drop("quote.eml", "From: Lena Vogt <lena@vogt-moebel.example>\nTo: me@my-company.example\nSubject: Anfrage\nDate: Mon, 16 Nov 2026 09:12:00 +0100\n"+
		"Message-ID: <q1@vogt-moebel.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"+
		"Guten Tag,\n\nbitte senden Sie uns ein Angebot für einige Regale aus Eiche für unseren Laden.\n\nMit freundlichen Grüßen\nLena Vogt\nVogt Möbel GmbH\n")
	note := p.Note("Needs_Action", "Quotation wanted")
	text := p.Read("Needs_Action", note)
	require.Equal(t, "quotation_request", harness.Property(text, "type"))
	require.Contains(t, text, "Guten Tag Lena Vogt")
	require.Empty(t, p.Notes("Pending_Approval"))
	p.Eventually("the dashboard to list it", func() bool { return strings.Contains(p.Glimpse("", "Dashboard.md"), "Quotation wanted by Lena Vogt") })
}
