package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// andHalf is the half behind a number: "an hour and a half", "two and a half days", "deux heures et demie".
	andHalf = vocab.Around(`\s<and a half>(?:\s(\pL+))?`)
	// beforeHalf ends in what a half is added to.
	beforeHalf = regexp.MustCompile(`(\d+|\pL+|un')(?:[\s-]*(\pL+))?$`)
	// halfOne finds "half a day", "une demi-journée", "media jornada".
	halfOne = vocab.Around(`(?:^|[\s(:])<half a>[\s-]?(\pL+)`)
)

// halves lists counts that end in a half, in the words of a measure.
func (c *clause) halves() []quantity {
	var out []quantity
	region := c.low[c.from:c.clauseEnd()]
	half := decimal.New(5, -1)
	for _, m := range andHalf.FindAllStringSubmatchIndex(region, 20) {
		if q, ok := c.withHalf(region, m); ok {
			out = append(out, q)
		}
	}
	if len(out) > 0 || c.each == "" {
		return out
	}
	for _, m := range halfOne.FindAllStringSubmatchIndex(region, 20) {
		unit, ok := c.rd.s.book.Word("units", region[m[2]:m[3]])
		per, _ := c.rd.s.book.Word("units", perWord.FindString(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), "")))
		if start := m[0] + len(region[m[0]:m[1]]) - len(strings.TrimLeft(region[m[0]:m[1]], " (:")); ok && unit == per && !countBefore.MatchString(region[:start]) {
			out = append(out, c.halfAt(known(half), unit, start, m[1]))
		}
	}
	return out
}

// countBefore ends words by which a half is part of what is counted: "2 half days".
var countBefore = regexp.MustCompile(`\d\s*$`)

// withHalf reads one match of andHalf: the measure stands before the half or
// behind it.
func (c *clause) withHalf(region string, m []int) (quantity, bool) {
	from := max(0, m[0]-maxMeasure)
	head := strings.ToValidUTF8(region[from:m[0]], "")
	b := beforeHalf.FindStringSubmatchIndex(head)
	if b == nil || len(head) != m[0]-from {
		return quantity{}, false
	}
	start, end, behind := from+b[2], m[1], ""
	first, second := head[b[2]:b[3]], ""
	if b[4] >= 0 {
		second = head[b[4]:b[5]]
	}
	if m[2] >= 0 {
		behind = region[m[2]:m[3]]
	}
	n, ok := c.wholeNumber(first)
	unit, isUnit := c.rd.s.book.Word("units", second)
	if ok && isUnit { // "an hour and a half of fitting"
		if m[2] >= 0 {
			end = m[2] - 1
		}
		return c.halfAt(known(n.Add(decimal.New(5, -1))), unit, start, end), true
	}
	if q, found := c.oneAndHalf(head, from, m); found && !ok {
		return q, true
	}
	if second != "" { // "for two and a half days"
		n, ok = c.wholeNumber(second)
		start = from + b[4]
	}
	unit, isUnit = c.rd.s.book.Word("units", behind)
	if !ok || !isUnit {
		return quantity{}, false
	}
	return c.halfAt(known(n.Add(decimal.New(5, -1))), unit, start, end), true
}

// oneAndHalf reads a half behind a measure that no number stands before: "jornada y media".
// head are the words before the half at m, which begin at from.
func (c *clause) oneAndHalf(head string, from int, m []int) (quantity, bool) {
	at := strings.LastIndexAny(head, " (:'") + 1
	unit, ok := c.rd.s.book.Word("units", head[at:])
	if !ok || !c.rd.oneMeasure(head[at:]) {
		return quantity{}, false
	}
	end := m[1]
	if m[2] >= 0 {
		end = m[2] - 1
	}
	return c.halfAt(known(decimal.New(15, -1)), unit, from+at, end), true
}

// oneMeasure is true for a measure of which one is meant, in the languages that leave its
// number out: "ora e mezza di viaggio".
func (rd *reader) oneMeasure(word string) bool {
	return strings.Contains(nounFirst, rd.lang) && rd.lang != "" && !perhapsSeveral[rd.lang].MatchString(word)
}

