package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// whyReckoned says why prices and counts that stand apart belong together.
const whyReckoned = "the only way in which the figures of the mail make up its sum"

// Bounds on the equation: the work grows with their product.
const (
	maxPrices = 3
	maxCounts = 8
)

// reckoned reads running text in which prices, counts and things stand in any
// order, by the one way in which they make up the stated sum: "£18 a throw it
// was ... you brought four radio mics ... fifty for the desk, so £122". What is
// already proved by a sum stays as it was read.
func (s *source) reckoned(v view, e extraction, st settled) settled {
	if !st.unproved() || e.tables > 0 || len(v.text) > longText || len(e.discounts) > 1 {
		return st
	}
	rk := &reckoning{rd: &reader{s: s, lang: s.language(v.text), out: e}, items: e.items}
	rk.rd.matter = subjectMatter(unwrap(v.text))
	if rk.rd.matter == "" {
		rk.rd.matter = subjectMatter(s.subject)
	}
	if !rk.find(unwrap(v.text)) {
		return st
	}
	way, ok := rk.solve()
	if !ok {
		return st
	}
	items, ok := rk.lines(way)
	if !ok || !rk.agrees(items, way) {
		return st
	}
	again := e
	again.items, again.sums = items, rk.sums(way, e.sums)
	if proved := s.settle(again, foldedText(v)); complete(proved.items) && proved.mismatch == "" && len(proved.loose) == 0 {
		return proved
	}
	return st
}

// unproved is true when something is open, or all hangs on one price of one
// thing that no sum confirms.
func (st settled) unproved() bool {
	switch {
	case len(st.items) == 0, !complete(st.items), st.mismatch != "", len(st.loose) > 0:
		return true
	case len(st.items) == 1:
		return st.items[0].flat && !st.items[0].amount.ok
	}
	return false
}

// reckoning is the figures of a text while they are held against each other.
type reckoning struct {
	rd        *reader
	items     []item // as they were read
	text, low string
	money     []mention
	counts    []mention
	twice     bool // one amount is the price of two things: "55 for bringing it and 55 for collecting it"
}

// mention is a figure and where it stands.
type mention struct {
	value      decimal.Decimal
	currency   string
	unit       string
	start, end int
}

// way is a sum and what makes it up: each price as often as it is counted. A
// count that is nil is of one thing.
type way struct {
	sum    mention
	prices []mention
	counts []*mention
}

// solve finds the one way in which the figures make up one of them. Every
// amount must have its place in it.
func (rk *reckoning) solve() (way, bool) {
	var found []way
	for i, sum := range rk.money {
		if perUnit.MatchString(rk.low[sum.end:]) || perExplicit.MatchString(rk.low[sum.end:]) {
			continue // the price of one is no sum
		}
		var prices []mention
		for k, m := range rk.money {
			if k != i && !rk.follows(m, sum) && !rk.product(m) {
				prices = append(prices, m)
			}
		}
		if len(prices) == 0 || len(prices) > maxPrices {
			continue
		}
		for _, target := range rk.targets(sum) {
			rk.combine(target, way{sum: sum, prices: prices}, &found)
		}
	}
	if len(found) != 1 {
		return way{}, false
	}
	return found[0], true
}

// follows is true for an amount that is the sum with its tax, or the tax.
func (rk *reckoning) follows(m, sum mention) bool {
	for _, r := range rk.rd.out.rates {
		gross := withTax(sum.value, r.value)
		if m.value.Equal(gross) || m.value.Equal(gross.Sub(sum.value)) {
			return true
		}
	}
	return false
}

// product is true for an amount that only says what a price and a count before it
// come to: "6.80 a bottle, I took 45, so 306".
func (rk *reckoning) product(m mention) bool {
	if !soMuch.MatchString(strings.TrimRight(rk.low[max(0, m.start-maxSoMuch):m.start], " ")) {
		return false
	}
	for _, p := range rk.money {
		for _, c := range rk.counts {
			if p.start < c.start && c.start < m.start && p.value.Mul(c.value).Equal(m.value) {
				return true
			}
		}
	}
	return false
}

const maxSoMuch = 40 // bytes before an amount that announce it

// targets are what the lines may come to: the sum, or the sum without the tax
// that is named.
func (rk *reckoning) targets(sum mention) []decimal.Decimal {
	out := []decimal.Decimal{sum.value}
	for _, r := range rk.rd.out.rates {
		net := sum.value.Mul(hundred()).DivRound(hundred().Add(r.value), 2)
		if withTax(net, r.value).Equal(sum.value) && !net.Equal(out[len(out)-1]) {
			out = append(out, net)
		}
	}
	return out
}

