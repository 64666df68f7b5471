package clauses

import (
	"strings"

	"github.com/shopspring/decimal"
)

// single reads one thing with its price; a price by the month is of the months
// that are named.
func (g *grammar) single(name *piece, price piece, to, cost int, add func(option)) {
	l := Line{Name: [2]int{name.start, name.end}, Qty: decimal.NewFromInt(1), Price: price.value, Currency: price.currency, Flat: true, At: price.start}
	if price.rate[0] == name.end+1 {
		l.Name[1] = price.rate[1] // "half-day rate"
	}
	switch {
	case price.kind == priceKind && price.unit == "month" && name.months > 0:
		l.Qty, l.Unit, l.Flat = decimal.NewFromInt(int64(name.months)), "month", name.months == 1
	case price.several:
		return
	case price.kind == priceKind && price.noun+price.unit != "", price.kind == priceKind && price.rate[1] == 0:
		return // "38 an hour", "40 each"
	case cost > maxCost(true), name.sentence != price.sentence && cost > maxCost(false)+1:
		return
	case price.kind == priceKind, price.at && !price.flat && !name.one, cost > maxCost(false)+1:
		add(option{to: to, cost: cost + proofCost, line: l, proof: true})
		return
	}
	add(option{to: to, cost: cost, line: l})
}

// rated reads "your monthly retainer of 410", in which the thing is the price by
// its name.
func (g *grammar) rated(i int, add func(option)) {
	price := g.p[i]
	if price.kind != priceKind || price.rate[1] == 0 || price.noun != "" {
		return
	}
	name := piece{start: price.rate[0], end: price.rate[1], sentence: price.sentence}
	price.unit = ""
	g.single(&name, price, i+1, 0, add)
}

// composite reads "the print of 1000 leaflets 180": one thing whose name holds
// a count, where nothing says that the price is of one.
func (g *grammar) composite(i, at int, add func(option)) {
	if at > i+2 || at == i+2 && g.kind(i+1) != wordKind || g.kind(at+1) != nameKind {
		return
	}
	g.gap(at+2, func(k, c int) {
		if price := g.p[k]; price.kind == moneyKind && !price.bracket && c <= farCost {
			whole := g.p[i]
			whole.end = g.p[at+1].end
			g.single(&whole, price, k+1, c+lumpCost, add)
		}
	})
}

// amountFirst reads "65 for the delivery".
func (g *grammar) amountFirst(i, cost int, add func(option)) {
	g.gap(i+1, func(at, c int) {
		if g.kind(at) != nameKind || at > i+4 {
			return
		}
		price := g.p[i]
		price.at, price.kind = false, moneyKind
		switch {
		case at == i+1 && g.p[i].kind == moneyKind && g.joinedOn(i) && g.phraseEnds(at+1):
			g.single(&g.p[at], price, at+1, cost+c+farCost, add) // "..., and £30 delivery"
		case at == i+1:
			g.single(&g.p[at], price, at+1, cost+c, func(o option) {
				o.cost, o.proof = o.cost+proofCost, true // "15 € Anfahrt"
				add(o)
			})
		case g.kind(at-1) == forKind:
			g.single(&g.p[at], price, at+1, cost+c, func(o option) {
				o.proof = o.proof || g.p[at-1].per && g.p[at].bareWord()
				add(o)
			})
		}
	})
}

// bareWord is true for a name of one word without an article. Behind a word that
// means "per" as well, its price is that of one: "24 € por enchufe".
func (p piece) bareWord() bool {
	return !p.article && !p.one && !strings.Contains(p.words, " ")
}

// joinedOn is true for what goes on with a list.
func (g *grammar) joinedOn(i int) bool { return g.kind(i-1) == andKind || g.kind(i-1) == ',' }

// phraseEnds is true where a thing and its figures end.
func (g *grammar) phraseEnds(i int) bool {
	switch g.kind(i) {
	case 0, breakKind, andKind, ',', ';':
		return true
	}
	return false
}
