package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// behindCount leads from a price to what it counts: "34 € pièce les 12
// panneaux", "£160 for each of the six
// chairs", "65 € each for 4 sessions", "EUR 275 x 3", "£12 a head, so also x8".
var behindCount = vocab.Around(`^\s*(?:(?:[,;]\s*(?:<so also>\s)?|<so also>\s)?(x|×|\*)\s*|(?:each,? )?<for each of>\s|<definite article>\s)(\d[\d.,']*\d|\d|\pL+)`)

// countBehind finds the quantity after the price.
func (c *clause) countBehind(end int) (quantity, int, bool) {
	if q, stop, ok := c.countAt(c.price.End); ok || end == c.price.End {
		return q, stop, ok
	}
	return c.countAt(end)
}

// countAt is the quantity that stands behind the price from a place on.
func (c *clause) countAt(at int) (quantity, int, bool) {
	rest := c.low[at:max(at, c.next)]
	m := behindCount.FindStringSubmatchIndex(rest)
	if m == nil {
		return quantity{}, 0, false
	}
	times := m[2] >= 0
	said := vocab.HasListed("each", rest[:m[4]])
	if !times && !said && c.each == "" {
		return quantity{}, 0, false
	}
	word := rest[m[4]:m[5]]
	q := quantity{found: true, start: at + m[4], end: at + m[5]}
	if d, ok := numbers.Parse(word, c.rd.out.style); ok && d.IsPositive() {
		q.value = known(d)
	} else if d, width := c.rd.inWords(c.low[:c.next], q.start); width > 0 {
		q.value, q.end = known(d), q.start+width
	} else {
		return quantity{}, 0, false
	}
	if !times && hasDigit(word) && !c.plainBehind(q.start) {
		return quantity{}, 0, false // "35 € l'heure le 12 mai"
	}
	unit, width := c.rd.unitAt(c.low[q.end:c.next])
	q.unit, q.end, c.timed = unit, q.end+width, times && unit == ""
	if c.each == "" {
		c.each = "each"
	}
	return q, q.end, true
}

// likewiseBehind says in brackets that there are as many again: "6.50 per person (also 9)".
var likewiseBehind = vocab.Around(`^\s*\((?:<likewise>)\s(\d{1,4})(?:\s\pL+)?\)`)

// countedBehind is a thing and how many of it there are, as said behind the price of one.
func (c *clause) countedBehind(end int) (name string, q quantity, stop int, ok bool) {
	if q, stop, ok = c.likewise(end); !ok {
		return c.stayed(end)
	}
	if name = c.nameBefore(c.clauseEnd()); !named(name) {
		name = looseName(c.seg[c.from:c.clauseEnd()])
	}
	return name, q, stop, named(name)
}

// likewise is the count that stands in such brackets behind the price of one.
func (c *clause) likewise(end int) (quantity, int, bool) {
	if c.each == "" || len(c.plain) > 0 {
		return quantity{}, 0, false
	}
	m := likewiseBehind.FindStringSubmatchIndex(c.low[end:])
	if m == nil {
		return quantity{}, 0, false
	}
	d, ok := numbers.Parse(c.low[end+m[2]:end+m[3]], c.rd.out.style)
	return quantity{found: true, value: value{d, ok}, start: end + m[2], end: end + m[3]}, end + m[1], ok && d.IsPositive()
}

// plainBehind is true when a number behind the price begins at a place and can
// count.
func (c *clause) plainBehind(at int) bool {
	for _, n := range c.behind {
		if n.Start == at {
			return true
		}
	}
	return false
}

