package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// pointsThere ends words in which only a pronoun stands for what is billed: "Bitte
// stellen Sie sie uns", "wil je ze ons factureren voor".
var pointsThere = vocab.Around(`(?:^|[^\pL])<points back>(?:\s(?:<to us>))?(?:\s(?:<polite>))?(?:\s\pL{4,}en)?\s*(?:<price at>)?\s*$`)

// pointsBackOnly is true for the price of one of what a pronoun stands for.
func (c *clause) pointsBackOnly(desc string) bool {
	return c.each != "" && (!named(desc) || c.rd.onlySmall(desc) || c.rd.asks(vocab.Fold(desc))) && pointsThere.MatchString(c.low[c.from:c.clauseEnd()])
}

// countedInText finds how many there are of what a price is one of, where another
// sentence counts it: "The three bikes are fine again. Please invoice us, 65 per bike."
func (c *clause) countedInText() (name string, qty value) {
	noun := c.pricedNoun()
	if len(c.plain) > 0 || noun == "" {
		return "", value{}
	}
	unit, _ := c.rd.s.book.WordIn(c.rd.lang, "units", noun)
	if unit != "" && !packUnit(unit) {
		return "", value{}
	}
	var found []decimal.Decimal
	for line := range strings.SplitSeq(c.rd.text, "\n") {
		words := strings.Fields(line)
		for i, w := range words {
			n, called, ok := c.countedAt(words, i, strings.Trim(w, ".,;:!?()"), noun)
			if ok {
				name = called
			}
			if ok && (len(found) == 0 || !found[0].Equal(n)) {
				found = append(found, n)
			}
		}
	}
	if len(found) != 1 || !named(name) || strings.ContainsAny(name, ".,;:!?()") {
		return "", value{}
	}
	return name, known(found[0])
}

// countedAt reads the count before a word that is one of the kind of the noun.
func (c *clause) countedAt(words []string, i int, word, noun string) (n decimal.Decimal, name string, ok bool) {
	if !ofTheKind(vocab.Lower(word), noun) {
		return n, "", false
	}
	n, at, ok := c.rd.countBefore(words, i)
	if !ok {
		return n, "", false
	}
	return n, strings.Join(append(append([]string{}, words[at+1:i]...), word), " "), true
}

// countBefore is the count one or two words before the i-th, and which word it is.
func (rd *reader) countBefore(words []string, i int) (n decimal.Decimal, at int, ok bool) {
	for at = i - 1; at >= 0 && at >= i-2; at-- {
		if n, ok = rd.countWord(vocab.Lower(words[at])); ok {
			return n, at, true
		}
	}
	return n, -1, false
}

// countWord reads a number in figures or words that is more than one.
func (rd *reader) countWord(word string) (decimal.Decimal, bool) {
	n, ok := numbers.Parse(word, rd.out.style)
	if !ok {
		n, ok = rd.numberWord(word)
	}
	return n, ok && n.GreaterThan(one())
}

// pricedNoun is what the words around a price say that it is of one of: "per bike".
func (c *clause) pricedNoun() string {
	said := c.each + " "
	if c.each == "" && c.mark >= 0 {
		said = c.low[c.mark:c.price.Start]
	} else if strings.HasSuffix(c.each, " ") {
		said += c.low[c.price.End+len(c.each) : c.next]
	}
	said = perLead.ReplaceAllString(strings.TrimLeft(said, " ./(,"), "")
	words := wordPattern.FindAllString(vocab.Lower(said), 2)
	for _, w := range words {
		if len(w) > 2 && !c.rd.small(w) && !priceLabel.MatchString(w) {
			return w
		}
	}
	return ""
}

// ofTheKind is true for a noun in the plural, also as the end of a compound: "Räder"
// and "Fahrräder" of "Rad".
func ofTheKind(word, noun string) bool {
	if sameThingAs(word, noun) {
		return true
	}
	word, noun = plainVowels(word), plainVowels(noun)
	at := strings.LastIndex(word, noun)
	return at > 2 && len(word)-at-len(noun) <= maxPlural
}
