package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// onlyIf makes the rest of its sentence hold only then.
var onlyIf = vocab.Around(`(?:^|[^\pL'])(?:<only if>)(?:$|[^\pL])`)

// onlyThen is true where no invoice is asked for, or one only if the price is right:
// "what would it cost? If it fits the budget you can invoice us".
func (s *source) onlyThen(invoice bool, text vocab.Text) bool {
	if !invoice || s.asksPrice() {
		return true
	}
	if !onlyIf.MatchString(s.folded) || !s.has("ask quote") {
		return false
	}
	asked := s.book.AllIn("ask invoice", text)
	for _, m := range asked {
		before := s.folded[:min(len(s.folded), m[0])]
		before = before[strings.LastIndexAny(before, ".!?\n")+1:]
		if !onlyIf.MatchString(before) {
			return false
		}
	}
	return len(asked) > 0
}
