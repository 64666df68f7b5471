package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// recordTells is a paper, or what somebody keeps count in, with the verb by which
	// it tells: "your timesheet shows", "the rota lists".
	recordTells = vocab.Around(`^(?:(?:<article>|<ours>|<of whom a message>)\s+|<article glued>)?(?:\pL+\s+)?(?:<record>)\s+(?:<record tells>)$`)
	// recordAlone is such a paper without its verb.
	recordAlone = vocab.Around(`^(?:(?:<article>|<ours>|<of whom a message>)\s+|<article glued>)?(?:<record>)$`)
	// tellsBehind is the verb behind such a paper.
	tellsBehind = vocab.Around(`^\s+(?:<record tells>)(?:$|[^\pL])`)
	// whoTells is somebody right before a verb, which names no thing: "I counted 4 hours".
	whoTells = vocab.Around(`(?:^|[^\pL])(?:<teller>)\s+$`)
)

// recorded is true for words that stand where a name does and only say who or
// what tells of the figures: a note that says how many hours, somebody who counted.
func (rd *reader) recorded(low, name string) bool {
	name = vocab.Lower(name)
	switch {
	case name == "":
		return false
	case recordTells.MatchString(name):
		return true
	}
	paper, word := recordAlone.MatchString(name), rd.lang == "en" && !strings.Contains(name, " ")
	if !paper && !word {
		return false
	}
	for at := 0; ; {
		i := strings.Index(low[at:], name)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(name)
		if paper && tellsBehind.MatchString(low[to:]) || word && whoTells.MatchString(lastBytes(low[:from], maxShort)) {
			return true
		}
		at = to
	}
}
