package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of the rules for posts, as they stand in notes and in the log.
const (
	RuleSocialNothing   = "social.nothing_to_publish"
	RuleSocialDM        = "social.dm"
	RuleSocialReply     = "social.reply"
	RuleSocialSensitive = "social.sensitive"
	RuleSocialAssistant = "social.assistant"
	RuleSocialBudget    = "social.budget"
	RuleSocialLate      = "social.late"
	RuleSocialQuiet     = "social.quiet_hours"
	RuleSocialSetBack   = "social.set_back"
	RuleSocialPaused    = "social.paused"
	RuleSocialHandbook  = "social.handbook_in_doubt"
	RuleSocialScheduled = "social.scheduled"
)

// LateAfter is how late a post may still go out by itself.
const LateAfter = 30 * time.Minute

// SocialFacts is what the rules for posts look at.
type SocialFacts struct {
	Kind contract.PostKind
	// Platforms on which it would be sent; none = nothing is left to publish.
	Platforms []contract.Platform
	// Assistant is true when an assistant wrote it.
	Assistant bool
	Sensitive []contract.Sensitive
	// Cost is what X charges for it, Spent what it has charged this month before; both in USD.
	Cost, Spent contract.Decimal
	// Slot is when it is to go out and Clock that moment in the owner's zone, "09:00"; Now is when it is judged.
	Slot, Now time.Time
	Clock     string
	// SetBack is true when an attempt has failed in a way that waiting does not cure: going on needs the owner.
	SetBack bool
}

// FactsOf gives the facts of a reading at a moment.
func FactsOf(r contract.PostReading, now time.Time) SocialFacts {
	f := SocialFacts{
		Kind: r.Post.Kind, Assistant: r.Post.Source == "assistant", Sensitive: r.Sensitive, Cost: r.Cost, Spent: r.Spent, Slot: r.Slot, Now: now, Clock: r.SlotClock,
	}
	for _, p := range r.Posts {
		f.Platforms = append(f.Platforms, p.Platform)
	}
	return f
}

// Social judges a post. Rules are tried in order and the first that fits
// decides. Automatic needs all of: a public post that the owner wrote, nothing
// sensitive in it, money left in the month's budget for X, at most half an hour
// late, not in the quiet hours, no failed attempt before, no pause, and a
// handbook that can be read and whose examples hold.
func Social(h contract.Handbook, f SocialFacts) Judgement {
	switch {
	case len(f.Platforms) == 0:
		return Judgement{Deny, RuleSocialNothing, "Nothing is left to publish."}
	case f.Kind == contract.PostDM:
		return Judgement{Ask, RuleSocialDM, "It is a message to one person, and messages always ask."}
	case f.Kind != contract.PostPublic:
		return Judgement{Ask, RuleSocialReply, "It answers somebody, and replies always ask."}
	case len(f.Sensitive) > 0:
		return Judgement{Ask, RuleSocialSensitive, "It may be sensitive: " + found(f.Sensitive) + "."}
	case f.Assistant:
		return Judgement{Ask, RuleSocialAssistant, "An assistant wrote it, and what an assistant brings always asks."}
	}
	if over := overBudget(h.Social, f); over != "" {
		return Judgement{Ask, RuleSocialBudget, over}
	}
	if late := f.Now.Sub(f.Slot); late > LateAfter {
		return Judgement{Ask, RuleSocialLate, "It is " + howLong(late) + " late; over 30 minutes late it asks."}
	}
	if quiet(h.Social, f.Clock) {
		return Judgement{Ask, RuleSocialQuiet, "It would go out at " + f.Clock + ", in the quiet hours from " + h.Social.QuietFrom + " to " + h.Social.QuietTo + "."}
	}
	if f.SetBack {
		return Judgement{Ask, RuleSocialSetBack, "It would have been automatic, but it did not go through, so it is not tried again without you."}
	}
	if h.Paused {
		return Judgement{Ask, RuleSocialPaused, "The work is paused by PAUSE.md, so nothing goes out by itself."}
	}
	if doubt := inDoubt(h); doubt != "" {
		return Judgement{Ask, RuleSocialHandbook, "It would have been automatic, but the handbook has to be put right first: " + doubt}
	}
	return Judgement{Auto, RuleSocialScheduled, "You scheduled it, and nothing in it needs a second look."}
}

// found names what the sensitivity check objects to, shortly.
func found(all []contract.Sensitive) string {
	const most = 4
	var out []string
	for i, s := range all {
		if i == most {
			out = append(out, "and "+strconv.Itoa(len(all)-most)+" more")
			break
		}
		out = append(out, s.Kind+" (“"+s.Words+"”)")
	}
	return strings.Join(out, ", ")
}

// overBudget says why a post on X would cost more than the month's budget; ""
// when it does not, or there is no budget. What cannot be read asks.
func overBudget(s contract.Social, f SocialFacts) string {
	if s.XBudget == "" || !slices.Contains(f.Platforms, contract.X) {
		return ""
	}
	budget, err1 := decimal.NewFromString(string(s.XBudget))
	cost, err2 := decimal.NewFromString(string(cmp.Or(f.Cost, "0")))
	spent, err3 := decimal.NewFromString(string(cmp.Or(f.Spent, "0")))
	if err1 != nil || err2 != nil || err3 != nil {
		return "What X would charge cannot be held against the month's budget."
	}
	if !spent.Add(cost).GreaterThan(budget) {
		return ""
	}
	return "X would charge " + cost.String() + " USD, and with the " + spent.String() + " USD of this month that is over the budget of " + budget.String() + " USD."
}

// quiet tells whether a time of day lies in the quiet hours, which may go over
// midnight; the end is no longer quiet.
func quiet(s contract.Social, clock string) bool {
	from, to := s.QuietFrom, s.QuietTo
	switch {
	case from == "" || to == "" || clock == "" || from == to:
		return false
	case from < to:
		return from <= clock && clock < to
	default:
		return from <= clock || clock < to
	}
}

// howLong says how long, in the largest unit that reads well.
func howLong(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return strconv.Itoa(int(d.Hours()/24)) + " days"
	case d >= 2*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " hours"
	default:
		return strconv.Itoa(int(d.Minutes())) + " minutes"
	}
}
