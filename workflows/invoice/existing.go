package invoice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// A mail that wants an existing invoice corrected, or asks about one, becomes a
// note with the invoice. Nothing is written to Odoo: what is to be done about a
// posted invoice is the owner's to decide and to do.

// soon is how long the note waits for Odoo before it is laid without the invoice.
const soon = 20 * time.Second

// lookup is what is known of the invoice that a mail is about.
type lookup struct {
	found contract.FoundInvoices
	// waiting says why Odoo cannot be asked now, trouble why it could not be asked at all.
	waiting, trouble string
}

// concernsInvoice is true for a mail about an invoice that exists already. A
// suspicious one is a warning and nothing else.
func (p *process) concernsInvoice() bool {
	r := p.reading
	if r.About == nil || r.Unreadable != "" || r.Expected == contract.ExpectFraud {
		return false
	}
	switch r.Direction {
	case contract.DirectionCorrection:
		return r.Expected == contract.ExpectAsk
	case contract.DirectionQuestion:
		return len(r.About.Numbers) > 0 || r.About.Amount != ""
	default:
		return false
	}
}

// mustTell is true for a mail that the owner sees whatever Odoo holds. A
// question that came by itself is shown only when it is about an invoice of
// the owner's: suppliers ask what has become of theirs in the same words.
func (p *process) mustTell() bool {
	if p.reading.Direction == contract.DirectionCorrection || p.in.Mail.Dropped() {
		return true
	}
	return slices.ContainsFunc(p.handbook.Owner.KnownCustomers, func(c contract.KnownCustomer) bool {
		return c.Email != "" && strings.EqualFold(c.Email, p.reading.About.Email)
	})
}

// seeToInvoice looks the invoice up and lays the note. While Odoo is down the
// note lies there without it, and is completed when Odoo answers.
func (p *process) seeToInvoice(ctx workflow.Context) (contract.InvoiceResult, error) {
	looked, err := p.findInvoices(ctx)
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	if err := p.logLookup(ctx, looked); err != nil {
		return contract.InvoiceResult{}, err
	}
	if !p.mustTell() && len(looked.found.Invoices) == 0 {
		return p.conclude(ctx, contract.StatusIgnored, "")
	}
	path, err := p.layInFull(ctx, looked)
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	return p.conclude(ctx, contract.StatusHandedOver, path)
}

// layInFull lays the note with what was found, or leaves it where the owner has
// put it meanwhile, and gives its path.
func (p *process) layInFull(ctx workflow.Context, looked lookup) (string, error) {
	if p.laid {
		if put, err := p.putAway(ctx); err != nil || put {
			return p.status.NotePath, err
		}
	}
	ref, err := p.lay(ctx, p.invoiceNote(looked))
	return ref.Path, err
}

// findInvoices asks Odoo for as long as it is down. When there is no answer
// soon, the note is laid without it.
func (p *process) findInvoices(ctx workflow.Context) (lookup, error) {
	var found contract.FoundInvoices
	var failed error
	answered, obstacle := false, ""
	in := p.invoiceWanted()
	workflow.Go(ctx, func(ctx workflow.Context) {
		found, failed = patientlyTelling(ctx, p, func() (contract.FoundInvoices, error) {
			return flow.Do(ctx, contract.OdooFindInvoices, in, "find the invoice that is meant")
		}, func(o flow.Obstacle) { obstacle = o.Sentence })
		answered = true
	})
	if _, err := workflow.AwaitWithTimeout(ctx, soon, func() bool { return answered || obstacle != "" }); err != nil {
		return lookup{}, err
	}
	if !answered && p.mustTell() {
		if obstacle == "" {
			obstacle = "It has not answered yet."
		}
		if _, err := p.lay(ctx, p.invoiceNote(lookup{waiting: obstacle})); err != nil {
			return lookup{}, err
		}
		p.looking = true
	}
	if err := workflow.Await(ctx, func() bool { return answered }); err != nil {
		return lookup{}, err
	}
	p.looking = false
	if flow.Failed(failed) {
		return lookup{trouble: flow.Sentence(failed)}, nil
	}
	return lookup{found: found}, failed
}

// invoiceWanted says what the mail names the invoice by. A VAT ID in a
// correction may be the one that Odoo does not have yet, and a contact with
// another one is never taken for the customer.
func (p *process) invoiceWanted() contract.FindInvoicesInput {
	r, a := p.reading, p.reading.About
	in := contract.FindInvoicesInput{Numbers: slices.Clone(a.Numbers), Amount: a.Amount, Currency: a.Currency}
	if r.PO != "" {
		in.Numbers = append(in.Numbers, r.PO)
	}
	in.Customer = contract.Customer{Name: p.fields[keyCustomer], Email: a.Email}
	if r.Direction != contract.DirectionCorrection {
		in.Customer.VATID = r.VATID
	}
	return in
}

// putAway is true when the owner has filed or deleted the note meanwhile; it is
// not laid again.
func (p *process) putAway(ctx workflow.Context) (bool, error) {
	seen, err := flow.Do(ctx, contract.NotesFetchDecision, contract.FetchDecisionInput{
		RequestID: p.note.RequestID, WorkflowID: p.note.WorkflowID, Revision: p.note.Revision, Fingerprint: p.note.Fingerprint,
	}, "see whether the note is still there")
	if err != nil {
		return false, err
	}
	if seen.Path != "" {
		p.status.NotePath = seen.Path
	}
	return seen.Verdict == contract.VerdictWithdrawn || seen.Path != "" && !strings.HasPrefix(seen.Path, contract.FolderNeedsAction+"/"), nil
}

// stopLooking completes the note of a process that was stopped while it waited
// for Odoo.
func (p *process) stopLooking(ctx workflow.Context) error {
	path, err := p.layInFull(ctx, lookup{trouble: "The process was stopped in Temporal before Odoo had answered."})
	if err != nil {
		return err
	}
	_, err = p.conclude(ctx, contract.StatusHandedOver, path)
	return err
}

func (p *process) logLookup(ctx workflow.Context, l lookup) error {
	result, parameters := "none", map[string]string{"direction": string(p.reading.Direction), "invoices": strconv.Itoa(len(l.found.Invoices))}
	switch {
	case l.trouble != "":
		result = "failed"
	case !l.found.Configured:
		result = "not_configured"
	case len(l.found.Invoices) == 1:
		result = "found"
		parameters["invoice_id"], parameters["matched_by"] = strconv.FormatInt(l.found.Invoices[0].ID, 10), l.found.Invoices[0].MatchedBy
	case len(l.found.Invoices) > 1:
		result = "several"
	}
	return p.log(ctx, contract.PhaseEvent, "odoo.find_invoices", result, parameters)
}
