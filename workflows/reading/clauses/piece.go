package clauses

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Kinds of pieces. Signs are pieces of their own.
const (
	nameKind   = 'N'
	countKind  = 'C'
	priceKind  = 'P' // of one: words say so
	moneyKind  = 'M' // of one or of all
	sumKind    = 'S' // words call it a sum
	taxKind    = 'T' // an amount of tax
	wordKind   = 'F' // words that name nothing
	forKind    = 'f'
	andKind    = '&'
	unsureKind = 'U'
	breakKind  = '.'
	offKind    = '%' // a discount
)

// piece is a run of tokens that means one thing.
type piece struct {
	kind       byte
	start, end int // bytes
	value      decimal.Decimal
	currency   string
	unit       string // measure that is counted, or that the price is of one of
	nounAt     int    // byte where the word that is counted begins
	noun       string // word that is counted, or behind "per"
	at         bool   // words lead to the amount as to the price of one: "12 lamps at 40"
	of         bool   // "of" leads to the amount: "25 prints of 12.50"
	equal      bool   // a sign leads to the amount: "= 1045"
	bracket    bool   // it stands alone in brackets
	flat       bool   // words make the price one for all
	months     int
	dated      bool // a name that is nothing but a date
	sentence   int
	words      string   // of a name, in small letters
	asked      bool     // it asks for the invoice
	glued      bool     // a name that a count of a measure leads to: "hours in studio b"
	agreed     bool     // it says that a price was agreed on
	subject    bool     // a name that shares a word with the subject
	several    bool     // it is of more things than one
	told       bool     // a verb leads to the amount
	newLine    bool     // a break between lines
	one        bool     // a name of one thing: "a wheel rebuild"
	setOff     bool     // a name behind which a sign stands
	article    bool     // an article stands before a name
	loose      bool     // a name that only follows other words, as a verb does: "I have collected"
	per        bool     // of a word for "for": it may say "per" as well
	amount     bool     // of an unsure piece: it is an amount
	rate       [2]int   // of a price: the word that names it, as "day rate" does
	units      []string // measures within a name
	person     bool     // a name, or the noun of a price, of people who are counted
	them       bool     // a count of what was named before: "twelve of them"
}

// pieces groups tokens.
type grouper struct {
	text    string
	subject string
	priced  bool
	off     []decimal.Decimal
	tokens  []token
	out     []piece
	// stems are the beginnings of words that are counted somewhere in the text.
	stems    []string
	sentence int
}

// maxPieces bounds the work on one text.
const maxPieces = 400

func group(t Text, tokens []token) []piece {
	g := &grouper{text: t.Text, priced: t.Priced, subject: strings.ToLower(t.Subject), off: t.Off, tokens: tokens}
	g.findStems()
	for i := 0; i < len(tokens) && len(g.out) <= maxPieces; {
		i = g.next(i)
	}
	return inLists(sizes(g.out))
}

// findStems collects what is counted, so that "la caja" behind a price is known
// for the measure it is of.
func (g *grouper) findStems() {
	for i, t := range g.tokens {
		if t.kind != countToken {
			continue
		}
		for k := i + 1; k < min(len(g.tokens), i+5); k++ {
			w := g.tokens[k]
			if w.kind != wordToken || w.is(Stop|Ask|And|At&^Of) && !w.is(Of|Measure) {
				break
			}
			if s := stem(w.text); s != "" && !w.is(Of|Article) {
				g.stems = append(g.stems, s)
			}
		}
	}
}

const minStem = 3

// stem is the beginning of a word that its plural has as well.
func stem(word string) string {
	if i := strings.LastIndexAny(word, "'"); i >= 0 && i+1 < len(word) {
		word = word[i+1:]
	}
	word = plain(word)
	if utf8.RuneCountInString(word) < minStem {
		return ""
	}
	return word[:min(len(word), 4)]
}

// plain takes accents off that a plural has and its word has not.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(accented, r); i >= 0 {
			return rune(unaccented[utf8.RuneCountInString(accented[:i])])
		}
		return r
	}, word)
}

const (
	accented   = "äöüáéíóúèêàëïñçâîôû"
	unaccented = "aouaeioueeaeincaiou"
)

func (g *grouper) add(p piece, from, to int) int {
	p.start, p.end, p.sentence = g.tokens[from].start, g.tokens[to-1].end, g.sentence
	g.out = append(g.out, p)
	if p.kind == breakKind {
		g.sentence++
	}
	return to
}

