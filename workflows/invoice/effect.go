package invoice

import (
	"errors"
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	actionCreate = "odoo.create_draft_invoice"
	actionQuote  = "odoo.create_draft_quotation"
	// lostAnswer is how long a server may still be working on a request whose
	// answer was lost: Odoo's limit for a request (120 s) and its own retries.
	lostAnswer = 150 * time.Second
	firstWait  = 15 * time.Second
	longWait   = 10 * time.Minute
	// An attempt costs some 31 events of the 51,200 a history may have. After
	// a day it is made hourly, so that an outage of two months is survived.
	outage   = 24 * time.Hour
	tireless = time.Hour
)

// carryOut makes the draft in Odoo, once. again is true when nothing was made
// and the owner is to be asked once more; p.setback then says why.
func (p *process) carryOut(ctx workflow.Context, j policy.Judgement) (result contract.InvoiceResult, again bool, err error) {
	wait, began := firstWait, workflow.Now(ctx)
	for {
		if stands, err := p.approvalStands(ctx); err != nil || !stands {
			return result, true, err
		}
		outcome, failed, err := p.attempt(ctx, j)
		if err != nil {
			return result, false, err
		}
		if failed == nil {
			result, err := p.finish(ctx, outcome)
			return result, false, err
		}
		if failed.Kind != contract.FailTransient && failed.Kind != contract.FailRateLimited {
			p.setback = p.afterFailure(failed)
			return result, true, nil
		}
		if err := p.say(ctx, contract.StatusWaitingSystem, "Approved; waiting for Odoo: "+failed.Sentence); err != nil {
			return result, false, err
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			return result, false, err
		}
		longest := longWait
		if workflow.Now(ctx).Sub(began) > outage {
			longest = tireless
		}
		wait = min(2*wait, longest)
	}
}

// approvalStands is asked right before an attempt: the owner has not taken the
// approval back, and no later mail of the customer has changed the request.
func (p *process) approvalStands(ctx workflow.Context) (bool, error) {
	byRule := p.approval == approvedByRule
	approved, err := p.stillApproved(ctx)
	switch {
	case err != nil:
		return false, err
	case !approved && byRule:
		p.setback = []string{"It was to go out without asking, but the handbook was changed before anything was sent: " + p.reason}
		return false, nil
	case !approved:
		p.setback = []string{"You took the approval back, or changed the note, before anything was sent."}
		return false, nil
	}
	changed, err := p.takeFollowUps(ctx)
	return !changed, err
}

// afterFailure says why the owner is asked. A place that another mail has taken
// proves that nothing was made under it for this one, so it is given up, and a
// yes makes the invoice under the mail's own key.
func (p *process) afterFailure(failed *flow.Obstacle) []string {
	if failed.Kind == contract.FailConflict && p.period != "" {
		p.period = ""
		return []string{failed.Sentence, "Nothing was made for this mail. If its invoice is wanted as well, approve it; else reject it."}
	}
	return []string{"It could not be carried out: " + failed.Sentence, p.whatIsThere()}
}

// whatIsThere says after a failed attempt what is known about the draft.
func (p *process) whatIsThere() string {
	if p.unknown {
		return "It is not known whether the draft is in Odoo; look there for " + p.words().an + " with the " + p.words().origin + " " + p.key() + ". Approving again looks for it first and can never make a second one."
	}
	made := "Nothing was made in Odoo."
	if p.draft.CreateCustomer {
		made = "Nothing was made in Odoo, unless the new customer is there by now."
	}
	return made + " When it is put right, approve again; this can never make a second " + p.words().noun + "."
}

// attempt is one try: intent, call, result. A failure that is certain comes
// back as an obstacle; a lost answer is looked for first. The call and the line
// with its result are out of reach of a cancellation: once sent, what became
// of it is found out.
func (p *process) attempt(ctx workflow.Context, j policy.Judgement) (contract.InvoiceOutcome, *flow.Obstacle, error) {
	// What was shown as a dry run stays one; and nothing leaves an installation that has been set to dry run since.
	p.status.DryRun = p.status.DryRun || p.handbook.DryRun
	fingerprint, err := p.what.fingerprint()
	if err != nil {
		return contract.InvoiceOutcome{}, nil, err
	}
	p.attempts++
	detached, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	over := p.sayMeanwhile(detached, contract.StatusEffect, "Making the draft in Odoo.")
	defer over()
	if err := p.log(detached, contract.PhaseIntent, p.words().action, "intended", p.effectParameters(fingerprint, j.Reason)); err != nil {
		return contract.InvoiceOutcome{}, nil, err
	}
	if ctx.Err() != nil {
		reason := map[string]string{"reason": "The process was stopped in Temporal before anything was sent."}
		return contract.InvoiceOutcome{}, nil, errors.Join(ctx.Err(), p.log(detached, contract.PhaseResult, p.words().action, "not_done:stopped", reason))
	}
	start := workflow.Now(ctx)
	outcome, failed, stopped := p.send(ctx, detached, fingerprint)
	p.learn(outcome, failed)
	if err := p.logOutcome(detached, outcome, failed, workflow.Now(ctx).Sub(start)); err != nil {
		return outcome, nil, err
	}
	return outcome, failed, stopped
}

