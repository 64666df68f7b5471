package invoice

import (
	"slices"
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// justNow is how old the reading of an approval may be to count as the last look
// before the effect. Reading it again would cost as much as there is between.
const justNow = 250 * time.Millisecond

// approvedByRule is what the log says about what went out without asking.
const approvedByRule = "auto"

// judge asks policy about the draft as it stands.
func (p *process) judge() policy.Judgement {
	j := p.what.byRules()
	p.status.Rule, p.reason, p.approval = j.Rule, j.Reason, "pending"
	if j.Verdict == policy.Auto {
		p.approval = approvedByRule
	}
	return j
}

// facts are what the rules look at.
func (p *process) facts() policy.InvoiceFacts {
	today, err := time.Parse(time.DateOnly, p.handbook.Today)
	if err != nil {
		today = p.started
	}
	flags := append(suspicions(p.reading), p.earlier()...)
	if p.red() && len(flags) == 0 {
		flags = append(flags, "the sender may not be who it claims to be")
	}
	return policy.InvoiceFacts{Draft: p.draft, Match: p.match, Flags: flags, Existing: p.existing, History: p.history, SetBack: len(p.setback) > 0, Assistant: p.in.Mail.Source == contract.SourceAssistant, Today: today}
}

// byRules asks the rules of the draft's kind.
func (p *process) byRules() policy.Judgement {
	f := p.facts()
	if p.quotes() {
		return policy.Quotation(policy.QuotationFacts{Draft: f.Draft, Flags: f.Flags, Existing: f.Existing})
	}
	return policy.Invoice(p.handbook, f)
}

// permit gets what the judgement asks for before the draft may go out: the
// owner's approval, or the announcement of what needs none.
func (p *process) permit(ctx workflow.Context, j policy.Judgement) (ready bool, ended *contract.InvoiceResult, err error) {
	if j.Verdict == policy.Auto {
		return true, nil, p.announce(ctx, j)
	}
	return p.approve(ctx, j)
}

// announce puts into the log that a rule of the handbook lets the draft out
// without asking, and which; the dashboard says so when it is done. The draft
// takes the one place that the rule has in Odoo for this customer and period,
// so that of two mails at the same moment only one goes out unasked.
func (p *process) announce(ctx workflow.Context, j policy.Judgement) error {
	if p.period == "" {
		p.period = contract.PeriodKey(p.draft.PartnerID, policy.Period(p.handbook, p.facts()))
	}
	p.draft.PeriodKey = p.period
	return p.log(ctx, contract.PhaseEvent, "approval.automatic", approvedByRule, map[string]string{
		"reason": j.Reason, "customer": p.draft.Customer.Name, "total": string(p.draft.Total), "currency": p.draft.Currency, "handbook": p.handbook.Hash,
	})
}

// approve lays the draft before the owner and waits. ready is true when the
// draft may go out as it now stands in p.draft; false with no result means
// that the owner's edit has to be looked at again.
func (p *process) approve(ctx workflow.Context, j policy.Judgement) (ready bool, ended *contract.InvoiceResult, err error) {
	note, err := p.approvalRequest(ctx, j)
	if err != nil {
		return false, nil, err
	}
	if _, err := p.lay(ctx, note); err != nil {
		return false, nil, err
	}
	if err := p.log(ctx, contract.PhaseEvent, "approval.requested", "pending", map[string]string{"reason": j.Reason}); err != nil {
		return false, nil, err
	}
	about := p.what.subject()
	words := "Waiting for your approval: " + string(about.amount) + " " + about.currency + " for " + about.who + "."
	if err := p.say(ctx, contract.StatusWaitingApproval, words); err != nil {
		return false, nil, err
	}
	decision, interrupted, err := flow.AwaitDecisionOr(ctx, p.note, p.followUps(ctx))
	if err != nil {
		return false, nil, err
	}
	if interrupted {
		_, err := p.takeFollowUps(ctx)
		return false, nil, err
	}
	switch decision.Verdict {
	case contract.VerdictApproved:
		return p.accept(ctx, decision)
	case contract.VerdictAnswered:
		p.setback = []string{"This request was ticked as answered, but it asks for a yes or a no. Nothing was sent."}
		return false, nil, nil
	default:
		ended, err := p.decline(ctx, decision)
		return false, ended, err
	}
}

// accept takes an approval together with what the owner edited. Edited values
// are read again and judged again; only a draft that is complete and that
// policy does not refuse goes on.
func (p *process) accept(ctx workflow.Context, d contract.Decision) (ready bool, ended *contract.InvoiceResult, err error) {
	p.answered()
	p.seen = time.Time{}
	edited := p.fields.with(d.Fields)
	changes := p.fields.differences(edited)
	p.handbook, p.fields = d.Handbook, edited
	p.edits = append(p.edits, changes...)
	p.setback = nil
	p.takeTick()
	if len(changes) > 0 {
		if err := p.log(ctx, contract.PhaseEvent, "approval.edited", "edited", numbered("change", changes)); err != nil {
			return false, nil, err
		}
		if p.setback, err = p.what.takeEdit(ctx, edited); err != nil || len(p.setback) > 0 {
			return false, nil, err
		}
		if j := p.judge(); j.Verdict == policy.Deny {
			result, err := p.end(ctx, contract.StatusRefused, j.Cited())
			return false, &result, err
		}
	}
	if p.red() && !p.confirmed() {
		delete(p.fields, keyConfirm)
		p.setback = []string{"You approved, but " + keyConfirm + " did not hold " + quoted(p.passphrase()) + ". Nothing was sent."}
		return false, nil, nil
	}
	if p.setback, err = p.unticked(ctx); err != nil || len(p.setback) > 0 {
		return false, nil, err
	}
	p.approval, p.draft.CreateCustomer, p.draft.PeriodKey = "approved", p.isNewcomer(), p.period
	if len(changes) == 0 {
		p.seen = d.SeenAt
	}
	decided := map[string]string{"decided_at": d.FileTime.UTC().Format(time.RFC3339)}
	if p.draft.CreateCustomer {
		decided[keyCreate] = p.recordWords()
	}
	// What follows at once is the intent; the owner waits for it.
	p.journal.Hold(ctx, p.line(contract.PhaseEvent, "approval.decided", "approved", decided, 0))
	return true, nil, nil
}

// takeEdit makes the owner's values the draft and looks up again what depends
// on them. It returns why the approval cannot count yet: the values are not
// complete, or they bring up what the owner has not seen.
func (p *process) takeEdit(ctx workflow.Context, edited fields) ([]string, error) {
	draft, open := edited.draft(p.kind, p.in.Mail.Key)
	if len(open) > 0 {
		return []string{"You approved, but with a change that cannot be read. Nothing was sent."}, nil
	}
	before := p.draft
	known, seen, unusual := p.draft.PartnerID, p.existing, p.amountCheck().Unusual
	chosen := draft.PartnerID != 0
	if !chosen && draft.Customer == p.draft.Customer {
		draft.PartnerID = known
		p.show(subjectOf(draft))
		if open, err := p.findDuplicates(ctx, draft); err != nil || len(open) > 0 {
			return []string{"You approved with a change that leaves a question open, or Odoo could not be asked about it. Nothing was sent."}, err
		}
	} else if open, err := p.lookUp(ctx, draft); err != nil || len(open) > 0 {
		return []string{"You approved with a change of the customer that leaves a question open. Nothing was sent."}, err
	}
	if !chosen && p.draft.PartnerID != known && p.draft.PartnerID != 0 {
		return []string{"With your change the customer is number " + strconv.FormatInt(p.draft.PartnerID, 10) + " in Odoo, " + p.match.Name + ". Nothing was sent; please approve again if that is right."}, nil
	}
	if unseen(seen, p.existing) {
		return []string{"With your change there may already be such " + p.words().an + "; see below. Nothing was sent; please approve again if it is wanted."}, nil
	}
	if under := otherProducts(before, p.draft, edited); under != "" {
		return []string{"With your change " + under + ". Nothing was sent; please approve again if that is right."}, nil
	}
	if p.amountCheck().Unusual && !unusual {
		return []string{"With your change the total is unusually high for this customer; see below. Nothing was sent; please approve again if it is right."}, nil
	}
	return nil, nil
}

func unseen(seen, now []contract.ExistingInvoice) bool {
	return slices.ContainsFunc(now, func(n contract.ExistingInvoice) bool {
		return !slices.ContainsFunc(seen, func(s contract.ExistingInvoice) bool { return s.ID == n.ID })
	})
}

// stillApproved looks at the vault in the last moment before the effect: a
// note that was taken back or touched since does not count any more, and what
// goes out by a rule must still be let out by the handbook of this moment.
// While the owner has paused the employee it holds the effect.
func (p *process) stillApproved(ctx workflow.Context) (bool, error) {
	seen := p.seen
	p.seen = time.Time{}
	if !p.handbook.Paused && workflow.Now(ctx).Sub(seen) < justNow {
		return true, nil
	}
	if err := p.journal.Flush(ctx); err != nil {
		return false, err
	}
	pause := 2 * time.Second
	for {
		approved, handbook, err := p.look(ctx)
		if err != nil || !approved {
			return false, err
		}
		p.handbook = handbook
		if p.approval == approvedByRule && p.judge().Verdict != policy.Auto {
			return false, nil
		}
		if !handbook.Paused {
			return true, nil
		}
		if err := p.say(ctx, contract.StatusPaused, "Paused by PAUSE.md; goes on when that note is removed."); err != nil {
			return false, err
		}
		if err := workflow.Sleep(ctx, pause); err != nil {
			return false, err
		}
		pause = min(2*pause, time.Minute)
	}
}

func (p *process) look(ctx workflow.Context) (bool, contract.Handbook, error) {
	if p.approval == approvedByRule {
		handbook, err := flow.Do(ctx, contract.NotesFetchHandbook, contract.Nothing{}, "read the handbook")
		return true, handbook, err
	}
	d, err := flow.ReadDecision(ctx, p.note)
	if err != nil || d.Verdict != contract.VerdictApproved {
		return false, d.Handbook, err
	}
	return len(p.fields.differences(p.fields.with(d.Fields))) == 0, d.Handbook, nil
}
