package odoo

import (
	"context"
	"strconv"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// readBackAttempts bounds the reads after the draft is known to be there.
const readBackAttempts = 3

// CreateDraftInvoice makes the approved draft in Odoo, in one attempt, and
// reads it back. Everything that can fail is read before the first write, so
// that a transient failure means that nothing was made. A draft that is there
// under our key already is adopted. Without Odoo, or with DryRun, the calls
// are described and nothing is contacted.
func (a *Activities) CreateDraftInvoice(ctx context.Context, in contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	return a.createDraft(ctx, "", in)
}

// CreateDraftQuotation is CreateDraftInvoice for a quotation.
func (a *Activities) CreateDraftQuotation(ctx context.Context, in contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	return a.createDraft(ctx, contract.KindQuotation, in)
}

func (a *Activities) createDraft(ctx context.Context, kind contract.DocumentKind, in contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	if err := ofKind(kind, in.Draft); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if err := sameAsApproved(in); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if err := check(in.Draft); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if in.DryRun || a.client == nil {
		return contract.InvoiceOutcome{Configured: a.client != nil, Described: describe(in.Draft)}, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	out, err := a.create(ctx, in.Draft)
	return out, a.failed(err)
}

// sameAsApproved refuses a draft that is not the one the owner has seen.
func sameAsApproved(in contract.CreateDraftInvoiceInput) error {
	fingerprint, err := in.Draft.Fingerprint()
	if err != nil {
		return refuse(contract.FailInvalid, "The draft cannot be fingerprinted: "+err.Error())
	}
	if in.Fingerprint == "" || fingerprint != in.Fingerprint {
		return refuse(contract.FailConflict, "The "+documentOf(in.Draft.Kind).noun+" is not the one that was approved; nothing was sent. Approve it again.")
	}
	return nil
}

func (a *Activities) create(ctx context.Context, d contract.InvoiceDraft) (contract.InvoiceOutcome, error) {
	doc := documentOf(d.Kind)
	return a.once(ctx, making{
		what: "draft " + doc.noun, model: doc.model, fields: doc.readBack(),
		find:    func(ctx context.Context) (odooclient.Record, error) { return a.findByKey(ctx, doc, d.BusinessKey) },
		prepare: func(ctx context.Context) (plan, error) { return a.prepare(ctx, d) },
		outcome: func(ctx context.Context, r odooclient.Record) (contract.InvoiceOutcome, error) {
			if d.PeriodKey != "" && r.Str(doc.key) != d.BusinessKey {
				return contract.InvoiceOutcome{}, takenBy(r)
			}
			return a.outcome(ctx, d, r)
		},
	})
}

// takenBy refuses a second invoice by one rule in one period.
func takenBy(first odooclient.Record) error {
	currency := first.Ref("currency_id").Name
	return refuse(contract.FailConflict, "The handbook's recurring rule has already let out an invoice for this customer in this period: "+
		shownName(first.Str("name"), first.Int("id"))+", "+string(money.FormatAmount(first.Decimal("amount_total"), currency))+" "+currency+".")
}

// prepare looks up what the draft refers to and makes a new customer.
func (a *Activities) prepare(ctx context.Context, d contract.InvoiceDraft) (plan, error) {
	ref, err := a.resolve(ctx, d)
	if err != nil {
		return plan{}, err
	}
	if d.PartnerID == 0 {
		if ref.Partner, err = a.ensureCustomer(ctx, d); err != nil {
			return plan{}, err
		}
	}
	return planDraft(d, ref), nil
}

// ensureCustomer makes the new customer, if the owner has allowed it, unless an
// identical one has appeared since (two mails of one newcomer, approved together).
func (a *Activities) ensureCustomer(ctx context.Context, d contract.InvoiceDraft) (string, error) {
	if id, err := a.appeared(ctx, d.Customer); err != nil || id != "" {
		return id, err
	}
	if !d.CreateCustomer {
		return "", refuse(contract.FailInvalid, d.Customer.Name+" is not in Odoo, and it was not said that the employee may make it there.")
	}
	p := planCustomer(d)
	id, err := a.client.Load(ctx, p.Model, p.Columns, p.Rows)
	if takenBack(err) {
		// The loser of a race for the same newcomer finds the winner's record.
		if there, lookErr := a.appeared(ctx, d.Customer); lookErr == nil && there != "" {
			return there, nil
		}
	}
	if err != nil {
		return "", err
	}
	return strconv.FormatInt(id, 10), nil
}

// appeared looks for the customer that was new when the owner was asked.
func (a *Activities) appeared(ctx context.Context, c contract.Customer) (string, error) {
	match, err := a.match(ctx, c)
	if err != nil || match.PartnerID == 0 || !sameName(match.Name, c.Name) {
		return "", err
	}
	if match.MatchedBy == "name" && c.Email+c.VATID != "" {
		return "", nil // of the same name, and not known to be the one that was approved
	}
	return strconv.FormatInt(match.PartnerID, 10), nil
}
