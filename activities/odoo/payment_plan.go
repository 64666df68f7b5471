package odoo

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// paymentKey is the external ID of a payment of ours.
func paymentKey(businessKey string) string { return "aiemp.payment_" + businessKey }

// paymentReferences are Odoo's database IDs as text and its names for fields,
// or words for them in a dry run.
type paymentReferences struct{ currency, method, way, memo string }

// planPayment lays the payment out for account.payment.load. The business key
// stands in the payment reference, which Odoo leaves out of copies; the company
// follows from the journal.
func planPayment(d contract.PaymentDraft, ref paymentReferences) plan {
	cells := []cell{
		{"id", paymentKey(d.BusinessKey)},
		{"payment_type", "inbound"},
		{"partner_type", "customer"},
		{"partner_id/.id", strconv.FormatInt(d.PartnerID, 10)},
		{"amount", string(d.Amount)},
		{"currency_id/.id", ref.currency},
		{"date", d.Date},
		{"journal_id/.id", strconv.FormatInt(d.JournalID, 10)},
		{ref.way + "/.id", ref.method},
		{ref.memo, d.Memo},
		{"payment_reference", d.BusinessKey},
	}
	return plan{Model: odooclient.ModelPayment, Columns: names(cells), Rows: [][]string{values(cells)}}
}

// describePayment writes the calls that the real run would make.
func describePayment(d contract.PaymentDraft) string {
	var b strings.Builder
	fmt.Fprintf(&b, "1. account.move.search_read: is the invoice %s (ID %d) still posted and open\n", d.Memo, d.InvoiceID)
	writePlan(&b, 2, "make the draft payment, once", planPayment(d, paymentReferences{
		currency: "<ID of " + d.Currency + ">", method: "<ID of the journal's first way for incoming payments>",
		way: "payment_method_line_id", memo: "memo",
	}))
	b.WriteString("   (Odoo 17 and before call memo ref; Odoo 14 calls payment_method_line_id payment_method_id)\n")
	b.WriteString("3. account.payment.read: compare state, type, customer, amount, currency, date, journal and memo with the above\n")
	writeAttaching(&b, 4, d.BusinessKey, place{"payment", odooclient.ModelPayment, 0})
	b.WriteString("The payment stays a draft; nothing is confirmed, and no bank is spoken to.\n")
	return b.String()
}

func paymentFields(major int) []string {
	return []string{
		"state", "payment_type", "partner_type", "partner_id", "amount", "currency_id", "date", "journal_id", "payment_reference", memoOf(major),
	}
}

// findPayment returns the one payment made under the key, nil when there is none.
func (a *Activities) findPayment(ctx context.Context, key string) (odooclient.Record, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return nil, err
	}
	found, err := a.client.Search(ctx, odooclient.ModelPayment, odooclient.Query{
		Domain: []any{cond("payment_reference", "=", key), cond("payment_type", "=", "inbound"), cond("company_id", "=", session.CompanyID)},
		Fields: paymentFields(session.Major),
	})
	switch {
	case err != nil || len(found) == 0:
		return nil, err
	case len(found) > 1:
		return nil, refuse(contract.FailConflict, fmt.Sprintf(
			"There are %d payments with the payment reference %s in Odoo; delete or cancel all but one.", len(found), key))
	}
	return found[0], nil
}

// paymentURL opens the payment in Odoo, as moveURL does an invoice.
func (a *Activities) paymentURL(id int64) string {
	return fmt.Sprintf("%s/web#id=%d&model=account.payment&view_type=form", a.client.Base(), id)
}

// paymentOutcome describes the payment as Odoo holds it and how it differs
// from the approved one.
func (a *Activities) paymentOutcome(d contract.PaymentDraft, r odooclient.Record, major int) contract.InvoiceOutcome {
	id, currency := r.Int("id"), r.Ref("currency_id").Name
	out := contract.InvoiceOutcome{
		Found: true, Configured: true, PaymentID: id, PartnerID: r.Ref("partner_id").ID, State: r.Str("state"), Currency: currency,
		Total: money.FormatAmount(r.Decimal("amount"), currency),
		URL:   a.paymentURL(id),
	}
	partner, journal, memo := r.Ref("partner_id"), r.Ref("journal_id"), r.Str(memoOf(major))
	add := func(differs bool, format string, args ...any) {
		if differs {
			out.Differences = append(out.Differences, fmt.Sprintf(format, args...))
		}
	}
	add(out.State != "draft", "The payment is no longer a draft in Odoo; its state is %q.", out.State)
	add(r.Str("payment_type") != "inbound" || r.Str("partner_type") != "customer", "The record in Odoo is not a customer's incoming payment.")
	add(partner.ID != d.PartnerID, "The customer in Odoo is %q (contact %d); approved was contact %d.", partner.Name, partner.ID, d.PartnerID)
	add(!money.Equal(out.Total, d.Amount, d.Currency) || currency != d.Currency, "The amount in Odoo is %s %s; approved was %s %s.", out.Total, currency, d.Amount, d.Currency)
	add(r.Date("date") != d.Date, "The date in Odoo is %s; approved was %s.", orNone(r.Date("date")), d.Date)
	add(journal.ID != d.JournalID, "The journal in Odoo is %q; approved was %q.", journal.Name, d.Journal)
	add(strings.TrimSpace(memo) != strings.TrimSpace(d.Memo), "The memo in Odoo is %s; approved was %s.", orNone(memo), d.Memo)
	return out
}
