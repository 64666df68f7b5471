package odoo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// paymentsShown bounds what is shown of an invoice's payments.
const paymentsShown = 10

// FindPayments lists the bank and cash journals of the user's company that
// take incoming payments, and the payments that have the memo already. It
// reads names and no bank data.
func (a *Activities) FindPayments(ctx context.Context, in contract.FindPaymentsInput) (contract.PaymentMatch, error) {
	if a.client == nil {
		return contract.PaymentMatch{}, nil
	}
	journals, err := a.paymentJournals(ctx)
	if err != nil {
		return contract.PaymentMatch{}, a.failed(err)
	}
	out := contract.PaymentMatch{Configured: true}
	for _, j := range journals {
		out.Journals = append(out.Journals, contract.PaymentJournal{
			ID: j.Int("id"), Name: j.Str("name"), Type: j.Str("type"), Currency: j.Ref("currency_id").Name,
		})
	}
	out.Existing, err = a.paymentsOf(ctx, in)
	return out, a.failed(err)
}

func (a *Activities) paymentsOf(ctx context.Context, in contract.FindPaymentsInput) ([]contract.ExistingPayment, error) {
	session, err := a.client.Session(ctx)
	if err != nil || strings.TrimSpace(in.Memo) == "" {
		return nil, err
	}
	found, err := a.client.Search(ctx, odooclient.ModelPayment, odooclient.Query{
		Domain: []any{
			cond(memoOf(session.Major), "=", in.Memo), cond("payment_type", "=", "inbound"), cond("company_id", "=", session.CompanyID),
		},
		Fields: paymentFields(session.Major), Order: "id desc", Limit: paymentsShown,
	})
	if err != nil {
		return nil, err
	}
	var out []contract.ExistingPayment
	for _, r := range found {
		state, currency := r.Str("state"), r.Ref("currency_id").Name
		if strings.HasPrefix(state, "cancel") || state == "rejected" || r.Str("payment_reference") == in.BusinessKey {
			continue
		}
		out = append(out, contract.ExistingPayment{
			ID: r.Int("id"), State: state, Date: r.Date("date"), Amount: money.FormatAmount(r.Decimal("amount"), currency), Currency: currency, URL: a.paymentURL(r.Int("id")),
		})
	}
	return out, nil
}

// paymentJournals leaves out journals that take no incoming payments: Odoo
// refuses the payment there, which is too late.
func (a *Activities) paymentJournals(ctx context.Context) ([]odooclient.Record, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return nil, err
	}
	ways := methodsOf(session.Major).journal
	found, err := a.client.Search(ctx, odooclient.ModelJournal, odooclient.Query{
		Domain: []any{cond("type", "in", []any{"bank", "cash"}), cond("company_id", "=", session.CompanyID)},
		Fields: []string{"name", "type", "currency_id", ways}, Order: "sequence, id",
	})
	return slices.DeleteFunc(found, func(j odooclient.Record) bool { return len(j.IDs(ways)) == 0 }), err
}

// methodFields are what a version calls the ways in which a payment comes in.
type methodFields struct{ journal, payment string }

// methodsOf: 14 links methods, 15 and later lines of methods
// (addons/account/models/account_payment_method.py).
func methodsOf(major int) methodFields {
	if major < 15 {
		return methodFields{"inbound_payment_method_ids", "payment_method_id"}
	}
	return methodFields{"inbound_payment_method_line_ids", "payment_method_line_id"}
}

// memoOf is what a version calls a payment's memo: until 17 it is the
// reference of its entry.
func memoOf(major int) string {
	if major < 18 {
		return "ref"
	}
	return "memo"
}

// CreateDraftPayment makes the approved payment of a customer as a draft, in
// one attempt, and reads it back. It is never confirmed here, and the invoice
// is looked at and not changed: one that is paid by now is a conflict. What is
// said of CreateDraftInvoice holds for the rest.
func (a *Activities) CreateDraftPayment(ctx context.Context, in contract.CreateDraftPaymentInput) (contract.InvoiceOutcome, error) {
	fingerprint, err := in.Draft.Fingerprint()
	if err != nil {
		return contract.InvoiceOutcome{}, refuse(contract.FailInvalid, "The payment cannot be fingerprinted: "+err.Error())
	}
	if in.Fingerprint == "" || fingerprint != in.Fingerprint {
		return contract.InvoiceOutcome{}, refuse(contract.FailConflict, "The payment is not the one that was approved; nothing was sent. Approve it again.")
	}
	if err := checkPayment(in.Draft); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if in.DryRun || a.client == nil {
		return contract.InvoiceOutcome{Configured: a.client != nil, Described: describePayment(in.Draft)}, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.InvoiceOutcome{}, a.failed(err)
	}
	out, err := a.once(ctx, a.makingPayment(in.Draft, session.Major))
	return out, a.failed(err)
}

