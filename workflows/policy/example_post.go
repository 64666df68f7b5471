package policy

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// PostExample is a case of the handbook about a post, a reply or a message. What
// it leaves out is as harmless as can be: on time, at no quiet hour, by the
// owner, and nothing sensitive in it.
type PostExample struct {
	Kind      contract.PostKind
	Platform  contract.Platform // "" = one that charges nothing
	Sensitive []contract.Sensitive
	Assistant bool
	Late      time.Duration
	Clock     string // in the owner's zone, "23:30"; "" = no time of day
	// Cost is what X charges for it, Spent what it has charged this month before; both in USD, "" = nothing.
	Cost, Spent contract.Decimal
}

func (e PostExample) judge(h contract.Handbook) Judgement {
	h.Paused = false // an example is about the rules
	slot := time.Date(2026, time.November, 18, 12, 0, 0, 0, time.UTC)
	f := SocialFacts{
		Kind: e.Kind, Platforms: []contract.Platform{contract.Facebook}, Assistant: e.Assistant, Sensitive: e.Sensitive,
		Cost: e.Cost, Spent: e.Spent, Slot: slot, Clock: e.Clock, Now: slot.Add(e.Late),
	}
	if e.Platform != "" {
		f.Platforms = []contract.Platform{e.Platform}
	}
	return Social(h, f)
}
