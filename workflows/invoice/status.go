package invoice

import (
	"strconv"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// process is the state of one execution.
type process struct {
	in      contract.InvoiceInput
	kind    contract.DocumentKind // what comes of the mail
	what    proposal              // the same, to be asked about and carried out
	status  contract.ProcessStatus
	started time.Time

	handbook contract.Handbook
	reading  contract.Reading
	fields   fields   // the editable state, from the mail and the owner's answers
	defaults []string // fields the handbook filled in
	draft    contract.InvoiceDraft
	match    contract.CustomerMatch
	existing []contract.ExistingInvoice
	history  contract.AmountHistory // of the draft's customer, in its currency
	sales    contract.SalesMatch    // what Odoo has for a quotation
	free     []string               // why lines of an invoice are free text though a product has their words

	note     contract.Note // as last laid on the desk; RequestID is set from the start
	laid     bool
	looking  bool                     // a note lies there that is completed when Odoo has answered
	asked    bool                     // the reader's own questions have been answered
	approval string                   // for the log: who let it happen
	reason   string                   // of the last judgement, in one sentence
	asks     []asked                  // what the owner was asked to do, in order
	edits    []string                 // what the owner changed before approving
	wanted   contract.Customer        // who the owner has said may be made in Odoo; zero: nobody
	setback  []string                 // why the request is on the desk again
	seen     time.Time                // when an approval was read that has not been acted on yet
	made     *contract.InvoiceOutcome // what the effect came to, once it is known
	unknown  bool                     // an attempt was made and it is not known whether the draft is there
	period   string                   // the period key an attempt was made under; kept as long as the draft may be there by it
	journal  flow.Journal
	attempts int

	followed []contract.FollowUp    // later mails that belong to this request
	before   []contract.RelatedMail // earlier mails about the same thing whose requests are closed
}

func begin(ctx workflow.Context, in contract.InvoiceInput) (*process, error) {
	p := &process{in: in, started: workflow.Now(ctx), asked: len(in.Answers) > 0, approval: "pending"}
	p.what = document{p}
	p.note.RequestID = contract.RequestID(in.Mail.Key, in.Reissue)
	p.note.WorkflowID = workflow.GetInfo(ctx).WorkflowExecution.ID
	p.note.Created = p.started // also of a notice that comes before the first note
	p.journal.About = p.note.RequestID
	p.status = contract.ProcessStatus{Status: contract.StatusReading, DryRun: in.DryRun, RequestID: p.note.RequestID}
	return p, workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return p.status, nil })
}

// key names in Odoo what comes of the mail.
func (p *process) key() string { return contract.BusinessKey(p.in.Mail.Key) }

// listedAfter is how long a step takes before the lists of processes say so too.
const listedAfter = time.Second

// say tells the Web UI and the search attributes where the process stands.
// The words are for a person and name what is waited for.
func (p *process) say(ctx workflow.Context, status, words string) error {
	if !p.stands(ctx, status, words) {
		return nil
	}
	return workflow.UpsertTypedSearchAttributes(ctx, p.attributes()...)
}

// sayMeanwhile says it for a step that is mostly over at once: whoever asks the
// process knows it from the beginning, the search attributes only tell of a
// step that lasts. Writing them costs a fifth of the step. over ends it.
func (p *process) sayMeanwhile(ctx workflow.Context, status, words string) (over func()) {
	if !p.stands(ctx, status, words) {
		return func() {}
	}
	ctx, over = workflow.WithCancel(ctx)
	workflow.Go(ctx, func(ctx workflow.Context) {
		lasts := workflow.NewTimerWithOptions(ctx, listedAfter, workflow.TimerOptions{Summary: "until the lists tell of it"})
		if lasts.Get(ctx, nil) == nil && p.status.Status == status {
			if err := workflow.UpsertTypedSearchAttributes(ctx, p.attributes()...); err != nil {
				workflow.GetLogger(ctx).Warn("the lists do not tell where this process stands", "error", err)
			}
		}
	})
	return over
}

// stands takes note of where the process stands; changed is false where it did
// before.
func (p *process) stands(ctx workflow.Context, status, words string) (changed bool) {
	changed = p.status.Status != status
	p.status.Status, p.status.WaitingFor = status, words
	workflow.SetCurrentDetails(ctx, words)
	if changed {
		p.status.Since = workflow.Now(ctx)
	}
	return changed
}

func (p *process) attributes() []temporal.SearchAttributeUpdate {
	updates := []temporal.SearchAttributeUpdate{
		temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(p.status.Status),
		temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(p.status.Since),
	}
	if p.status.Counterparty != "" {
		updates = append(updates, temporal.NewSearchAttributeKeyKeyword(contract.SearchCounterparty).ValueSet(p.status.Counterparty))
	}
	if p.status.Currency != "" {
		updates = append(updates, temporal.NewSearchAttributeKeyKeyword(contract.SearchCurrency).ValueSet(p.status.Currency))
	}
	// The exact amount is in the note; this one only sorts and filters lists.
	if amount, err := strconv.ParseFloat(string(p.status.Amount), 64); err == nil {
		updates = append(updates, temporal.NewSearchAttributeKeyFloat64(contract.SearchAmount).ValueSet(amount))
	}
	return updates
}
