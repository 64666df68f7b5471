package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// settleDiscounts puts a discount on the line it belongs to: the line it is
// said with, or the only one with which the stated sum closes.
func (st *settled) settleDiscounts() {
	st.oneDiscount()
	for _, d := range st.discounts {
		fit := st.fitting(d)
		before, _ := sumOf(st.items)
		switch all, ok := st.discounted(d.value); {
		case len(fit) == 1:
			st.items[fit[0]].discount = known(d.value)
			st.before = known(before)
			continue
		case len(fit) == 0 && ok && (st.fits(all) || d.onAll() && len(st.discounts) == 1 && !st.statesAmount()):
			st.items, st.before = all, known(before)
			continue
		}
		st.mismatch = "The mail speaks of a discount of " + d.value.String() + " %; which lines does it go on?"
	}
}

// oneDiscount leaves one of several mentions of the same discount where a stated sum
// proves that all lines have it once: "don't forget the 10% off you promised ... 10%
// off all of it, so £360".
func (st *settled) oneDiscount() {
	if len(st.discounts) < 2 {
		return
	}
	last := st.discounts[len(st.discounts)-1]
	for _, d := range st.discounts {
		if !d.value.Equal(last.value) {
			return
		}
	}
	if all, ok := st.discounted(last.value); ok && st.fits(all) && !st.fits(st.items) {
		st.discounts = []rate{last}
	}
}

// fitting finds the lines that a discount may go on: one where it is plain.
func (st *settled) fitting(d rate) []int {
	var fit []int
	for i := range st.items {
		if st.items[i].quote == d.quote && (!sharedQuote(st.items, i) || d.follows(st.items, i)) && !st.afterSum(d) {
			fit = []int{i}
			break
		}
		items := append([]item(nil), st.items...)
		items[i].discount = known(d.value)
		if st.fits(items) {
			fit = append(fit, i)
		}
	}
	for _, where := range []func(rate) []int{st.namedBehind, st.namedBefore} {
		if named := where(d); len(fit) != 1 && len(named) == 1 {
			fit = named
		}
	}
	return fit
}

// onEverything says of a discount that all lines have it: "5 % sur l'ensemble".
var onEverything = vocab.Around(`(?:^|[^\pL])(?:<on everything>)(?:$|[^\pL])`)

// onAll is true for such a discount.
func (d rate) onAll() bool {
	_, behind, ok := strings.Cut(d.quote, "%")
	return ok && onEverything.MatchString(vocab.Lower(near(behind, 0, maxOnAll)))
}

const maxOnAll = 60 // bytes behind a discount that say what it goes on

// statesAmount is true where the mail states an amount that is no price: a discount
// must then lead to it.
func (st *settled) statesAmount() bool {
	for _, sm := range st.sums {
		if sm.value.ok {
			return true
		}
	}
	return false
}

// namedBehind finds the lines that the words behind a discount name: "10 % off
// the cards".
func (st *settled) namedBehind(d rate) []int {
	_, behind, ok := strings.Cut(d.quote, "%")
	if !ok {
		return nil
	}
	behind = vocab.Fold(behind[:min(len(behind), 60)])
	if i := strings.IndexAny(behind, ".;,"); i >= 0 {
		behind = behind[:i]
	}
	return st.namedIn(behind)
}

// namedBefore finds the lines that the words before a discount name, in a sentence
// that states no other figure: "on the cards we had agreed 10 % off".
func (st *settled) namedBefore(d rate) []int {
	head, behind, ok := strings.Cut(d.quote, "%")
	head = strings.TrimRight(head, " ")
	head = strings.TrimRight(head, "0123456789.,")
	if !ok || hasDigit(head) || hasDigit(behind) || len(head) > maxDiscountWords {
		return nil
	}
	return st.namedIn(vocab.Fold(head))
}

const maxDiscountWords = 120 // bytes before a discount that say what it goes on

// namedIn finds the lines that share a word with others.
func (st *settled) namedIn(behind string) []int {
	var out []int
	for i, it := range st.items {
		for _, w := range strings.Fields(vocab.Fold(it.desc)) {
			if len(w) >= 4 && strings.Contains(" "+behind, " "+w) {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

func sharedQuote(items []item, i int) bool {
	for k := range items {
		if k != i && items[k].quote == items[i].quote {
			return true
		}
	}
	return false
}
