package post

import "strconv"

// account checks what the platform said about the account that would post.
func (c *checker) account() {
	for _, a := range c.facts.Accounts {
		if a.Platform != c.fitted.Platform {
			continue
		}
		name := Name(a.Platform)
		switch {
		case !a.Configured:
			c.hint("platforms", name+" is not set up yet, so nothing is sent there; what would be sent is shown.")
		case a.Problem != "":
			c.problem("platforms", name+" does not let the account post: "+a.Problem)
		case !a.TokenExpires.IsZero() && !c.facts.Slot.IsZero() && !a.TokenExpires.After(c.facts.Slot):
			c.problem("publish_at", "The sign-in to "+name+" ends on "+InWords(a.TokenExpires, c.facts.Zone)+", before this goes out; renew it, or choose an earlier time.")
		case a.QuotaTotal > 0 && a.QuotaUsed >= a.QuotaTotal && !c.facts.Slot.After(c.facts.Now.Add(quotaWindow)):
			c.problem("publish_at", name+" takes no more posts of this account now ("+strconv.Itoa(a.QuotaUsed)+" of "+strconv.Itoa(a.QuotaTotal)+" used); choose a time at least a day later.")
		}
	}
}
