package numbers

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Kind is what a number is.
type Kind int

// Kinds. Code is a number that counts nothing: part of a word, a size, a
// date, a time, a range, an article or document number.
const (
	Plain Kind = iota
	Money
	Percent
	Code
)

// Number is one number in a text. Start and End are byte offsets of the whole
// expression, currency and per-cent sign included.
type Number struct {
	Start, End int
	Kind       Kind
	Value      decimal.Decimal
	OK         bool   // Value reads one way
	Currency   string // ISO 4217, "$"-like signs as written when they name no single currency
	Text       string // the numeral alone
	numStart   int
	numEnd     int
}

// StyleOf collects the evidence of every numeral in a text.
func StyleOf(text string) Style {
	style := Unknown
	for _, n := range numerals(text) {
		if n.Kind == Code {
			continue
		}
		style = style.Join(evidence(n.Text))
	}
	return style
}

// Scan finds the numbers of a text from left to right.
func Scan(text string, style Style) []Number {
	list := numerals(text)
	for i := range list {
		n := &list[i]
		n.Value, n.OK = Parse(n.Text, style)
		if n.Kind == Plain {
			currency(text, n)
		}
	}
	return joinCents(text, list)
}

// joinCents adds cents to the amount before them: "2 Euro 50 Cent".
func joinCents(text string, list []Number) []Number {
	out := list[:0]
	for _, n := range list {
		last := len(out) - 1
		if last < 0 || out[last].Kind != Money || n.Kind != Plain || !n.OK || !wholeBefore.MatchString(text[max(0, n.Start-window):n.Start]) || out[last].End+maxCentsGap < n.Start {
			out = append(out, n)
			continue
		}
		cents := centsInWords.FindStringSubmatch(text[n.End:min(len(text), n.End+window)])
		if cents == nil || !out[last].Value.IsInteger() || len(n.Text) > 2 {
			out = append(out, n)
			continue
		}
		out[last].Value = out[last].Value.Add(n.Value.Shift(-2))
		out[last].End = n.End + len(cents[0]) - len(cents[1])
	}
	return out
}

// maxCentsGap is how far cents stand behind their amount, in bytes.
const maxCentsGap = 5

func numerals(text string) []Number {
	var out []Number
	second := false // the end of a range counts as little as its beginning
	for i := 0; i < len(text); {
		if !digit(text[i]) {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		end := numeralEnd(text, i)
		n := Number{Start: i, End: end, Text: text[i:end], numStart: i, numEnd: end}
		n.Kind = kindOf(text, &n)
		if second {
			n.Kind = Code
		}
		second = begins(n.Text, text[end:]) && !endsSize(text[:i])
		out = append(out, n)
		i = max(end, n.End)
	}
	return out
}

// endsSize is true before the last number of a size: the 10 of "prints 8x10 - 12 nos".
func endsSize(before string) bool {
	head, ok := strings.CutSuffix(before, "x")
	return ok && head != "" && digit(head[len(head)-1])
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// numeralEnd extends over separators that are followed by digits; a space
// only groups exactly three digits at a time.
func numeralEnd(text string, start int) int {
	end := run(text, start)
	spaced := false
	apart := text[start] == '0' || start > 1 && strings.IndexByte("/.-x", text[start-1]) >= 0 && digit(text[start-2]) // "12/09 900 euro", "tent 4x8 420"
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		next := end + size
		if next >= len(text) || !digit(text[next]) {
			break
		}
		stop := run(text, next)
		if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' {
			if apart || stop-next != 3 || (!spaced && end-start > 3) || strings.ContainsAny(text[start:end], ".,'’") {
				break
			}
			spaced = true
			end = stop
			continue
		}
		if r != '.' && r != ',' && r != '\'' && r != '’' {
			break
		}
		end = stop
	}
	return end
}

func run(text string, i int) int {
	for i < len(text) && digit(text[i]) {
		i++
	}
	return i
}

