package social

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/policy"
)

// judge asks policy about the slot as it was just read. A pause holds what is
// due instead of asking about it: step sees to that.
func (p *process) judge(ctx workflow.Context) policy.Judgement {
	handbook := p.reading.Handbook
	handbook.Paused = false
	return policy.Social(handbook, policy.FactsOf(p.reading, workflow.Now(ctx)))
}
