package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sumLike are names of sums beside those of the vocabulary.
var sumLike = vocab.Around(`(?:^|[^\pL])<sum>(?:$|[^\pL])`)

// dropTotals takes a line that is the sum of the others for their sum. Where
// only the figure says so it may be a line of its own: that is a question.
func (st *settled) dropTotals(s *source) {
	st.dropRunning()
	if len(st.items) < 2 {
		return
	}
	for i, it := range st.items {
		if !it.flat || !it.price.ok {
			continue
		}
		if onlySum(it.desc) {
			st.items = append(append([]item(nil), st.items[:i]...), st.items[i+1:]...)
			st.sums = append(st.sums, sum{value: it.price, currency: it.currency, before: vocab.Fold(it.desc), quote: it.quote})
			return
		}
		others := append(append([]item(nil), st.items[:i]...), st.items[i+1:]...)
		net, ok := sumOf(others)
		if !ok || !st.isSumOf(it.price.Decimal, net) {
			continue
		}
		f := vocab.Fold(it.desc)
		named := s.namesSum(it, others)
		product := len(others) == 1 && !others[0].qty.Equal(decimal.NewFromInt(1))
		if !named && (len(others) < 2 && !product || joinsThing(it)) {
			continue // two things may cost the same
		}
		st.items = others
		st.sums = append(st.sums, sum{value: it.price, currency: it.currency, before: f, quote: it.quote})
		if !named && !(product && s.saysNothing(f)) {
			st.mismatch = "“" + squeeze(it.quote, 80) + "” is as much as the other lines together; is it their sum or a line of its own?"
		}
		return
	}
}

// namesSum is true for a line with a short name that is a sum's. Where the prices of
// the others are taxed in as many words as well, the tax makes it no sum.
func (s *source) namesSum(it item, others []item) bool {
	f := vocab.Fold(it.desc)
	taxed := func(it item) bool { return taxNear.MatchString(vocab.Fold(it.quote)) }
	return len(strings.Fields(f)) <= 4 && (taxed(it) && !slices.ContainsFunc(others, taxed) || sumLike.MatchString(f) || s.book.Has("total", f) || s.book.Has("subtotal", f))
}

// joinsThing is true for a line that its sentence joins to the one before as a
// thing more: "3 tents at 40 and a stage at 120".
func joinsThing(it item) bool {
	at := strings.Index(it.quote, it.desc)
	return at > 0 && it.desc != "" && (joinedArticle.MatchString(vocab.Lower(it.quote[:at])) || joinedBy.MatchString(vocab.Lower(it.quote[:at])) && articleFirst.MatchString(vocab.Lower(it.desc)))
}

var (
	joinedBy      = vocab.Around(`(?:^|[^\pL])<joined by>\s+$`)
	joinedArticle = vocab.Around(`(?:^|[^\pL])<joined by>\s+(?:<article>\s+|<article glued>)$`)
	articleFirst  = vocab.Around(`^(?:<article>\s+|<article glued>)`)
)

// sumsClose is true when a stated sum follows from the lines: then what is told
// in passing is no part of them.
func (st *settled) sumsClose() bool {
	for _, sm := range st.sums {
		if sm.used && !sm.aside {
			return true
		}
	}
	return false
}

// dropRunning takes rows with an amount alone for sums when they are as much as
// the rows above, or as the tax on them.
func (st *settled) dropRunning() {
	above, kept := decimal.Zero, st.items[:0:0]
	for _, it := range st.items {
		bare := !it.qty.ok && !it.price.ok && !it.lump.ok && it.amount.ok
		if bare && above.IsPositive() && (it.amount.Equal(above) || percentOf(it, above)) {
			st.sums = append(st.sums, sum{value: it.amount, currency: it.currency, before: vocab.Fold(it.desc), quote: it.quote})
			if p, ok := percentIn(it.desc); ok && !it.amount.Equal(above) && !st.rate.ok && !st.manyRates {
				st.rate = known(p)
			}
			continue
		}
		if n, ok := it.net(); ok {
			above = above.Add(n.Round(2))
		}
		kept = append(kept, it)
	}
	st.items = kept
}

var namedPercent = regexp.MustCompile(`(\d{1,2}(?:[.,]\d{1,2})?) ?%`)

// percentOf is true for "IGST 18%" with 18 % of what stands above.
func percentOf(it item, above decimal.Decimal) bool {
	p, ok := percentIn(it.desc)
	return ok && above.Mul(p).Div(decimal.NewFromInt(100)).Round(2).Equal(it.amount.Decimal)
}

func percentIn(s string) (decimal.Decimal, bool) {
	m := namedPercent.FindStringSubmatch(s)
	if m == nil {
		return decimal.Decimal{}, false
	}
	p, err := decimal.NewFromString(strings.Replace(m[1], ",", ".", 1))
	return p, err == nil
}

// onlySum is true for a name that says nothing but that it is a sum.
func onlySum(desc string) bool {
	f := vocab.Fold(desc)
	return sumLike.MatchString(f) && !named(sumRest.ReplaceAllString(sumLike.ReplaceAllString(" "+f+" ", "  "), ""))
}

var sumRest = vocab.Around(`(?:^|[^\pL])<beside a sum>(?:$|[^\pL])`)

// taxNear stands beside a sum: "1 128,00 € HT, TVA 20 %".
var taxNear = vocab.Around(`(?:^|[^\pL])<tax short>(?:$|[^\pL])`)

// isSumOf is true for the net sum of lines, or with the tax the mail names.
func (st *settled) isSumOf(v, net decimal.Decimal) bool {
	return v.Equal(net.Round(2)) || st.rate.ok && v.Equal(withTax(net.Round(2), st.rate.Decimal))
}

// inTotal is true when the words right behind an amount call it the sum of what
// stands before: ", 180 € en total".
func (c *clause) inTotal() bool {
	behind := c.low[c.price.End:c.next]
	if i := strings.IndexAny(behind, ",.;:!?"); i >= 0 {
		behind = behind[:i]
	}
	return c.rd.s.book.Has("in total", strings.ToValidUTF8(behind[:min(len(behind), 40)], ""))
}

// onlySmall is true for words of which none names anything: "y por lo de".
func (rd *reader) onlySmall(name string) bool {
	for _, w := range strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if _, ok := rd.s.book.WordIn(rd.lang, "small words", w); !ok {
			return false
		}
	}
	return true
}
