package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestTry_EachExampleOfAPostIsDecidedByTheRuleItIsAbout(t *testing.T) {
	t.Parallel()
	h := contract.Handbook{Social: contract.Social{QuietFrom: "22:00", QuietTo: "07:00", XBudget: "10"}, Paused: true, Problems: []string{"a line that cannot be read"}}
	for name, c := range map[string]struct {
		example policy.PostExample
		rule    string
	}{
		"harmless":          {policy.PostExample{Kind: contract.PostPublic}, policy.RuleSocialScheduled},
		"reply":             {policy.PostExample{Kind: contract.PostReply}, policy.RuleSocialReply},
		"message":           {policy.PostExample{Kind: contract.PostDM}, policy.RuleSocialDM},
		"sensitive":         {policy.PostExample{Kind: contract.PostPublic, Sensitive: []contract.Sensitive{{Kind: "politics", Words: "vote"}}}, policy.RuleSocialSensitive},
		"by an assistant":   {policy.PostExample{Kind: contract.PostPublic, Assistant: true}, policy.RuleSocialAssistant},
		"half an hour late": {policy.PostExample{Kind: contract.PostPublic, Late: 30 * time.Minute}, policy.RuleSocialScheduled},
		"later":             {policy.PostExample{Kind: contract.PostPublic, Late: 31 * time.Minute}, policy.RuleSocialLate},
		"quiet":             {policy.PostExample{Kind: contract.PostPublic, Clock: "22:00"}, policy.RuleSocialQuiet},
		"not quiet":         {policy.PostExample{Kind: contract.PostPublic, Clock: "07:00"}, policy.RuleSocialScheduled},
		"in the budget":     {policy.PostExample{Kind: contract.PostPublic, Platform: contract.X, Cost: "0.015", Spent: "9.98"}, policy.RuleSocialScheduled},
		"over the budget":   {policy.PostExample{Kind: contract.PostPublic, Platform: contract.X, Cost: "0.2", Spent: "9.98"}, policy.RuleSocialBudget},
		"elsewhere":         {policy.PostExample{Kind: contract.PostPublic, Platform: contract.Facebook, Spent: "99"}, policy.RuleSocialScheduled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.rule, policy.Try(h, []policy.Example{{Post: &c.example}})[0].Judgement.Rule)
		})
	}
}

func TestTry_TheRuleOfAPostMayBeNamedInFullOrNot(t *testing.T) {
	t.Parallel()
	reply := &policy.PostExample{Kind: contract.PostReply}
	trials := policy.Try(contract.Handbook{}, []policy.Example{
		{Text: "short", Post: reply, Want: policy.Ask, Rule: "reply"},
		{Text: "whole", Post: reply, Want: policy.Ask, Rule: policy.RuleSocialReply},
		{Text: "of an invoice", Post: reply, Want: policy.Ask, Rule: "invoice.reply"},
	})
	require.Equal(t, []string{
		"The example “of an invoice” fails: it wants asks by invoice.reply, but the rule social.reply decides asks. It answers somebody, and replies always ask.",
	}, policy.Failed(trials))
}
