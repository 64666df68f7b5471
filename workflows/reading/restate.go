package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// restates is true for a sum that only says again what one line comes to: "40
// pages at £6.50, which makes £260". Words of their own before it would be
// another thing that costs as much.
func (st *settled) restates(s *source, sm sum) bool {
	if takesOff(" "+sm.after[:min(len(sm.after), 30)]) || !s.saysNothing(lastClause(sm.before)) {
		return false
	}
	for _, it := range st.items {
		if n, ok := it.net(); ok && sm.value.Equal(n.Round(2)) {
			return true
		}
	}
	return false
}

// thingOfItsOwn is true for an amount that only happens to be as much as the
// lines: what it is of stands before it with an article of its own.
func (st *settled) thingOfItsOwn(s *source, sm sum) bool {
	if sm.thing == "" || len(st.items) != 1 || st.statesSum(s, sm) {
		return false
	}
	joined := joinedPrice.FindStringIndex(sm.before)
	return joined != nil && !s.saysNothing(sm.before[joined[1]:])
}

// joinedPrice joins a thing with a price to the one before.
var joinedPrice = vocab.Around(`^[\s,]*(?:<joined by>)\s(?:<article>\s|<article glued>)`)

// paidBefore stands before an amount that was paid already: it is no sum of the
// lines, even where it is as much.
var paidBefore = vocab.Around(`(?:^|[^\pL])<paid before>(?:$|[^\pL][^,;.]{0,30}$)`)

// afterSum is true for a discount that stands behind an amount which is no
// line's: it is on what that amount is for.
func (st *settled) afterSum(d rate) bool {
	for _, sm := range st.sums {
		if p, ok := percentIn(sm.after); ok && sm.quote == d.quote && p.Equal(d.value) {
			return true
		}
	}
	return false
}

// statedTax finds the tax and the sum with it where the mail states both
// without a rate: together with the lines they close.
func (st *settled) statedTax(base decimal.Decimal) bool {
	if st.manyRates || st.byLine {
		return false
	}
	for i := range st.sums {
		t := &st.sums[i]
		if t.used || !t.value.ok || !taxLabel.MatchString(t.before) {
			continue
		}
		for k := range st.sums {
			g := &st.sums[k]
			if g.used || k == i || !g.value.ok || !g.value.Equal(base.Add(t.value.Decimal)) {
				continue
			}
			t.used, g.used = true, true
			st.tax, st.sumQuote["tax"] = t.value, t.quote
			st.total, st.sumQuote["total"] = g.value, g.quote
			return true
		}
	}
	return false
}

// statedGross finds what the lines come to with a tax whose rate is not named: the
// words beside it name the tax, and it is as much more as a plain rate makes it, to
// the cent: "that is 649.60, and 786.02 with VAT". The rate itself is not said.
func (st *settled) statedGross(s *source, base decimal.Decimal) bool {
	if st.manyRates || st.byLine || !base.IsPositive() {
		return false
	}
	for i := range st.sums {
		g := &st.sums[i]
		if g.used || !g.value.ok || g.others || g.aside || !s.callsGross(*g) || !plainRate(base, g.value.Decimal) {
			continue
		}
		g.used = true
		st.total, st.sumQuote["total"] = g.value, g.quote
		return true
	}
	return false
}

// callsGross is true for an amount whose own words name a tax, or say that it holds one:
// "also 1.487,50 € brutto".
func (s *source) callsGross(sm sum) bool {
	return namesATax.MatchString(sm.before) || namesATax.MatchString(sm.after) || s.book.Has("tax included", sm.after) || s.book.Has("tax included", lastClause(sm.before))
}

// plainRate is true for an amount that is another one with a tax of a rate that is in
// use: whole percents, and the halves and tenths of a few countries.
func plainRate(net, gross decimal.Decimal) bool {
	rate := gross.Sub(net).Mul(hundred()).DivRound(net, 1)
	return rate.GreaterThan(decimal.NewFromInt(leastRate)) && rate.LessThan(decimal.NewFromInt(highestRate)) && withTax(net, rate).Equal(gross)
}

// leastRate is below the rates that are put on top of a price.
const leastRate = 3

// namesATax is true for words that name one.
var namesATax = vocab.Around(`(?:^|[^\pL])<tax label>(?:$|[^\pL])`)

// lastClause is what stands before an amount behind the last comma or the like.
func lastClause(before string) string {
	before = strings.TrimRight(before, " ,:;(=-")
	if i := strings.LastIndexAny(before, ",;:("); i >= 0 {
		return before[i+1:]
	}
	return before
}

// saysNothing is true for words that name no thing: words of a sum, small words
// and what leads from one to the other.
func (s *source) saysNothing(words string) bool {
	rest := sumLike.ReplaceAllString(" "+words+" ", "  ")
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		small := s.smallWord(w)
		if !small && !linkWord.MatchString(w) && !s.book.Has("total", w) {
			return false
		}
	}
	return true
}

// smallWord is true for a small word of the mail's language, of any where that
// is not known: "une sono" is a thing though "sono" is none in Italian.
func (s *source) smallWord(w string) bool {
	if lang := s.language(s.best().text); lang != "" {
		_, ok := s.book.WordIn(lang, "small words", w)
		return ok
	}
	_, ok := s.book.Word("small words", w)
	return ok
}

// linkWord stands between a sum and what it is the sum of.
var linkWord = vocab.Around(`^<link>$`)

// clockTime is an amount without a sign that is a time of day: "goods in shuts
// at 3.30", "um 16.45".
func clockTime(low string, start int, text string) bool {
	return clock.MatchString(text) && beforeTime.MatchString(low[:start])
}

