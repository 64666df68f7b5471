package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// overruling are words that mean to take a program's instructions away. People
// say them to no bookkeeper; a single word to "the assistant" may be meant for one.
var overruling = vocab.Around(`(?:^|[^\pL])<overruling>(?:$|[^\pL])`)

// givesOrders is true for mail that wants paper or money moved by a program which
// it tells to forget its instructions, whatever else it says: with no request of a
// person's in it, such mail would otherwise be ordinary and go unwarned.
func (s *source) givesOrders() bool {
	if s.msg.Bulk || !vocab.HasListed("request stems", s.folded) && !vocab.HasListed("money stems", s.folded) {
		return false
	}
	return overruling.MatchString(s.folded)
}