const maxMeasure = 40 // bytes of a number and its measure

// wholeNumber reads digits and number words, one and "an" among them.
func (c *clause) wholeNumber(word string) (decimal.Decimal, bool) {
	word = strings.TrimSuffix(word, "'")
	if d, ok := numbers.Parse(word, c.rd.out.style); ok {
		return d, d.IsInteger()
	}
	if v, ok := c.rd.s.book.WordIn(c.rd.lang, "number words", word); ok {
		d, err := decimal.NewFromString(v)
		return d, err == nil && d.IsInteger()
	}
	return decimal.Decimal{}, false
}

func (c *clause) halfAt(v value, unit string, start, end int) quantity {
	q := c.at(v, c.from+start, c.from+end)
	q.unit, q.half = unit, true
	q.opens = startsWithLetter(strings.TrimLeft(c.low[q.end:], " ")) && !q.strong
	return q
}

// priceFirst reads a line of a list that begins with its price: "USD 320.00 -
// leaflet in Spanish", "2 x USD 140.00 - training", "€ 125 new drawer".
func (c *clause) priceFirst(it item) (item, int, bool) {
	if !c.list || c.from != 0 || c.next != len(c.seg) || c.each != "" || c.many {
		return item{}, 0, false
	}
	lead := timesLead.FindStringSubmatch(c.low[:c.price.Start])
	behind := c.seg[c.price.End+len(taxTail.FindString(c.low[c.price.End:])):]
	rest := firstName.FindStringSubmatch(behind)
	if lead != nil && rest == nil {
		rest = c.nameRightBehind(behind, lead[1] != "")
	}
	if lead == nil || rest == nil {
		return item{}, 0, false
	}
	it.qty, it.flat = known(decimal.NewFromInt(1)), true
	if lead[1] != "" {
		n, ok := c.wholeNumber(lead[1])
		it.qty, it.flat = value{n, ok}, false
	}
	it.desc = strings.TrimRight(rest[1], " .,;")
	low := vocab.Lower(it.desc)
	if !it.qty.ok || !it.qty.IsPositive() || !named(it.desc) || speaks(it.desc) || c.sumLabel(low) || sumLike.MatchString(low) || c.rd.vague(low) ||
		paidBefore.MatchString(low) || takesOff(low) || c.rd.s.book.Has("discount", vocab.Fold(it.desc)) {
		return item{}, 0, false
	}
	return it, len(c.seg), true
}

// nameRightBehind is the name that fills the line behind its price with nothing between
// them: "85 € déplacement", "3 x £6.50 washers". Without a count it must be of one
// thing, of which the price may be that of one; a number in it may say what it is like
// but count nothing, as in "140 € vanne 3 voies".
func (c *clause) nameRightBehind(behind string, counted bool) []string {
	m := nameBehindPrice.FindStringSubmatch(behind)
	if m == nil || timesCounted.MatchString(m[1]) || !c.rd.isAmountThing(numberWithin.ReplaceAllString(m[1], " ")) || c.rd.measure(m[1]) || !counted && c.rd.maySeveral(m[1]) {
		return nil
	}
	for _, n := range c.behind {
		unit, _ := c.rd.unitAt(c.low[n.End:])
		if counted || unit != "" || strings.TrimSpace(c.low[n.End:]) == "" || timesCounted.MatchString(c.low[n.End:]) {
			return nil
		}
	}
	return m
}

var (
	nameBehindPrice = regexp.MustCompile(`^[ \t]+(\pL[^:;!?()]*)$`)
	// numberWithin is a number between two words of a name.
	numberWithin = regexp.MustCompile(`\s\d+\s`)
	// timesCounted stands behind a number that counts.
	timesCounted = vocab.Around(`^\s*(?:[x×]|<times over>)(?:$|[^\pL])`)
)

var (
	timesLead = regexp.MustCompile(`^\s*(?:(\d+|\pL+)\s*[x×*@]\s*)?$`)
	firstName = regexp.MustCompile(`^\s*[–—:-]\s+(\pL.*)$`)
)
