package reminder

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// Run asks about one reminder and lays it among the drafts when it is approved.
func Run(ctx workflow.Context, in contract.ReminderInput) (contract.ReminderResult, error) {
	ctx, err := flow.WithHints(flow.WithVaultQueue(ctx, in.VaultQueue))
	if err != nil {
		return contract.ReminderResult{}, err
	}
	r, err := begin(ctx, in)
	if err != nil {
		return contract.ReminderResult{}, err
	}
	result, err := r.run(ctx)
	if flow.Canceled(err) && r.laid {
		flow.Finish(ctx, func(ctx workflow.Context) error {
			_, err := r.file(ctx, contract.StatusWithdrawn, r.stopped(), nil)
			return err
		})
	}
	return result, err
}

func (r *reminder) run(ctx workflow.Context) (contract.ReminderResult, error) {
	j, ended, err := r.prepare(ctx)
	if err != nil || ended != nil {
		if ended == nil {
			ended = &contract.ReminderResult{}
		}
		return *ended, err
	}
	for {
		decision, err := r.ask(ctx, j)
		if err != nil {
			return contract.ReminderResult{}, err
		}
		switch decision.Verdict {
		case contract.VerdictAnswered: // ticked, where a yes or a no is asked for
			r.setback = "This request was ticked as answered, but it asks for a yes or a no."
			continue
		case contract.VerdictApproved:
		default:
			return r.leave(ctx, decision.Verdict)
		}
		accepted, err := r.accept(ctx, decision)
		if err != nil {
			return contract.ReminderResult{}, err
		}
		if !accepted {
			continue
		}
		if result, again, err := r.carryOut(ctx); err != nil || !again {
			return result, err
		}
	}
}

// prepare looks up what is overdue, has it judged, and writes the mail. It ends
// the process where there is nothing to ask about.
func (r *reminder) prepare(ctx workflow.Context) (j policy.Judgement, ended *contract.ReminderResult, err error) {
	if err := r.say(ctx, contract.StatusReading, "Looking up in Odoo what is overdue."); err != nil {
		return j, nil, err
	}
	if r.handbook, err = flow.Do(ctx, contract.NotesFetchHandbook, contract.Nothing{}, "read the handbook"); err != nil {
		return j, nil, err
	}
	r.status.DryRun = r.handbook.DryRun
	status, why := contract.StatusRefused, "Odoo is not set up any more, so it is not known what is overdue."
	r.debt, err = r.owed(ctx)
	switch {
	case flow.Failed(err):
		why = flow.Sentence(err)
	case err != nil:
		return j, nil, err
	case r.debt.Configured:
		j = policy.Reminder(r.debt)
		if r.rule = j.Rule; j.Verdict != policy.Deny {
			r.draft = letter(r.in, r.debt, r.handbook)
			return j, nil, nil
		}
		status, why = contract.StatusIgnored, j.Reason
	}
	result, err := r.end(ctx, status, why, nil)
	return j, &result, err
}

// owed reads what is overdue, waiting for as long as Odoo is down.
func (r *reminder) owed(ctx workflow.Context) (contract.Debt, error) {
	in := contract.FindDebtInput{PartnerID: r.in.PartnerID, AsOf: r.handbook.Today}
	debt, err := flow.Patiently(ctx, func() (contract.Debt, error) {
		return flow.Do(ctx, contract.OdooFindDebt, in, "look up what is overdue")
	}, func(o flow.Obstacle) {
		_ = r.say(ctx, contract.StatusWaitingSystem, "Waiting for Odoo: "+o.Sentence)
	})
	return debt, err
}

// changed says in a sentence why the reminder is not right any more.
func (r *reminder) changed(now contract.Debt) string {
	switch {
	case len(now.Overdue) == 0:
		return "Nothing is overdue any more: it was paid or credited since you were asked."
	case !slices.Equal(now.Overdue, r.debt.Overdue):
		return "What is overdue has changed since you were asked, so the mail would be wrong. The next page suggests it anew where it is still due."
	}
	return ""
}

// leave ends without an effect.
func (r *reminder) leave(ctx workflow.Context, v contract.Verdict) (contract.ReminderResult, error) {
	switch v {
	case contract.VerdictRejected:
		r.approval = contract.StatusRejected
		return r.end(ctx, contract.StatusRejected, "You said no. No mail was laid among the drafts.", nil)
	case contract.VerdictWithdrawn:
		r.approval = contract.StatusWithdrawn
		return r.end(ctx, contract.StatusWithdrawn, "You took the request away. No mail was laid among the drafts.", nil)
	}
	r.approval = contract.StatusExpired
	return r.end(ctx, contract.StatusExpired, "Nobody decided before the next page. No mail was laid among the drafts.", nil)
}
