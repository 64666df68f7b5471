package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// actsFor is true when the sender says to keep the books of the firm, or to
// work for it: "I do the books for Castell Roofing".
func (s *source) actsFor(company string) bool {
	words := strings.Fields(company)
	if len(words) == 0 {
		return false
	}
	head := strings.Join(words[:min(2, len(words))], " ")
	for _, v := range s.views {
		text := unwrap(v.text)
		for at := 0; at < len(text); {
			i := strings.Index(text[at:], head)
			if i < 0 {
				break
			}
			if workFor.MatchString(near(text, at+i-60, at+i)) || ourClient.MatchString(near(text, at+i-60, at+i)) {
				return true
			}
			at += i + len(head)
		}
	}
	return false
}

// workFor ends before the firm that the sender keeps the books of.
var workFor = vocab.Around(`(?i)(?:^|[^\pL])<acts for>\s(?:<article>\s+|<article glued>)?$`)

// ourClient names who is to be billed as the client of the sender, who must know.
var ourClient = vocab.Around(`(?i)(?:^|[^\pL])<client of ours>[^.!?]{0,24}$`)
