package invoice

import (
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/money"
)

// read fetches the rules in force and what the mail says.
func (p *process) read(ctx workflow.Context) error {
	if err := p.say(ctx, contract.StatusReading, "Reading the mail."); err != nil {
		return err
	}
	handbook, err := flow.Do(ctx, contract.NotesFetchHandbook, contract.Nothing{}, "read the handbook")
	if err != nil {
		return err
	}
	p.handbook = handbook
	p.status.DryRun = p.in.DryRun || handbook.DryRun
	in := contract.ReadRequestInput{Mail: p.in.Mail, Owner: handbook.Owner}
	if p.reading, err = flow.Do(ctx, contract.MailReadRequest, in, "read the mail"); err != nil {
		return err
	}
	p.fields, p.defaults = fieldsOf(p.reading, handbook).with(p.in.Answers), defaultsOf(p.reading, handbook)
	delete(p.fields, keyConfirm) // a confirmation holds for one request
	delete(p.fields, keyCreate)
	return p.log(ctx, contract.PhaseEvent, "mail.read", string(p.reading.Expected), map[string]string{
		"direction": string(p.reading.Direction), "from_email": p.reading.FromAddress, "questions": strconv.Itoa(len(p.reading.Questions)),
		"source": p.in.Mail.Source, "mail_key": p.in.Mail.Key,
	})
}

// setAside ends the process of a mail that no invoice can come from. The owner
// is bothered only where there is something to do, or when the file was
// dropped by hand and an answer is expected.
func (p *process) setAside(ctx workflow.Context) (contract.InvoiceResult, error) {
	if p.concernsInvoice() {
		return p.seeToInvoice(ctx)
	}
	h := handOver(p.reading)
	if h == nil && p.in.Reissue > 0 && p.reading.Payment != nil {
		return p.end(ctx, contract.StatusRefused, "No invoice in Odoo that is still open fits this mail any more, so there is nothing to register.")
	}
	if h == nil {
		if !p.in.Mail.Dropped() {
			return p.conclude(ctx, contract.StatusIgnored, "")
		}
		return p.end(ctx, contract.StatusIgnored, "This mail does not ask for an invoice, so nothing was prepared.")
	}
	note := p.noteFor(contract.NoteNotice, contract.FolderNeedsAction, h.title)
	note.Lead = h.sentences
	note.HowTo = []string{"When you have seen to it, move this note to Completed/ or delete it. Nothing waits for it."}
	if p.reading.Direction == contract.DirectionQuote {
		note = p.quotation(note)
		if p.sales.Trouble != "" {
			note.Lead = append(note.Lead, "No quotation could be made in Odoo: "+p.sales.Trouble)
		}
	}
	note.Sections = append(note.Sections, p.trustSection()...)
	note.Sections = append(note.Sections, p.mailSection())
	ref, err := p.lay(ctx, note)
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	return p.conclude(ctx, contract.StatusHandedOver, ref.Path)
}

// complete asks until everything the document needs is known, then matches the
// customer. It returns a result when the owner ended the request instead.
func (p *process) complete(ctx workflow.Context) (*contract.InvoiceResult, error) {
	for {
		draft, open := p.fields.draft(p.kind, p.in.Mail.Key)
		open, err := p.alsoOfSales(ctx, draft, p.questions(open))
		if err != nil {
			return nil, err
		}
		if len(open) == 0 {
			questions, err := p.lookUp(ctx, draft)
			if err != nil {
				return nil, err
			}
			open = questions
		}
		if len(open) == 0 {
			return nil, nil
		}
		if ended, err := p.clarify(ctx, draft, open); ended != nil || err != nil {
			return ended, err
		}
	}
}

// clarify lays the questions on the desk and takes the answers.
func (p *process) clarify(ctx workflow.Context, draft contract.InvoiceDraft, open []contract.Question) (*contract.InvoiceResult, error) {
	p.show(subjectOf(draft))
	if _, err := p.lay(ctx, p.clarification(ctx, open)); err != nil {
		return nil, err
	}
	if err := p.say(ctx, contract.StatusWaitingAnswer, "Waiting for your answer: "+open[0].Text); err != nil {
		return nil, err
	}
	decision, interrupted, err := flow.AwaitDecisionOr(ctx, p.note, p.followUps(ctx))
	if err != nil {
		return nil, err
	}
	if interrupted {
		_, err := p.takeFollowUps(ctx)
		return nil, err
	}
	switch decision.Verdict {
	case contract.VerdictAnswered, contract.VerdictApproved:
		p.answered()
		p.fields, p.asked, p.handbook = p.fields.with(decision.Fields), true, decision.Handbook
		p.reading.Questions = nil
		return nil, p.log(ctx, contract.PhaseEvent, "question.answered", "answered", nil)
	default:
		return p.decline(ctx, decision)
	}
}

