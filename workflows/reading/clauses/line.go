package clauses

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Line is one thing to be billed. Places are bytes of the text.
type Line struct {
	Name       [2]int // of the thing; empty where only a measure or nothing is named
	Also       [2]int // what is counted of it, where it has a name of its own: "CAD drawings, 14 sheets"
	Qty, Price decimal.Decimal
	Currency   string
	Unit       string
	Noun       [2]int          // the measure that is counted: "words"
	Flat       bool            // one thing with one price: no numeral counts it
	Odd        bool            // Price is a share of what all of them cost, and no whole number of cents
	Off        decimal.Decimal // percentage taken off the price
	At         int             // where the price begins
	CountAt    int             // where what counts it begins, 0 where nothing does
}

// Total is what the line comes to.
func (l Line) Total() decimal.Decimal {
	return l.Qty.Mul(l.Price).Mul(hundred().Sub(l.Off)).Div(hundred()).Round(2)
}

// option is a way to read a line from a place on.
type option struct {
	to   int // piece behind it
	cost int
	line Line
	lump bool // the amount is taken for what all of them cost
	each bool // the amount is taken for the price of one, though no words say so
	// proof is set where only a sum that it makes up makes the line one.
	proof bool
}

// Costs of what stands between the pieces of a line. What is not in the list
// does not stand within one.
const (
	maxGap       = 8
	breakCost    = 15
	nameCost     = 8
	askCost      = 9
	farCost      = 3
	lumpCost     = 4
	headerCost   = 1
	namelessCost = 6
	behindCost   = 6
	oddCost      = 6
	proofCost    = 8
	certain      = 10 // how much dearer another way must be
)

type grammar struct {
	p []piece
}

// gap calls each for the places that a line may go on at, with what it costs to
// come there.
func (g *grammar) gap(from int, each func(at, cost int)) {
	cost, breaks := 0, 0
	for at := from; at < len(g.p) && at <= from+maxGap; at++ {
		each(at, cost)
		switch p := g.p[at]; p.kind {
		case '(', ')', ':', '-', ',':
			cost++
		case wordKind, forKind:
			cost += farCost
			if p.asked {
				cost += askCost
			}
		case nameKind:
			if cost += nameCost; p.dated {
				cost += farCost - nameCost
			}
		case ';', andKind:
			cost += nameCost
		case breakKind:
			if breaks++; breaks > 1 {
				return
			}
			cost += breakCost
		default:
			return
		}
	}
}

func (g *grammar) kind(at int) byte {
	if at < 0 || at >= len(g.p) {
		return 0
	}
	return g.p[at].kind
}

// options are all ways to read a line from a piece on.
func (g *grammar) options(i int) []option {
	var out []option
	add := func(o option) { out = append(out, o) }
	switch g.p[i].kind {
	case countKind:
		g.countFirst(i, nil, 0, add)
	case nameKind:
		g.nameFirst(i, add)
	case priceKind:
		g.priceFirst(i, add)
		g.rated(i, add)
	case moneyKind:
		g.priceFirst(i, add)
		g.amountFirst(i, 0, add)
	case sumKind:
		g.amountFirst(i, nameCost, add) // "20 in all for the copies"
	}
	return out
}

// countFirst reads "12 lamps at 40 each", "3 days at 600 for the training". A
// header is the name that stands before the count.
func (g *grammar) countFirst(i int, header *piece, cost int, add func(option)) {
	after, own := g.ownName(i, header == nil)
	name := header
	if own != nil && (header == nil || !own.glued && !sameThing(*header, *own)) {
		name = own
	}
	g.gap(after, func(at, c int) {
		price := g.p[at]
		if price.kind == sumKind && price.equal {
			price.kind = moneyKind
		}
		if price.kind != priceKind && price.kind != moneyKind {
			return
		}
		price.at = price.at || price.of && c <= 1
		if !fits(g.p[i], own, name, price) {
			return
		}
		if name == own && own != nil && header != nil && header.setOff {
			g.counted(g.p[i], header, price, at+1, cost+c, func(o option) {
				o.line.Also = [2]int{own.start, own.end}
				add(o)
			})
			return
		}
		g.counted(g.p[i], name, price, at+1, cost+c, func(o option) {
			o.line.Also = g.pricedBetween(own, price, after, at)
			add(o)
		})
		if name == nil {
			g.nameBehind(g.p[i], price, at+1, cost+c, add)
		}
	})
}

// pricedBetween is what a price per thing counted is for, where that has a name of
// its own between the two: "the five cars: service £35 per car".
func (g *grammar) pricedBetween(own *piece, price piece, from, to int) [2]int {
	if own == nil || price.noun == "" || !hasStem(own.words, stem(price.noun)) {
		return [2]int{}
	}
	for _, p := range g.p[from:to] {
		if p.kind == nameKind && !p.loose && !sameThing(*own, p) {
			return [2]int{p.start, p.end}
		}
	}
	return [2]int{}
}

// ownName is the name right behind a count, and the piece behind both.
func (g *grammar) ownName(i int, first bool) (after int, own *piece) {
	after = i + 1
	if k := g.kind(after); first && (k == '-' || k == ':') && g.kind(after+1) == nameKind {
		after++
	}
	if g.kind(after) != nameKind {
		return after, nil
	}
	return after + 1, &g.p[after]
}

// sameThing is true where the words behind a count only say again what stands
// before it: "English lessons: 10 lessons".
func sameThing(header, name piece) bool {
	for _, w := range strings.Fields(name.words) {
		if s := stem(w); s != "" && !hasStem(header.words, s) {
			return false
		}
	}
	return true
}

