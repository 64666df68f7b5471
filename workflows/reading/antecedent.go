package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// pointsBack ends words that stand for a thing named before: "raise your invoice for the same".
	pointsBack = vocab.Around(`(?:^|[^\pL])<points back>\s*$`)
	// onlyPoints is a description that names nothing else.
	onlyPoints = vocab.Around(`^<points back>$`)
	// behindName begins what a sentence goes on with behind a thing's name.
	behindName = vocab.Around(`(?:[,.;:!?()]|\s<behind a name>(?:$|[^\pL]))`)
)

const maxAntecedent = 6 // words of a name that only its place in a sentence ends

// pointed is true when the words before the price name nothing themselves but
// point to what was named before.
func (c *clause) pointed(desc string) bool {
	if named(desc) && !onlyPoints.MatchString(vocab.Lower(desc)) {
		return false // "the trolley for them"
	}
	return pointsBack.MatchString(lastBytes(strings.TrimRight(c.low[c.from:c.clauseEnd()], " ,:;(-"), 30))
}

// meansBefore is true when the price is of what the sentence before names.
func (c *clause) meansBefore(desc string) bool {
	return c.pointed(desc) || c.onlyPrice(desc) || c.pointsBackOnly(desc)
}

// onlyPrice is true for a sentence that says no more than what one of the things
// in the sentence before costs: "Graag een factuur voor de 3 beurten. Het was 65
// euro per beurt."
func (c *clause) onlyPrice(desc string) bool {
	if c.each == "" || c.from > 0 || c.list || named(desc) && !c.rd.nothingElse(vocab.Fold(desc)) && !priceLabel.MatchString(vocab.Lower(desc)) {
		return false
	}
	words := priceWords.ReplaceAllString(vocab.Fold(c.seg[:c.price.Start]), "  ")
	return c.rd.nothingElse(priceWords.ReplaceAllString(words, " ")) && c.oneOf(c.rd.prior)
}

// priceWords say that a price follows, or what it is of: "le prix convenu est de".
var priceWords = vocab.Around(`(?:^|[^\pL])(?:<price label>|<copula>|<it was>|<article>)(?:\s(?:<price at>|<of a unit>))?(?:$|[^\pL])`)

// oneOf is true when the measure of the price is one of what a text counts, or
// says only "each".
func (c *clause) oneOf(text string) bool {
	word := perWord.FindString(strings.TrimSpace(perLead.ReplaceAllString(strings.TrimLeft(c.each, " ./(,"), "") + c.low[c.price.End+len(c.each):min(len(c.low), c.price.End+len(c.each)+20)]))
	unit, measure := c.rd.s.book.Word("units", word)
	one := measure && unit == "piece" || len(word) < 3 || vocab.HasListed("each", c.each) || c.rd.isOne(word)
	if one || !perExplicit.MatchString(c.each) {
		return !spanOfTime.MatchString(unit)
	}
	stem := word[:len(word)-1]
	for _, w := range wordPattern.FindAllString(vocab.Lower(text), 80) {
		u, ok := c.rd.s.book.Word("units", w)
		if strings.Contains(w, stem) || ok && measure && u == unit {
			return true
		}
	}
	return false
}

// isOne is true for the word for one in the mail's language.
func (rd *reader) isOne(word string) bool {
	v, ok := rd.s.book.WordIn(rd.lang, "number words", word)
	return ok && v == "1"
}

// antecedent reads what the price is for out of the sentence before: "The 4
// flanges were accepted. Please bill us for the same at EUR 185 each." Only one
// thing may be counted there, and nothing priced.
func (c *clause) antecedent(it *item) bool {
	seg := c.rd.prior
	nums := c.rd.scan(seg)
	if seg == "" || moneys(nums) > 0 {
		return false
	}
	before := clause{
		rd: c.rd, seg: seg, low: vocab.Lower(seg), price: numbers.Number{Start: len(seg), End: len(seg)}, next: len(seg),
		plain: plainBetween(nums, 0, len(seg)), mark: -1,
	}
	var counted []quantity
	for _, q := range before.counts() {
		if q.opens {
			counted = append(counted, q)
		}
	}
	if len(counted) != 1 || !counted[0].value.ok {
		return false
	}
	q := counted[0]
	name := partitive.ReplaceAllString(strings.TrimSpace(seg[q.end:]), "")
	m := behindName.FindStringIndex(vocab.Lower(name))
	if m == nil && len(strings.Fields(name)) > maxAntecedent {
		return false
	}
	if m != nil {
		name = strings.TrimSpace(name[:m[0]])
	}
	if first, _, _ := strings.Cut(name, " "); !named(name) || c.rd.small(vocab.Lower(first)) || len(strings.Fields(name)) > maxAntecedent || c.rd.onlySmall(name) || people.MatchString(name) {
		return false
	}
	if _, ok := c.rd.s.book.Word("units", vocab.Fold(name)); ok {
		return false
	}
	it.desc, it.qty, it.unit, it.openQty = name, q.value, q.unit, false
	it.why = "the sentence before says what and how many"
	return true
}