// learn keeps what an attempt has told about the draft. What was unknown stays
// so until the draft is found, or Odoo has said that it is not there.
func (p *process) learn(outcome contract.InvoiceOutcome, failed *flow.Obstacle) {
	switch {
	case failed == nil:
		p.made, p.unknown = &outcome, false
	case failed.Kind == contract.FailOutcomeUnknown:
		p.unknown = true
	case failed.Kind == contract.FailNotFound:
		p.unknown = false
	}
}

// send makes the call and, when its answer is lost, looks for the draft. stopped
// is set when the process was cancelled while it looked.
func (p *process) send(ctx, detached workflow.Context, fingerprint string) (outcome contract.InvoiceOutcome, failed *flow.Obstacle, stopped error) {
	sent := workflow.Now(ctx)
	outcome, err := p.what.create(detached, fingerprint)
	if err == nil {
		return outcome, nil, nil
	}
	failed = &flow.Obstacle{Kind: flow.KindOf(err), Sentence: flow.Sentence(err), Round: 1}
	if failed.Kind != contract.FailOutcomeUnknown {
		return outcome, failed, nil
	}
	if p.status.DryRun {
		failed.Kind = contract.FailTransient // a description that was interrupted has sent nothing
		return outcome, failed, nil
	}
	return p.lookForLost(ctx, sent, contract.WhyUnclear(failed.Sentence))
}

// lookForLost looks for the draft by its key for as long as Odoo may still be
// working on it. Only then is it said not to be there. When it cannot be looked
// for, or the process is stopped meanwhile, the outcome stays unknown. why says
// what came instead of an answer.
func (p *process) lookForLost(ctx workflow.Context, sent time.Time, why string) (contract.InvoiceOutcome, *flow.Obstacle, error) {
	unknown := func(why string) *flow.Obstacle {
		return &flow.Obstacle{Kind: contract.FailOutcomeUnknown, Sentence: why, Round: 1}
	}
	const stopped = "Odoo's answer was lost, and the process was stopped before the draft could be looked for."
	if err := p.say(ctx, contract.StatusVerifying, "Odoo's answer was lost; looking whether the draft is there."); err != nil {
		return contract.InvoiceOutcome{}, unknown(stopped), err
	}
	wait := time.Second
	for {
		began := workflow.Now(ctx)
		outcome, err := patiently(ctx, p, func() (contract.InvoiceOutcome, error) {
			return p.what.verify(ctx)
		})
		if err != nil && !flow.Failed(err) {
			return outcome, unknown(stopped), err
		}
		if err != nil {
			return outcome, unknown(flow.Sentence(err)), nil
		}
		if outcome.Found {
			outcome.Adopted = true
			return outcome, nil, nil
		}
		if !outcome.Configured {
			return outcome, p.noOdoo(unknown), nil
		}
		if began.Sub(sent) >= lostAnswer {
			return outcome, &flow.Obstacle{Kind: contract.FailNotFound, Sentence: "Odoo gave no clear answer, and the draft is not there. " + why}, nil
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			return outcome, unknown(stopped), err
		}
		wait = min(2*wait, 30*time.Second, max(lostAnswer-workflow.Now(ctx).Sub(sent), time.Second))
	}
}

// noOdoo judges a lost answer where there is no Odoo to look in. When there
// was none before either, the description was interrupted and nothing was sent.
func (p *process) noOdoo(unknown func(string) *flow.Obstacle) *flow.Obstacle {
	if p.match.Configured {
		return unknown("Odoo's answer was lost, and Odoo is no longer configured, so the draft could not be looked for.")
	}
	return &flow.Obstacle{Kind: contract.FailTransient, Sentence: "The description was interrupted.", Round: 1}
}

// finish attaches the mail and files the note with what Odoo holds now.
func (p *process) finish(ctx workflow.Context, outcome contract.InvoiceOutcome) (contract.InvoiceResult, error) {
	var attached contract.Attachment
	var trouble string
	if outcome.Found {
		a, err := patiently(ctx, p, func() (contract.Attachment, error) { return p.what.attach(ctx, outcome) })
		if err != nil && flow.Canceled(err) {
			return contract.InvoiceResult{}, err
		}
		if err != nil {
			trouble = "The mail could not be attached: " + flow.Sentence(err)
		}
		attached = a
	}
	status := contract.StatusDone
	if !outcome.Found {
		status = contract.StatusDryRun
	}
	return p.file(ctx, status, p.resultSections(outcome, attached, trouble), outcome)
}

func (p *process) effectParameters(fingerprint, reason string) map[string]string {
	parameters := p.what.parameters()
	parameters["business_key"], parameters["fingerprint"], parameters["reason"] = p.key(), fingerprint, reason
	return parameters
}

func (p *process) logOutcome(ctx workflow.Context, o contract.InvoiceOutcome, failed *flow.Obstacle, took time.Duration) error {
	result, parameters := "done", map[string]string{"business_key": p.key()}
	switch {
	case failed != nil && failed.Kind == contract.FailOutcomeUnknown:
		result, parameters["reason"] = "unknown", failed.Sentence
	case failed != nil:
		result, parameters["reason"] = "not_done:"+string(failed.Kind), failed.Sentence
	case !o.Found:
		result, parameters["call"] = "dry_run", o.Described
	default:
		parameters[p.words().noun+"_id"], parameters["total"] = strconv.FormatInt(max(o.InvoiceID, o.QuotationID, o.PaymentID), 10), string(o.Total)
		parameters["adopted"] = strconv.FormatBool(o.Adopted)
	}
	return p.logTook(ctx, contract.PhaseResult, p.words().action, result, parameters, took)
}
