package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// lasting leads from a thing to how long it takes: "3 lessons of 1 hour".
	lasting = vocab.Around(`\pL{3,}\s+(?:<lasting>)\s*$`)
	// lastingThing is the one thing before: "un'attesa di due ore".
	lastingThing = vocab.Around(`(?i)(?:^|[\s,;(])(?:<one>\s|<article>\s|<article glued>|un')(\pL[^,;:.!?()\d]{2,40}?)\s+(?:<lasting>)\s*$`)
)

// withoutLengths leaves out the numbers that only say how long each of the things
// takes that are counted before, unless the price is for that measure.
func (c *clause) withoutLengths(all []quantity) []quantity {
	if len(all) < 2 || !all[0].opens {
		return all
	}
	kept := all[:1:1]
	for _, q := range all[1:] {
		if spanOfTime.MatchString(q.unit) && lasting.MatchString(c.low[all[0].end:q.start]) && c.perMeasure() != q.unit {
			continue
		}
		kept = append(kept, q)
	}
	return kept
}

// perMeasure is the measure that the price is for by the words behind it.
func (c *clause) perMeasure() string {
	rest := c.each + c.low[min(len(c.low), c.price.End+len(c.each)):]
	word := perWord.FindString(strings.TrimLeft(perLead.ReplaceAllString(strings.TrimLeft(rest, " ./(,"), ""), " "))
	unit, _ := c.rd.s.book.Word("units", word)
	return unit
}

// thingLasting is the name of the one thing of which a count of time says how long
// it took.
func (c *clause) thingLasting(q quantity) string {
	if !spanOfTime.MatchString(q.unit) {
		return ""
	}
	m := lastingThing.FindStringSubmatch(c.seg[c.from:q.start])
	if m == nil || speaks(m[1]) || docWord.MatchString(vocab.Lower(m[1])) || c.rd.unnamed(m[1]) {
		return ""
	}
	return m[1]
}

// providedFor names what was provided for so many people.
var providedFor = vocab.Around(`(?i)\s<provided>\s+(\pL[^,.;:!?()\d]{2,50}?)\s+<price for>\s*$`)

// provided is what was provided for so many people: "you provided tea and coffee for 60 people".
func (c *clause) provided(q quantity) string {
	m := providedFor.FindStringSubmatch(c.seg[c.from:q.start])
	if m == nil || speaks(m[1]) || c.rd.unnamed(m[1]) {
		return ""
	}
	return leadArticle.ReplaceAllString(m[1], "")
}

// peopleFor is true where people are counted for whom something was provided: by
// the word for them, or by a price per head of them.
func (c *clause) peopleFor(q quantity, between string) bool {
	return people.MatchString(between) || q.start >= c.from && c.perHead() && !meals.MatchString(between) && (c.provided(q) != "" || named(c.thing(c.seg[c.from:q.start])))
}

// perHead is true for a price of one person.
func (c *clause) perHead() bool {
	rest := c.each + c.low[min(len(c.low), c.price.End+len(c.each)):]
	return c.each != "" && people.MatchString(perWord.FindString(strings.TrimLeft(perLead.ReplaceAllString(strings.TrimLeft(rest, " ./(,"), ""), " ")))
}
