package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// measureLast ends a name in a word of its own, which may be the measure that the
	// price is of: "those hours, hour", "die Stunde".
	measureLast = vocab.Around(`(?:^|[,;:–-]\s*|(?:^|\s)<article>\s|<article glued>)(\pL+)$`)
	// oneNoun says that a price is that of one thing: "Ein Zylinder lag bei".
	oneNoun = vocab.Around(`(?:^|[^\pL])(<one>)\s(?:\pL+\s)?(\pL{4,})`)
	// oneCosts leads to the price of one thing: "Ein Zylinder lag bei 41,90".
	oneCosts = vocab.Around(`(?:^|[^\pL])(<one>)\s((?:\pL+\s)?(\pL{4,}))\s(?:\pL+\s){1,3}$`)
)

const whyOneOfThem = "the price is that of one, and the mail says elsewhere how many there are"

// ofMeasure opens the count of lines that are taken for one thing because no number
// stands by their price, which is that of an hour or a day.
func (rd *reader) ofMeasure(items []item) {
	for i := range items {
		it := &items[i]
		low := vocab.Lower(it.desc)
		m := measureLast.FindStringSubmatchIndex(low)
		if !it.single() || m == nil || len(low) != len(it.desc) || !rd.ofSpan(low[m[2]:m[3]]) {
			continue
		}
		it.qty, it.flat, it.openQty, it.doubted = value{}, false, true, true
		if head := strings.TrimRight(it.desc[:m[0]], " ,;:–-"); named(head) {
			it.desc = head
		}
	}
}

// oneOfThem counts lines that are taken for one thing by what the mail says elsewhere
// of how many there are.
func (rd *reader) oneOfThem(items []item, text string) {
	for i := range items {
		it := &items[i]
		if !it.single() {
			continue
		}
		switch counts := rd.countedElsewhere(rd.oneIn(*it), text); {
		case len(counts) == 0 || rd.shared(items, i):
		case len(counts) == 1:
			it.qty, it.flat, it.why = known(counts[0]), false, whyOneOfThem
		default:
			it.qty, it.flat, it.openQty, it.doubted = value{}, false, true, true
		}
	}
}

// single is true for a line of running text that is one thing by its wording alone.
func (it item) single() bool {
	return it.flat && it.part == "" && it.qty.ok && it.qty.Equal(one())
}

// oneOfCounted reads what one thing costs of those that the mail counts elsewhere:
// "Please invoice us for the six chairs. One chair was £48."
func (c *clause) oneOfCounted() (name string, qty value) {
	if len(c.plain) > 0 || c.each != "" {
		return "", value{}
	}
	m := oneCosts.FindStringSubmatchIndex(c.low[c.from:c.price.Start])
	if m == nil || !c.rd.isOne(c.low[c.from+m[2]:c.from+m[3]]) {
		return "", value{}
	}
	counts := c.rd.countedElsewhere(c.low[c.from+m[6]:c.from+m[7]], c.rd.text)
	if len(counts) != 1 {
		return "", value{}
	}
	return c.seg[c.from+m[4] : c.from+m[5]], known(counts[0])
}

// ofSpan is true for a measure of time or of a way, of which a price alone counts none.
func (rd *reader) ofSpan(word string) bool {
	unit, ok := rd.s.book.WordIn(rd.lang, "units", word)
	return ok && (spanOfTime.MatchString(unit) || unit == "km")
}

// oneIn is the noun of which the words of a line say that it is one.
func (rd *reader) oneIn(it item) string {
	quote, desc := vocab.Lower(it.quote), vocab.Lower(it.desc)
	for _, m := range oneNoun.FindAllStringSubmatch(quote, maxExplained) {
		if strings.Contains(desc, m[2]) && rd.isOne(m[1]) {
			return m[2]
		}
	}
	return ""
}

// countedElsewhere are the numbers by which a text counts a noun.
func (rd *reader) countedElsewhere(noun, text string) (counts []decimal.Decimal) {
	if noun == "" {
		return nil
	}
	words := strings.Fields(vocab.Lower(text))
	for i, w := range words {
		if !sameThingAs(vocab.Lower(strings.Trim(w, ".,;:!?()")), noun) {
			continue
		}
		if n, _, ok := rd.countBefore(words, i); ok && (len(counts) == 0 || !counts[0].Equal(n)) {
			counts = append(counts, n)
		}
	}
	return counts
}

// shared is true where another line bears the noun too, which may be what is counted.
func (rd *reader) shared(items []item, i int) bool {
	noun := rd.oneIn(items[i])
	for k, it := range items {
		if k == i {
			continue
		}
		for _, w := range strings.Fields(vocab.Fold(it.desc)) {
			if sameThingAs(w, noun) {
				return true
			}
		}
	}
	return false
}

// maxPlural is how many letters an ending of the plural has.
const maxPlural = 3

// sameThingAs is true for the singular and the plural of a noun: "Stuhl" and "Stühle".
func sameThingAs(a, b string) bool {
	a, b = plainVowels(a), plainVowels(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	n := len(a)
	if n > 4 {
		n-- // "copy" and "copies"
	}
	return len(a) > 3 && len(b)-len(a) <= maxPlural && a[:n] == b[:n]
}

// plainVowels is a word without umlauts and double vowels, by which the plural differs.
func plainVowels(word string) string {
	for _, of := range [][2]string{{"ä", "a"}, {"ö", "o"}, {"ü", "u"}, {"oo", "o"}, {"aa", "a"}, {"ee", "e"}} {
		word = strings.ReplaceAll(word, of[0], of[1])
	}
	return word
}
