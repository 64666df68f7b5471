package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// articleEnd ends words in which the noun behind the price is the thing: "and a £40 set-up fee".
	articleEnd = vocab.Around(`(?i)(?:^|[^\pL])<article>\s*$`)
	// pricedNoun is that noun, up to where its phrase ends for certain.
	pricedNoun = vocab.Around(`^(?:[.,]?[-–]{1,2})?\s+(?:<flat>\s+)?(\pL[\pL'’&-]*(?:\s\pL[\pL'’&-]*){0,4}?)\s*(?:[,.;:!?()]|\s<and then>(?:\s|$)|$)`)
)

// oneThing reads one thing with its price, the price before its name or behind it.
func (c *clause) oneThing(it item, end int) (item, int, bool) {
	if name, stop := c.priceNoun(); name != "" {
		it.qty, it.flat, it.desc = known(one()), true, name
		return it, stop, true
	}
	return c.single(it, end)
}

// priceNoun reads a price that stands between an article and its thing: "and a
// USD 40 flat project set-up fee". It gives the name and where it ends.
func (c *clause) priceNoun() (name string, end int) {
	ahead := c.low[c.from:c.price.Start]
	if c.unitPrice() || len(c.plain) > 0 || c.rd.vague(ahead) || c.sumLabel(ahead) || paidBefore.MatchString(lastBytes(ahead, 60)) || !articleEnd.MatchString(lastBytes(ahead, 12)) {
		return "", 0
	}
	m := pricedNoun.FindStringSubmatchIndex(c.seg[c.price.End:c.next])
	if m == nil {
		return "", 0
	}
	name = c.seg[c.price.End+m[2] : c.price.End+m[3]]
	low := vocab.Lower(name)
	first, _, _ := strings.Cut(low, " ")
	if c.rd.small(first) || !named(name) || speaks(name) || c.rd.unnamed(name) || c.sumLabel(low) || sumLike.MatchString(low) || takesOff(low) || paidBefore.MatchString(low) ||
		docWord.MatchString(low) || priceLabel.MatchString(low) || c.rd.s.book.Has("discount", low) || c.rd.vague(low) || c.smallIn(low) {
		return "", 0
	}
	return name, c.price.End + m[3]
}

// smallIn is true for words of which one names nothing: a piece of a sentence.
func (c *clause) smallIn(low string) bool {
	for _, w := range strings.Fields(low) {
		if c.rd.small(w) && !glue(w) {
			return true
		}
	}
	return false
}

// moneyWord is true for a name that is nothing but the sign or word of a
// currency, with a word that leads to it: "à EUR".
func moneyWord(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 2 {
		return false
	}
	last := words[len(words)-1]
	if _, ok := vocab.Word("currencies", vocab.Fold(last)); ok {
		return true
	}
	return len(last) == 3 && numbers.HeadingCurrency(last) != ""
}

// discountLine is true for words that give a discount in per cent, behind which
// only what is left can stand: "5% trade discount off everything, so £115.90".
func (c *clause) discountLine(low string) bool {
	return strings.Contains(low, "%") && c.rd.s.book.Has("discount", vocab.Fold(low))
}

var (
	timesEnd = regexp.MustCompile(`\d\s*[x×@]$`)
	// lowers says that an amount is taken off, whatever it is called.
	lowers = vocab.Around(`(?:^|[^\pL])<lowers>(?:$|[^\pL])`)
)

// timesCharged is true for a line of a list that counts what is otherwise taken
// off: "Keg deposit: 3 x £30.00" is charged.
func (c *clause) timesCharged(before string) bool {
	return c.list && timesEnd.MatchString(before) && !lowers.MatchString(before)
}
