package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxProven is how many things with a price a sum may make lines of.
const maxProven = 6

// proveThings takes amounts that stand by a name for lines of their own when a
// stated sum closes with all of them and with no fewer: "24 photos at 18.50 and
// once the journey with 35, 479 in all". A name alone would be too little in
// running text; the sum proves that nothing else is meant.
func (st *settled) proveThings(s *source) {
	var things []int
	for i, sm := range st.sums {
		switch {
		case st.statesSum(s, sm):
		case sm.thing == "" || !sm.value.ok || onEachOf.MatchString(sm.after):
			return // an amount that no line would explain
		default:
			things = append(things, i)
		}
	}
	if len(things) == 0 || len(things) > maxProven || len(st.items)+len(things) < 2 || len(st.items) > 0 && !complete(st.items) {
		return
	}
	items := append([]item(nil), st.items...)
	for _, i := range things {
		sm := st.sums[i]
		items = append(items, item{desc: sm.thing, qty: known(decimal.NewFromInt(1)), price: sm.value, currency: sm.currency, quote: sm.quote, flat: true})
	}
	total, ok := sumOf(items)
	if !ok || !st.closes(s, total) {
		return
	}
	st.items = items
	kept := st.sums[:0:0]
	for _, sm := range st.sums {
		if st.statesSum(s, sm) {
			kept = append(kept, sm)
		}
	}
	st.sums = kept
}

// closes is true when an amount that is called a sum is as much as the lines.
func (st *settled) closes(s *source, total decimal.Decimal) bool {
	for _, sm := range st.sums {
		if st.statesSum(s, sm) && sm.value.ok && st.isSumOf(sm.value.Decimal, total) {
			return true
		}
	}
	return false
}

// statesSum is true for an amount that the words around it call a sum or a tax.
func (st *settled) statesSum(s *source, sm sum) bool {
	if sm.parts {
		return true
	}
	for _, section := range []string{"total", "subtotal", "tax"} {
		if s.book.Has(section, sm.before) {
			return true
		}
	}
	return s.book.Has("subtotal", sm.after) || sumLike.MatchString(sm.before) || sumBehind.MatchString(sm.after)
}

// sumBehind calls the amount before it a sum: "£479 in all".
var sumBehind = vocab.Around(`^[\s(]*<sum behind>(?:$|[^\pL])`)

var (
	// clauseCut parts what stands before an amount into clauses.
	clauseCut = vocab.Around(`[,;:.!?(]\s+|\s<between clauses>\s`)
	// docLead leads from the word for an invoice to what it is for.
	docLead = vocab.Around(`^.*(?:^|[^\pL])<invoice about>\s+<invoice for or of>\s+`)
	// countedOnce says that a thing is charged once, and is no part of its name.
	countedOnce = vocab.Around(`(?i)^(?:<counted once>\s+)+`)
)

// asideTail is an aside in brackets that ends the words before a price: "call-out (minimum) €50".
var asideTail = regexp.MustCompile(`\s*\([^()\d]{2,30}\)\s*$`)

// asideThing is what such an aside is said of, on a line of its own.
func (c *clause) asideThing(region string) string {
	name := before(asideTail.ReplaceAllString(region, ""))
	if !c.list || len(name) >= len(strings.TrimSpace(region)) || !shortName(name) || c.rd.leadsIn(name) {
		return ""
	}
	return name
}