var (
	clock      = regexp.MustCompile(`^(?:1?[1-9]|10|2[0-4])[.,][0-5][05]$`)
	beforeTime = vocab.Around(`(?:^|[^\pL])<before a time>\s*$`)
)

// belowName leaves out amounts below the sender's name that no line above
// needs: opening hours, prices of the sender's own, a motto. A postscript is
// still the letter's.
func (rd *reader) belowName(lines []string) {
	at := rd.nameLine(lines)
	if at < 0 || len(rd.out.items) == 0 {
		return
	}
	below := strings.Join(lines[at:], "\n")
	if postscript.MatchString(below) {
		return
	}
	for _, it := range rd.out.items {
		if strings.Contains(below, it.quote) {
			return
		}
	}
	kept := rd.out.sums[:0]
	for _, sm := range rd.out.sums {
		if !strings.Contains(below, sm.quote) || rd.sumLabelled(sm.before) {
			kept = append(kept, sm)
		}
	}
	rd.out.sums = kept
}

const maxBelow = 12 // lines below a name that are the sender's business card

// nameLine is the line near the end that begins with the sender's name, or -1.
func (rd *reader) nameLine(lines []string) int {
	first, _, _ := strings.Cut(displayName(rd.s.from.Name), " ")
	if len(first) < 2 {
		return -1
	}
	first = vocab.Fold(first)
	for i := len(lines) - 1; i > 0 && i >= len(lines)-maxBelow; i-- {
		t := vocab.Fold(strings.TrimSpace(lines[i]))
		if len(t) > maxHeading || !strings.HasPrefix(t, first) {
			continue
		}
		if rest := t[len(first):]; rest == "" || !unicode.IsLetter([]rune(rest)[0]) {
			return i
		}
	}
	return -1
}

var postscript = vocab.Around(`(?im)^\s*<postscript>\b`)

// agreed says of a thing named before it that its price was agreed: "the van
// flyer, which we said".
var agreed = vocab.Around(`(?i),?\s*(?:^|[\s,])<agreed>[\s,]*$`)

// withoutAgreed leaves that off the end of the words before a price.
func withoutAgreed(region string) string {
	tail := lastBytes(region, 60)
	m := agreed.FindStringIndex(tail)
	if m == nil {
		return region
	}
	return region[:len(region)-len(tail)+m[0]] + " "
}

// givenLast ends a sentence that asks for the invoice: "die Rechnung für die Miete bitte noch schicken".
var givenLast = vocab.Around(`(?i)(?:\s<give filler>)*\s<give at the end>\s*$`)

// addThis asks for one thing more, before its name.
var addThis = vocab.Around(`(?i)^<please add>\s+`)

// addedThing asks for one thing more, whose price ends the words: "please add the delivery, 24 euros".
var addedThing = vocab.Around(`(?i)(?:^|[.!?]\s+)(?:<please add>|<put on the bill>)\s+((?:<article>\s|<article glued>)\pL[^.!?:;()\d]*?)\s*[,:–-]?\s*$`)

// added is the name of one thing that is to be put on the bill for the price behind it.
func (c *clause) added() string {
	if c.unitPrice() || len(c.plain) > 0 {
		return ""
	}
	m := addedThing.FindStringSubmatch(c.seg[c.from:c.price.Start])
	if m == nil {
		return ""
	}
	name := c.tidy(m[1])
	if c.rd.maySeveral(name) || !named(name) || c.sumLabel(vocab.Lower(name)) || c.rd.vague(vocab.Lower(name)) || c.rd.unnamed(name) {
		return ""
	}
	return leadArticle.ReplaceAllString(name, "")
}

// calling begins a letter, and no name: "Hello, 25 heaters".
var calling = vocab.Around(`(?i)^(?:<hello>)(?:\s\pL+)?\s*[,!:]\s+`)

// withoutAsking is a name without the words that ask for the thing.
func withoutAsking(name string) string {
	if rest := calling.ReplaceAllString(name, ""); named(rest) {
		name = rest
	}
	for _, end := range []*vocab.Expression{politeTail, billVerb, givenLast} {
		if rest := end.ReplaceAllString(name, ""); named(rest) {
			name = rest
		}
	}
	if rest := addThis.ReplaceAllString(name, ""); named(rest) {
		return rest
	}
	return name
}

// ownDiscounts are lines with the discount that stands in each one's own words.
func (st *settled) ownDiscounts(items []item) []item {
	for _, d := range st.discounts {
		for i := range items {
			if items[i].quote == d.quote && (!sharedQuote(items, i) || d.follows(items, i)) && !st.afterSum(d) {
				items[i].discount = known(d.value)
			}
		}
	}
	return items
}

// follows is true for a discount that stands right behind the price of one of
// several things in a sentence, before the next one is named: "7 hours at 48
// with 10 % off and 3 panels at 33.50". Behind the last it may be on all.
func (d rate) follows(items []item, i int) bool {
	if i+1 >= len(items) || items[i+1].quote != d.quote || d.at <= items[i].at || d.at >= items[i+1].at {
		return false
	}
	between := vocab.Lower(d.quote[items[i].at:items[i+1].at])
	name := vocab.Lower(items[i+1].desc)
	if at := strings.LastIndex(name, ", "); at >= 0 && !strings.Contains(between, name) {
		name = name[at+2:] // "the move, km"
	}
	next := strings.Index(between, name)
	tail := d.quote[d.at:items[i+1].at]
	return next > d.at-items[i].at && !discountOn.MatchString(vocab.Lower(tail))
}

// discountOn leads from a discount to what it is on.
var discountOn = vocab.Around(`^[^\pL]*(?:<discount word>\s)?<discount on>\s`)