// combine tries every count with every price.
func (rk *reckoning) combine(target decimal.Decimal, w way, found *[]way) {
	at := len(w.counts)
	if at == len(w.prices) {
		if rk.discounted(target, w).Equal(target) && (at > 1 || w.counts[0] != nil) {
			*found = append(*found, way{w.sum, w.prices, append([]*mention(nil), w.counts...)})
		}
		return
	}
	for k := -1; k < len(rk.counts); k++ {
		var c *mention
		if k >= 0 {
			if c = &rk.counts[k]; used(w.counts, c) {
				continue
			}
		}
		next := w
		next.counts = append(w.counts[:at:at], c)
		rk.combine(target, next, found)
	}
}

func used(counts []*mention, c *mention) bool {
	for _, u := range counts {
		if u == c {
			return true
		}
	}
	return false
}

// discounted is what a way comes to. A discount is understood on a single line
// only; otherwise it is not clear what it goes on.
func (rk *reckoning) discounted(target decimal.Decimal, w way) decimal.Decimal {
	total := decimal.Zero
	for i, p := range w.prices {
		n := p.value
		if w.counts[i] != nil {
			n = n.Mul(w.counts[i].value)
		}
		total = total.Add(n.Round(2))
	}
	if d := rk.rd.out.discounts; len(d) == 1 && len(w.prices) == 1 && !total.Equal(target) {
		return total.Mul(hundred().Sub(d[0].value)).Div(hundred()).Round(2)
	}
	return total
}

// agrees is true when what was read before is part of the way: a price that is
// no price in it, or a count that is another, is not overruled.
func (rk *reckoning) agrees(items []item, w way) bool {
	for _, it := range rk.items {
		if !it.price.ok && !it.lump.ok {
			continue
		}
		price := it.price
		if it.lump.ok {
			price = it.lump
		}
		if price.Equal(w.sum.value) && it.flat {
			if len(items) == 1 && rk.read(items[0]) && rk.ownLine(it) {
				return false // "3 tents at 40, delivery 120" may be a line that costs as much
			}
			continue // the sum was taken for the price of one thing
		}
		found := false
		for _, n := range items {
			found = found || n.price.Equal(price.Decimal) && (!it.qty.ok || it.flat || n.qty.Equal(it.qty.Decimal))
		}
		if !found {
			return false
		}
	}
	return true
}

// read is true for a line that was read as it is before anything was reckoned.
func (rk *reckoning) read(line item) bool {
	for _, it := range rk.items {
		price := it.price
		if it.lump.ok {
			price = it.lump
		}
		if it.qty.ok && price.ok && it.qty.Equal(line.qty.Decimal) && price.Equal(line.price.Decimal) {
			return true
		}
	}
	return false
}

// ownLine is true for a thing whose name stands right before its price and says
// nothing of a sum.
func (rk *reckoning) ownLine(it item) bool {
	f := vocab.Fold(it.desc)
	return len(strings.Fields(f)) <= maxOwnName && !sumLike.MatchString(f) && !rk.rd.sumLabelled(it.desc) && !rk.rd.s.saysNothing(f) && it.desc != rk.rd.matter
}

// maxOwnName is how many words the name of such a thing has.
const maxOwnName = 4

// sums are the stated sums without what turned out to be a price.
func (rk *reckoning) sums(w way, stated []sum) []sum {
	var out []sum
	total := false
	for _, sm := range stated {
		price := false
		for _, p := range w.prices {
			price = price || sm.value.ok && sm.value.Equal(p.value)
		}
		if !price {
			out = append(out, sm)
			total = total || sm.value.ok && sm.value.Equal(w.sum.value)
		}
	}
	if !total {
		out = append(out, sum{value: known(w.sum.value), currency: w.sum.currency, quote: rk.sentence(w.sum.start)})
	}
	return out
}

// sentence is the one around a place.
func (rk *reckoning) sentence(at int) string {
	line := rk.text[strings.LastIndexByte(rk.text[:at], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	from := at - (len(rk.text) - len(rk.text[strings.LastIndexByte(rk.text[:at], '\n')+1:]))
	for _, sen := range sentences(line) {
		if i := strings.Index(line, sen); i >= 0 && from < i+len(sen) {
			return sen
		}
	}
	return line
}
