package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// single reads one thing with its price: "the oak sign £165", "- Homepage
// design: $500", "Montage pauschal 450,00 €", "£1,875 for the dining table".
func (c *clause) single(it item, end int) (item, int, bool) {
	region := c.ahead()
	low := vocab.Lower(region)
	flat := flatMarker.MatchString(low)
	if flat {
		low = flatMarker.ReplaceAllString(low, "  ") // a "lump sum" is no sum
	}
	flat = flat || flatBehind.MatchString(c.low[c.price.End:c.next])
	if c.discountLine(low) || c.rd.vague(low) || c.sumLabel(low) || priceLabel.MatchString(before(low)) || c.mayCount() && !flat {
		return item{}, 0, false
	}
	it.qty, it.flat = known(decimal.NewFromInt(1)), true
	behind := c.namedBehind(before(region))
	it.desc = c.nameAheadOf(region, behind != nil, flat)
	if behind != nil && (!named(it.desc) || !named(strings.TrimSpace(flatMarker.ReplaceAllString(vocab.Lower(it.desc)+" ", " ")))) {
		it.desc, end = billVerb.ReplaceAllString(strings.TrimSpace(behind[1]), ""), c.price.End+strings.Index(behind[0], behind[1])+len(behind[1]) // "plus once 110 € for the plate"
	}
	stop := c.forExtent()
	if !named(it.desc) && !c.pricesElse() && (flat || (stop > 0 || c.itWasFirst()) && c.rd.wholeMatter()) {
		it.desc = c.tellsOf(region)
	}
	end = max(end, stop)
	if alone := joinLead.ReplaceAllString(it.desc, ""); alone != it.desc && named(alone) {
		it.desc = leadArticle.ReplaceAllString(alone, "") // "which is joined by the surcharge of 60"
	}
	if it.desc != c.rd.matter {
		it.desc = partitive.ReplaceAllString(it.desc, "")
	}
	if !named(it.desc) || strings.Count(it.desc, "(") > strings.Count(it.desc, ")") || utf8.RuneCountInString(it.desc) > 100 || c.rd.onlySmall(it.desc) {
		return item{}, 0, false
	}
	return it, end, true
}

// elseBehind is what a price is for that words part from it: "the flat £90 you quoted for
// the clearing up".
var elseBehind = vocab.Around(`^[^,;.!?()\d]{1,40}?\s<price for>\s+(\pL[^,.;:!?()]{2,60}?)(?:\s+<and then>(?:\s|$)|\s*[,.;:!?()]|$)`)

// pricesElse is true for such a price: it is not of what the mail is about.
func (c *clause) pricesElse() bool {
	m := elseBehind.FindStringSubmatch(c.seg[c.price.End:c.next])
	return m != nil && !noMatter.MatchString(m[1]) && !extentOnly(m[1]) && !c.rd.nothing(m[1])
}

// tellsOf is what a sentence says the price of, where it says so: "the hooks were £24
// for the lot"; else it is of what the mail is about.
func (c *clause) tellsOf(region string) string {
	if thing := leadArticle.ReplaceAllString(subjectOf(region), ""); named(thing) && !c.rd.nothing(thing) && !c.rd.onlySmall(thing) {
		return thing
	}
	return c.rd.matter
}

// mayCount is true where a number before the price may count the thing; that of a
// paper does not, "happy with quote 218", and neither does the size of one thing.
func (c *clause) mayCount() bool {
	for _, n := range c.plain {
		if !c.refers(n) && !c.sizeOfOne(c.at(value{n.Value, n.OK}, n.Start, n.End)) {
			return true
		}
	}
	return false
}

// nameAheadOf is the name of a single thing in the words before its price; behind
// says that one stands behind it as well.
func (c *clause) nameAheadOf(region string, behind, flat bool) string {
	name := ""
	switch {
	case behind && flatThing.MatchString(c.seg[c.price.End:c.next]):
		// "1.200 euro a corpo per il progetto": what stands before leads up to the price
	case behind && billedParty.MatchString(vocab.Lower(region)):
	case flat && !c.list && !c.listed, c.follows(region):
		name = c.flatName(region)
	case c.list && c.separated(region) || c.listed && c.from == 0 && (strings.HasSuffix(strings.TrimRight(region, " "), ":") || flat):
		name = c.nameBefore(c.aheadFrom() + len(strings.TrimRight(region, " ")))
	case !behind:
		name = c.onlyThing(region)
	}
	if c.rd.mostlySmall(name) {
		return ""
	}
	return name
}

// aheadFrom is where the words about a single thing begin: what is said about
// tax belongs to the price before.
func (c *clause) aheadFrom() int {
	if c.from == 0 {
		return 0
	}
	return c.from + len(taxTail.FindString(c.low[c.from:c.price.Start]))
}

// ahead are the words before the price of a single thing, without those that
// only say that it is its price.
func (c *clause) ahead() string {
	start, stop := c.aheadFrom(), c.price.Start
	if m := thatIs.FindStringIndex(c.low[start:stop]); m != nil {
		stop = start + m[0]
	}
	return withoutAgreed(c.seg[start:stop])
}

