package reading

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// quantity is a number that may count the thing, with its place in the segment.
type quantity struct {
	found      bool
	value      value
	unit       string
	open       bool // a quantity is meant, and vague
	start, end int  // unit included
	strong     bool // stands right before the price, marker and unit aside
	opens      bool // stands where a count begins
	dozens     bool // counted and priced by the dozen
	half       bool // said as a half more: "an hour and a half"
	spelled    bool // a number of several words, read whole
	product    bool // what the counts before it make: "4 beds of 9, so 36"
	tail       bool // "offset 200 un.": a unit behind it, then the price
}

// choose takes the one number that counts things. Two that could are none:
// product names end in digits, and packs have sizes.
func (c *clause) choose(all []quantity) (q quantity, several bool) {
	pick := func(keep func(quantity) bool) []quantity {
		var out []quantity
		for _, q := range all {
			if keep(q) {
				out = append(out, q)
			}
		}
		return out
	}
	strong := pick(func(q quantity) bool { return q.strong })
	leads := pick(func(q quantity) bool { return q.opens && !(len(strong) == 1 && c.sized(q, strong[0])) })
	switch {
	case len(strong) == 1 && (len(leads) == 0 || len(leads) == 1 && leads[0].start == strong[0].start):
		return strong[0], false
	case len(strong) == 1 && c.countedAlike(strong[0], leads):
		return strong[0], false
	case len(strong) == 1 && c.soAgain(strong[0], leads):
		return leads[0], false
	case len(strong) == 1 && productOf(strong[0], leads):
		strong[0].start, strong[0].product = leads[0].start, true // "2 people for 9 hours each, so 18 hours"
		return strong[0], false
	case len(strong) == 1:
		return quantity{}, true // "2 rooms, 3 nights at 80"
	case len(leads) == 1:
		return leads[0], false
	case len(leads) > 1 && c.soTogether(leads):
		leads[len(leads)-1].product = true
		return leads[len(leads)-1], false
	case len(leads) > 1 && c.together(leads[len(leads)-1]):
		return leads[len(leads)-1], false
	case len(leads) > 1 && c.packed(leads):
		return leads[0], false
	case len(leads) > 1 && (c.piecesFirst(leads[0]) || c.timesFirst(leads)):
		return leads[0], false
	case len(leads) > 1:
		return quantity{}, true
	}
	if tails := pick(func(q quantity) bool { return q.tail }); len(tails) == 1 {
		return tails[0], false
	}
	return quantity{}, false
}

// piecesFirst is true for a list line that begins with a count of pieces: what
// numbers follow are of the thing's name. "60 no. 47 x 100 C16, £7.85 each".
func (c *clause) piecesFirst(q quantity) bool {
	return c.list && q.unit == "piece" && c.unitPrice() && strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:q.start], "")) == ""
}

// timesFirst is true for a line that begins with a count and its sign, and has the price
// of one: the numbers behind are of the thing's name. "3x breaker 16 A - £12.75 each".
// Behind "2 x 4 hours" or before another sign they count as well.
func (c *clause) timesFirst(leads []quantity) bool {
	first := leads[0]
	if !c.listed || !c.unitPrice() || strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:first.start], "")) != "" || !times.MatchString(c.low[first.end:]) {
		return false
	}
	for _, q := range leads[1:] {
		if spanOfTime.MatchString(q.unit) || q.unit == "piece" || packUnit(q.unit) || times.MatchString(c.low[q.end:]) || multiplier.MatchString(strings.TrimRight(c.low[first.end:q.end], " ")) {
			return false
		}
	}
	return true
}

// countedAlike is true for a count before the price that says again what counts before it say.
func (c *clause) countedAlike(q quantity, leads []quantity) bool {
	return c.saidAgain(q, leads) || c.sameTimes(q, leads)
}

// sameTimes is true for a count with its sign before the price, where those before it
// count as many for whom it is: "retouching for the three partners, 3 x €15".
func (c *clause) sameTimes(last quantity, leads []quantity) bool {
	if !last.value.ok || !timesLeads.MatchString(c.low[last.end:c.price.Start]) {
		return false
	}
	return !slices.ContainsFunc(leads, func(q quantity) bool {
		return !q.value.ok || !q.value.Equal(last.value.Decimal) || spanOfTime.MatchString(q.unit) || !forThese.MatchString(c.low[c.from:q.start])
	})
}

