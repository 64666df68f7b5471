package flow

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	firstWait = 20 * time.Second
	longWait  = 10 * time.Minute
)

// Obstacle is why a call cannot go on for now.
type Obstacle struct {
	Kind     contract.FailureKind
	Sentence string
	// Round counts from 1 how often the call has failed after its own retries.
	Round int
}

// Patiently repeats a call that does no harm until it succeeds, for systems
// that are down or refuse the credentials: it waits durably in between, longer
// each time up to ten minutes. onWait is called before each wait, so that the
// process can say what it waits for. Only a failure that repeating cannot help
// (invalid, not_found, conflict, not_configured) and cancellation are returned.
func Patiently[Out any](ctx workflow.Context, call func() (Out, error), onWait func(Obstacle)) (Out, error) {
	wait := firstWait
	for round := 1; ; round++ {
		out, err := call()
		if err == nil || Canceled(err) || ctx.Err() != nil {
			return out, err
		}
		switch kind := KindOf(err); kind {
		case contract.FailTransient, contract.FailRateLimited, contract.FailAuth, contract.FailOutcomeUnknown:
			onWait(Obstacle{Kind: kind, Sentence: Sentence(err), Round: round})
		default:
			return out, err
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			var none Out
			return none, err
		}
		wait = min(2*wait, longWait)
	}
}
