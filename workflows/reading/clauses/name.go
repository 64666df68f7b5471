package clauses

import "strings"

// nameWord is true for a word that names something.
func (g *grouper) nameWord(i int) bool {
	if i >= len(g.tokens) {
		return false
	}
	t := g.tokens[i]
	return t.kind == codeToken || t.kind == wordToken && t.roles&^(Measure|Label|Pieces|Person|Nth) == 0
}

// inName is true for a small word within a name, or an article before one.
func (g *grouper) inName(i int) bool {
	for k := i; k < min(len(g.tokens), i+4); k++ {
		if g.nameWord(k) {
			return true
		}
		if t := g.tokens[k]; t.kind != wordToken || !t.is(Of|Article|Glue|For) && !g.describes(k) || t.is(Tax) {
			return false
		}
	}
	return false
}

// name takes a run of words that name something, with the small words within it.
func (g *grouper) name(i int) int {
	k, months := i, 0
	for k < len(g.tokens) && (k == i || g.goesOn(k)) {
		if g.tokens[k].month {
			months++
		}
		k++
	}
	k = g.withoutDay(i, k)
	start := i
	for start < k-1 && g.tokens[start].is(Article|Of) {
		start++
	}
	first := g.tokens[i]
	p := piece{kind: nameKind, months: months, loose: g.follows(i), article: first.is(Article) && start > i, dated: months > 0 && g.dates(start, k), one: first.is(One) || first.is(Each) && i > 0, glued: first.is(Glue) && !first.is(Article), words: joined(g.tokens[start:k])}
	p.subject = g.inSubject(p.words)
	g.measures(&p, start, k)
	return g.add(p, start, k)
}

// goesOn is true for a token that a name before it goes on with.
func (g *grouper) goesOn(k int) bool {
	if _, priced := g.lead(k); priced {
		return false
	}
	t := g.tokens[k]
	if t.text == "x" && k+1 < len(g.tokens) && g.tokens[k+1].kind != wordToken {
		return false // "evenings x 75"
	}
	if g.countLead(k) || g.timesBehind(k) || t.is(Label) && k+1 < len(g.tokens) && g.timesBehind(k+1) {
		return false // "tessere n. 260 x"
	}
	return g.nameWord(k) || g.describes(k) || g.atHouse(k) || t.is(Fee) || t.kind == countToken && g.tokens[k-1].is(Label) || t.is(Of|Article|Glue|For) && g.inName(k) || g.ofSeveral(k) || g.betweenMonths(k)
}

// ofSeveral is true for what says of how many a thing is one: "the second of the
// three payments".
func (g *grouper) ofSeveral(k int) bool {
	nth, count := k, k
	for nth > 0 && (g.tokens[nth].is(Of|Article) || nth == k && g.tokens[nth].kind == countToken) {
		nth--
	}
	for count < len(g.tokens) && g.tokens[count].is(Of|Article) {
		count++
	}
	return nth < k && g.tokens[nth].is(Nth) && count < len(g.tokens) && g.tokens[count].kind == countToken && g.nameWord(count+1)
}

// measures are the measures that the words of a name stand for, and whether one is a
// word for people.
func (g *grouper) measures(p *piece, from, to int) {
	for _, t := range g.tokens[from:to] {
		p.person = p.person || t.is(Person)
		if t.is(Measure) {
			p.units = append(p.units, t.unit)
		}
	}
}

// describes is true for a small word between an article and a noun: "the whole school".
func (g *grouper) describes(k int) bool {
	return k > 0 && g.tokens[k].kind == wordToken && g.tokens[k].roles == Small && g.tokens[k-1].is(Article) && g.nameWord(k+1)
}

// atHouse is true for what leads to an address within a name: "the clean at 3 Quay Street".
func (g *grouper) atHouse(k int) bool {
	return g.tokens[k].is(At) && k+2 < len(g.tokens) && g.tokens[k+1].kind == codeToken && g.tokens[k+2].kind == wordToken && g.nameWord(k+2)
}

// countLead is true for the short word before a count of things, as offices write
// in Italy: "per n. 3 lezioni". Behind the name of a paper it tells which one.
func (g *grouper) countLead(k int) bool {
	if k == 0 || k+2 >= len(g.tokens) || !g.tokens[k].is(Label) || len(g.tokens[k].text) > maxCountLead || g.tokens[k+1].kind != countToken || !g.nameWord(k+2) || g.tokens[k+2].kind != wordToken {
		return false
	}
	before := g.tokens[k-1]
	return before.kind == signToken && !before.sign("(") || before.kind == wordToken && before.is(For|And)
}

const maxCountLead = 2 // bytes: "n", "nr"

// timesBehind is true for a number that a sign makes a count: "260 x".
func (g *grouper) timesBehind(k int) bool {
	return g.tokens[k].kind == countToken && k+1 < len(g.tokens) && (g.tokens[k+1].sign("x") || g.tokens[k+1].kind == wordToken && g.tokens[k+1].text == "x")
}

// withoutDay ends a name before the day it tells of: "training on 12".
func (g *grouper) withoutDay(i, k int) int {
	for e := k - 1; e > i; e-- {
		if g.tokens[e].kind == codeToken || g.tokens[e].month {
			continue
		}
		if g.tokens[e].is(Glue|Of) && e+1 < k {
			return e
		}
		break
	}
	return k
}

// inSubject is true for a name of which a longer word stands in the subject.
func (g *grouper) inSubject(words string) bool {
	for _, w := range strings.Fields(words) {
		if len(w) >= minSubject && strings.Contains(g.subject, w) {
			return true
		}
	}
	return false
}

const minSubject = 5

// betweenMonths is true for what stands between two months: "October and November".
func (g *grouper) betweenMonths(k int) bool {
	t := g.tokens[k]
	return k > 0 && k+1 < len(g.tokens) && g.tokens[k-1].month && g.tokens[k+1].month && (t.is(And) || t.sign(",") || t.sign("+") || t.sign("&"))
}

// dates is true for words that are nothing but a date: "Oct 6".
func (g *grouper) dates(from, to int) bool {
	for _, t := range g.tokens[from:to] {
		if !t.month && t.kind != codeToken && t.kind != countToken && !t.is(Article|Of|Glue) {
			return false
		}
	}
	return true
}

// follows is true for words behind other words that do not lead to a name.
func (g *grouper) follows(i int) bool {
	if len(g.out) == 0 || i > 1 && g.tokens[i-1].is(Flat) && g.tokens[i-2].is(Article) {
		return false // "the one-time cleanup"
	}
	for k := len(g.out) - 1; k >= max(0, len(g.out)-maxPolite); k-- {
		if g.out[k].kind != wordKind || !g.out[k].asked && g.out[k].end-g.out[k].start > maxPronoun {
			break
		}
		if g.out[k].asked {
			return false // "bitte berechnen Sie uns den Druck"
		}
	}
	before := g.tokens[i-1]
	if before.is(One) && i > 1 && g.tokens[i].is(Each) {
		before = g.tokens[i-2] // "c'était une pièce montée"
	}
	return g.out[len(g.out)-1].kind == wordKind && !before.is(Costs|Tax|Total) && before.kind == wordToken
}

// maxPronoun is the length of such words, in bytes: "sie", "nous".
const maxPronoun = 4

// maxPolite is how many words stand between an imperative and its object.
const maxPolite = 3

// counts is true behind a count of a measure: "16 hours in studio b".
func (g *grouper) counts() bool {
	return len(g.out) > 0 && g.out[len(g.out)-1].kind == countKind && g.out[len(g.out)-1].unit != ""
}
