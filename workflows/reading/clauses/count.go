package clauses

import (
	"strings"

	"github.com/shopspring/decimal"
)

// count takes a number that counts: "12", "Qty: 12", "3 x", "14 hrs", "a dozen".
func (g *grouper) count(i int) (int, bool) {
	k := i
	for k < len(g.tokens) && (g.tokens[k].is(Pieces) && k == i || k > i && (g.tokens[k].sign(":") || g.tokens[k].is(Of|Article))) {
		k++
	}
	if k >= len(g.tokens) || g.tokens[k].kind != countToken && !g.tokens[k].is(Dozen) || g.labelled(i) || g.year(k) {
		return 0, false
	}
	if g.tokens[k].cents && g.tokens[k].figure && !(k+1 < len(g.tokens) && (g.tokens[k+1].is(Measure) || g.tokens[k+1].sign("x"))) {
		return 0, false // "materials were 86.40" is a price that goes without its currency
	}
	p := piece{kind: countKind, value: g.tokens[k].value}
	if g.tokens[k].is(Dozen) {
		p.value = decimal.NewFromInt(dozen)
	}
	k++
	if k < len(g.tokens) && g.tokens[k].is(Dozen) {
		p.value, k = p.value.Mul(decimal.NewFromInt(dozen)), k+1
	}
	for k < len(g.tokens) && g.measure(&p, k) {
		k++
	}
	return g.add(p, i, k), true
}

const dozen = 12

// labelled is true for a number behind a label: "room 4".
func (g *grouper) labelled(i int) bool {
	if g.tokens[i].figure && g.endsPlace(i) {
		return true
	}
	return i > 0 && g.tokens[i-1].kind == wordToken && g.tokens[i-1].is(Label) && !g.tokens[i-1].is(Pieces) && !g.timesBehind(i) && !g.countLead(i-1)
}

// endsPlace is true for a number that only says where or which: "flats 14 and 22",
// "in 14,", "le 16 à 10".
func (g *grouper) endsPlace(i int) bool {
	if i == 0 || i+1 < len(g.tokens) && (g.nameWord(i+1) || g.tokens[i+1].is(Measure|Pieces|Of|Article) || g.tokens[i+1].sign("x")) {
		return false
	}
	before := g.tokens[i-1]
	if before.is(And) && i > 1 && g.tokens[i-2].kind == countToken {
		return i > 2 && g.tokens[i-3].is(Label)
	}
	return before.is(Dated)
}

// measure takes a token behind a number that says what is counted.
func (g *grouper) measure(p *piece, k int) bool {
	t := g.tokens[k]
	switch {
	case t.is(Half):
		p.value = p.value.Add(decimal.New(5, -1))
	case t.is(Measure) && p.noun == "" && !t.is(Pieces):
		p.unit, p.noun, p.nounAt = t.unit, t.text, t.start
	default:
		p.them = p.them || t.is(Pieces) && strings.Contains(t.text, " ")
		return t.sign("x") || t.kind == wordToken && t.text == "x" || t.is(Pieces) || t.is(Of) && (k+1 >= len(g.tokens) || g.tokens[k+1].kind != moneyToken) && (p.noun != "" || g.inName(k+1)) || t.is(Article) && g.tokens[k-1].is(Of)
	}
	return true
}

// year is true for a number that only says which: "report (2024)".
func (g *grouper) year(k int) bool {
	t := g.tokens[k]
	return t.figure && t.value.IsInteger() && t.value.GreaterThan(decimal.NewFromInt(firstYear)) && t.value.LessThan(decimal.NewFromInt(lastYear)) &&
		(k+1 >= len(g.tokens) || g.tokens[k+1].kind == signToken && !g.tokens[k+1].sign("x"))
}

const (
	firstYear = 1989
	lastYear  = 2100
)
