package clauses

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
)

// maxWays is how many ways to read the text up to a place are kept.
const maxWays = 16

// Costs of pieces outside of lines.
const (
	looseNameCost  = 3
	looseCountCost = 25
	looseMoneyCost = 20
	offCost        = 2
)

// way is one way to read the pieces up to a place.
type way struct {
	cost    int
	figures string // what it says, without names
	stated  string // its sums
	lines   []Line
	places  []span // of the lines, in pieces
	sums    []piece
	taxes   []piece
	counts  []int // pieces that count nothing of a line
	// lines by how their amount was taken
	lumps, each, odd int
	nameless         int             // lines without a name
	proof            bool            // a line of it holds only where a sum proves it
	off              decimal.Decimal // percentage that is to be taken off the next line
}

type span struct{ from, to int }

// parse finds the cheapest ways to read all pieces.
func parse(p []piece) []way {
	g := &grammar{p: p}
	chart := make([][]way, len(p)+1)
	chart[0] = []way{{}}
	for i := range p {
		ways := cheapest(chart[i])
		if len(ways) == 0 {
			continue
		}
		options := g.options(i)
		for _, w := range ways {
			if p[i].kind == offKind {
				chart[i+1] = append(chart[i+1], w.takeOff(p[i])...)
			} else if next, ok := w.past(p, i); ok {
				chart[i+1] = append(chart[i+1], next)
			}
			for _, o := range options {
				chart[o.to] = append(chart[o.to], w.with(o, i))
			}
		}
		chart[i] = nil
	}
	return cheapest(chart[len(p)])
}

// cheapest keeps the cheapest ways, each once.
func cheapest(ways []way) []way {
	slices.SortStableFunc(ways, func(a, b way) int { return a.cost - b.cost })
	seen := map[string]bool{}
	var out []way
	for _, w := range ways {
		if k := w.figures + w.stated + strconv.Itoa(w.nameless); !seen[k] {
			seen[k] = true
			if out = append(out, w); len(out) == maxWays {
				break
			}
		}
	}
	return out
}

func (w way) with(o option, at int) way {
	w.cost += o.cost
	w.lumps, w.each, w.odd = w.lumps+count(o.lump), w.each+count(o.each), w.odd+count(o.line.Odd)
	w.proof, w.nameless = w.proof || o.proof, w.nameless+count(o.line.Name[1] == 0)
	if w.off.IsPositive() {
		o.line.Off, w.off = w.off, decimal.Decimal{}
		w.figures += "%" + o.line.Off.String()
	}
	w.figures += o.line.Qty.String() + "x" + o.line.Price.String() + ";"
	w.lines = append(w.lines[:len(w.lines):len(w.lines)], o.line)
	w.places = append(w.places[:len(w.places):len(w.places)], span{at, o.to})
	return w
}

// past leaves a piece out of the lines. An amount can only be left out as a sum.
func (w way) past(p []piece, i int) (way, bool) {
	switch p[i].kind {
	case priceKind:
		return w, false
	case moneyKind:
		if i > 0 && p[i-1].kind == nameKind {
			return w, false // "parking 168" is no sum, whatever the lines make
		}
		w.cost += looseMoneyCost
		w = w.state(p[i])
	case sumKind:
		w = w.state(p[i])
	case taxKind:
		w.taxes = append(w.taxes[:len(w.taxes):len(w.taxes)], p[i])
	case countKind:
		w.cost += looseCountCost
		w.counts = append(w.counts[:len(w.counts):len(w.counts)], i)
	case nameKind:
		w.cost += looseNameCost
	}
	return w, true
}

// takeOff are the ways to understand a discount: of the line before it, of all
// lines before it, or of the next one. A sum must prove one of them.
func (w way) takeOff(p piece) []way {
	w.proof, w.cost = true, w.cost+offCost
	var out []way
	if last := len(w.lines) - 1; last >= 0 {
		out = append(out, w.less(p.value, last))
		if last > 0 {
			out = append(out, w.less(p.value, 0))
		}
	}
	w.off = p.value
	return append(out, w)
}

// less takes a percentage off the lines from a place on.
func (w way) less(percent decimal.Decimal, from int) way {
	w.lines = slices.Clone(w.lines)
	for i := from; i < len(w.lines); i++ {
		w.lines[i].Off = percent
	}
	w.figures += "-" + percent.String() + "from" + strconv.Itoa(from) + ";"
	return w
}

func (w way) state(sum piece) way {
	w.stated += "=" + sum.value.String()
	w.sums = append(w.sums[:len(w.sums):len(w.sums)], sum)
	return w
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
