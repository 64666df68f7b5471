package rules

import (
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
	"github.com/autonomous-employee/employee/workflows/post"
)

// aboutPost gives an example about a post to the rules, with what is sensitive
// in its text and what X would charge, found as it is for a real one.
func aboutPost(h contract.Handbook, e *vault.PostExample) *policy.PostExample {
	if e == nil {
		return nil
	}
	kinds := map[string]contract.PostKind{"post": contract.PostPublic, "reply": contract.PostReply, "message": contract.PostDM}
	kind, platform := kinds[e.Kind], contract.Platform(e.Platform)
	return &policy.PostExample{
		Kind: kind, Platform: platform, Assistant: e.Assistant, Late: e.Late, Clock: e.Clock, Spent: contract.Decimal(e.Spent),
		Sensitive: post.Sensitivity(contract.Post{Kind: kind, Text: e.Text}, post.Watch{Social: h.Social, Customers: post.CustomersOf(h)}),
		Cost:      post.Cost([]contract.PlatformPost{{Platform: platform, Kind: kind, Text: e.Text}}),
	}
}
