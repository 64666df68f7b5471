package policy

// Verdict is what policy says about an effect.
type Verdict string

const (
	// Auto lets the effect go ahead; it is logged and announced.
	Auto Verdict = "auto"
	// Ask needs the owner's approval of exactly this content.
	Ask Verdict = "ask"
	// Deny refuses, whoever approves.
	Deny Verdict = "deny"
)

// Judgement is a verdict with the rule that decided and the reason in one
// sentence for the owner.
type Judgement struct {
	Verdict Verdict
	Rule    string
	Reason  string
}

// Cited is the reason with the rule that decided.
func (j Judgement) Cited() string { return j.Reason + " Rule: " + j.Rule }
