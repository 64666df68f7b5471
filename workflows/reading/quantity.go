package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// quantity is a quantity with its place in the region before a price.
type quantity struct {
	value      value
	unit       string
	open       bool // a quantity is meant, and vague
	start, end int  // offsets in the region, unit included
	strong     bool // stands right before the price
	several    bool // more than one number could be it
}

// quantity finds the one number of the region that counts things. Two that
// could are none: product names end in digits, and packs have sizes.
func (c *clause) quantity(low string) (quantity, bool) {
	var found []quantity
	for _, n := range c.plain {
		if q, ok := c.asQuantity(low, n); ok {
			found = append(found, q)
		}
	}
	var strong []quantity
	for _, q := range found {
		if q.strong {
			strong = append(strong, q)
		}
	}
	switch {
	case len(strong) == 1 && c.onlyCount(found, strong[0]):
		return c.checked(low, strong[0]), true
	case len(strong) == 0 && len(found) == 1:
		return c.checked(low, found[0]), true
	case len(found) > 1:
		return quantity{open: true, several: true, start: found[0].start, end: found[0].end}, true
	}
	return c.wordQuantity(low)
}

// onlyCount is false when another number opens the clause as a count would.
func (c *clause) onlyCount(found []quantity, strong quantity) bool {
	for _, q := range found {
		if q.start != strong.start && strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:c.from+q.start], "")) == "" {
			return false
		}
	}
	return true
}

// checked opens a quantity that is said vaguely.
func (c *clause) checked(low string, q quantity) quantity {
	before := strings.TrimRight(low[:q.start], " ")
	if openSinglePrice.MatchString(before) || c.rd.vague(before) {
		q.value, q.open = value{}, true
	}
	return q
}

func (c *clause) asQuantity(low string, n numbers.Number) (quantity, bool) {
	if !n.OK || !n.Value.IsPositive() {
		return quantity{}, false
	}
	start, end := n.Start-c.from, n.End-c.from
	before := strings.TrimRight(low[:start], " ")
	if refWord.MatchString(before) {
		return quantity{}, false
	}
	q := quantity{value: known(n.Value), start: start, end: end}
	rest := low[end:]
	unit, width := c.unitAt(rest)
	tail := rest[width:]
	switch {
	case onlyMarker(tail, unit != ""):
		q.strong, q.unit, q.end = true, unit, end+width
		return q, true
	case unit != "" && (tail == "" || strings.ContainsRune(" ,;:)", rune(tail[0]))):
		q.unit, q.end = unit, end+width
		if c.opens(low, start) || strings.HasPrefix(tail, ",") || strings.HasPrefix(tail, " ") && onlyMarker(tail, true) {
			return q, true
		}
		return quantity{}, false
	case times(rest):
		q.end = end + strings.IndexAny(rest, "x×X*") + len(timesSign(rest))
		return q, c.opens(low, start)
	case strings.HasPrefix(rest, " ") && startsWithLetter(strings.TrimLeft(rest, " \"'(")):
		return q, c.opens(low, start)
	}
	return quantity{}, false
}

// opens is true where a count can stand: at the start of the clause, or after
// a word in small letters, never after a name ("PLINTH 90").
func (c *clause) opens(low string, start int) bool {
	before := strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:c.from+start], ""))
	if before == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	if r == ':' || r == ',' || r == '-' || r == '(' || r == '|' {
		return true
	}
	if c.listed && c.from == 0 && !strings.ContainsAny(before, ":,") && len(strings.Fields(before)) < 3 {
		return false
	}
	words := strings.Fields(before)
	if len(words) == 1 && c.from == 0 && !c.listed {
		return true // a sentence's first word is written large whatever it is
	}
	last := words[len(words)-1]
	first, _ := utf8.DecodeRuneInString(last)
	return unicode.IsLower(first)
}

