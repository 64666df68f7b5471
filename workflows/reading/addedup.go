package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Bounds on what is added up.
const (
	minAdded   = 2
	maxAdded   = 20
	maxAddedIn = 3000 // bytes of a text
)

// pieceStart ends what stands before the name of a thing in a row.
var pieceStart = vocab.Around(`^.*(?:[,;:.!?(]\s*|(?:^|\s)(?:<and also>|<joined by>|n|&|\+)\s+)`)

// pieceEnd is what stands behind the figure of a thing in a row.
var pieceEnd = vocab.Around(`^\s*(?:$|[,;.!?)\n]|/-|(?:<and also>|<joined by>|n|&|\+)\s|<sum ahead>(?:$|[^\pL]))`)

// ofEach makes an amount the price of one: "adults 20 and children 15, 35 per person".
var ofEach = vocab.Around(`^\s*(?:€|£|\$|euros?|eur|gbp|usd|chf)?\s*(?:(?:<per>|<per explicit>)(?:$|[^\pL])|<per explicit>|/\s?\pL)`)

// addedUp reads things with bare figures behind them that make up the stated sum to
// the cent: "full service 85, new chain 28 and cassette 34, total 147 quid". Every
// figure of the text must have its place in it.
func (s *source) addedUp(v view, e extraction, st settled) settled {
	if !st.open() || e.tables > 0 || len(v.text) > maxAddedIn || len(e.discounts) > 0 || len(e.rates) > 0 {
		return st
	}
	rd := &reader{s: s, lang: s.language(v.text), out: e}
	var items []item
	var total sum
	for _, line := range strings.Split(s.wordsToRead(v), "\n") {
		if !rd.addLine(line, &items, &total) {
			return st
		}
	}
	made := decimal.Zero
	for _, it := range items {
		made = made.Add(it.price.Decimal)
	}
	if len(items) < minAdded || len(items) > maxAdded || !total.value.ok || !made.Equal(total.value.Decimal) || sameNames(items) {
		return st
	}
	again := e
	again.items, again.sums = items, []sum{total}
	if next := s.settle(again, foldedText(v)); !next.open() && next.proved() {
		return next
	}
	return st
}

// addLine takes the things and the sum of a line; it is false for a figure that is neither.
func (rd *reader) addLine(line string, items *[]item, total *sum) bool {
	from := 0
	low := vocab.Lower(line)
	for _, n := range rd.scan(line) {
		if n.Kind != numbers.Plain && n.Kind != numbers.Money {
			if from > 0 || n.Kind == numbers.Percent {
				return false
			}
			continue
		}
		name, whole := rd.pieceName(line[from:n.Start], from > 0)
		switch {
		case !n.OK || !n.Value.IsPositive() || !whole || ofEach.MatchString(low[n.End:]):
			return false
		case rd.sumLabelled(name), n.Kind == numbers.Money:
			if total.value.ok {
				return false
			}
			*total = sum{value: known(n.Value), currency: n.Currency, before: vocab.Fold(name), quote: line}
		case !pieceEnd.MatchString(low[n.End:]) || !named(name) || rd.unnamed(name) || speaks(name) || rd.month(vocab.Fold(name)) > 0 || len(strings.Fields(name)) > maxRowName+1 || refWord.MatchString(vocab.Lower(name)) || n.Value.LessThan(decimal.NewFromInt(minBare)):
			return false
		default:
			*items = append(*items, item{desc: name, qty: known(one()), price: known(n.Value), currency: n.Currency, flat: true, quote: line, at: n.End, why: whyReckoned})
		}
		from = n.End
	}
	return true
}

// pieceName is the name at the end of the words before a figure. It is not whole
// where other words stand between it and the figure before.
func (rd *reader) pieceName(words string, behind bool) (name string, whole bool) {
	start := pieceStart.FindStringIndex(vocab.Lower(words))
	at := 0
	if start != nil && start[1] <= len(words) {
		at = start[1]
	}
	name = strings.Trim(leadArticle.ReplaceAllString(strings.TrimSpace(words[at:]), ""), " :=–-")
	return name, !behind || strings.Trim(andTail.ReplaceAllString(" "+strings.TrimRight(words[:at], " ,;:.!?(")+" ", " "), " ,;:.!?()&+-/–n") == ""
}
