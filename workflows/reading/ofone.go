package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// aNoun may make a price that of one: "3 evenings at £45 an evening".
var aNoun = vocab.Around(`^\s*<a noun>\s+(\pL{3,}|m[23²³]|ml|kg|km|ha)(?:$|[^\pL\d])`)

// ofOne is the words behind a price that name one of what is counted before it.
func (c *clause) ofOne() string {
	if own := c.ownNoun(); own != "" {
		return own
	}
	m := aNoun.FindStringSubmatchIndex(c.low[c.price.End:c.next])
	if m == nil {
		return ""
	}
	rest := c.low[c.price.End:c.next]
	noun := rest[m[2]:m[3]]
	stem := noun[:len(noun)-1] // "copy" and "copies"
	for _, w := range strings.Fields(c.low[c.from:c.price.Start]) {
		if len(noun) > 2 && strings.HasPrefix(w, stem) && len(w) <= len(noun)+3 || w == noun || sameThingAs(w, noun) {
			return rest[:m[3]]
		}
	}
	return ""
}

// theNoun stands behind the price of one of what was named before, or of all of it.
var (
	theNoun  = vocab.Around(`^\s+(?:<noun of one>)(\pL{3,})(?:$|\s*[,.;:)!?]|\s+\pL)`)
	theWhole = vocab.Around(`^(?:<whole lot>)$`)
)

// countedItem is the item of a clause, how many of it left open where its price may be
// that of one.
func (c *clause) countedItem() (item, int, bool) {
	it, end, ok := c.item()
	if ok && c.perhapsOfOne(it) {
		it.qty, it.flat, it.openQty, it.doubted = value{}, false, true, true
	}
	return it, end, ok
}

// perhapsOfOne is true for a thing without a count behind whose price a noun of
// its own stands: "the windows of the house, 4,50 € das Fenster".
func (c *clause) perhapsOfOne(it item) bool {
	counted := hasDigit(c.seg[c.from:c.price.Start])
	if !it.flat && (c.each == "" || counted || it.qty.ok && !it.qty.Equal(one())) || !strings.Contains(c.seg[:c.price.Start], it.desc) {
		return false
	}
	behind := c.seg[c.price.End:c.next]
	m := theNoun.FindStringSubmatch(behind)
	if m == nil || theWhole.MatchString(vocab.Lower(m[1])) || c.rd.s.month(vocab.Fold(m[1])) > 0 || whenWord.MatchString(vocab.Fold(m[1])) {
		return false
	}
	return c.rd.lang != "de" || m[1] != vocab.Lower(m[1])
}

// countAside finds how many there are in an aside that counts what the price is
// one of: "Proofreading the report (84 pages), £3.50 per page".
func (c *clause) countAside() (quantity, bool) {
	per := perWord.FindString(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), ""))
	if per == "" {
		return quantity{}, false
	}
	unit, _ := c.rd.s.book.Word("units", per)
	var found []quantity
	for _, n := range c.plain {
		if !n.OK || n.Kind != numbers.Plain || !n.Value.IsPositive() || !c.inParens(n.Start) {
			continue
		}
		word := perWord.FindString(strings.TrimLeft(c.low[n.End:c.price.Start], " "))
		other, _ := c.rd.s.book.Word("units", word)
		if word != "" && (unit != "" && unit == other || len(per) > 3 && strings.HasPrefix(word, per[:len(per)-1])) {
			found = append(found, quantity{found: true, value: known(n.Value), unit: other, start: n.Start, end: n.End})
		}
	}
	if len(found) != 1 {
		return quantity{}, false
	}
	return found[0], true
}

// politeTail ends words that ask or say when, behind the name of a thing.
var politeTail = vocab.Around(`(?i)[\s,]+<polite>[\s,.!]*$`)

// brokenDown is true for the first of several amounts within brackets behind
// their sum: "£1,860 (sign design £860, sign making £1,000)".
func (c *clause) brokenDown() bool {
	if c.from == 0 || !strings.HasPrefix(strings.TrimLeft(c.seg[c.from:], " "), "(") || noThing.MatchString(c.low[c.from:c.price.Start]) {
		return false
	}
	end := strings.IndexByte(c.seg[c.price.End:], ')')
	return end > 0 && amountLike.MatchString(c.seg[c.price.End:c.price.End+end])
}

// partOfSum is true for an amount of which the one before it is a part: "£900
// of the agreed £1,800 for the website copy".
func (c *clause) partOfSum() bool {
	return c.from > 0 && partBefore.MatchString(lastBytes(c.low[c.from:c.price.Start], 40))
}

var partBefore = vocab.Around(`^[\s)]*<part of>\s*$`)

// bracketCount is a name in a list with how many there are in brackets behind
// it: "Business cards (500) - £85", "Chairs (x6) at £40 each".
var bracketCount = regexp.MustCompile(`^\s*(\pL[^():;!?]{2,80}?)\s*\((?:[x×]\s*)?(\d[\d.,]*)(?:\s*[x×]|\s*([\pL²³]+\.?))?\)\s*[-–—:=,]*\s*$`)

// timesBehind is a name with its count behind it: "trousers x3, £12 each".
var timesBehind = regexp.MustCompile(`^\s*(\pL[^():;!?\d]{2,60}?)\s+[x×]\s?(\d{1,4})()\s*[-–—:=,@]*\s*$`)

// bracketed reads such a name and count of a list line. What looks like a year
// counts nothing.
func (c *clause) bracketed() (string, quantity, bool) {
	if c.from > 0 || !c.list && !c.listed {
		return "", quantity{}, false
	}
	m := bracketCount.FindStringSubmatch(c.seg[:c.clauseEnd()])
	if m == nil {
		m = timesBehind.FindStringSubmatch(c.seg[:c.clauseEnd()])
	}
	if m == nil || speaks(m[1]) || !named(m[1]) || m[3] != "" && c.unitPrice() {
		return "", quantity{}, false
	}
	d, ok := numbers.Parse(m[2], c.rd.out.style)
	unit, known := c.rd.s.book.Word("units", strings.TrimSuffix(vocab.Fold(m[3]), "."))
	year := m[3] == "" && len(m[2]) == 4 && (strings.HasPrefix(m[2], "19") || strings.HasPrefix(m[2], "20"))
	if !ok || !d.IsPositive() || year || m[3] != "" && !known {
		return "", quantity{}, false
	}
	return m[1], quantity{found: true, value: value{d, true}, unit: unit}, true
}