func kindOf(text string, n *Number) Kind {
	left, _ := utf8.DecodeLastRuneInString(text[:n.Start])
	right, size := utf8.DecodeRuneInString(text[n.End:])
	rest := text[n.End:]
	if glued(text[:n.Start], left) {
		return Code
	}
	if end, ok := percentEnd(text, n.End); ok {
		n.End = end
		return Percent
	}
	switch {
	case rest == "":
		return Plain
	case strings.HasPrefix(rest, ".–") || strings.HasPrefix(rest, ".—") || strings.HasPrefix(rest, ",–") || strings.HasPrefix(rest, ",—") ||
		strings.HasPrefix(rest, ".-") || strings.HasPrefix(rest, ",-") || strings.HasPrefix(rest, "/-"):
		_, dash := utf8.DecodeRuneInString(rest[1:])
		if after, _ := utf8.DecodeRuneInString(rest[1+dash:]); !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			n.End += 1 + dash
			if strings.HasPrefix(text[n.End:], "-") {
				n.End++ // "110,--"
			}
			return Plain
		}
		return Code
	case right == '-' || right == '/' || right == ':' || right == '–' || right == '_' || right == '#':
		after, _ := utf8.DecodeRuneInString(rest[size:])
		if unicode.IsDigit(after) || right == '-' && unicode.IsLetter(after) || right == '_' {
			return Code
		}
	case right == '"' || right == '″' || right == '°' || right == '\'' && !strings.HasPrefix(rest, "' "):
		return Code
	case right == 'x' || right == 'X' || right == '×':
		return timesKind(rest[size:])
	case unicode.IsLetter(right) && !currencyAt(rest):
		return gluedRight(n.Text, rest)
	}
	return rangeOrSize(text, n)
}

// glued is true when the digits belong to a word, code, date or decimal that
// began before them.
func glued(before string, left rune) bool {
	switch left {
	case '-', '/', '–', '.', ',', ':', '_', '+':
		head := before[:len(before)-utf8.RuneLen(left)]
		if left == '.' && currencyBefore(before) {
			return false // "Rs.72"
		}
		prev, _ := utf8.DecodeLastRuneInString(head)
		if left == '.' && unicode.IsLetter(prev) && signBefore.MatchString(before) {
			return false // "Rs.72"
		}
		return unicode.IsLetter(prev) || unicode.IsDigit(prev)
	case '#', '№', '°':
		return true
	}
	return unicode.IsLetter(left) && !currencyBefore(before) && !timesBefore(before, left)
}

// timesBefore is true for an x behind a word, which makes the number behind it a
// count: "label design x4". Behind a number it is a size.
func timesBefore(before string, left rune) bool {
	head, spaced := strings.CutSuffix(strings.TrimSuffix(before, string(left)), " ")
	last, _ := utf8.DecodeLastRuneInString(head)
	return left == 'x' && spaced && unicode.IsLower(last)
}

// timesKind tells "4x roller" (a quantity) from "24x18" (a size).
func timesKind(after string) Kind {
	r, _ := utf8.DecodeRuneInString(after)
	if unicode.IsDigit(r) || unicode.IsLetter(r) {
		return Code
	}
	return Plain
}

// gluedRight lets units stuck to a number count ("3h", "12pcs") and takes all
// else for a code ("64pp", "70cl", "2nd").
func gluedRight(numeral, rest string) Kind {
	if strings.HasSuffix(numeral, "1") && !strings.HasSuffix(numeral, "11") && firstWord(rest) == "st" {
		return Code // "the 21st"
	}
	if numeral == "24" && strings.HasPrefix(rest, "h ") {
		return Code // "24h service"
	}
	switch strings.ToLower(firstWord(rest)) {
	case "p", "c", "ct", "cts": // cents, see currency
		return Plain
	case "pp":
		if perPerson(numeral, "pp") {
			return Plain
		}
	case "h", "hr", "hrs", "std", "pcs", "pc", "stk", "st", "uds", "ud", "pz", "nos", "ea":
		return Plain
	}
	return Code
}

// perPerson is true for an amount with cents of one person, "12.50 pp": pages are whole.
func perPerson(numeral, word string) bool {
	cut := strings.LastIndexAny(numeral, ".,")
	return word == "pp" && cut > 0 && len(numeral)-cut == 3
}

