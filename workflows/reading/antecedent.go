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
	if !named(name) || len(strings.Fields(name)) > maxAntecedent || c.rd.onlySmall(name) || people.MatchString(name) {
		return false
	}
	if _, ok := c.rd.s.book.Word("units", vocab.Fold(name)); ok {
		return false
	}
	it.desc, it.qty, it.unit, it.openQty = name, q.value, q.unit, false
	it.why = "the sentence before says what and how many"
	return true
}
