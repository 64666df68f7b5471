package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// settled is an extraction after its figures were held against each other.
type settled struct {
	extraction
	currency     string
	byDefault    bool // the currency is the handbook's, for the mail names none
	openCurrency bool // signs or several codes: no single currency
	several      []string
	rate         value
	taxIncluded  *bool
	taxUnclear   bool
	subtotal     value
	tax          value
	total        value
	sumQuote     map[string]string
	mismatch     string // a stated sum that does not follow from the lines
	loose        []sum  // amounts that nothing explains
	manyRates    bool
	twoWays      bool  // its clauses parse to other lines than were read
	byLine       bool  // each line names its own rate
	instalment   bool  // the one line is a part of the sum that is named for the whole
	before       value // sum of the lines before a discount on them
}

// settle holds figures against each other. folded is the view's text, for
// wording about tax.
func (s *source) settle(e extraction, folded string) settled {
	st := settled{extraction: e, sumQuote: map[string]string{}}
	st.settleCurrency(s, folded)
	st.ratesByName(s, s.language(folded))
	st.settleRate()
	st.dropTotals(s)
	st.settleLumps()
	st.settleInstalment(s)
	st.proveThings(s)
	st.settleDiscounts()
	st.settleSums(s, folded)
	if !st.proved() {
		st.openBare()
	}
	return st
}

func (st *settled) settleRate() {
	st.ratesOnLines()
	if st.settleLineRates() {
		return
	}
	for _, r := range st.rates {
		if st.rate.ok && !st.rate.Equal(r.value) {
			st.rate, st.manyRates = value{}, true
			return
		}
		st.rate = known(r.value)
	}
}

// settleLumps decides whether "10 posters, 200" is 200 each or together: only
// a sum that fits one of both readings decides.
func (st *settled) settleLumps() {
	var lumps []int
	for i := range st.items {
		if st.items[i].lump.ok {
			lumps = append(lumps, i)
		}
	}
	if len(lumps) == 0 {
		return
	}
	for _, i := range lumps {
		if it := &st.items[i]; it.qty.ok && it.lump.LessThan(it.qty.Mul(decimal.New(2, -2))) {
			it.price, it.lump = it.lump, value{} // 0.85 for 250 is no total
		}
	}
	as := func(each bool) []item {
		items := append([]item(nil), st.items...)
		for _, i := range lumps {
			it := items[i]
			it.price, it.lump = it.lump, value{}
			if !each && it.qty.ok {
				p := it.price.Div(it.qty.Decimal)
				// A price in parts of a cent was not said, and some books cannot keep it.
				it.price = value{p, it.qty.Mul(p).Equal(it.price.Decimal) && p.Equal(p.Round(2))}
			}
			items[i] = it
		}
		return st.ownDiscounts(items)
	}
	unit, together := as(true), as(false)
	fitsUnit, fitsTogether := st.fits(unit), st.fits(together)
	switch {
	case fitsUnit && !fitsTogether:
		st.items = unit
	case fitsTogether && !fitsUnit:
		st.items = together
	}
}

// fits is true when a stated sum equals the lines.
func (st *settled) fits(items []item) bool {
	total, ok := sumOf(items)
	if !ok {
		return false
	}
	for _, sm := range st.sums {
		if sm.value.ok && (sm.value.Equal(total) || st.rate.ok && sm.value.Equal(withTax(total, st.rate.Decimal))) {
			return true
		}
	}
	return false
}

// settleSums says what each stated sum is, by arithmetic first and by its
// label second. A sum that follows from nothing is a question.
func (st *settled) settleSums(s *source, folded string) {
	excluded, included := s.taxSaid(folded)
	if !s.isReply() {
		out, in := s.taxSaid(vocab.Fold(s.subject)) // a reply's is that of an earlier mail
		excluded, included = excluded || out, included || in
	}
	base, ok := sumOf(st.items)
	if !ok || len(st.items) == 0 {
		st.taxWords(excluded, included)
		st.unexplained()
		return
	}
	base = base.Round(2)
	seen := st.matchSums(s, base)
	switch {
	case seen.tax || seen.gross, st.net:
		st.setIncluded(false)
	default:
		st.taxWords(excluded, included)
	}
	if len(st.items) > 1 && (seen.base || seen.gross) {
		st.tables = min(st.tables, 1) // several tables whose sum is stated are one order
	}
	st.includedTax(base)
	st.rest(s)
	if seen.base && st.mismatch == "" {
		st.placeBase(base)
	}
}

// seenSums tells which of the sums that follow from the lines are stated.
type seenSums struct{ base, tax, gross bool }

