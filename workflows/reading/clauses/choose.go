package clauses

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Reading is the one way to read a text.
type Reading struct {
	Lines  []Line
	Proved bool // a stated sum is what the lines make
	// Matter is what the invoice is asked for: the name behind "an invoice for".
	Matter [2]int
}

// Read finds the one way in which all amounts of a text have a place. It is
// false where there is none, or more than one.
func Read(t Text, words Words, rates []decimal.Decimal) (Reading, bool) {
	p := group(t, lex(t, words))
	if len(p) > maxPieces {
		return Reading{}, false
	}
	var best *way
	proved := false
	for _, w := range parse(p) {
		if len(w.lines) == 0 || !w.sound(p) || !closes(w, rates) || (w.proof || !w.wanted(p) || !w.alike()) && !w.proves(rates) || w.off.IsPositive() {
			continue
		}
		switch {
		case best == nil:
			best, proved = &w, w.proves(rates)
		case w.figures == best.figures:
		case w.cost < best.cost+certain && (!proved || w.proves(rates)):
			if !proved && w.proves(rates) {
				best, proved = &w, true
				continue
			}
			return Reading{}, false
		}
	}
	if best == nil {
		return Reading{}, false
	}
	return Reading{Lines: best.lines, Proved: proved, Matter: matter(p)}, true
}

// matter is the name that follows the words that ask for an invoice.
func matter(p []piece) [2]int {
	for i := 1; i < len(p); i++ {
		if p[i].kind == nameKind && p[i-1].kind == forKind && i > 1 && p[i-2].asked {
			return [2]int{p[i].start, p[i].end}
		}
	}
	for i := 1; i < len(p); i++ {
		if p[i].kind == nameKind && p[i-1].kind == forKind && (i == 1 || p[i-2].kind == breakKind) {
			return [2]int{p[i].start, p[i].end}
		}
	}
	return [2]int{}
}

// alike is false for a list of which some amounts are taken for the price of one
// and others for what all cost, and for one in which what all cost is no whole
// number of cents for one of them.
func (w way) alike() bool {
	return (w.lumps == 0 || w.each == 0) && (w.lumps < 2 || w.odd == 0)
}

// sound is false for a way that leaves something open beside its lines: a count
// or an unsure word in a sentence with a line, or a thing without a price.
func (w way) sound(p []piece) bool {
	priced := map[int]bool{}
	for _, s := range w.places {
		for _, x := range p[s.from:s.to] {
			if x.kind != breakKind {
				priced[x.sentence] = true
			}
		}
	}
	for _, c := range w.counts {
		if priced[p[c].sentence] {
			return false
		}
	}
	for _, x := range p {
		if x.kind == unsureKind && (x.amount || priced[x.sentence] && !w.lessIn(p, x.sentence)) {
			return false
		}
	}
	return !w.unpriced(p)
}

// lessIn is true for a sentence whose unsure words speak of a discount that was
// taken off a line.
func (w way) lessIn(p []piece, sentence int) bool {
	return slices.ContainsFunc(p, func(x piece) bool { return x.kind == offKind && x.sentence == sentence })
}

// wanted is false for a way with a thing of one price of which nothing says that
// it is to be billed: "12 lamps at 40. The entry fee was 12." It is wanted where
// its sentence asks for the invoice, joins it to what stands before, or prices
// something that is counted, and in a list.
func (w way) wanted(p []piece) bool {
	lines := map[int]int{}
	counted := map[int]bool{}
	for i, s := range w.places {
		lines[p[s.from].sentence]++
		counted[p[s.from].sentence] = counted[p[s.from].sentence] || !w.lines[i].Flat
	}
	for i, s := range w.places {
		at := p[s.from].sentence
		if w.lines[i].Flat && !counted[at] && !asks(p, s) && !((listed(p, s.from) || bare(p, s)) && len(lines) > 1) {
			return false
		}
	}
	return true
}

