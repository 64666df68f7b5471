package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// stayed reads a thing behind the price of its measure, and in the next clause
// how often that was: "$62.50 an hour for your tech, who stayed 5 hours".
func (c *clause) stayed(end int) (name string, q quantity, stop int, ok bool) {
	if name, q, stop, ok = c.weWere(end); ok {
		return name, q, stop, true
	}
	per := perWord.FindString(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), ""))
	unit, known := c.rd.s.book.Word("units", per)
	if !known || unit == "piece" {
		return "", quantity{}, 0, false
	}
	m := thingThenCount.FindStringSubmatchIndex(c.low[end:max(end, c.next)])
	if m == nil {
		return "", quantity{}, 0, false
	}
	d, isNumber := numbers.Parse(c.low[end+m[4]:end+m[5]], c.rd.out.style)
	counted, width := c.rd.unitAt(c.low[end+m[5] : c.next])
	name = whoseThing.ReplaceAllString(strings.TrimSpace(c.seg[end+m[2]:end+m[3]]), "")
	if !isNumber || !d.IsPositive() || counted != unit || !named(name) || c.rd.nothing(name) || speaks(name) {
		return "", quantity{}, 0, false
	}
	return name, quantity{found: true, value: value{d, true}, unit: unit, start: end + m[4], end: end + m[5]}, end + m[5] + width, true
}

// weWere says behind the price of one person how many there were.
var weWere = vocab.Around(`^\s*[,;(–-]\s*(?:<we were>)\s(?:<exactly>\s)?(\d{1,4})(?:\s(?:<people>))?\s*(?:[.,;)!]|$)`)

// weWere reads a price of one person and how many there were: "4,20 € pro Person, wir
// waren 85 Leute".
func (c *clause) weWere(end int) (name string, q quantity, stop int, ok bool) {
	if len(c.plain) > 0 || !c.perHead() {
		return "", quantity{}, 0, false
	}
	m := weWere.FindStringSubmatchIndex(c.low[end:max(end, c.next)])
	if m == nil {
		return "", quantity{}, 0, false
	}
	d, isNumber := numbers.Parse(c.low[end+m[2]:end+m[3]], c.rd.out.style)
	name = c.nameBefore(c.clauseEnd())
	q = quantity{found: true, value: value{d, true}, unit: "person", start: end + m[2], end: end + m[3]}
	return name, q, end + m[1], isNumber && d.IsPositive() && named(name)
}

// whoseThing begins the name of a thing that is the owner's.
var whoseThing = vocab.Around(`(?i)^(?:<article>\s+|<article glued>|<your>\s+)`)

// thingThenCount is the thing, and a short clause of who did what so many times.
var thingThenCount = vocab.Around(`^\s+<price for>\s+(\pL[^,.;:!?()\d]{2,50}?),?\s+(?:<relative>|<somebody>|and|for)\s(?:\pL+\s){0,3}?(\d[\d.,]*\d|\d)\s*\pL`)
