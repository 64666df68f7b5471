package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// fewThings ends with a vague number of things, or of more of what was named: "could we have a few more mugs please,".
	fewThings = vocab.Around(`(?i)(?:^|\s)<a few>(?:\s<more of it>)?(?:\s<of these>)?((?:\s\pL[\pL'’-]+){0,4}?)(?:[\s,]+<polite>)*[\s,:(–-]*$`)
	// fewSubject is what an English sentence begins with, in the plural: "The window stickers flew out, so ...".
	fewSubject = regexp.MustCompile(`(?i)^(?:the|those|these|your)\s+((?:[\pL'-]+\s){0,2}?[\pL'-]{3,}s)\s`)
)

// fewOf names the thing of which a vague number is wanted at a price: a line
// with its quantity open. Left out, the price would be asked about as if it were a sum.
func (c *clause) fewOf() string {
	m := fewThings.FindStringSubmatch(c.seg[c.from:c.clauseEnd()])
	if m == nil {
		return ""
	}
	if name := c.tidy(m[1]); named(name) && !c.rd.onlySmall(name) && !speaks(name) {
		return name
	}
	if c.rd.lang == "en" && c.from == 0 {
		if m := fewSubject.FindStringSubmatch(c.seg); m != nil && !speaks(m[1]) {
			return strings.TrimSpace(m[1])
		}
	}
	return ""
}
