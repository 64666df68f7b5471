package reading

import (
	"slices"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// timesSame is a count times a price behind that price: "£120 per rail, so 2 x £120",
// "40 € par porte (4 x 40 €)".
var timesSame = vocab.Around(`^\s*(?:(?i:<tax behind>)\b)?(?:\s?\pL{1,4}\s\pL{3,20})?[\s,;:(=–-]*(?:(?:<so many together>)[\s,:]*)?(\d{1,4})\s?[x×*]\s?[€£$]?\s?(\d[\d.,']*\d|\d)(?:\s?(?:[€£$]|eur(?:os?)?\b|chf\b))?\s?\)?`)

// timesItself is the thing ahead of a price with how many of it there are by such a
// product, and where its words end. Another price in it proves nothing.
func (c *clause) timesItself(end int) (name string, qty value, stop int) {
	m := timesSame.FindStringSubmatchIndex(c.low[end:])
	if m == nil {
		return "", value{}, 0
	}
	style := c.rd.out.style
	n, counted := numbers.Parse(c.low[end+m[2]:end+m[3]], style)
	price, ok := numbers.Parse(c.low[end+m[4]:end+m[5]], style)
	if !counted || !ok || !n.IsPositive() || !price.Equal(c.price.Value) {
		return "", value{}, 0
	}
	if name = c.thingAhead(); !named(name) {
		return "", value{}, 0
	}
	return name, known(n), end + m[1]
}

// thingAhead is the thing that a clause names right before its price, in a row of things or
// at the beginning of a line: "and the fitting £80 per door".
func (c *clause) thingAhead() string {
	switch region := c.seg[c.from:max(c.from, c.clauseEnd())]; {
	case c.follows(region):
		return leadArticle.ReplaceAllString(c.flatName(region), "")
	case (c.listed || c.list) && c.from == 0 && shortName(region):
		return c.nameBefore(c.clauseEnd())
	}
	return ""
}

// doneToEach is what is done to each of the things that are counted elsewhere, where it
// has a name of its own: "and the fitting £80 per door".
func (c *clause) doneToEach(counted string) string {
	if own := c.thingAhead(); named(own) && !c.rd.leadsIn(own) && !c.rd.nothing(own) && !c.namesPriced(own) {
		return own
	}
	return counted
}

// namesPriced is true for a name that holds what the price is of one of: "banners £9 per
// banner" are those that are counted.
func (c *clause) namesPriced(name string) bool {
	noun := c.pricedNoun()
	return slices.ContainsFunc(wordPattern.FindAllString(vocab.Lower(name), maxShortName), func(w string) bool { return w == noun || ofTheKind(w, noun) })
}
