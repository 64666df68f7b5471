package reminder

import (
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const (
	// lostAnswer is how long Gmail may still be working on a request whose answer was lost.
	lostAnswer = 150 * time.Second
	firstWait  = 15 * time.Second
	longWait   = 10 * time.Minute
)

// carryOut lays the mail among the drafts, once. again is true when nothing was
// made and the owner is to be asked once more.
func (r *reminder) carryOut(ctx workflow.Context) (result contract.ReminderResult, again bool, err error) {
	for wait := firstWait; ; wait = min(2*wait, longWait) {
		if again, ended, err := r.stands(ctx); err != nil || again || ended != nil {
			if ended != nil {
				result = *ended
			}
			return result, again, err
		}
		outcome, failed, err := r.attempt(ctx)
		if err != nil {
			return result, false, err
		}
		if failed == nil {
			result, err := r.done(ctx, outcome)
			return result, false, err
		}
		switch failed.Kind {
		case contract.FailTransient, contract.FailRateLimited, contract.FailAuth:
		case contract.FailOutcomeUnknown:
			result, err := r.end(ctx, contract.StatusUnknown, failed.Sentence+" It is not known whether the mail is among your drafts; look there.", nil)
			return result, false, err
		default:
			r.setback = "It could not be carried out: " + failed.Sentence
			return result, true, nil
		}
		if !workflow.Now(ctx).Add(wait).Before(r.in.Expires) {
			result, err := r.end(ctx, contract.StatusExpired, "Gmail did not take the draft before the next page: "+failed.Sentence+" No mail was laid among the drafts.", nil)
			return result, false, err
		}
		if err := r.say(ctx, contract.StatusWaitingSystem, "Approved; waiting for Gmail: "+failed.Sentence); err != nil {
			return result, false, err
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			return result, false, err
		}
	}
}

// stands is asked right before an attempt: the owner has not taken the approval
// back nor paused the employee, and what is overdue is still what was shown.
func (r *reminder) stands(ctx workflow.Context) (again bool, ended *contract.ReminderResult, err error) {
	for pause := 2 * time.Second; ; pause = min(2*pause, time.Minute) {
		d, err := flow.ReadDecision(ctx, r.note)
		if err != nil {
			return false, nil, err
		}
		to, there := d.Fields[keyTo]
		if d.Verdict != contract.VerdictApproved || there && strings.TrimSpace(to) != r.draft.To {
			r.setback = "You took the approval back, or changed the note, before anything was done."
			return true, nil, nil
		}
		r.handbook = d.Handbook
		if !d.Handbook.Paused {
			break
		}
		if err := r.say(ctx, contract.StatusPaused, "Paused by PAUSE.md; goes on when that note is removed."); err != nil {
			return false, nil, err
		}
		if err := workflow.Sleep(ctx, pause); err != nil {
			return false, nil, err
		}
	}
	now, err := r.owed(ctx)
	if err != nil && !flow.Failed(err) {
		return false, nil, err
	}
	why := r.changed(now)
	if err != nil {
		why = flow.Sentence(err)
	}
	if why == "" {
		return false, nil, nil
	}
	result, err := r.end(ctx, contract.StatusRefused, why+" No mail was laid among the drafts.", nil)
	return false, &result, err
}

// attempt is one try: intent, call, result. The call and the line with its
// result are out of reach of a cancellation.
func (r *reminder) attempt(ctx workflow.Context) (contract.DraftOutcome, *flow.Obstacle, error) {
	// What was shown as a dry run stays one; and nothing is made by an installation that has been set to dry run since.
	r.status.DryRun = r.status.DryRun || r.handbook.DryRun
	fingerprint, err := r.draft.Fingerprint()
	if err != nil {
		return contract.DraftOutcome{}, nil, err
	}
	if err := r.say(ctx, contract.StatusEffect, "Laying the mail among the drafts."); err != nil {
		return contract.DraftOutcome{}, nil, err
	}
	r.attempts++
	parameters := map[string]string{
		"business_key": r.draft.BusinessKey, "fingerprint": fingerprint, "partner_id": strconv.FormatInt(r.in.PartnerID, 10), "customer": r.in.Partner,
		"total": amounts(r.debt.Sums), "invoices": strconv.Itoa(len(r.debt.Overdue)),
	}
	if err := r.effect(ctx, contract.PhaseIntent, "intended", parameters, 0); err != nil {
		return contract.DraftOutcome{}, nil, err
	}
	detached, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	began := workflow.Now(ctx)
	outcome, failed := r.send(detached, fingerprint)
	r.unknown = failed != nil && failed.Kind == contract.FailOutcomeUnknown
	result, told := "done", map[string]string{"business_key": r.draft.BusinessKey}
	switch {
	case r.unknown:
		result, told["reason"] = "unknown", failed.Sentence
	case failed != nil:
		result, told["reason"] = "not_done:"+string(failed.Kind), failed.Sentence
	case !outcome.Found:
		result = contract.StatusDryRun
	}
	return outcome, failed, r.effect(detached, contract.PhaseResult, result, told, workflow.Now(ctx).Sub(began))
}

// send makes the call and, when its answer is lost, looks for the draft.
func (r *reminder) send(ctx workflow.Context, fingerprint string) (contract.DraftOutcome, *flow.Obstacle) {
	sent := workflow.Now(ctx)
	in := contract.CreateMailDraftInput{Draft: r.draft, DryRun: r.status.DryRun, Fingerprint: fingerprint}
	outcome, err := flow.Do(ctx, contract.GmailCreateDraft, in, "lay the mail among the drafts")
	if err == nil {
		return outcome, nil
	}
	failed := &flow.Obstacle{Kind: flow.KindOf(err), Sentence: flow.Sentence(err)}
	if failed.Kind != contract.FailOutcomeUnknown {
		return outcome, failed
	}
	if r.status.DryRun {
		failed.Kind = contract.FailTransient // a description that was interrupted has made nothing
		return outcome, failed
	}
	for wait := time.Second; ; wait = min(2*wait, 30*time.Second) {
		began := workflow.Now(ctx)
		found, err := flow.Do(ctx, contract.GmailVerifyDraft, contract.VerifyMailDraftInput{Draft: r.draft}, "look for the draft")
		switch {
		case err == nil && found.Found:
			return found, nil
		case began.Sub(sent) >= lostAnswer && err == nil:
			failed.Kind, failed.Sentence = contract.FailTransient, "Gmail gave no clear answer, and the draft is not there."
			return outcome, failed
		case began.Sub(sent) >= lostAnswer:
			failed.Sentence += " The drafts could not be looked through: " + flow.Sentence(err)
			return outcome, failed
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			return outcome, failed
		}
	}
}

func (r *reminder) done(ctx workflow.Context, outcome contract.DraftOutcome) (contract.ReminderResult, error) {
	if !outcome.Found {
		return r.end(ctx, contract.StatusDryRun, "Dry run: this is what would be laid among your drafts. Nothing was.", &outcome)
	}
	return r.end(ctx, contract.StatusDone, "The mail to "+r.draft.To+" is among the drafts of your Gmail. It is not sent before you send it.", &outcome)
}