// firstWord is the letters that a text begins with.
func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// rangeOrSize finds "12 - 15", "10 to 15", "24 x 18" and "60 mm".
func rangeOrSize(text string, n *Number) Kind {
	rest := strings.TrimLeft(text[n.End:], " \u00a0")
	if multiplied(rest) && !(len(n.Text) == 2 && centsInWords.MatchString(rest)) { // "35 cent" is no 3,500
		return Code
	}
	if begins(n.Text, rest) {
		return Code
	}
	for _, x := range []string{"x ", "× ", "X "} {
		if tail, ok := strings.CutPrefix(rest, x); ok && tail != "" && digit(tail[0]) && measured(tail) {
			return Code
		}
	}
	if measureWord(rest) && !pricedBy(text[n.End:], firstWord(rest)) && !perPerson(n.Text, firstWord(rest)) {
		return Code
	}
	return Plain
}

// pricedBy is true for a measure that the text behind names again in a price of one:
// "320 ft of fence at $6.50 a foot".
func pricedBy(rest, measure string) bool {
	if measure != "ft" {
		return false
	}
	for _, one := range []string{" a foot", " per foot", " per ft", "/ft", " a ft", " each foot", "/foot"} {
		if strings.Contains(rest[:min(len(rest), reachOfPrice)], one) {
			return true
		}
	}
	return false
}

// reachOfPrice is how far behind a measure its price is looked for, in bytes.
const reachOfPrice = 80

// begins is true when a number is the first of a range: "10 to 12".
func begins(n, rest string) bool {
	rest = strings.TrimLeft(rest, " \u00a0")
	for _, dash := range []string{"- ", "– "} {
		if tail, ok := strings.CutPrefix(rest, dash); ok && tail != "" && digit(tail[0]) {
			// A dash also stands before a price, which names a currency or decimals.
			end := numeralEnd(tail, 0)
			if far(n, tail[:end]) || falls(n, tail[:end]) {
				return false
			}
			return !currencyAt(strings.TrimLeft(tail[end:], " \u00a0")) && !strings.ContainsAny(tail[:end], ".,")
		}
	}
	_, joins := vocab.Word("range words", firstWord(rest))
	tail, ok := strings.CutPrefix(rest, firstWord(rest)+" ")
	return joins && ok && tail != "" && digit(tail[0])
}

// far is true for two whole numbers of which the second is no end of a range that
// the first begins, as in "batch 3 - 640 strings".
func far(a, b string) bool {
	const apart = 50 // times as much
	first, err := decimal.NewFromString(a)
	second, err2 := decimal.NewFromString(b)
	return err == nil && err2 == nil && first.IsPositive() && second.GreaterThan(first.Mul(decimal.NewFromInt(apart)))
}

// falls is true for a number and a smaller one that does not shorten the next year:
// "diary 2027 - 40 pcs", "prints 8x12 - 10 nos" against "season 2026 - 27".
func falls(a, b string) bool {
	first, err := strconv.Atoi(a)
	second, err2 := strconv.Atoi(b)
	return err == nil && err2 == nil && second < first && !(first > 1900 && second == first%hundred+1)
}

const hundred = 100

// multiplied is true before a word that makes the number larger: reading "2
// thousand" as 2 would be wrong by the most.
func multiplied(rest string) bool {
	_, ok := vocab.Word("multipliers", strings.ToLower(firstWord(rest)))
	return ok
}

func measured(tail string) bool {
	end := numeralEnd(tail, 0)
	return measureWord(strings.TrimLeft(tail[end:], " \u00a0"))
}

func measureWord(rest string) bool {
	word := rest
	for i, r := range rest {
		if !unicode.IsLetter(r) {
			word = rest[:i]
			break
		}
	}
	switch word {
	case "mm", "cm", "dm", "inch", "inches", "ml", "cl", "px", "dpi", "gsm", "g", "mg", "kW", "kWh", "W", "V", "GB", "MB", "TB", "ft", "pt", "pp", "am", "pm", "Uhr", "°C":
		return true
	}
	return false
}

func percentEnd(text string, end int) (int, bool) {
	rest := strings.TrimLeft(text[end:], " \u00a0\u202f")
	if strings.HasPrefix(rest, "%") {
		return len(text) - len(rest) + 1, true
	}
	for _, w := range vocab.List("percent") {
		if strings.HasPrefix(rest, w) {
			return len(text) - len(rest) + len(w), true
		}
	}
	return end, false
}