// forThese leads to a count of those for whom a thing is: "for the three partners".
var forThese = vocab.Around(`(?:^|[^\pL])<price for>\s+(?:(?:<article>|<ours>)\s+)?$`)

// timesLeads is all that stands between a count and the price of one: "3 x €15".
var timesLeads = regexp.MustCompile(`^\s*[x×]\s*$`)

// productOf is true for a count that is as much as those before it make together.
func productOf(q quantity, leads []quantity) bool {
	product, n := decimal.NewFromInt(1), 0
	for _, l := range leads {
		if l.start == q.start {
			continue
		}
		if !l.value.ok || l.start > q.start {
			return false
		}
		product, n = product.Mul(l.value.Decimal), n+1
	}
	return n > 1 && q.value.ok && q.value.Equal(product)
}

// packed is true for "12 boxes of 24 candles": the first number counts and the
// second belongs to the name.
func (c *clause) packed(leads []quantity) bool {
	if len(leads) != 2 || strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:leads[0].start], "")) != "" {
		return false
	}
	between := strings.TrimSpace(c.low[leads[0].end:leads[1].start])
	return packWord.MatchString(between)
}

var packWord = vocab.Around(`(?:^|\s)<of a pack>$`)

// ofPack is true for how many there are in one: "6 rollers, pack of ten".
func (c *clause) ofPack(q quantity) bool {
	m := packBefore.FindStringSubmatch(lastBytes(c.low[c.from:q.start], 40))
	if m == nil {
		return false
	}
	unit, _ := c.rd.s.book.Word("units", m[1])
	return packUnit(unit)
}

var packBefore = vocab.Around(`(?:^|[^\pL])(\pL+)\s+<of a pack>\s*$`)

// counts lists the numbers before the price that may count things, in order.
func (c *clause) counts() []quantity {
	var out []quantity
	for _, n := range c.plain {
		if !n.OK || !n.Value.IsPositive() || c.refers(n) || c.inParens(n.Start) || c.deadline(n) {
			continue
		}
		if q := c.at(known(n.Value), n.Start, n.End); q.strong || q.opens || q.tail {
			out = append(out, q)
		}
	}
	out = slices.Concat(c.dozens(), c.halves(), c.hoursAndMinutes(), out, c.numberWords())
	sort.SliceStable(out, func(i, k int) bool { return out[i].start < out[k].start })
	var apart []quantity // "two hundred" is one
	for _, q := range out {
		if n := len(apart); n == 0 || q.start >= apart[n-1].end {
			if !q.half && !q.spelled {
				q = c.whole(q)
			}
			if !c.ofPaper(q) && !c.sizeOfOne(q) && !c.workedOver(q) && !nthOf.MatchString(c.low[c.from:q.start]) && !(len(apart) > 0 && c.ofPack(q)) {
				apart = append(apart, c.checked(q))
			}
		}
	}
	return c.withoutLengths(apart)
}

// workedOver is true for how often a thing was gone over, which is said of it behind its
// name and counts nothing: "cladding, two coats of black, £410".
func (c *clause) workedOver(q quantity) bool {
	head := strings.TrimSpace(c.low[c.from:q.start])
	return strings.HasSuffix(head, ",") && named(head) && layersOf.MatchString(c.low[q.start:])
}

var layersOf = vocab.Around(`^\S+\s(?:<layers of>)\s`)

// nthOf stands before how many there are of which one is billed: "the last of the six lessons".
var nthOf = vocab.Around(`(?:^|[^\pL])<nth>\s+<nth of>\s+(?:<article>\s+)?$`)

// toldTwice is true for a count beside which the same things are counted again
// before the price: "Monday 10 loaves, Wednesday 12 loaves, all at £2.40". What
// the others make together is their sum: "3 hours, 2 hours, so 5 hours at £18".
func (c *clause) toldTwice(q quantity) bool {
	rest := c.low[q.end:max(q.end, c.clauseEnd())]
	noun := c.unitWord(q)
	if q.unit == "" {
		noun = wordPattern.FindString(rest)
	}
	if utf8.RuneCountInString(noun) < 3 {
		return false
	}
	before, told := decimal.Zero, false
	for _, n := range c.plain {
		if n.Start >= q.start && n.Start < q.end || n.End >= c.price.Start || c.inParens(n.Start) || !strings.HasPrefix(strings.TrimLeft(c.low[n.End:], " "), vocab.Lower(noun)) {
			continue
		}
		if n.Start >= q.end {
			return true
		}
		before, told = before.Add(n.Value), true
	}
	return told && !(q.value.ok && q.value.Equal(before))
}