// otherMeasure is true when the price is for another measure than the quantity
// counts: 12.00 per 100, or per box of what is counted in pieces.
func (c *clause) otherMeasure(it item, q quantity) bool {
	rest := strings.TrimLeft(c.low[min(len(c.low), c.price.End+len(c.each)):], " ")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' && perNumber.MatchString(c.each) {
		return true
	}
	if c.each != "" && !strings.HasSuffix(c.each, " ") {
		rest = " " + rest
	}
	word := perWord.FindString(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), "") + rest)
	word = strings.TrimSpace(word)
	if _, many := vocab.Word("price for many", word); many {
		return true
	}
	unit, ok := c.rd.s.book.Word("units", word)
	if counted := strings.TrimSpace(c.tidy(c.seg[q.end:max(q.end, c.clauseEnd())])); people.MatchString(word) && (counted == "" && q.unit == "" && it.desc == c.inParensBehind(q) || people.MatchString(counted) || meals.MatchString(counted) || staff.MatchString(counted) || c.peopleFor(q, counted)) {
		return false
	}
	if !ok || unit == "piece" || unit == it.unit || !it.qty.ok {
		return false
	}
	for _, text := range []string{it.desc, c.seg[q.start:max(q.start, c.clauseEnd())]} {
		before := ""
		for _, w := range strings.Fields(vocab.Fold(text)) {
			if u, ok := c.rd.s.book.Word("units", strings.Trim(w, ",.()")); ok && u == unit && !hasDigit(before) {
				return false // what it counts; "3 visits (2.5 hours each) at 28 an hour" is another count
			}
			before = w
		}
	}
	return true
}

var (
	perWord   = regexp.MustCompile(`^[\pL²³]+(?:[23]\b)?`)
	perNumber = vocab.Around(`(?:<per one>|/)\s*$`)
)

// thenCount goes on behind the price of one with how many there are: "£18.50 per
// metre, 64 metres".
var thenCount = regexp.MustCompile(`^\s*[,;x×]\s*(?:x\s*)?(\d[\d.,]*\d|\d|\pL{2,})\s+(\pL{2,})`)

// thenMeasure is the same with the measure first: "CHF 620 al giorno; giorni 3".
var thenMeasure = regexp.MustCompile(`^\s*[,;(–-]\s*(\pL{2,})\s*[:=]?\s+(\d[\d.,]*\d|\d)(?:\)|[,;.]?\s|[.,;]?$)`)

// ownUnit leads from a price to what it is the price of one of, and to how many of
// them there are: "58.00 a viaggio; viaggi 5".
var ownUnit = vocab.Around(`^(\s*(?:[.,]?[-–]+)?\s*<of a unit>\s+(\pL{4,}))\s*[,;(–-]\s*(?:x\s*)?(?:\d[\d.,]*\s+)?(\pL{4,})\s*[:=]?\s*(?:\d|\)|[.,;]?\s*$)`)

// ownNoun are the words behind a price that name one of what is counted behind them.
func (c *clause) ownNoun() string {
	rest := c.low[c.price.End:c.next]
	m := ownUnit.FindStringSubmatch(rest[:min(len(rest), 2*maxShort)])
	if m == nil || !sameNoun(m[2], m[3]) || !hasDigit(rest[len(m[1]):]) {
		return ""
	}
	return m[1]
}

// measuredBehind is a count right behind the price, in the measure that the price is for.
func (c *clause) measuredBehind(end int) (quantity, int, bool) {
	per := perWord.FindString(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), ""))
	if per == "" && strings.HasSuffix(c.each, " ") {
		per = perWord.FindString(c.low[c.price.End+len(c.each) : c.next]) // "per load"
	}
	rest := c.low[end:max(end, c.next)]
	m := thenCount.FindStringSubmatchIndex(rest)
	if first := thenMeasure.FindStringSubmatchIndex(rest); m == nil && first != nil {
		m = []int{first[0], max(first[3], first[5]), first[4], first[5], first[2], first[3]}
	}
	if m == nil || len(per) < 2 {
		return quantity{}, 0, false
	}
	word := c.low[end+m[4] : end+m[5]]
	unit, _ := c.rd.s.book.Word("units", word)
	other, _ := c.rd.s.book.Word("units", per)
	d, ok := numbers.Parse(c.low[end+m[2]:end+m[3]], c.rd.out.style)
	if !ok {
		d, ok = c.rd.numberWord(c.low[end+m[2] : end+m[3]])
	}
	if !ok || !d.IsPositive() || !(unit != "" && unit == other) && !(len(per) > 3 && sameNoun(word, per)) {
		return quantity{}, 0, false
	}
	return quantity{found: true, value: known(d), unit: unit, start: end + m[2], end: end + max(m[3], m[5])}, end + max(m[3], m[5]), true
}
