package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// onlyShare is true where a mail asks for a part of a sum of which it only names the
// whole: "£600 total, half now and half on launch. So second half please". How much
// is to be billed is asked about.
func (s *source) onlyShare(text string, items []item) bool {
	if len(items) != 1 || items[0].part != "" || !s.book.Has("share of a sum", vocab.Fold(text)) || s.book.Has("share of a sum", vocab.Fold(items[0].desc)) {
		return false
	}
	amounts := map[string]bool{}
	for _, n := range numbers.Scan(text, s.styleOf(s.best())) {
		if n.Kind == numbers.Money {
			amounts[n.Value.String()] = true
		}
	}
	return len(amounts) == 1
}

// settleInstalment makes one line of a whole and the part of it that is to be billed
// now, where the figures bear it out: "£2,400 for the roof, half up front. Please
// invoice the first half, £1,200". Both would bill the part twice.
func (st *settled) settleInstalment(s *source) {
	if len(st.items) != 2 {
		return
	}
	for i, part := range st.items {
		whole := st.items[1-i]
		divisor, ok := s.shareNamed(part.desc)
		if !ok || !part.flat || !part.price.ok || !whole.price.ok || !whole.qty.Equal(one()) || part.discount.ok || whole.discount.ok ||
			clash(part.currency, whole.currency) || !part.price.Mul(divisor).Equal(whole.price.Decimal) {
			continue
		}
		part.desc = strings.TrimSpace(whole.desc) + ", " + leadArticle.ReplaceAllString(part.desc, "")
		part.ofMany = whole.price
		st.items, st.instalment = []item{part}, true
		return
	}
}

// shareNamed is into how many parts a name divides a sum that names nothing but one of
// them: 2 for "the first half".
func (s *source) shareNamed(name string) (decimal.Decimal, bool) {
	f := strings.TrimSpace(leadArticle.ReplaceAllString(vocab.Fold(name), ""))
	from, to, ok := s.book.Find("share of a sum", f)
	if !ok || from > 0 || to < len(f) {
		return decimal.Decimal{}, false
	}
	parts, ok := s.book.Word("parts of a sum", lastWord(f))
	if !ok {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(parts)
	return d, err == nil
}

// onlyInstalments is true where all that a mail says of conditions is in which parts
// it is paid: "half now and half when it is done".
func (s *source) onlyInstalments() bool {
	for _, m := range s.book.AllIn("conditional", s.index) {
		if !s.book.Has("share of a sum", s.folded[m[0]:min(m[1], len(s.folded))]) {
			return false
		}
	}
	return true
}
