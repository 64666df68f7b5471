package flow

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// mostHints is how many hints may lie unread; one reading answers them all, so that what comes beyond is not missed.
const mostHints = 64

type hintsKey struct{}

// WithHints lets a process be told by an update, as well as by a signal, to look
// at the vault. An update reaches a waiting process without being written down
// first: two writes to the server's database fewer between the owner's yes and
// the effect. It is called once, when the process begins.
func WithHints(ctx workflow.Context) (workflow.Context, error) {
	updates := workflow.NewNamedBufferedChannel(ctx, contract.UpdateDecision, mostHints)
	err := workflow.SetUpdateHandler(ctx, contract.UpdateDecision, func(_ workflow.Context, hint contract.DecisionSignal) error {
		updates.SendAsync(hint)
		return nil
	})
	return workflow.WithValue(ctx, hintsKey{}, updates), err
}

// hints are the channels that a hint may come through.
func hints(ctx workflow.Context) []workflow.ReceiveChannel {
	out := []workflow.ReceiveChannel{workflow.GetSignalChannel(ctx, contract.SignalDecision)}
	if updates, ok := ctx.Value(hintsKey{}).(workflow.Channel); ok {
		out = append(out, updates)
	}
	return out
}

// AddHints has a selector end when a hint has come; it stays there to be drained.
func AddHints(ctx workflow.Context, s workflow.Selector) {
	for _, c := range hints(ctx) {
		s.AddReceive(c, func(workflow.ReceiveChannel, bool) {})
	}
}

// DrainDecisions takes the hints that have arrived, such as, for a process that
// has ended, those about the note it has just filed.
func DrainDecisions(ctx workflow.Context) {
	for _, c := range hints(ctx) {
		var hint contract.DecisionSignal
		for c.ReceiveAsync(&hint) {
			hint = contract.DecisionSignal{}
		}
	}
}