// next makes the piece that begins at a token, and returns where the next begins.
func (g *grouper) next(i int) int {
	if to, ok := g.amount(i); ok {
		return to
	}
	t := g.tokens[i]
	if g.countLead(i) {
		return g.add(piece{kind: wordKind}, i, i+1)
	}
	switch t.kind {
	case signToken:
		return g.signPiece(i)
	case countToken:
		if to, ok := g.count(i); ok {
			return to
		}
		return g.name(i)
	case codeToken:
		return g.name(i)
	case percentToken, moneyToken:
		if k := i + 1; t.kind == percentToken && k < len(g.tokens) && g.money(k, true) {
			return g.add(piece{kind: taxKind, value: g.tokens[k].value}, i, k+1) // "21% 404.99"
		}
		if t.is(Tax) || t.kind == percentToken && (i > 0 && g.tokens[i-1].is(Tax) || i+1 < len(g.tokens) && g.tokens[i+1].is(Tax)) {
			return g.add(piece{kind: wordKind}, i, i+1)
		}
		if t.kind == percentToken && slices.ContainsFunc(g.off, t.value.Equal) {
			return g.add(piece{kind: offKind, value: t.value}, i, i+1)
		}
		return g.add(piece{kind: unsureKind, amount: t.kind == moneyToken}, i, i+1)
	}
	return g.wordPiece(i)
}

func (g *grouper) signPiece(i int) int {
	if to, ok := g.aside(i); ok {
		return g.add(piece{kind: wordKind}, i, to)
	}
	k := byte(',')
	switch g.tokens[i].text {
	case "\n", ".", "!", "?":
		k = breakKind
	case "(", ")", ":", "-", ";":
		k = g.tokens[i].text[0]
	case "+", "&":
		k = andKind
	case "x", "=", "@", "/":
		k = wordKind
	}
	return g.add(piece{kind: k, newLine: g.tokens[i].sign("\n")}, i, i+1)
}

func (g *grouper) wordPiece(i int) int {
	t := g.tokens[i]
	switch {
	case t.is(Tax):
		return g.add(piece{kind: wordKind}, i, i+1)
	case t.is(Alike) && g.pricedAlready():
		return g.add(piece{kind: wordKind}, i, i+1)
	case t.is(Unsure | Alike), t.is(Bound) && i+1 < len(g.tokens) && (g.tokens[i+1].kind == countToken || g.tokens[i+1].kind == moneyToken):
		return g.add(piece{kind: unsureKind}, i, i+1)
	case t.is(Pieces | Dozen):
		if to, ok := g.count(i); ok {
			return to
		}
	}
	switch {
	case t.is(Which) && g.whichEnds(i) > i:
		return g.add(piece{kind: wordKind}, i, g.whichEnds(i))
	case t.is(Each) && i > 0 && g.tokens[i-1].is(One) && i+1 < len(g.tokens) && g.tokens[i+1].kind == wordToken && g.nameWord(i+1):
		return g.name(i) // "une pièce montée"
	case t.is(Ask):
		return g.add(piece{kind: wordKind, asked: true}, i, i+1)
	case t.is(And):
		return g.add(piece{kind: andKind}, i, i+1)
	case t.is(Agreed):
		return g.add(piece{kind: wordKind, agreed: true}, i, i+1)
	case t.is(For):
		return g.add(piece{kind: forKind, per: t.is(Per)}, i, i+1)
	case t.is(Article) && g.inName(i), t.is(Glue) && g.counts() && g.inName(i), t.roles&^(Measure|Label|Pieces|Person|Nth) == 0:
		return g.name(i)
	}
	return g.add(piece{kind: wordKind}, i, i+1)
}

// pricedAlready is true right behind an amount: "$1,250 same as last month".
func (g *grouper) pricedAlready() bool {
	k := len(g.out) - 1
	for k >= 0 && (g.out[k].kind == ',' || g.out[k].kind == '(' || g.out[k].kind == '-') {
		k--
	}
	return k >= 0 && (g.out[k].kind == moneyKind || g.out[k].kind == priceKind)
}

// maxWhich is how many tokens a clause behind a thing has up to its figure.
const maxWhich = 8

// whichEnds is where a clause about the thing before it comes to its count or price:
// "of which we need five", "for which you agreed a flat £120". It is its beginning
// where it does not.
func (g *grouper) whichEnds(i int) int {
	for k := i + 1; k < min(len(g.tokens), i+maxWhich); k++ {
		t := g.tokens[k]
		if _, priced := g.lead(k); priced || t.kind == countToken {
			return k
		}
		if t.kind != wordToken || t.is(And|Ask|Unsure) {
			break
		}
	}
	return i
}
