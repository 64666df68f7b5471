package invoice

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// Run carries one mail from its arrival to the draft of an invoice, a quotation
// or a payment, or to a clear end without one.
func Run(ctx workflow.Context, in contract.InvoiceInput) (contract.InvoiceResult, error) {
	ctx, err := flow.WithHints(flow.WithVaultQueue(ctx, in.VaultQueue))
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	p, err := begin(ctx, in)
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	result, err := p.run(ctx)
	switch {
	case err == nil:
	case flow.Canceled(err):
		flow.Finish(ctx, p.stopped)
	case flow.Failed(err):
		return p.giveUp(ctx, err)
	}
	return result, err
}

func (p *process) run(ctx workflow.Context) (contract.InvoiceResult, error) {
	if err := p.read(ctx); err != nil {
		return contract.InvoiceResult{}, err
	}
	joined, err := p.join(ctx)
	if err != nil {
		return contract.InvoiceResult{}, err
	}
	if joined != nil && joined.Taken {
		return p.conclude(ctx, contract.StatusJoined, joined.NotePath)
	}
	request := isRequest(p.reading)
	if !request && wantsQuotation(p.reading) {
		if request, err = p.becomeQuotation(ctx); err != nil {
			return contract.InvoiceResult{}, err
		}
	}
	if !request {
		if request, err = p.becomePayment(ctx); err != nil {
			return contract.InvoiceResult{}, err
		}
	}
	if !request {
		return p.setAside(ctx)
	}
	return p.untilSettled(ctx)
}

// untilSettled asks the owner, and carries out what was approved, until the
// request has ended one way or the other.
func (p *process) untilSettled(ctx workflow.Context) (contract.InvoiceResult, error) {
	for {
		ended, err := p.what.complete(ctx)
		if ended != nil || err != nil {
			return orNone(ended), err
		}
		judgement := p.judge()
		if judgement.Verdict == policy.Deny {
			return p.end(ctx, contract.StatusRefused, judgement.Cited())
		}
		ready, ended, err := p.permit(ctx, judgement)
		if ended != nil || err != nil {
			return orNone(ended), err
		}
		if !ready {
			continue
		}
		result, again, err := p.carryOut(ctx, judgement)
		if err != nil || !again {
			return result, err
		}
	}
}

// isRequest is true for a mail that an invoice can come from. One that looks
// like a fraud is a request only when there is something to confirm.
func isRequest(r contract.Reading) bool {
	if r.Expected == contract.ExpectFraud && len(r.Lines) == 0 {
		return false
	}
	switch r.Direction {
	case contract.DirectionInvoice, contract.DirectionOrder:
		return r.Expected != contract.ExpectIgnore
	default:
		return false
	}
}

func orNone(r *contract.InvoiceResult) contract.InvoiceResult {
	if r == nil {
		return contract.InvoiceResult{}
	}
	return *r
}