// nameBehind reads "16 hrs at 28 for garden maintenance".
func (g *grammar) nameBehind(count, price piece, from, cost int, add func(option)) {
	g.gap(from, func(at, c int) {
		if at > from && at <= from+2 && c <= 4 && g.kind(at) == nameKind && g.kind(at-1) == forKind {
			g.counted(count, &g.p[at], price, at+1, cost+c, add)
		}
	})
}

// counted adds the readings of a count and a price: the price of one, and where
// no words say so what all of them cost.
func (g *grammar) counted(count piece, name *piece, price piece, to, cost int, add func(option)) {
	l := Line{Qty: count.value, Price: price.value, Currency: price.currency, Unit: count.unit, At: price.start, CountAt: count.start}
	l.Noun = [2]int{count.nounAt, count.nounAt + len(count.noun)}
	if name == nil {
		cost += namelessCost
		if count.them {
			cost += nameCost
		}
	} else {
		l.Name = [2]int{name.start, name.end}
		if name.glued {
			l.Name[0] = count.nounAt
		}
	}
	of := price.kind == priceKind || price.at
	if cost > maxCost(of) {
		return
	}
	if !price.flat || of {
		o := option{to: to, cost: cost, line: l}
		if !of {
			o.cost, o.each = o.cost+lumpCost, true
		}
		add(o)
	}
	if of {
		return
	}
	l.Price = price.value.DivRound(count.value, 6)
	o := option{to: to, cost: cost + lumpCost, line: l, lump: true}
	if o.line.Odd = !l.Price.Equal(l.Price.Round(2)); o.line.Odd {
		o.cost += oddCost // no sum is made up of such prices, but a rounded one
		if price.bracket {
			o.cost += oddCost
		}
	}
	add(o)
}

// maxCost is how far the pieces of a line may stand apart.
func maxCost(of bool) int {
	if of {
		return breakCost + 2*nameCost + namelessCost
	}
	return nameCost + namelessCost
}

// nameFirst reads "lamps, 12, at 40 each" and "delivery 65".
func (g *grammar) nameFirst(i int, add func(option)) {
	header := &g.p[i]
	if header.loose && !header.article || g.kind(i+1) == ')' {
		return // in brackets stands what is said of another name: "Reed Ltd (4 Mill Lane, Dalby) for 12 hours"
	}
	if header.loose {
		sure := add // "it was the album, 380"
		add = func(o option) {
			o.cost, o.proof = o.cost+proofCost, true
			sure(o)
		}
	}
	header.setOff = strings.IndexByte(",-(", g.kind(i+1)) >= 0
	g.gap(i+1, func(at, c int) {
		p := g.p[at]
		switch p.kind {
		case countKind:
			g.countFirst(at, header, c+headerCost, add)
			g.composite(i, at, add)
		case moneyKind, priceKind:
			if g.kind(at+1) == forKind && g.kind(at+2) == nameKind {
				c += behindCost // "Reed Ltd 140 for the tuning"
			}
			g.single(header, p, at+1, c, add)
			g.countedBehind(header, p, at+1, c, add)
		case sumKind:
			p.kind = moneyKind
			g.single(header, p, at+1, c+nameCost+farCost, add)
		}
	})
}

// priceFirst reads "at 34 each the 12 panels", "12.50 per pupil for the workshop - 54 pupils".
func (g *grammar) priceFirst(i int, add func(option)) {
	price := g.p[i]
	if price.kind == moneyKind && !price.at {
		if g.kind(i+1) == forKind && g.kind(i+2) == countKind {
			g.countBehind(g.p[i+2], nil, price, i+3, farCost, add) // "140 for both pianos"
		}
		return
	}
	g.gap(i+1, func(at, c int) {
		if c >= breakCost {
			return // a price before its count stands in the same sentence
		}
		switch g.kind(at) {
		case countKind:
			g.countBehind(g.p[at], nil, price, at+1, c+farCost, add)
		case nameKind:
			name := &g.p[at]
			if name.loose {
				name = nil // a verb: "£40 a room and you painted 11 rooms"
			}
			g.gap(at+1, func(k, c2 int) {
				if g.kind(k) == countKind && (c2 <= farCost || g.p[k].unit == "") { // "..., we pay within 10 days" counts nothing that is billed
					g.countBehind(g.p[k], name, price, k+1, c+c2+farCost, add)
				}
			})
		}
	})
}

// countedBehind reads "wheels trued, 15 each, 7 of them".
func (g *grammar) countedBehind(name *piece, price piece, from, cost int, add func(option)) {
	if price.kind != priceKind {
		return
	}
	g.gap(from, func(at, c int) {
		if g.kind(at) == countKind && c < farCost && g.kind(at+1) != nameKind && fits(g.p[at], nil, name, price) {
			g.counted(g.p[at], name, price, at+1, cost+c+farCost, add)
		}
	})
}

// countBehind takes the name behind a count, where none stood before it.
func (g *grammar) countBehind(count piece, name *piece, price piece, to, cost int, add func(option)) {
	var own *piece
	if g.kind(to) == nameKind {
		own = &g.p[to]
		if name == nil {
			name = own
		}
		to++
	}
	if name == nil && g.kind(to) == forKind && g.kind(to+1) == nameKind {
		name, to = &g.p[to+1], to+2
	}
	if fits(count, own, name, price) {
		g.counted(count, name, price, to, cost, add)
	}
}