// asks is true for a line whose sentence asks for an invoice before it, says that
// the price was agreed on or goes on from the one before, and for one that the
// subject names.
func asks(p []piece, s span) bool {
	for k := s.from; k < len(p) && (k < s.to || p[k].kind != breakKind); k++ {
		if p[k].agreed || p[k].subject && k < s.to {
			return true
		}
	}
	for k := s.from - 1; k >= 0 && p[k].kind != breakKind; k-- {
		if p[k].asked || p[k].agreed || p[k].kind == andKind && (k == 0 || p[k-1].kind == breakKind) {
			return true
		}
	}
	return false
}

// bare is true for a sentence that is nothing but a thing and its price:
// "Parking 168."
func bare(p []piece, s span) bool {
	if s.from > 0 && p[s.from-1].kind != breakKind {
		return false
	}
	for k := s.from; k < len(p) && p[k].kind != breakKind; k++ {
		if p[k].told || k > s.from && p[k].kind == nameKind || k < s.to && p[k].kind == wordKind {
			return false
		}
	}
	return true
}

// listed is true for what begins a line of the text.
func listed(p []piece, at int) bool {
	at--
	for at >= 0 && p[at].kind == '-' {
		at--
	}
	return at < 0 || p[at].newLine
}

// unpriced is true where a list of lines goes on with a thing that has no price:
// "3 lamps at 40 and the delivery".
func (w way) unpriced(p []piece) bool {
	for _, s := range w.places {
		k := s.to
		for k < len(p) && (p[k].kind == wordKind || p[k].kind == ',' || p[k].kind == ')') {
			k++
		}
		if k+1 >= len(p) || p[k].kind != andKind || p[k+1].kind != nameKind || w.holds(k+1) {
			continue
		}
		if k+2 >= len(p) || p[k+2].kind == breakKind || p[k+2].kind == andKind || p[k+2].kind == ',' {
			return true
		}
	}
	return false
}

func (w way) holds(at int) bool {
	for _, s := range w.places {
		if at >= s.from && at < s.to {
			return true
		}
	}
	return false
}

func (w way) total() decimal.Decimal {
	total := decimal.Zero
	for _, l := range w.lines {
		total = total.Add(l.Total())
	}
	return total
}

// closes is true where every sum and tax follows from the lines.
func closes(w way, rates []decimal.Decimal) bool {
	total := w.total()
	for _, s := range w.sums {
		if !w.explains(s.value, total, rates) {
			return false
		}
	}
	for _, t := range w.taxes {
		if !w.explainsTax(t.value, total, rates) {
			return false
		}
	}
	return true
}

func (w way) proves(rates []decimal.Decimal) bool {
	total := w.total()
	for _, s := range w.sums {
		if s.value.Equal(total) || grossOf(s.value, total, rates) {
			return true
		}
	}
	return false
}

func (w way) explains(sum, total decimal.Decimal, rates []decimal.Decimal) bool {
	if sum.Equal(total) || grossOf(sum, total, rates) {
		return true
	}
	for _, l := range w.lines {
		if len(w.lines) > 1 && l.Total().Equal(sum) {
			return true
		}
	}
	for _, t := range w.taxes {
		if total.Add(t.value).Equal(sum) {
			return true
		}
	}
	return false
}

func (w way) explainsTax(tax, total decimal.Decimal, rates []decimal.Decimal) bool {
	for _, r := range rates {
		if withTax(total, r).Sub(total).Equal(tax) || total.Sub(total.Mul(hundred()).DivRound(hundred().Add(r), 2)).Equal(tax) {
			return true
		}
	}
	for _, s := range w.sums {
		if total.Add(tax).Equal(s.value) {
			return true
		}
	}
	return false
}

func grossOf(sum, total decimal.Decimal, rates []decimal.Decimal) bool {
	for _, r := range rates {
		if withTax(total, r).Equal(sum) {
			return true
		}
	}
	return false
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

func withTax(net, percent decimal.Decimal) decimal.Decimal {
	return net.Add(net.Mul(percent).DivRound(hundred(), 6).Round(2))
}
