package invoice

import (
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// proposal is what the owner is asked about and what an approval lets out: the
// draft of a document, or of a customer's payment. The process asks, waits,
// takes edits and carries out once, the same for each of them; what it is about
// only the proposal knows.
type proposal interface {
	// complete gets what is still missing. ended is set when the request has ended over it.
	complete(ctx workflow.Context) (ended *contract.InvoiceResult, err error)
	byRules() policy.Judgement
	subject() subject
	// present puts into the note what will happen and what it stands on; why is the section with the rule.
	present(note contract.Note, why contract.Section) contract.Note
	// takeEdit makes the owner's values the draft. It returns why the approval cannot count yet.
	takeEdit(ctx workflow.Context, edited fields) ([]string, error)
	// takeNews lays what a later mail says over the draft and returns sentences for the owner.
	takeNews(r contract.Reading) []string
	fingerprint() (string, error)
	create(ctx workflow.Context, fingerprint string) (contract.InvoiceOutcome, error)
	verify(ctx workflow.Context) (contract.InvoiceOutcome, error)
	// attach puts the mail and its files beside the draft.
	attach(ctx workflow.Context, o contract.InvoiceOutcome) (contract.Attachment, error)
	// parameters are what the log says of the draft before it goes out.
	parameters() map[string]string
	// comparison holds what was approved against what Odoo holds.
	comparison(o contract.InvoiceOutcome) contract.Section
}

// subject is who a proposal is about, and how much.
type subject struct {
	who      string
	amount   contract.Decimal
	currency string
}

func subjectOf(d contract.InvoiceDraft) subject { return subject{d.Customer.Name, d.Total, d.Currency} }

// document is the proposal of a draft invoice or quotation. What a document
// needs besides is done by the process itself.
type document struct{ *process }

func (d document) subject() subject { return subjectOf(d.draft) }

func (d document) takeNews(r contract.Reading) []string {
	news := d.mergeHead(r)
	news = append(news, d.mergeLines(r)...)
	return append(news, d.mergeChanges(r.Changes)...)
}

func (d document) fingerprint() (string, error) { return d.draft.Fingerprint() }

func (d document) create(ctx workflow.Context, fingerprint string) (contract.InvoiceOutcome, error) {
	in := contract.CreateDraftInvoiceInput{Draft: d.draft, DryRun: d.status.DryRun, Fingerprint: fingerprint}
	return flow.Do(ctx, d.creating(), in, "make the draft "+d.words().noun)
}

func (d document) verify(ctx workflow.Context) (contract.InvoiceOutcome, error) {
	return flow.Do(ctx, d.verifying(), contract.VerifyDraftInvoiceInput{Draft: d.draft}, "look for the draft")
}

func (d document) attach(ctx workflow.Context, o contract.InvoiceOutcome) (contract.Attachment, error) {
	in := contract.EnsureAttachmentInput{InvoiceID: o.InvoiceID, QuotationID: o.QuotationID, BusinessKey: d.key(), Mail: d.in.Mail}
	return flow.Do(ctx, contract.OdooEnsureAttachment, in, "attach the mail")
}

func (d document) parameters() map[string]string {
	parameters := map[string]string{
		"total": string(d.draft.Total), "currency": d.draft.Currency, "customer": d.draft.Customer.Name, "customer_email": d.draft.Customer.Email,
		"partner_id": strconv.FormatInt(d.draft.PartnerID, 10),
	}
	if d.draft.CreateCustomer {
		parameters[keyCreate] = "true"
	}
	return parameters
}
