package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	numeral = regexp.MustCompile(`^(?:\d[\d.,']*|\pL+(?:-\pL+)*)`)
	// scaleWord behind a number multiplies it: "two hundred", "3 mil", "5 dozen".
	scaleWord = vocab.Around(`^[\s-]*(<scale>)(?:$|[^\pL-])`)
	nextWord  = vocab.Around(`^\s+(?:<and>\s+)?(\pL+)(?:$|[^\pL-])`)
)

// whole opens a number whose words go on behind it: "vingt et une", "treinta y
// dos", "cent vingt", "two hundred". What it amounts to is asked.
func (c *clause) whole(q quantity) quantity {
	stop := c.clauseEnd()
	if q.start >= stop {
		return q
	}
	for end := q.start + len(numeral.FindString(c.low[q.start:stop])); end < stop; {
		rest := c.low[end:stop]
		m := scaleWord.FindStringSubmatchIndex(rest)
		if m != nil && c.rd.lang == "nl" && rest[m[2]:m[3]] == "dozen" {
			break // boxes
		}
		if m == nil {
			if m = nextWord.FindStringSubmatchIndex(rest); m == nil || !c.isCount(rest[m[2]:m[3]]) {
				break
			}
		}
		end += m[3]
		q.value, q.open, q.unit, q.end = value{}, true, "", end
	}
	return q
}

func (c *clause) isCount(word string) bool {
	_, ok := c.rd.s.book.WordIn(c.rd.lang, "number words", word)
	return ok && word != "a" && word != "an"
}

// refers is true for a number that tells papers or places apart and counts
// nothing: "order no. 12", not "per n. 12 sedie".
func (c *clause) refers(n numbers.Number) bool {
	before := strings.TrimRight(c.low[c.from:n.Start], " ")
	paper := refWord.MatchString(strings.TrimRight(numberShort.ReplaceAllString(before, ""), " "))
	if stop := c.clauseEnd(); !paper && stop >= n.End && countAhead.MatchString(before) && strings.Trim(c.low[n.End:stop], " ,;:-–—") == "" {
		return false // "sedie, n. 20, € 16"
	}
	if !paper && c.mark >= n.End && c.each != "" && numberShort.MatchString(before) && strings.TrimSpace(c.low[n.End:c.mark]) == "" {
		return false // "palloni n. 20 a € 16 cad."
	}
	if !paper && c.mark >= n.End && numberShort.MatchString(before) && timesSign.MatchString(c.low[n.End:c.price.Start]) {
		return false // "tessere n. 260 x € 0,85"
	}
	if !refWord.MatchString(before) || (ordering.MatchString(before) || toInvoice.MatchString(before)) && thingNext.MatchString(c.low[n.End:]) {
		return false
	}
	return !numberOf.MatchString(before) || paperNumber.MatchString(c.seg[n.End:])
}

// timesSign is all that stands between a count and what it is multiplied with.
var timesSign = regexp.MustCompile(`^\s*[x×*]\s*$`)

// numberShort is the short word before a count.
var numberShort = vocab.Around(`(?:^|\s)(?:n°|nº|<number short>)\s*$`)

// ordering ends words in which "order" is a verb: "we would like to order 500 menus".
var ordering = vocab.Around(`(?:^|[^\pL])<ordering>$`)

// toInvoice is all that stands before a count in "please invoice 11 lamps".
var toInvoice = vocab.Around(`^\s*<verb to invoice>$`)

// thingNext begins with the name of what is counted.
var thingNext = regexp.MustCompile(`^\s*(?:x\s*)?\pL{3,}`)

// joins is true for a small word of the mail's language that is a unit in
// another one: "und".
func (rd *reader) joins(word string) bool {
	if rd.lang == "" {
		return false
	}
	_, small := rd.s.book.WordIn(rd.lang, "small words", word)
	_, unit := rd.s.book.WordIn(rd.lang, "units", word)
	return small && !unit
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