// onlyThing names the thing right before its price, else the subject of a
// sentence that says what was agreed for it.
func (c *clause) onlyThing(region string) string {
	if one := c.oneMoreThing(region); one != "" {
		return one
	}
	name := c.thing(region)
	if named(name) || c.from > 0 || !c.priceAgreed() {
		return name
	}
	subject := subjectOf(priceAt.ReplaceAllString(strings.TrimRight(region, " "), ""))
	if c.rd.nothingElse(strings.NewReplacer("'", " ", "’", " ").Replace(vocab.Fold(subject))) {
		return name
	}
	return subject
}

// follows is true for the next thing in a row: "pump clips 60 @ 3.75, carriage 24".
func (c *clause) follows(region string) bool {
	t := strings.TrimLeft(region, " ).(")
	opens := c.brokenDown() || strings.HasPrefix(t, ",") || strings.HasPrefix(t, ";") || strings.HasPrefix(t, "+") || connector.MatchString(vocab.Lower(t))
	if c.list || c.from == 0 && !c.rd.row || c.from > 0 && !opens || c.inTotal() {
		return false
	}
	raw := vocab.Lower(before(t))
	if c.from == 0 && (relative.MatchString(raw) || noThing.MatchString(raw) || askWord.MatchString(raw)) {
		return false
	}
	name := leadArticle.ReplaceAllString(c.tidy(before(joinLead.ReplaceAllString(t, ""))), "")
	return len(strings.Fields(name)) <= 4 && named(name) && !speaks(name) && !sumLike.MatchString(vocab.Lower(name)) &&
		!sumRest.MatchString(vocab.Lower(name)) && !c.sumLabel(vocab.Lower(name)) && !c.rd.s.book.Has("tax included", vocab.Lower(name))
}

// thatIs ends a clause that says what its thing costs: "il trasporto che sono 180".
var thatIs = vocab.Around(`,?\s<that is>\s*:?\s*$`)

// leadArticle begins a name, however it goes on.
var leadArticle = vocab.Around(`(?i)^(?:<article>\s+|<article glued>)`)

// lone begins the name of a single thing: "a trolley at 118".
var lone = vocab.Around(`^(?:<one>\s|<the one> \pL+[^s\P{L}]\b)`)

// noThing begins or is in words that name no thing: "for ...", "price per ...".
var noThing = vocab.Around(`^<no thing lead>\s|(?:^|[^\pL])<no thing>(?:$|[^\pL])`)

var (
	// priceLabel is a name that only says that a price follows.
	priceLabel = vocab.Around(`^(?:<price kind> )?<price label>(?: <price label of one>\pL*)*(?: <of a unit> \pL+)?[ :=]*$`)
	timeSpan   = vocab.Around(`^<the>\s(?:<whole>\s)?<time span>(?:$|\s)`)
)

// connector joins the next thing to the one before.
var connector = vocab.Around(`^<joins>\s`)

var aside = regexp.MustCompile(`^\s*(?:\([^)]*\))?\s*`)

// lastJoined joins the last thing of a row to the others.
var lastJoined = vocab.Around(`,\s+<last joined>\s+`)

// flatName is the name before "flat 940": the whole of a short clause, or what
// follows the last preposition.
func (c *clause) flatName(region string) string {
	region = leadWords.ReplaceAllString(strings.TrimLeft(aside.ReplaceAllString(region, ""), " )."), "")
	if last := lastJoined.Split(region, -1); len(last) > 1 && named(c.tidy(last[len(last)-1])) {
		region = last[len(last)-1] // "from 10 to 14 November, and delivery"
	}
	if low := vocab.Lower(region); relative.MatchString(low) || noThing.MatchString(flatMarker.ReplaceAllString(low, " ")) {
		return c.thing(region)
	}
	if said := tailJunk.ReplaceAllString(region, ""); len(region) > 90 || speaks(said) || c.rd.s.book.Has("ask invoice", vocab.Lower(region)) {
		return c.thing(region)
	}
	name := flatMarker.ReplaceAllString(tailJunk.ReplaceAllString(leadWords.ReplaceAllString(region, ""), "")+" ", " ")
	return strings.Trim(tailJunk.ReplaceAllString(strings.TrimSpace(name), ""), " ,:;-–—|(")
}

func before(region string) string { return strings.TrimSpace(leadWords.ReplaceAllString(region, "")) }

// namedBehind finds the thing after its price: "£95 for the table", and after
// another item "and 40 euro delivery".
func (c *clause) namedBehind(before string) []string {
	rest := c.seg[c.price.End:c.next]
	if len(rest) > 200 {
		return nil
	}
	if m := thingBehind.FindStringSubmatch(rest); m != nil && !noMatter.MatchString(m[1]) && !extentOnly(m[1]) {
		return m
	}
	if m := flatThing.FindStringSubmatch(rest); m != nil && !noMatter.MatchString(m[1]) && !extentOnly(m[1]) && (before == "" || !named(c.thing(before)) || billedParty.MatchString(vocab.Lower(before))) {
		return m
	}
	if before == "" && c.from > 0 {
		if thing, _, several := c.rd.behindAmount(c.seg, c.low, c.price, c.next); thing != "" && !several {
			return []string{rest, thing}
		}
		return nounBehind.FindStringSubmatch(rest)
	}
	return nil
}

// separated is true when a list line sets its price off from the name.
func (c *clause) separated(region string) bool {
	t := strings.TrimRight(region, " ")
	if t == "" || endsSentence(t) {
		return false
	}
	return !speaks(t)
}
