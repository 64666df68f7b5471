package invoice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	actionPay = "odoo.create_draft_payment"
	// kindPayment is what comes of a mail that says that an invoice was paid. It goes over no wire: a payment is no document.
	kindPayment contract.DocumentKind = "payment"
)

// payment is the proposal to register what a customer says to have paid. It
// stands on one open invoice in Odoo that the mail names by its number.
type payment struct {
	p        *process
	notice   contract.PaymentNotice
	invoice  contract.FoundInvoice
	sender   []contract.Partner // whom Odoo knows by the sender's address
	journals []contract.PaymentJournal
	existing []contract.ExistingPayment
	draft    contract.PaymentDraft
	fresh    bool // what was looked up is of this moment
}

// becomePayment makes a payment of the request when exact evidence points at
// one open invoice. Everything else stays a mail that nothing comes from.
func (p *process) becomePayment(ctx workflow.Context) (bool, error) {
	if p.reading.Payment == nil || p.red() {
		return false, nil
	}
	y := &payment{p: p, notice: *p.reading.Payment}
	found, err := y.lookUp(ctx)
	if err != nil || !found {
		return false, err
	}
	p.kind, p.what, p.defaults = kindPayment, y, nil
	p.fields = y.filledIn().with(p.in.Answers)
	delete(p.fields, keyConfirm) // a confirmation holds for one request
	return true, nil
}

// lookUp finds the one open invoice, where the money can have come in and what
// is registered already, waiting for as long as Odoo is down. It is false when
// there is nothing to register.
func (y *payment) lookUp(ctx workflow.Context) (bool, error) {
	in := contract.FindInvoicesInput{Numbers: y.notice.Numbers, Customer: contract.Customer{Email: y.notice.Email}}
	found, err := patiently(ctx, y.p, func() (contract.FoundInvoices, error) {
		return flow.Do(ctx, contract.OdooFindInvoices, in, "find the invoice that was paid")
	})
	if err != nil {
		return false, unlessRefused(err)
	}
	invoice, ok := y.only(found)
	if !ok {
		return false, nil
	}
	about := contract.FindPaymentsInput{Memo: invoice.Number, BusinessKey: y.p.key()}
	match, err := patiently(ctx, y.p, func() (contract.PaymentMatch, error) {
		return flow.Do(ctx, contract.OdooFindPayments, about, "find journals and payments")
	})
	if err != nil || len(match.Journals) == 0 {
		return false, unlessRefused(err)
	}
	y.invoice, y.sender, y.journals, y.existing, y.fresh = invoice, found.Customers, match.Journals, match.Existing, true
	y.p.match = contract.CustomerMatch{Configured: true, PartnerID: invoice.CompanyID, Name: invoice.Company}
	return true, nil
}

// unlessRefused drops the refusal of a look-up: nothing can be said then.
func unlessRefused(err error) error {
	if err != nil && flow.Failed(err) {
		return nil
	}
	return err
}

// only is the one posted and open invoice that the mail names by its number or
// payment reference, when the sender is its customer or the amount is its own.
func (y *payment) only(found contract.FoundInvoices) (contract.FoundInvoice, bool) {
	var open []contract.FoundInvoice
	for _, f := range found.Invoices {
		named := f.MatchedBy == contract.MatchedNumber || f.MatchedBy == contract.MatchedPaymentReference
		rest, err := money.Parse(f.Residual)
		if named && f.State == "posted" && err == nil && rest.IsPositive() {
			open = append(open, f)
		}
	}
	if len(open) != 1 || found.More {
		return contract.FoundInvoice{}, false
	}
	f := open[0]
	return f, isCustomer(found.Customers, f) || y.notice.Currency == f.Currency && (same(y.notice.Amount, f.Residual, f.Currency) || same(y.notice.Amount, f.Total, f.Currency))
}

func isCustomer(known []contract.Partner, f contract.FoundInvoice) bool {
	return slices.ContainsFunc(known, func(c contract.Partner) bool { return c.ID == f.CompanyID })
}

func same(a, b contract.Decimal, currency string) bool { return a != "" && money.Equal(a, b, currency) }

// complete looks again when the request has come back: somebody may have
// registered the payment since.
func (y *payment) complete(ctx workflow.Context) (*contract.InvoiceResult, error) {
	if !y.fresh {
		before := y.invoice
		found, err := y.lookUp(ctx)
		if err != nil {
			return nil, err
		}
		if !found || y.invoice.ID != before.ID {
			result, err := y.p.end(ctx, contract.StatusRefused, "The invoice "+before.Number+" is not open in Odoo any more, so there is nothing to register. "+y.p.whatWasSent())
			return &result, err
		}
	}
	y.fresh = false
	y.draft = y.usable()
	return nil, nil
}

// usable is the draft of the fields, of which those that cannot be used are
// filled in anew.
func (y *payment) usable() contract.PaymentDraft {
	told, usual := len(y.p.setback) > 0, y.filledIn()
	for range len(usual) {
		_, key, trouble := y.drawn(y.p.fields)
		if trouble == "" {
			break
		}
		if !told {
			y.p.setback = append(y.p.setback, "What was filled in before cannot be used: "+trouble)
		}
		y.p.fields[key] = usual[key]
	}
	draft, _, _ := y.drawn(y.p.fields)
	return draft
}