// unitAt reads a unit of measure right after a number.
func (c *clause) unitAt(rest string) (string, int) {
	trimmed := strings.TrimLeft(rest, " ")
	width := len(rest) - len(trimmed)
	end := strings.IndexFunc(trimmed, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '²' && r != '-' && r != '\'' && !unicode.IsDigit(r)
	})
	if end < 0 {
		end = len(trimmed)
	}
	if end == 0 {
		return "", 0
	}
	word := trimmed[:end]
	unit, ok := c.rd.s.book.Word("units", word)
	if !ok || unit == "flat" {
		return "", 0
	}
	width += end
	if strings.HasPrefix(rest[width:], ".") {
		width++
	}
	return unit, width
}

// onlyMarker is true when nothing but a price marker is left before the price.
// Without a unit a comma or colon marks nothing: "Tray TONDO 18, NOK 240".
func onlyMarker(tail string, unit bool) bool {
	switch strings.Trim(tail, " .,:;-") {
	case "@", "at", "à", "á", "a", "zu", "zu je", "je", "x", "×", "*", "for", "tegen", "per", "al":
		return true
	case "":
		return unit && (strings.ContainsAny(tail, ",:-") || strings.HasPrefix(tail, "  "))
	}
	return false
}

func times(rest string) bool { return timesSign(rest) != "" }

func timesSign(rest string) string {
	t := strings.TrimLeft(rest, " ")
	for _, x := range []string{"x ", "× ", "x\t"} {
		if strings.HasPrefix(t, x) {
			return x[:len(x)-1]
		}
	}
	return ""
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// wordQuantity reads "three acoustic panels": a number word at the start of
// the clause or after a small word, with a name behind it.
func (c *clause) wordQuantity(low string) (quantity, bool) {
	if c.rd.lang == "" || len(c.plain) > 0 {
		return quantity{}, false
	}
	var found []quantity
	for at := 0; at < len(low); {
		start := at
		end := strings.IndexByte(low[at:], ' ')
		if end < 0 {
			break
		}
		at += end + 1
		word := strings.Trim(low[start:start+end], ",.:;(")
		v, ok := c.rd.s.book.WordIn(c.rd.lang, "number words", word)
		if !ok || !startsWithLetter(low[at:]) || word == "a" || word == "an" {
			continue
		}
		d, err := decimal.NewFromString(v)
		if err != nil || d.Equal(decimal.NewFromInt(1)) {
			continue
		}
		q := quantity{value: known(d), start: start, end: at - 1}
		q.unit, _ = c.unitAt(low[at-1:])
		found = append(found, q)
	}
	if len(found) != 1 {
		return quantity{open: len(found) > 1}, false
	}
	return c.checked(low, found[0]), true
}

// describe takes the name of the thing out of the region: what stands between
// quantity and price, or what stands before a quantity that ends the region.
func (c *clause) describe(region string, q quantity) string {
	behind := strings.TrimSpace(tailJunk.ReplaceAllString(cutMarker(region[min(q.end, len(region)):]), ""))
	behind = partitive.ReplaceAllString(strings.TrimLeft(behind, " .x×"), "")
	if named(behind) && !q.strong {
		if m := relative.FindStringIndex(vocab.Lower(behind)); m != nil && !c.listed {
			behind = behind[:m[0]]
		}
		return strings.Trim(behind, " ,:;-")
	}
	return c.nameBefore(region[:q.start])
}

// relative begins a clause about the thing, which is no part of its name.
var relative = regexp.MustCompile(`,? (?:which|that|who|as (?:agreed|discussed|quoted)|like|wie|die (?:wir|sie)|der|que|qui|che|dat|die|zoals|comme|como|come) `)

func cutMarker(s string) string {
	if m := unitMarker.FindStringIndex(vocab.Lower(s)); m != nil {
		return s[:m[0]]
	}
	return s
}

// nameBefore takes the name that stands before the numbers of a list line. In
// running text a name has no beginning one could trust.
func (c *clause) nameBefore(region string) string {
	name := strings.TrimSpace(tailJunk.ReplaceAllString(cutMarker(region), ""))
	name = leadWords.ReplaceAllString(name, "")
	if !c.listed {
		return c.thing(region)
	}
	return strings.Trim(name, " ,:;-|")
}
