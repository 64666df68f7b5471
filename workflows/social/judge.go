package social

import (
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// judge asks policy about the slot as it was just read.
func (p *process) judge(ctx workflow.Context) policy.Judgement {
	r := p.reading
	late := workflow.Now(ctx).Sub(r.Slot) > tolerated
	switch {
	case r.Post.Kind == contract.PostReply:
		return policy.Judgement{Verdict: policy.Ask, Rule: "social.reply", Reason: "A reply always asks."}
	case r.Post.Kind == contract.PostDM:
		return policy.Judgement{Verdict: policy.Ask, Rule: "social.dm", Reason: "A direct message always asks."}
	case r.Post.Source == contract.SourceAssistant:
		return policy.Judgement{Verdict: policy.Ask, Rule: "social.assistant", Reason: "An assistant wrote it."}
	case len(r.Sensitive) > 0:
		var words []string
		for _, s := range r.Sensitive {
			words = append(words, s.Words)
		}
		return policy.Judgement{Verdict: policy.Ask, Rule: "social.sensitive", Reason: "It may be sensitive: " + strings.Join(words, ", ") + "."}
	case late:
		return policy.Judgement{Verdict: policy.Ask, Rule: "social.late", Reason: "It is more than 30 minutes late."}
	}
	return policy.Judgement{Verdict: policy.Auto, Rule: "social.scheduled", Reason: "A scheduled post."}
}