// lookUp finds the customer and possible duplicates in Odoo, waiting for as
// long as Odoo is down. More than one customer is a question.
func (p *process) lookUp(ctx workflow.Context, draft contract.InvoiceDraft) ([]contract.Question, error) {
	p.show(subjectOf(draft))
	match := contract.CustomerMatch{Configured: true, PartnerID: draft.PartnerID, MatchedBy: "you"}
	if draft.PartnerID == 0 {
		found, err := patiently(ctx, p, func() (contract.CustomerMatch, error) {
			return flow.Do(ctx, contract.OdooFindCustomer, contract.FindCustomerInput{Customer: draft.Customer}, "find the customer")
		})
		if err != nil {
			return refusedLookUp(err)
		}
		match, draft.PartnerID = found, found.PartnerID
	}
	if match.Rounding == "" {
		match.Rounding = p.match.Rounding
	}
	p.match = match
	if len(match.Candidates) > 1 {
		return []contract.Question{{Field: keyPartner, Text: "Which of the customers below is it? Put its number in."}}, nil
	}
	return p.findDuplicates(ctx, draft)
}

// findDuplicates looks for invoices that may be the same business, takes what
// the customer was invoiced before, and makes the draft the one in hand, its
// lines under the products that Odoo has for them.
func (p *process) findDuplicates(ctx workflow.Context, draft contract.InvoiceDraft) ([]contract.Question, error) {
	if p.quotes() {
		settled, open, err := p.settleSales(ctx, draft)
		if err != nil || len(open) > 0 {
			return open, err
		}
		return p.sameBusiness(ctx, settled)
	}
	products := p.beginProducts(ctx, draft) // what is the same business does not depend on them
	if open, err := p.sameBusiness(ctx, products.draft); err != nil || len(open) > 0 {
		return open, err
	}
	settled, err := p.settleProducts(ctx, products)
	if err != nil {
		return nil, err
	}
	p.draft = p.rounded(settled)
	return nil, nil
}

func (p *process) sameBusiness(ctx workflow.Context, draft contract.InvoiceDraft) ([]contract.Question, error) {
	draft = p.rounded(draft)
	p.show(subjectOf(draft))
	duplicates, err := patiently(ctx, p, func() (contract.DuplicatesResult, error) {
		return flow.Do(ctx, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: draft}, "look for duplicates")
	})
	if err != nil {
		return refusedLookUp(err)
	}
	p.draft, p.existing, p.history = draft, duplicates.Found, duplicates.History
	return nil, nil
}

// rounded gives the totals as the owner's company in Odoo rounds taxes.
func (p *process) rounded(draft contract.InvoiceDraft) contract.InvoiceDraft {
	if p.match.Rounding == "" {
		return draft
	}
	totalled, err := money.TotalsRounded(draft, money.Rounding(p.match.Rounding))
	if err != nil {
		return draft // a way of rounding we do not know; Odoo's totals are compared after
	}
	return totalled
}

// refusedLookUp makes a look-up that Odoo refuses for good a question, so that
// the request waits until the owner has put Odoo right.
func refusedLookUp(err error) ([]contract.Question, error) {
	if !flow.Failed(err) {
		return nil, err
	}
	return []contract.Question{{Field: keyAnswered, Text: flow.Sentence(err) + " Is that put right, so that Odoo can be asked again?"}}, nil
}

// patiently waits for Odoo and says so; credentials that are refused are told
// to the owner in a notice of their own.
func patiently[Out any](ctx workflow.Context, p *process, call func() (Out, error)) (Out, error) {
	return patientlyTelling(ctx, p, call, func(flow.Obstacle) {})
}

// patientlyTelling is patiently for a process that has something to show
// meanwhile; tell is called before each wait.
func patientlyTelling[Out any](ctx workflow.Context, p *process, call func() (Out, error), tell func(flow.Obstacle)) (Out, error) {
	var notice *contract.Note
	out, err := flow.Patiently(ctx, call, func(o flow.Obstacle) {
		tell(o)
		if err := p.say(ctx, contract.StatusWaitingSystem, "Waiting for Odoo: "+o.Sentence); err != nil || notice != nil {
			return
		}
		if o.Kind != contract.FailAuth {
			return
		}
		n := flow.Notice(p.note, "odoo", "Odoo does not let the employee in", []string{o.Sentence, "The request waits and goes on by itself once this is put right."})
		if _, err := flow.Do(ctx, contract.NotesEnsureNote, n, "say what Odoo needs"); err == nil {
			notice = &n
		}
	})
	if notice != nil {
		flow.Finish(ctx, func(ctx workflow.Context) error { return flow.Clear(ctx, *notice, "Odoo answers again.") })
	}
	return out, err
}

// decline ends a request the owner did not let through.
func (p *process) decline(ctx workflow.Context, d contract.Decision) (*contract.InvoiceResult, error) {
	status, words := contract.StatusExpired, "Nobody decided in time. "+p.whatWasSent()
	switch d.Verdict {
	case contract.VerdictRejected:
		status, words = contract.StatusRejected, "You said no. "+p.whatWasSent()
	case contract.VerdictWithdrawn:
		status, words = contract.StatusWithdrawn, "The note was deleted, so the request was withdrawn. "+p.whatWasSent()
	}
	p.approval = status
	result, err := p.end(ctx, status, words)
	return &result, err
}

func merge(first, then []contract.Question) []contract.Question {
	out := append([]contract.Question(nil), first...)
	for _, q := range then {
		known := false
		for _, o := range out {
			known = known || o.Field == q.Field
		}
		if !known {
			out = append(out, q)
		}
	}
	return out
}
