package clauses

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// maxLead is how many tokens lead to an amount.
const maxLead = 7

// leading is what the words before an amount say of it.
type leading struct {
	money   int // token
	led     bool
	told    bool // a verb leads to it
	several bool // a verb of several things leads to it
	per     bool // the word before is "per"
	at      bool
	of      bool // only "of" or "for" leads to it
	equal   bool
	each    bool
	flat    bool
	sum     bool
	tax     bool
	measure string
	rate    [2]int // bytes of the word that names the price
}

// lead reads the words that lead to an amount: "at your day rate of". It is
// false where no amount follows, or no word leads to it.
func (g *grouper) lead(i int) (leading, bool) {
	var l leading
	for k := i; k < min(len(g.tokens), i+maxLead); k++ {
		if g.ledTo(k, l) {
			l.money = k
			l.sum = l.sum || g.summed(i)
			return l, k == i || l.led
		}
		t := g.tokens[k]
		if t.sign("=") && k == i {
			l.sum, l.equal, l.led = true, true, true
			continue
		}
		if g.endsLead(l, k, i) {
			return l, false
		}
		if t.kind == wordToken && !l.word(t) && (k == i || !t.is(Article|Small|Stop)) && !t.is(Article) || t.kind != wordToken && !l.sign(t) {
			return l, false
		}
	}
	return l, false
}

// endsLead is true for a word that leads on to no amount: "and" in "apiece and the 18
// for parking", and a measure that no amount follows.
func (g *grouper) endsLead(l leading, k, from int) bool {
	t := g.tokens[k]
	if t.is(Measure) && l.per {
		return k+1 >= len(g.tokens) || g.tokens[k+1].kind != moneyToken
	}
	return k > from && t.is(And)
}

// sign is true for a sign that may stand among the words that lead to an amount.
func (l *leading) sign(t token) bool {
	if t.sign("@") {
		l.at, l.led = true, true
		return true
	}
	return l.led && (t.sign(":") || t.sign("(") && (l.sum || l.tax) || t.kind == percentToken && t.is(Tax))
}

// word notes what a word says of the amount it leads to; false where it leads to none.
func (l *leading) word(t token) bool {
	l.several = l.several || t.is(Several)
	defer func(per bool) { l.per = per }(t.is(Per | Each))
	switch {
	case t.is(Tax):
		l.tax = true
	case t.is(Total):
		l.sum = true
	case t.is(Each | Rate):
		l.each = true
		if t.is(Rate) {
			l.rate = [2]int{t.start, t.end}
		}
		if t.is(Rate) && !t.is(Each) && t.unit != "1" {
			l.measure = t.unit
		}
	case t.is(Measure) && l.per && l.measure == "" && !t.is(Pieces):
		l.measure, l.each = t.unit, true // "je m² 54"
	case t.is(Flat):
		l.flat = true
	case t.is(Costs):
		l.told = true
	case t.is(Fee):
	case t.is(At):
		l.at, l.of = l.at || !t.is(For|Of), l.of || t.is(Of)
	case t.is(For | Of):
		l.of = l.of || t.is(Of)
	default:
		return false
	}
	l.led = true
	return true
}

// money is true for an amount, or a figure with cents where words say that it
// is one.
func (g *grouper) money(k int, led bool) bool {
	t := g.tokens[k]
	if t.kind == moneyToken {
		return !t.is(Unsure)
	}
	if t.kind != countToken || t.start == t.end || k+1 < len(g.tokens) && g.tokens[k+1].is(Measure) {
		return false
	}
	if t.cents && g.priced {
		return led || g.priceEnds(k+1) || g.perBehind(k+1)
	}
	return led && t.figure && (g.priceEnds(k+1) || g.perBehind(k+1))
}

// ledTo is true for an amount that words lead to.
func (g *grouper) ledTo(k int, l leading) bool {
	return g.money(k, l.at || l.each) || l.sum && g.saidSum(k)
}

