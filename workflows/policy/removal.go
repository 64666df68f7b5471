package policy

// RuleSocialRemoval is the rule for taking a published post down.
const RuleSocialRemoval = "social.removal"

// Removal judges that a published post is taken down. It always asks: what is
// deleted on a platform is gone with its comments and its figures.
func Removal() Judgement {
	return Judgement{Ask, RuleSocialRemoval, "Taking a published post down always asks, because it cannot be undone."}
}