// filledIn are the fields as the mail and the invoice give them.
func (y *payment) filledIn() fields {
	amount := y.invoice.Residual
	if y.notice.Amount != "" && y.notice.Currency == y.invoice.Currency {
		amount = y.notice.Amount
	}
	journal := y.journals[0]
	for _, j := range y.journals {
		if j.Currency == y.invoice.Currency || j.Currency == "" {
			journal = j
			break
		}
	}
	return fields{keyPaymentAmount: string(amount), keyPaymentDate: y.day(), keyPaymentJournal: strings.TrimSpace(journal.Name)}
}

// day is when the mail says that it was paid, else when it was sent. A day that
// is not after the invoice's is more likely that of the invoice.
func (y *payment) day() string {
	if y.saysDay() {
		return y.notice.Date
	}
	if sent := y.p.reading.SentAt; len(sent) >= len(time.DateOnly) {
		return sent[:len(time.DateOnly)]
	}
	return y.p.started.Format(time.DateOnly)
}

func (y *payment) saysDay() bool { return y.notice.Date != "" && y.notice.Date > y.invoice.Date }

// drawn makes the draft from the fields; trouble is a sentence when the one of
// that key cannot be used.
func (y *payment) drawn(f fields) (d contract.PaymentDraft, key, trouble string) {
	d = contract.PaymentDraft{
		BusinessKey: y.p.key(), PartnerID: y.invoice.CompanyID, Partner: y.invoice.Company, Currency: y.invoice.Currency,
		Date: f[keyPaymentDate], Memo: y.invoice.Number, InvoiceID: y.invoice.ID,
	}
	amount, err := money.Parse(contract.Decimal(f[keyPaymentAmount]))
	d.Amount = money.FormatAmount(amount, d.Currency)
	if kept, errKept := money.Parse(d.Amount); err != nil || errKept != nil || !amount.IsPositive() || !kept.Equal(amount) {
		return d, keyPaymentAmount, keyPaymentAmount + " must be a plain number such as 1234.50."
	}
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		return d, keyPaymentDate, keyPaymentDate + " must be a day written as YYYY-MM-DD."
	}
	for _, j := range y.journals {
		if strings.EqualFold(strings.TrimSpace(j.Name), f[keyPaymentJournal]) {
			d.JournalID, d.Journal = j.ID, j.Name
			return d, "", ""
		}
	}
	return d, keyPaymentJournal, keyPaymentJournal + " must be one of " + strings.Join(y.names(), ", ") + "."
}

func (y *payment) names() []string {
	var out []string
	for _, j := range y.journals {
		out = append(out, j.Name)
	}
	return out
}

func (y *payment) byRules() policy.Judgement {
	return policy.Payment(policy.PaymentFacts{Draft: y.draft, Flags: y.p.facts().Flags, Existing: y.existing})
}

func (y *payment) subject() subject {
	return subject{y.draft.Partner, y.draft.Amount, y.draft.Currency}
}

// takeEdit takes over what the owner put in. More than is open is asked about
// once more, unless it was so before.
func (y *payment) takeEdit(_ workflow.Context, edited fields) ([]string, error) {
	draft, _, trouble := y.drawn(edited)
	if trouble != "" {
		return []string{"You approved, but with a change that cannot be used: " + trouble + " Nothing was sent, and it was put back."}, nil
	}
	over := !y.gap(y.draft.Amount).IsPositive() && y.gap(draft.Amount).IsPositive()
	y.draft = draft
	if over {
		return []string{"With your change the amount is more than is open on the invoice; see below. Nothing was sent; please approve again if it is right."}, nil
	}
	return nil, nil
}

// takeNews takes nothing over: a later mail is shown, and asked about.
func (y *payment) takeNews(contract.Reading) []string { return nil }

func (y *payment) fingerprint() (string, error) { return y.draft.Fingerprint() }

func (y *payment) create(ctx workflow.Context, fingerprint string) (contract.InvoiceOutcome, error) {
	in := contract.CreateDraftPaymentInput{Draft: y.draft, DryRun: y.p.status.DryRun, Fingerprint: fingerprint}
	return flow.Do(ctx, contract.OdooCreateDraftPayment, in, "make the draft payment")
}

func (y *payment) verify(ctx workflow.Context) (contract.InvoiceOutcome, error) {
	return flow.Do(ctx, contract.OdooVerifyDraftPayment, contract.VerifyDraftPaymentInput{Draft: y.draft}, "look for the draft")
}

func (y *payment) attach(ctx workflow.Context, o contract.InvoiceOutcome) (contract.Attachment, error) {
	in := contract.EnsureAttachmentInput{PaymentID: o.PaymentID, BusinessKey: y.p.key(), Mail: y.p.in.Mail}
	return flow.Do(ctx, contract.OdooEnsureAttachment, in, "attach the mail")
}

func (y *payment) parameters() map[string]string {
	return map[string]string{
		"total": string(y.draft.Amount), "currency": y.draft.Currency, "customer": y.draft.Partner, "partner_id": strconv.FormatInt(y.draft.PartnerID, 10),
		"date": y.draft.Date, "memo": y.draft.Memo, "journal": y.draft.Journal, "invoice_id": strconv.FormatInt(y.draft.InvoiceID, 10),
	}
}