// saidSum is true for a number in words behind words for a sum: "all together seven
// thousand eight hundred".
func (g *grouper) saidSum(k int) bool {
	t := g.tokens[k]
	return t.kind == countToken && !strings.ContainsAny(t.text, "0123456789") && g.priced && !t.value.LessThan(decimal.NewFromInt(leastSum)) && g.priceEnds(k+1)
}

// leastSum is from where on a number without a currency may be a sum.
const leastSum = 20

// perBehind is true where words follow that make a figure the price of one.
func (g *grouper) perBehind(k int) bool {
	p := piece{}
	_, ok := g.per(&p, k)
	return ok
}

// priceEnds is true where nothing follows that a figure could count.
func (g *grouper) priceEnds(k int) bool {
	return k >= len(g.tokens) || g.tokens[k].kind == signToken && !g.tokens[k].sign("x") && !g.tokens[k].sign("/") || g.tokens[k].kind != wordToken && g.tokens[k].kind != signToken || g.tokens[k].is(And|Each|Tax|Ask)
}

// summed is true where a word before calls the amount a sum: "total by my count 392".
func (g *grouper) summed(i int) bool {
	for k := i - 1; k >= max(0, i-maxLead); k-- {
		t := g.tokens[k]
		if t.is(Total) {
			return true
		}
		if t.kind != wordToken || t.is(And|For|Each) {
			return false
		}
	}
	return false
}

// amount makes the piece of an amount with the words around it.
func (g *grouper) amount(i int) (int, bool) {
	l, ok := g.lead(i)
	if !ok {
		return 0, false
	}
	t := g.tokens[l.money]
	p := piece{kind: moneyKind, value: t.value, currency: t.currency, at: l.at, flat: l.flat, unit: l.measure, of: l.of, equal: l.equal, rate: l.rate, several: l.several, told: l.told || l.sum}
	if l.each {
		p.kind = priceKind
	}
	k := g.behind(&p, l.money+1)
	p.bracket = i > 0 && g.tokens[i-1].sign("(") && k < len(g.tokens) && g.tokens[k].sign(")")
	switch {
	case l.sum && p.kind == priceKind && !l.each && !l.equal: // "so it was £90 each"
	case l.sum:
		p.kind = sumKind
	case l.tax && p.kind == moneyKind && !p.at:
		p.kind = taxKind
	case k < len(g.tokens) && g.tokens[k].is(Total) && !g.leadsOn(k):
		p.kind, k = sumKind, k+1
	}
	return g.add(p, i, k), true
}

// leadsOn is true for a word of a sum that belongs to the next amount.
func (g *grouper) leadsOn(k int) bool {
	_, ok := g.lead(k)
	return ok
}

// behind reads what stands behind an amount: tax, "each", "per day", "la caja", "flat".
func (g *grouper) behind(p *piece, k int) int {
	for k < len(g.tokens) {
		t := g.tokens[k]
		switch {
		case t.is(Tax) && !g.leadsOn(k), t.sign("(") && k+1 < len(g.tokens) && g.tokens[k+1].is(Tax) && g.closes(k+1), t.sign(")") && g.tokens[k-1].is(Tax) && g.opened(k):
			k++
		case t.sign(",") && g.taxAside(k) > k:
			k = g.taxAside(k)
		case t.is(Each) && !g.leadsOn(k):
			p.kind, k = priceKind, k+1
		case t.is(Flat) && !g.leadsOn(k):
			p.flat, k = true, k+1
		default:
			to, ok := g.per(p, k)
			if !ok {
				return k
			}
			k = to
		}
	}
	return k
}

