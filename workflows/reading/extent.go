package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// wholeOf says that all of something is meant: "for the whole house".
var wholeOf = vocab.Around(`(?i)^(?:<the>\s<whole>\s\pL+|(?:<article>\s|<article glued>)<all of it>)$`)

// extentOnly is true for words that say how long or how much of a thing a price is
// for, and not what it is: "the evening", "the whole house".
func extentOnly(name string) bool {
	return onlyPart.MatchString(strings.TrimSpace(name)) || timeSpan.MatchString(vocab.Lower(name)) || wholeOf.MatchString(strings.TrimSpace(name))
}

// forExtent is where such words behind the price end, 0 for none: "£300 for the
// evening" is the price of what the invoice is for.
func (c *clause) forExtent() int {
	m := thingBehind.FindStringSubmatchIndex(c.seg[c.price.End:c.next])
	if m == nil || !extentOnly(c.seg[c.price.End+m[2]:c.price.End+m[3]]) {
		return 0
	}
	return c.price.End + m[3]
}

// itWasFirst is true for the first price of a sentence that names nothing for it,
// where another thing follows: "It was £85, and £10 for the stand".
func (c *clause) itWasFirst() bool {
	return c.from == 0 && c.rd.row && len(c.rd.out.items) == 0 && onlyItWas.MatchString(c.low[:c.price.Start]) && onlyAnd.MatchString(c.seg[c.price.End:c.next])
}

// onlyItWas says nothing but that something costs the price behind it.
var onlyItWas = vocab.Around(`^\s*<it was>\s*$`)

var (
	// onlyPart points to a part of what was named: "the second".
	onlyPart = vocab.Around(`(?i)^(?:<article>\s|<article glued>)?<which part>(?:\s<each one>)?$`)
	// forPart follows a price that is not for all of what is counted: "14 nights at £60 for the first week".
	// oneFree follows the price of what is counted, one or some of which cost nothing: "11
	// chaises à 45 €, la onzième offerte".
	oneFree = vocab.Around(`(?:^|[\s,(–-])(?:<one>|\d{1,2}|<which of several>)\s(?:(?:<are>|<copula>)\s)?(?:<free>|<not counted>)(?:$|[^\pL])`)
	forPart = vocab.Around(`^\s*,?\s*<price for>\s(?:<article>\s|<article glued>)<which part>(?:$|[^\pL])`)
)
