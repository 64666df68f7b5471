package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// thingCosts is a sentence up to its price that says what one thing costs, by a verb of
	// one, or what a thing comes to, of however many parts: "The skip was £40", but not
	// "the chairs were £40", which may be each.
	thingCosts = vocab.Around(`^(?:(?:<and also>|<joined by>|<next thing>|<and then>),?\s+)?((?:(?:<article>)\s+|<article glued>)?\pL[^,;:.!?()\d%]{2,60}?),?\s+(?:<thing costs>|<thing comes to>)\s*$`)
	// thingAdded is a sentence up to its price that adds one thing to those before: "Then the
	// skip, £40".
	thingAdded = vocab.Around(`^(?:(?:<and also>|<joined by>|<next thing>|<and then>),?\s+)+((?:(?:<article>)\s+|<article glued>)\pL[^,;:.!?()\d%]{2,60}?),?\s+\(?(?:(?:<price at>|<price for>)\s+)?$`)
	// costEnd is all that may stand behind such a price.
	costEnd = vocab.Around(`^\s*(?:[.,]?[-–]{1,2})?\s*(?:$|[.!?;)]|,?\s<tax said>)`)
	// unbilled are things with an amount that nobody bills.
	unbilled = vocab.Around(`(?:^|[^\pL])(?:<not billed>)(?:$|[^\pL])`)
)

// maxOwnWords is how many words the name of a thing has in a sentence of its own.
const maxOwnWords = 6

// ownSentence is the thing that a sentence of its own tells the price of, in a letter
// that has priced another right before: "11 hours at £28. The materials come to £143.70."
// What only says again what was read before is no thing.
func (c *clause) ownSentence() string {
	if c.from > 0 || c.rd.row || c.list || c.each != "" || c.many || len(c.plain) > 0 || len(c.rd.out.items) == 0 || !costEnd.MatchString(c.low[c.price.End:]) || !c.rd.pricedBefore() || c.saysAgain() {
		return ""
	}
	lead := c.low[:c.price.Start]
	m := thingCosts.FindStringSubmatchIndex(lead)
	if m != nil && c.rd.s.book.Has("ask invoice", vocab.Fold(c.rd.prior)) {
		return "" // behind a sentence that asks for all there is to be billed, a price may be anybody's
	}
	if m == nil {
		if m = thingAdded.FindStringSubmatchIndex(withoutAgreed(lead)); m == nil || flatMarker.MatchString(lead) || !lone.MatchString(lead[m[2]:m[3]]) && !c.tellsOne(lead[m[2]:m[3]]) {
			return ""
		}
	}
	if len(c.low) != len(c.seg) {
		return ""
	}
	name := c.ownName(c.seg[m[2]:m[3]])
	c.own = name != ""
	return name
}

// pricedBefore is true where the sentence before gave a line.
func (rd *reader) pricedBefore() bool {
	last := rd.out.items[len(rd.out.items)-1]
	return last.quote != "" && last.quote == rd.prior
}

// saysAgain is true for an amount that lines before it come to.
func (c *clause) saysAgain() bool {
	total, _ := sumOf(c.rd.out.items)
	if c.price.Value.Equal(total) || total.IsPositive() && plainRate(total, c.price.Value) {
		return true
	}
	for _, it := range c.rd.out.items {
		if n, ok := it.net(); ok && n.Equal(c.price.Value) {
			return true
		}
	}
	return false
}

// ownName is the name of such a thing, empty for words of a sum, a price, a paper or a
// time, and for what is somebody's own.
func (c *clause) ownName(name string) string {
	low, bare := vocab.Lower(name), leadArticle.ReplaceAllString(name, "")
	f := vocab.Fold(bare)
	if !named(bare) || len(strings.Fields(bare)) > maxOwnWords || c.rd.nothing(bare) || c.rd.nothingElse(f) || c.rd.mostlySmall(bare) || c.rd.onlyWhen(bare) || speaks(name) || c.rd.fragment(bare) ||
		docWord.MatchString(low) || priceLabel.MatchString(vocab.Lower(bare)) || sumLike.MatchString(low) || c.sumLabel(low) || c.rd.sumLabelled(bare) || noMatter.MatchString(bare) || extentOnly(bare) ||
		pointing.MatchString(low) || relative.MatchString(low) || takesOff(low) || paidBefore.MatchString(low) || unbilled.MatchString(low) || c.rd.vague(low) || spanOfTime.MatchString(low) || c.rd.measure(bare) {
		return ""
	}
	return bare
}