// looseThing is the name that stands before an amount in running text, or right
// behind it. It is only believed where a sum proves the amount.
func (c *clause) looseThing() string {
	if name := c.numberedThing(); name != "" {
		return name
	}
	if c.noPrice() || c.unitPrice() || len(c.plain) > 0 || c.rd.vague(asideTail.ReplaceAllString(c.low[c.from:c.price.Start], "")) {
		return ""
	}
	region := c.seg[c.from:c.price.Start]
	if name := c.asideThing(region); name != "" {
		return name
	}
	if name := c.forBehind(region); name != "" {
		return name
	}
	if joinedOff.MatchString(vocab.Lower(region)) && c.from > 0 {
		return "" // what stands before it belongs to the price before
	}
	if name := c.aloneBehind(); name != "" {
		return name
	}
	if told := toldTail.ReplaceAllString(region, ""); told != region {
		return toldThing(told)
	}
	clauses := clauseCut.Split(tailJunk.ReplaceAllString(strings.TrimRight(region, " "), ""), -1)
	last := clauses[len(clauses)-1]
	if name := c.oneMoreThing(region); name != "" {
		return name
	}
	if name := c.thing(region); named(name) && !noName.MatchString(vocab.Fold(name)) && utf8.RuneCountInString(name) <= 80 {
		return name
	}
	if name := looseName(last); name != "" {
		return name
	}
	if m := thingBehind.FindStringSubmatch(c.seg[c.price.End:c.next]); m != nil && !named(last) {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// numberedThing is the name of a line that holds a number between its words, which may
// count or say what the thing is like: "manifold 4 ports £390".
func (c *clause) numberedThing() string {
	if c.noPrice() || c.unitPrice() || len(c.plain) != 1 || !c.listed && !c.list || c.from > 0 || c.next != len(c.seg) || !numberWithin.MatchString(c.seg[:c.price.Start]) {
		return ""
	}
	name := c.nameBefore(c.price.Start)
	if !c.rd.isAmountThing(numberWithin.ReplaceAllString(name, " ")) {
		return ""
	}
	return name
}

var (
	// priceFor leads from an amount to what it is for, up to the next one.
	priceFor = vocab.Around(`^(?:[.,]?[-–]{1,2})?\s+<price for>\s+(\pL[^,.;:!?()]{2,60}?)(?:\s+<and then>(?:\s|$)|\s*[,.;:!?()]|$)`)
	forFirst = vocab.Around(`^\s*<price for>\s`)
	// joinedOff is the end of a price's thing, behind which the next price comes: "incl. VAT for the box and then".
	joinedOff = vocab.Around(`\s<price for>\s[^,;.]*\s<and then>\s*$`)
	onlyAnd   = vocab.Around(`^[\s,;+]*(?:<and then>)?[\s,]*$`)
)

// forBehind is the thing behind its price in a row of "€55 for bringing it and
// €55 for collecting it": what stands before the second belongs to the first.
func (c *clause) forBehind(region string) string {
	low := vocab.Lower(region)
	if c.from == 0 || !forFirst.MatchString(low) && !onlyAnd.MatchString(low) {
		return ""
	}
	m := priceFor.FindStringSubmatch(c.seg[c.price.End:c.next])
	if m == nil || noMatter.MatchString(m[1]) || extentOnly(m[1]) || c.rd.nothing(m[1]) || sumLike.MatchString(vocab.Lower(m[1])) {
		return ""
	}
	return strings.TrimSpace(m[1])
}

// looseName cuts a clause down to what it is about: what stands before its verb.
func looseName(words string) string {
	if at := docLead.FindStringIndex(vocab.Lower(words)); at != nil && at[1] < len(words) {
		words = words[at[1]:]
	}
	words = behindVerb(words)
	words = countedOnce.ReplaceAllString(leadWords.ReplaceAllString(strings.TrimSpace(words), ""), "")
	if at := pronouns.FindStringIndex(vocab.Lower(informatics.ReplaceAllString(words, "    "))); at != nil && at[1] <= len(words) {
		words = words[:at[0]]
	}
	words = tailJunk.ReplaceAllString(flatMarker.ReplaceAllString(words+" ", " "), "")
	words = strings.Trim(words, " ,:;-–—(|")
	if !named(words) || noName.MatchString(vocab.Fold(words)) || utf8.RuneCountInString(words) > 80 || docWord.MatchString(vocab.Lower(words)) || priceLabel.MatchString(vocab.Lower(words)) {
		return ""
	}
	return words
}