// ofPaper is true for a number of lines or invoices, behind which the things
// stand: "two separate lines on your invoice: ...".
func (c *clause) ofPaper(q quantity) bool {
	head, behind, ok := strings.Cut(c.low[q.end:max(q.end, c.clauseEnd())], ":")
	return ok && named(behind) && docWord.MatchString(head)
}

// deadline is true for days in which something is to be done: "please send us
// within 5 days the invoice for 3 lamps".
func (c *clause) deadline(n numbers.Number) bool {
	unit, _ := c.rd.unitAt(c.low[n.End:max(n.End, c.clauseEnd())])
	return spanOfTime.MatchString(unit) && byWhen.MatchString(strings.TrimRight(c.low[c.from:n.Start], " "))
}

// byWhen leads to such days.
var byWhen = vocab.Around(`(?:^|[^\pL])<by when>$`)

// inParens is true for a number in an aside: "(2 revisions included)".
func (c *clause) inParens(at int) bool {
	open := strings.LastIndexByte(c.seg[c.from:at], '(')
	if open < 0 {
		return false
	}
	return strings.IndexByte(c.seg[c.from+open:at], ')') < 0 && strings.IndexByte(c.seg[at:c.price.Start], ')') >= 0
}

// at says in which ways the number at a place can be a count.
func (c *clause) at(v value, start, end int) quantity {
	q := quantity{found: true, value: v, start: start, end: end}
	stop := c.clauseEnd()
	if end > stop {
		return q
	}
	unit, width := c.rd.unitAt(c.low[end:stop])
	if unit == "" && inHours.MatchString(c.low[start:end]) {
		unit = "hour"
	}
	q.unit, q.end = unit, end+width
	rest := pleaseSaid.ReplaceAllString(allOfThem.ReplaceAllString(asides.ReplaceAllString(c.low[q.end:stop], " "), " "), " ")
	t := strings.TrimLeft(strings.Trim(rest, " \t.,:;|x×*()-–—"), quoteSigns)
	opens := c.opens(start) || times.MatchString(c.low[end:stop]) // "Reed Ltd 1 x magnet set £48"
	switch {
	case t == "" && (c.mark >= 0 || timesAlone.MatchString(rest)), c.each != "" && unit != "" && priceAtAlone.MatchString(rest):
		q.strong = true
	case t == "" && unit != "":
		q.tail, q.opens = true, opens
	case t == "" && c.each != "" && opens && (strings.Contains(rest, "(") || setOff.MatchString(c.seg[c.from:start])):
		q.tail, q.opens = true, opens
	case t == "" && countAhead.MatchString(c.low[c.from:start]):
		q.tail, q.start = true, c.from+countAhead.FindStringIndex(c.low[c.from:start])[0]
	case t == "" && c.list && betweenCommas.MatchString(rest) && strings.HasSuffix(strings.TrimRight(c.seg[c.from:start], " "), ","):
		q.tail = true
	case t == "" && c.each != "" && ofThem.MatchString(strings.TrimRight(c.low[c.from:start], " ")):
		q.strong = true // "ne avete consegnati quattro, 135 € l'uno"
	case t == "":
		q.tail = strings.ContainsAny(rest, "\t|") || strings.Contains(rest, "   ")
	default:
		q.opens = opens && (startsWithLetter(t) || unit == "piece" && c.listed)
	}
	return q
}

// countAhead sets a count off from its thing by a unit before it: "Chairs, pcs 44, €6.80 each".
var countAhead = vocab.Around(`[,;:(–-]\s*(?:n°|nº|<count lead>|<number short>|<so many pieces>)\.?\s*:?\s*$`)

// betweenCommas stands behind the count of "Loudspeaker, 2, 150".
var betweenCommas = regexp.MustCompile(`^\s*[,;]\s*$`)

