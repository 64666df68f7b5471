package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// timesAhead is how often something was done, behind its number.
	timesAhead = vocab.Around(`^\s*<times over>(?:$|[^\pL])`)
	// wasDone is a sentence about a thing up to how often it was done: "Mosquito fogging was done".
	wasDone = vocab.Around(`^\s*((?:<article>\s)?\pL[^,.;:!?()\d]{2,60}?)\s+<was done>\s*$`)
)

// timesDone is the thing that was done so many times.
func (c *clause) timesDone(q quantity) string {
	if !timesAhead.MatchString(c.low[q.end:max(q.end, c.clauseEnd())]) {
		return ""
	}
	m := wasDone.FindStringSubmatchIndex(c.low[c.from:max(c.from, q.start)])
	if m == nil {
		return ""
	}
	name := whoseThing.ReplaceAllString(c.seg[c.from+m[2]:c.from+m[3]], "")
	if !named(name) || c.rd.nothing(name) || c.rd.leadsIn(name) || speaks(name) {
		return ""
	}
	return name
}
