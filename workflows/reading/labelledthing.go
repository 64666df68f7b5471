package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// thingLabel is a line that says under a label what is to be billed: "Service: deep clean".
var thingLabel = vocab.Around(`(?i)^[\s*•|-]*<column name>\s*:\s*(\pL[^|]*)$`)

// under is the name of a line below such a label: the thing alone where nothing
// but what the letter is about had named the line.
func (rd *reader) under(thing, name, text string) string {
	if name == rd.matterOf(text) {
		return thing
	}
	return thing + ", " + name
}

// labelledThings are what such lines name of which no item of the reading bears a
// word: their figures, in lines of their own, were then read as other things.
func (rd *reader) labelledThings(text string, items []item) (things []string) {
	if len(items) == 0 || len(text) > maxOpinion {
		return nil
	}
	for _, l := range strings.Split(text, "\n") {
		m := thingLabel.FindStringSubmatch(l)
		if m == nil || docWord.MatchString(vocab.Lower(m[1])) || hasDigit(m[1]) || !named(m[1]) {
			continue
		}
		borne := false
		for _, it := range items {
			borne = borne || it.part != "" || sharesWord(it.desc, m[1])
		}
		if !borne {
			things = append(things, strings.TrimSpace(m[1]))
		}
	}
	return things
}
