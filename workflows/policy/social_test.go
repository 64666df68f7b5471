package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func slot() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) }

// harmless is a post that goes out by itself.
func harmless() policy.SocialFacts {
	return policy.SocialFacts{
		Kind: contract.PostPublic, Platforms: []contract.Platform{contract.Facebook, contract.X}, Cost: "0.015", Spent: "1.20",
		Slot: slot(), Now: slot().Add(-time.Hour), Clock: "09:00",
	}
}

func social() contract.Handbook {
	return contract.Handbook{Social: contract.Social{QuietFrom: "22:00", QuietTo: "07:00", XBudget: "5"}}
}

func TestSocial_EachRuleDecidesWhereItMust(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(*policy.SocialFacts, *contract.Handbook)
		verdict policy.Verdict
		rule    string
		says    string
	}{
		"nothing odd":        {func(*policy.SocialFacts, *contract.Handbook) {}, policy.Auto, policy.RuleSocialScheduled, "You scheduled it"},
		"nothing left":       {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Platforms = nil }, policy.Deny, policy.RuleSocialNothing, "Nothing is left"},
		"a reply":            {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Kind = contract.PostReply }, policy.Ask, policy.RuleSocialReply, "replies always ask"},
		"a message":          {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Kind = contract.PostDM }, policy.Ask, policy.RuleSocialDM, "messages always ask"},
		"an unknown kind":    {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Kind = "story" }, policy.Ask, policy.RuleSocialReply, ""},
		"an assistant":       {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Assistant = true }, policy.Ask, policy.RuleSocialAssistant, "assistant"},
		"over the budget":    {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Spent = "4.99" }, policy.Ask, policy.RuleSocialBudget, "over the budget of 5 USD"},
		"just in the budget": {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Spent = "4.985" }, policy.Auto, policy.RuleSocialScheduled, ""},
		"no budget":          {func(f *policy.SocialFacts, h *contract.Handbook) { f.Spent, h.Social.XBudget = "900", "" }, policy.Auto, policy.RuleSocialScheduled, ""},
		"a budget of others": {func(f *policy.SocialFacts, _ *contract.Handbook) {
			f.Spent, f.Platforms = "900", []contract.Platform{contract.Facebook}
		}, policy.Auto, policy.RuleSocialScheduled, ""},
		"an odd cost":     {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Cost = "x" }, policy.Ask, policy.RuleSocialBudget, "cannot be held"},
		"30 minutes late": {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Now = slot().Add(30 * time.Minute) }, policy.Auto, policy.RuleSocialScheduled, ""},
		"31 minutes late": {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Now = slot().Add(31 * time.Minute) }, policy.Ask, policy.RuleSocialLate, "31 minutes late"},
		"ten days late":   {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Now = slot().AddDate(0, 0, 10) }, policy.Ask, policy.RuleSocialLate, "10 days late"},
		"late at night":   {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Clock = "23:15" }, policy.Ask, policy.RuleSocialQuiet, "quiet hours from 22:00 to 07:00"},
		"early":           {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Clock = "06:59" }, policy.Ask, policy.RuleSocialQuiet, ""},
		"when it ends":    {func(f *policy.SocialFacts, _ *contract.Handbook) { f.Clock = "07:00" }, policy.Auto, policy.RuleSocialScheduled, ""},
		"at noon": {func(f *policy.SocialFacts, h *contract.Handbook) {
			f.Clock, h.Social.QuietFrom, h.Social.QuietTo = "12:30", "12:00", "13:00"
		}, policy.Ask, policy.RuleSocialQuiet, ""},
		"failed before": {func(f *policy.SocialFacts, _ *contract.Handbook) { f.SetBack = true }, policy.Ask, policy.RuleSocialSetBack, ""},
		"paused":        {func(_ *policy.SocialFacts, h *contract.Handbook) { h.Paused = true }, policy.Ask, policy.RuleSocialPaused, "PAUSE.md"},
		"a bad handbook": {func(_ *policy.SocialFacts, h *contract.Handbook) {
			h.Problems = []string{"quiet_hours: write it as 22:00-07:00"}
		}, policy.Ask, policy.RuleSocialHandbook, "quiet_hours"},
		"sensitive": {func(f *policy.SocialFacts, _ *contract.Handbook) {
			f.Sensitive = []contract.Sensitive{{Kind: "politics", Words: "election"}}
		}, policy.Ask, policy.RuleSocialSensitive, "politics (“election”)"},
	} {
		f, h := harmless(), social()
		c.change(&f, &h)
		j := policy.Social(h, f)
		require.Equal(t, c.verdict, j.Verdict, name)
		require.Equal(t, c.rule, j.Rule, name)
		require.Contains(t, j.Reason, c.says, name)
	}
}

func TestSocial_DoubtOnlyEverAsksMore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f, h := harmless(), social()
		f.Kind = rapid.SampledFrom([]contract.PostKind{contract.PostPublic, contract.PostReply, contract.PostDM}).Draw(t, "kind")
		f.Assistant, f.SetBack, h.Paused = rapid.Bool().Draw(t, "assistant"), rapid.Bool().Draw(t, "set back"), rapid.Bool().Draw(t, "paused")
		f.Now = slot().Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "late")) * time.Minute)
		f.Spent = contract.Decimal(rapid.SampledFrom([]string{"0", "4.9", "5", ""}).Draw(t, "spent"))
		if rapid.Bool().Draw(t, "sensitive") {
			f.Sensitive = []contract.Sensitive{{Kind: "tragedy", Words: "x"}}
		}
		safe := f.Kind == contract.PostPublic && !f.Assistant && !f.SetBack && !h.Paused && f.Now.Sub(slot()) <= policy.LateAfter &&
			len(f.Sensitive) == 0 && f.Spent != "5"
		require.Equal(t, safe, policy.Social(h, f).Verdict == policy.Auto)
	})
}

func TestFactsOf_ComeFromTheReading(t *testing.T) {
	t.Parallel()
	f := policy.FactsOf(contract.PostReading{
		Post: contract.Post{Kind: contract.PostPublic, Source: "assistant"}, Posts: []contract.PlatformPost{{Platform: contract.X}},
		Cost: "0.2", Spent: "1", Slot: slot(), SlotClock: "09:00",
	}, slot())
	require.Equal(t, policy.SocialFacts{
		Kind: contract.PostPublic, Assistant: true, Platforms: []contract.Platform{contract.X}, Cost: "0.2", Spent: "1", Slot: slot(), Now: slot(), Clock: "09:00",
	}, f)
}
