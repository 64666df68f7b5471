package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// numberWords finds "three acoustic panels". One is said of anything and
// counts nothing.
func (c *clause) numberWords() []quantity {
	if c.rd.lang == "" {
		return nil
	}
	var out []quantity
	region := c.low[c.from:c.clauseEnd()]
	for _, m := range numeralWord.FindAllStringIndex(region, 60) {
		v, ok := c.rd.numberWord(region[m[0]:m[1]])
		several, width, is := c.rd.spelled(region[m[0]:])
		if is { // "twelve hundred it was, so 1,200 euros" says the price
			v, ok, m[1] = several, !several.Equal(c.price.Value), m[0]+width
		}
		if ok && !c.withinName(c.from+m[0]) && !madeOf.MatchString(region[max(0, m[0]-40):m[0]]) {
			q := c.at(known(v), c.from+m[0], c.from+m[1])
			if again := inDigits.FindStringSubmatchIndex(region[m[1]:]); again != nil && region[m[1]+again[2]:m[1]+again[3]] == v.String() {
				q = c.at(known(v), c.from+m[0], c.from+m[1]+again[1])
				m[1] += again[1]
			}
			q.opens, q.spelled = startsWithLetter(strings.TrimLeft(region[m[1]:], " ")), is
			out = append(out, q)
		}
	}
	return out
}

// withinName is true for a word with a capital behind another word: "Cabinet des
// Trois Chênes".
func (c *clause) withinName(at int) bool {
	r, _ := utf8.DecodeRuneInString(c.seg[at:])
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(c.seg[c.from:at], " "))
	return unicode.IsUpper(r) && unicode.IsLetter(before)
}

// numberWord reads a number in words that is more than one.
func (rd *reader) numberWord(word string) (decimal.Decimal, bool) {
	v, ok := rd.s.book.WordIn(rd.lang, "number words", word)
	if !ok {
		return rd.compound(word)
	}
	d, err := decimal.NewFromString(v)
	return d, err == nil && d.GreaterThan(decimal.NewFromInt(1))
}

// inDigits repeats a number in words: "six (6) hours".
var inDigits = regexp.MustCompile(`^\s*\((\d+)\)`)

// unitsTens takes "vierundzwanzig" apart, and "vierentwintig".
var unitsTens = vocab.Around(`^(\pL{2,6}?)<and between>(<tens>)$`)

// compound reads a number made of tens and units; any other is none.
func (rd *reader) compound(word string) (decimal.Decimal, bool) {
	var tens, units string
	if before, behind, ok := strings.Cut(word, "-"); ok && before != "" && lettersEnd(before, 0) == len(before) && lettersEnd(behind, 0) == len(behind) {
		tens, units = before, behind
	}
	if m := unitsTens.FindStringSubmatch(word); m != nil {
		tens, units = m[2], m[1]
	}
	number := func(w string) int64 {
		v, ok := rd.s.book.WordIn(rd.lang, "number words", w)
		if d, err := decimal.NewFromString(v); ok && err == nil && d.IsInteger() {
			return d.IntPart()
		}
		return 0
	}
	t, u := number(tens), number(units)
	if t < 20 || t > 90 || t%10 != 0 || t == 60 && rd.lang == "fr" || t == 80 && rd.lang == "fr" || u < 1 || u > 9 {
		return decimal.Decimal{}, false
	}
	return decimal.NewFromInt(t + u), true
}

// behindNumber lets the words that lead to a price of one begin behind a number in
// words that ends in one: "thirty one at £22".
func (c *clause) behindNumber() {
	if c.mark <= c.from {
		return
	}
	words := wordPattern.FindAllStringIndex(lastBytes(c.low[c.from:c.mark], maxNumeral), maxAtoms)
	if len(words) == 0 {
		return
	}
	last := words[len(words)-1]
	at := c.mark - min(maxNumeral, c.mark-c.from) + last[0]
	if _, width, ok := c.rd.spelled(c.low[at:c.price.Start]); ok && at+width > c.mark {
		c.mark = at + width
	}
}
