package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// onceLabelled reads the one thing of a letter that is laid out in fields, where
// nothing is counted: "Concepto: informe técnico" and below it "Importe: 650,00 €".
func (s *source) onceLabelled(v view, e extraction) (item, bool) {
	if s.form != nil || len(e.items) > 0 || e.tables > 0 || e.misses > 0 || len(v.text) > maxOpinion {
		return item{}, false
	}
	rd := &reader{s: s, lang: s.language(v.text), out: e}
	what, found := "", item{}
	for _, l := range strings.Split(v.text, "\n") {
		key, value, ok := s.field(trimBullet(l))
		if !ok || value == "" {
			continue
		}
		switch {
		case key == "qty":
			return item{}, false
		case key == keyPurpose, key == keyMessage, key == "topic":
			if what != "" || found.price.ok {
				return item{}, false // two things: which of them costs that?
			}
			what = strings.TrimRight(strings.TrimSpace(value), ".;")
		case key == "unit_price" && rd.ratedIn(l) != "":
			return item{}, false // a rate, and how much of it?
		case (key == "amount" || key == "unit_price") && what != "" && !found.price.ok:
			if found, ok = rd.oncePrice(value); !ok {
				return item{}, false
			}
			found.quote = l
		}
	}
	found.desc = what
	return found, found.price.ok && rd.namesOne(what)
}

// withOnce adds that line. What was read of its field as a sum is no sum of the
// mail's.
func (s *source) withOnce(v view, e extraction) extraction {
	it, ok := s.onceLabelled(v, e)
	if !ok {
		return e
	}
	var sums []sum
	for _, sm := range e.sums {
		if !(sm.value.ok && sm.value.Equal(it.price.Decimal) && strings.Contains(it.quote, sm.quote)) {
			sums = append(sums, sm)
		}
	}
	e.items, e.sums = append(e.items, it), sums
	return e
}

// namesOne is true for words that name a thing, and neither count it nor speak of
// its price or an invoice.
func (rd *reader) namesOne(what string) bool {
	return named(what) && !speaks(what) && !docWord.MatchString(vocab.Lower(what)) && !hasMoney(what) && !counts(what, rd.out.style) && !rd.nothing(what) && !rd.leadsIn(what) &&
		!several.MatchString(vocab.Lower(what))
}

// oncePrice is the only amount of a field, which is not the price of one of several.
func (rd *reader) oncePrice(value string) (item, bool) {
	var it item
	for _, n := range rd.scan(value) {
		switch {
		case n.Kind == numbers.Percent:
		case n.Kind != numbers.Money || it.price.ok || !n.OK || !n.Value.IsPositive():
			return item{}, false
		default:
			low := vocab.Lower(value)
			if perUnit.MatchString(low[n.End:]) || rd.vague(low[:n.Start]) || openSinglePrice.MatchString(low[:n.Start]) {
				return item{}, false
			}
			it = item{qty: known(one()), price: known(n.Value), currency: n.Currency, flat: true, why: whyOnce}
		}
	}
	return it, it.price.ok
}