// taxAside is where an aside ends that says nothing but how a price is taxed, before what
// it is for: "$75, tax included as well, for". It is its comma where none is there.
func (g *grouper) taxAside(k int) int {
	tax, from := false, k
	for k++; k < len(g.tokens) && g.tokens[k].kind == wordToken && (g.tokens[k].is(Tax) || g.tokens[k].is(Small|Stop) && !g.tokens[k].is(And|For|Ask|Unsure|Total)); k++ {
		tax = tax || g.tokens[k].is(Tax)
	}
	if !tax || k+1 >= len(g.tokens) || !g.tokens[k].sign(",") || !g.tokens[k+1].is(For) {
		return from
	}
	return k + 1
}

// closes and opened are true for a bracket that holds nothing but words of tax.
func (g *grouper) closes(k int) bool {
	for ; k < len(g.tokens) && g.tokens[k].is(Tax); k++ {
	}
	return k < len(g.tokens) && g.tokens[k].sign(")")
}

func (g *grouper) opened(k int) bool {
	for k--; k >= 0 && g.tokens[k].is(Tax); k-- {
	}
	return k >= 0 && g.tokens[k].sign("(")
}

// per reads "per day", "/h", "a visit", "la caja" behind an amount: what it is
// the price of one of. An article alone says so of a measure, and of what is
// counted in the text.
func (g *grouper) per(p *piece, k int) (int, bool) {
	t, n := g.tokens[k], k+1
	if p.noun != "" && p.kind == priceKind {
		return 0, false
	}
	if t.kind == wordToken && t.is(Rate) && t.unit != "" && t.unit != "1" {
		p.kind, p.unit = priceKind, t.unit // "450 euros diarios"
		return n, true
	}
	if glued, rest := apostrophe(t); glued {
		if !g.counted(rest) {
			return 0, false
		}
		p.kind, p.noun = priceKind, rest
		return n, true
	}
	if t.kind == wordToken && p.kind == moneyKind && p.noun == "" && g.counted(t.text) && g.nameWord(k) && k > 0 && g.tokens[k-1].kind == moneyToken && g.endsPhrase(n) {
		p.kind, p.noun = priceKind, t.text // "forty plates, 180 rupees plate"
		return n, true
	}
	explicit := t.sign("/") || t.is(Per) && !t.is(Article|For)
	if explicit && n+1 < len(g.tokens) && g.tokens[n].is(Article) && g.tokens[n+1].kind == wordToken {
		n++
	}
	if !explicit && !t.is(Article|Per|Of) || n >= len(g.tokens) || !g.oneOf(t, n, explicit) {
		return 0, false
	}
	p.kind, p.noun, p.person = priceKind, g.tokens[n].text, g.tokens[n].is(Person)
	if g.tokens[n].is(Measure) {
		p.unit = g.tokens[n].unit
	}
	return n + 1, true
}

// oneOf is true for a word that names what a price is of one of: a measure, what
// is counted, and any other that words for "per" lead to.
func (g *grouper) oneOf(lead token, n int, explicit bool) bool {
	noun := g.tokens[n]
	switch {
	case noun.kind != wordToken, noun.is(Ask | Unsure):
		return false
	case noun.is(Measure), g.counted(noun.text):
		return true
	case lead.is(Per) && lead.is(One): // "a visit"
		return g.nameWord(n) && g.endsPhrase(n+1)
	}
	return explicit && noun.roles&^(Measure|Pieces|Stop|Small|Label|Rate|Fee|Person) == 0
}

// endsPhrase is true where a sign or a small word follows.
func (g *grouper) endsPhrase(k int) bool { return k >= len(g.tokens) || !g.nameWord(k) }

// apostrophe takes the article off a word that it is drawn together with: "l'heure".
func apostrophe(t token) (bool, string) {
	for i, r := range t.text {
		if r == '\'' && t.kind == wordToken && i > 0 && i <= 4 {
			return true, t.text[i+1:]
		}
	}
	return false, ""
}

func (g *grouper) counted(word string) bool {
	s := stem(word)
	return s != "" && slices.Contains(g.stems, s)
}
