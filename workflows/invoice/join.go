package invoice

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const (
	// answerTime is how long the process of an earlier mail may take to say whether it takes this one over. It answers at once
	// unless it is waiting for Odoo.
	answerTime = 24 * time.Hour
	// twice is how soon after a closed request the same one is a doubt; later it may well be the next one, such as a weekly order.
	twice = 5 * 24 * time.Hour
)

// join hands the mail to the process of an earlier one that it belongs to, so
// that one thing is asked once. It returns the answer of the process that has
// taken it, or nil when this mail goes on by itself.
func (p *process) join(ctx workflow.Context) (*contract.FollowUpAnswer, error) {
	if p.in.Reissue > 0 {
		return nil, nil
	}
	for _, earlier := range p.reading.Related {
		if earlier.Key == p.in.Mail.Key || earlier.Why == contract.RelatedReply && !concerns(p.reading) {
			continue
		}
		if p.mayChangeOthers() {
			answer, err := p.offer(ctx, earlier)
			if err != nil || answer != nil && answer.Taken {
				return answer, err
			}
		}
		if earlier.Why == contract.RelatedReply || p.started.Sub(earlier.SeenAt) < twice {
			p.before = append(p.before, earlier)
		}
	}
	return nil, nil
}

// mayChangeOthers is false for what is only to be described, and for what an
// assistant brings: neither may touch a request that may be carried out.
func (p *process) mayChangeOthers() bool {
	return !p.in.DryRun && p.in.Mail.Source != contract.SourceAssistant
}

// concerns is true for an answer in a thread that can change what is asked
// for; a thank-you cannot.
func concerns(r contract.Reading) bool {
	return r.Expected != contract.ExpectIgnore || len(r.Changes) > 0 || r.PO != "" || r.VATID != "" || r.DueDate != "" || r.CallsOff
}

// offer signals the earlier process and waits for its answer; nil when it has
// ended.
func (p *process) offer(ctx workflow.Context, earlier contract.RelatedMail) (*contract.FollowUpAnswer, error) {
	target := flow.ID(ctx, contract.InvoiceID(earlier.Key))
	up := contract.FollowUp{WorkflowID: p.note.WorkflowID, Mail: p.in.Mail, Why: earlier.Why, Reading: p.reading}
	if err := workflow.SignalExternalWorkflow(ctx, target, "", contract.SignalFollowUp, up).Get(ctx, nil); err != nil {
		return nil, ctx.Err() // it has ended, or never was
	}
	timer, stop := workflow.WithCancel(ctx)
	defer stop()
	late := workflow.NewTimerWithOptions(timer, answerTime, workflow.TimerOptions{Summary: "until the earlier request answers"})
	answers, others := workflow.GetSignalChannel(ctx, contract.SignalFollowUpAnswer), p.followUps(ctx)
	for {
		var answer *contract.FollowUpAnswer
		over := false
		s := workflow.NewSelector(ctx)
		s.AddReceive(answers, func(c workflow.ReceiveChannel, _ bool) {
			var a contract.FollowUpAnswer
			if c.ReceiveAsync(&a) && a.WorkflowID == target {
				answer = &a
			}
		})
		s.AddReceive(others, func(workflow.ReceiveChannel, bool) { p.refuse(ctx) })
		s.AddFuture(late, func(workflow.Future) { over = true })
		s.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
		s.Select(ctx)
		if answer != nil || over || ctx.Err() != nil {
			return answer, ctx.Err()
		}
	}
}

func (p *process) followUps(ctx workflow.Context) workflow.ReceiveChannel {
	return workflow.GetSignalChannel(ctx, contract.SignalFollowUp)
}

// refuse answers every waiting mail that this process does not take it; each
// then goes on by itself.
func (p *process) refuse(ctx workflow.Context) {
	for {
		var up contract.FollowUp
		if !p.followUps(ctx).ReceiveAsync(&up) {
			return
		}
		answer(ctx, up, contract.FollowUpAnswer{WorkflowID: p.note.WorkflowID})
	}
}

// answer tells a mail's own process. One that has ended meanwhile needs no answer.
func answer(ctx workflow.Context, up contract.FollowUp, a contract.FollowUpAnswer) {
	if up.WorkflowID != "" {
		_ = workflow.SignalExternalWorkflow(ctx, up.WorkflowID, "", contract.SignalFollowUpAnswer, a).Get(ctx, nil)
	}
}