// matchSums marks the stated sums that follow from the lines: their net sum, its
// tax, both together, parts of the tax, and a line said again.
func (st *settled) matchSums(s *source, base decimal.Decimal) seenSums {
	taxed, groups := st.taxes(base)
	gross := base.Add(taxed.Decimal)
	seen := seenSums{base: len(st.items) == 1 && st.items[0].amount.ok}
	for i := range st.sums {
		sm := &st.sums[i]
		if !sm.value.ok || paidBefore.MatchString(lastBytes(sm.before, 60)) {
			continue
		}
		sm.used = true
		switch {
		case sm.value.Equal(base) && !st.thingOfItsOwn(s, *sm):
			seen.base = true
		case taxed.ok && sm.value.Equal(gross):
			seen.gross = true
			st.total, st.sumQuote["total"] = sm.value, sm.quote
		case taxed.ok && sm.value.Equal(taxed.Decimal):
			seen.tax = true
			st.tax, st.sumQuote["tax"] = sm.value, sm.quote
		case partOf(*sm, groups):
			seen.tax = true
		case len(st.items) > 1 && st.restates(s, *sm):
		default:
			sm.used = false
		}
	}
	switch {
	case taxed.ok:
	case st.statedTax(base):
		seen.tax, seen.gross = true, true
	case st.statedGross(s, base):
		seen.gross = true
	}
	return seen
}

// placeBase says what a stated sum of the lines is called.
func (st *settled) placeBase(base decimal.Decimal) {
	quote := ""
	for _, sm := range st.sums {
		if sm.value.ok && sm.value.Equal(base) {
			quote = sm.quote
		}
	}
	if quote == "" {
		quote = st.items[0].quote
	}
	switch {
	case st.taxUnclear:
	case st.taxIncluded != nil && *st.taxIncluded:
		st.total, st.sumQuote["total"] = known(base), quote
	case st.taxIncluded != nil:
		st.subtotal, st.sumQuote["subtotal"] = known(base), quote
	case !st.rate.ok && !st.manyRates && !st.byLine:
		st.total, st.sumQuote["total"] = known(base), quote
	}
}

// includedTax explains the tax named as part of gross prices.
func (st *settled) includedTax(base decimal.Decimal) {
	if st.taxIncluded == nil || !*st.taxIncluded || !st.rate.ok {
		return
	}
	hundred := decimal.NewFromInt(100)
	net := base.Mul(hundred).DivRound(hundred.Add(st.rate.Decimal), 2)
	for i := range st.sums {
		sm := &st.sums[i]
		switch {
		case sm.used || !sm.value.ok:
		case sm.value.Equal(base.Sub(net)):
			sm.used, st.tax = true, sm.value
		case sm.value.Equal(net):
			sm.used, st.subtotal = true, sm.value
		}
	}
}

func (st *settled) rest(s *source) {
	for _, sm := range st.sums {
		if sm.used || sm.aside && st.sumsClose() || sm.others {
			continue
		}
		label := sm.parts || s.book.Has("total", sm.before) || s.book.Has("subtotal", sm.before) || s.book.Has("tax", sm.before) || s.book.Has("subtotal", sm.after)
		if label && st.mismatch == "" {
			st.mismatch = "The lines do not add up to the sums in the mail (" + squeeze(sm.quote, 80) + "); which figures hold?"
		}
		st.loose = append(st.loose, sm)
	}
}

// unexplained keeps stated sums as unexplained when there are no complete lines.
func (st *settled) unexplained() {
	st.loose = append(st.loose, st.sums...)
}

func (st *settled) taxWords(excluded, included bool) {
	switch {
	case excluded && included:
		st.taxUnclear = true
	case excluded:
		st.setIncluded(false)
	case included && !st.namesTax():
		st.setIncluded(true)
	}
}

// namesTax is true when the tax stands as a sum of its own: then "gross" is
// said of the total.
func (st *settled) namesTax() bool {
	for _, sm := range st.sums {
		if sm.value.ok && !sm.used && taxLabel.MatchString(sm.before) {
			return true
		}
	}
	return false
}

var taxLabel = vocab.Around(`(?:^|[^\pL])<tax label>\.?[^\pL]*$`)

func (st *settled) setIncluded(b bool) { st.taxIncluded = &b }

func sumOf(items []item) (decimal.Decimal, bool) {
	total := decimal.Zero
	for _, it := range items {
		n, ok := it.net()
		if !ok {
			return decimal.Decimal{}, false
		}
		total = total.Add(n.Round(2))
	}
	return total, len(items) > 0
}

func withTax(net, percent decimal.Decimal) decimal.Decimal {
	return net.Add(net.Mul(percent).DivRound(decimal.NewFromInt(100), 6).Round(2))
}

func (st *settled) lines() []contract.InvoiceLine {
	out := make([]contract.InvoiceLine, 0, len(st.items))
	for _, it := range st.items {
		l := contract.InvoiceLine{Description: it.desc, Quantity: it.qty.text(), Unit: it.unit, UnitPrice: it.price.text(), DiscountPercent: it.discount.text()}
		if it.tax.ok {
			l.TaxPercent = money.Format(it.tax.Decimal)
		} else if st.rate.ok && !st.manyRates {
			l.TaxPercent = money.Format(st.rate.Decimal)
		}
		out = append(out, l)
	}
	return out
}

func foldedText(v view) string { return vocab.Fold(unwrap(v.text)) }