// priceAtAlone is all that stands between a measure and its price: "2350 words for £0.11 per word".
var priceAtAlone = vocab.Around(`^\s+<price at>\s+$`)

// ofThem leads to the count of what was named before.
var ofThem = vocab.Around(`(?:^|[^\pL])<of them>$`)

// allOfThem says behind a count that it is all there is: "18 hours in total".
var allOfThem = vocab.Around(`^\s+<sum behind>(?:\s|$)`)

// pleaseSaid stands between a count and its price and counts nothing.
var pleaseSaid = vocab.Around(`^\s+<please said>(?:$|[^\pL])`)

// times is the x between a count and its thing.
var times = regexp.MustCompile(`^\s*[x×]\s+\pL`)

// timesAlone is the x of "1 x, 220.00".
var timesAlone = regexp.MustCompile(`^\s*[x×]\s*[,;:–-]?\s*$`)

// setOff ends a name that is set off from its count: "Copies: 200, 6.75 each".
var setOff = regexp.MustCompile(`[:–—-]\s*$`)

var asides = regexp.MustCompile(`\([^)]*\)`)

// opens is true where a count can stand: at the start of the clause, or after
// a word in small letters, never after a name ("PLINTH 90").
func (c *clause) opens(start int) bool {
	before := strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:start], ""))
	if before == "" || numberOf.MatchString(vocab.Lower(before)) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(":,-(|–—;=", r) {
		return true
	}
	words := strings.Fields(before)
	if c.listed && c.from == 0 && !strings.ContainsAny(before, ":,") && len(words) < 3 && !c.unitPrice() {
		return false
	}
	if len(words) == 1 && c.from == 0 && (!c.listed || c.rd.small(vocab.Lower(words[0]))) {
		return true // a sentence's first word is written large whatever it is
	}
	first, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsLower(first)
}

// checked opens a quantity that is said vaguely.
func (c *clause) checked(q quantity) quantity {
	before := strings.TrimRight(c.low[c.from:q.start], " ")
	if openSinglePrice.MatchString(before) || c.rd.vague(before) || multiplier.MatchString(before) || shareOfCount.MatchString(before) {
		q.value, q.open = value{}, true
	}
	return q
}

// shareOfCount makes what is counted behind it only a part: "50 % de 4 ventanas".
var shareOfCount = vocab.Around(`%\s+(?:<partitive>|dei|delle|degli|de los|de las)$`)

// multiplier makes the count behind it a part of the whole: "2 x 4 h".
var multiplier = vocab.Around(`(?:^|[^\pL\pN.,])\d{1,3}\s*(?:[x×*]|<times over>)$`)

// unitAt reads a unit of measure right after a number.
func (rd *reader) unitAt(rest string) (string, int) {
	trimmed := strings.TrimLeft(rest, " ")
	width := len(rest) - len(trimmed)
	end := strings.IndexFunc(trimmed, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '²' && r != '³' && r != '-' && r != '\'' && !unicode.IsDigit(r)
	})
	if end < 0 {
		end = len(trimmed)
	}
	if end == 0 {
		return "", 0
	}
	word := strings.TrimSuffix(strings.TrimSuffix(trimmed[:end], "'s"), "'")
	unit, ok := rd.s.book.WordIn(rd.lang, "units", word)
	if !ok {
		unit, ok = rd.s.book.Word("units", word)
	}
	if rd.lang == "en" && strings.HasPrefix(trimmed, "no.") && !startsWithDigit(strings.TrimLeft(trimmed[end+1:], " ")) {
		unit, ok = "piece", true // "1 no."
	}
	if !ok || unit == "flat" || rd.joins(trimmed[:end]) || unit == "piece" && taxBehind.MatchString(trimmed[:min(len(trimmed), maxTaxWords)]) {
		return "", 0
	}
	width += end
	if strings.HasPrefix(rest[width:], ".") {
		width++
	}
	if unit == "m" {
		area, more := metreOf(rest[width:])
		return area, width + more
	}
	return unit, width
}

// taxBehind is "ex VAT", where "ex" counts no copies.
var taxBehind = vocab.Around(`^ex\.?\s+(?:<tax at a price>)(?:$|[^\pL])`)

// maxTaxWords is how far such words are looked at, in bytes.
const maxTaxWords = 32

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