// VerifyDraftPayment looks for the payment by its business key after an answer
// was lost, as VerifyDraftInvoice does. It never writes.
func (a *Activities) VerifyDraftPayment(ctx context.Context, in contract.VerifyDraftPaymentInput) (contract.InvoiceOutcome, error) {
	if a.client == nil {
		return contract.InvoiceOutcome{}, nil
	}
	if !businessKey.MatchString(in.Draft.BusinessKey) {
		return contract.InvoiceOutcome{}, refuse(contract.FailInvalid, "The payment has no business key, so it cannot be looked for in Odoo.")
	}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.InvoiceOutcome{}, a.failed(err)
	}
	found, err := a.findPayment(ctx, in.Draft.BusinessKey)
	if err != nil {
		return contract.InvoiceOutcome{}, a.failed(err)
	}
	if found == nil {
		return contract.InvoiceOutcome{Configured: true}, nil
	}
	return a.paymentOutcome(in.Draft, found, session.Major), nil
}

// checkPayment refuses a payment that must not be sent, in a sentence.
func checkPayment(d contract.PaymentDraft) error {
	amount, err := money.Parse(d.Amount)
	_, dateErr := time.Parse(time.DateOnly, d.Date)
	digits, known := money.MinorUnits(d.Currency)
	var say string
	switch {
	case !businessKey.MatchString(d.BusinessKey):
		say = "The payment has no business key, so it could not be found again in Odoo."
	case d.PartnerID <= 0:
		say = "It is not known which customer of Odoo has paid."
	case d.JournalID <= 0:
		say = "It is not known into which journal the money has come."
	case d.InvoiceID <= 0 || strings.TrimSpace(d.Memo) == "":
		say = "It is not known which invoice was paid."
	case !known:
		say = fmt.Sprintf("The currency %q is not known.", d.Currency)
	case err != nil || !amount.IsPositive():
		say = "The amount is not a positive number."
	case !amount.Equal(amount.Round(int32(digits))):
		say = fmt.Sprintf("The amount has more decimals than %s has.", d.Currency)
	case dateErr != nil:
		say = "The date is not a date such as 2026-12-31."
	default:
		return nil
	}
	return refuse(contract.FailInvalid, say)
}

func (a *Activities) makingPayment(d contract.PaymentDraft, major int) making {
	return making{
		what: "draft payment", model: odooclient.ModelPayment, fields: paymentFields(major),
		find:    func(ctx context.Context) (odooclient.Record, error) { return a.findPayment(ctx, d.BusinessKey) },
		prepare: func(ctx context.Context) (plan, error) { return a.preparePayment(ctx, d, major) },
		outcome: func(_ context.Context, r odooclient.Record) (contract.InvoiceOutcome, error) {
			return a.paymentOutcome(d, r, major), nil
		},
	}
}

// preparePayment looks up what the payment refers to.
func (a *Activities) preparePayment(ctx context.Context, d contract.PaymentDraft, major int) (plan, error) {
	if err := a.stillOpen(ctx, d); err != nil {
		return plan{}, err
	}
	if err := a.checkPartner(ctx, d.PartnerID); err != nil {
		return plan{}, err
	}
	ref := paymentReferences{memo: memoOf(major), way: methodsOf(major).payment}
	var err error
	if ref.currency, err = a.currency(ctx, d.Currency); err != nil {
		return plan{}, err
	}
	journals, err := a.paymentJournals(ctx)
	if err != nil {
		return plan{}, err
	}
	i := slices.IndexFunc(journals, func(j odooclient.Record) bool { return j.Int("id") == d.JournalID })
	if i < 0 {
		return plan{}, refuse(contract.FailNotFound, fmt.Sprintf("The journal %q is no longer in Odoo, or takes no incoming payments; choose another.", d.Journal))
	}
	ref.method = strconv.FormatInt(journals[i].IDs(methodsOf(major).journal)[0], 10)
	return planPayment(d, ref), nil
}

// stillOpen refuses when the invoice is not open any more: somebody has
// registered the payment since the owner was asked.
func (a *Activities) stillOpen(ctx context.Context, d contract.PaymentDraft) error {
	found, err := a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{
		Domain: []any{cond("id", "=", d.InvoiceID), cond("move_type", "=", "out_invoice")},
		Fields: []string{"name", "state", "amount_residual"},
	})
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return refuse(contract.FailNotFound, fmt.Sprintf("The invoice %s is no longer in Odoo.", d.Memo))
	case found[0].Str("state") != "posted":
		return refuse(contract.FailConflict, fmt.Sprintf("The invoice %s is no longer posted in Odoo; its state is %q.", d.Memo, found[0].Str("state")))
	case !found[0].Decimal("amount_residual").IsPositive():
		return refuse(contract.FailConflict, fmt.Sprintf("The invoice %s is fully paid in Odoo by now.", d.Memo))
	}
	return nil
}
