package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// pricesBelow puts the prices of a text below a list to the things of the list,
// which are counted there and named again with their prices: "1) Product banners -
// 15 nos." and "banners are Rs. 900 per banner". Only a thing that alone bears the
// name takes the price; left apart it would be billed twice.
func (rd *reader) pricesBelow() {
	open := false
	for _, it := range rd.out.items {
		open = open || unpricedYet(it)
	}
	if !open || len(rd.out.items) > maxLines || len(rd.out.sums) > maxSums {
		return
	}
	kept := rd.out.items[:0]
	for _, it := range rd.out.items {
		at := -1
		if it.price.ok && (it.flat || it.openQty && !it.qty.ok && !it.doubted) {
			at = rd.alone(kept, it.desc)
		}
		if at < 0 {
			kept = append(kept, it)
			continue
		}
		above := &kept[at]
		above.lump, above.currency, above.quote = it.price, it.currency, above.quote+"; "+it.quote
		above.decide(it.openQty)
	}
	rd.out.items = kept
	sums := rd.out.sums[:0]
	for _, sm := range rd.out.sums {
		at := -1
		if sm.value.ok && !sm.aside && !sm.others && !rd.sumWords(sm.before) && !(sm.many && sm.each == "") {
			at = rd.alone(rd.out.items, behindComma(sm.before))
		}
		if at < 0 {
			sums = append(sums, sm)
			continue
		}
		above := &rd.out.items[at]
		above.lump, above.currency, above.quote = sm.value, sm.currency, above.quote+"; "+sm.quote
		above.decide(sm.each != "" && rd.measureOf(sm.each, above.desc))
	}
	rd.out.sums = sums
}

// decide takes a price for that of one: where the words say so, and where there
// is only one.
func (it *item) decide(each bool) {
	if each || it.qty.Equal(one()) {
		it.price, it.lump = it.lump, value{}
	}
}

// unpricedYet is true for a thing that is counted, of which no price was read.
func unpricedYet(it item) bool {
	return it.qty.ok && !it.openQty && !it.price.ok && !it.lump.ok && !it.amount.ok
}

// alone is the only thing without a price that bears all words of a name.
func (rd *reader) alone(items []item, name string) int {
	words, at := rd.nameWords(name), -1
	if len(words) == 0 {
		return -1
	}
	for i, it := range items {
		if !unpricedYet(it) || !bears(rd.nameWords(it.desc), words) {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// measureOf is true for "each", and for the measure of a price that is the thing
// itself: "per banner" of banners.
func (rd *reader) measureOf(each, name string) bool {
	words := rd.nameWords(each)
	return len(words) == 0 || bears(rd.nameWords(name), words)
}

// costsEnd leads from a thing to its price: "the shelves cost".
var costsEnd = vocab.Around(`(?:\s(?:<copula>|<costs>))+$`)

// behindComma is what stands behind the last comma, without what leads to a price.
func behindComma(words string) string {
	words = costsEnd.ReplaceAllString(strings.TrimRight(words, " ,:;–-"), "")
	return words[strings.LastIndexAny(words, ",;:.!?")+1:]
}

// nameWords are the words of a name that name something.
func (rd *reader) nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if utf8.RuneCountInString(w) >= minNameWord && !rd.small(w) {
			out = append(out, w)
		}
	}
	return out
}

const (
	minNameWord = 3 // runes of a word that names something
	maxEnding   = 2 // runes that a word of a name has more in the plural
)

// bears is true when each of the words is one of the name's, but for its ending.
func bears(name, words []string) bool {
	for _, w := range words {
		found := false
		for _, n := range name {
			short, long := w, n
			if len(short) > len(long) {
				short, long = long, short
			}
			found = found || short == long || len(long)-len(short) <= maxEnding && len(short) > minNameWord && strings.HasPrefix(long, short)
		}
		if !found {
			return false
		}
	}
	return true
}

// eachSaid are the words behind a price that make it the price of one thing: "per banner".
func (c *clause) eachSaid() string {
	if c.each == "" || c.many || len(c.plain) > 0 {
		return ""
	}
	return c.low[c.price.End:c.eachEnd()]
}
