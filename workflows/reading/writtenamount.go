package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// inWords reads the number of more than one, in one word or several, that begins at
// a place of a text in small letters. Width is 0 for none. Behind figures a number
// in words is none of its own: "3 mil".
func (rd *reader) inWords(low string, at int) (decimal.Decimal, int) {
	if rd.lang == "" || endsInDigit(strings.TrimSuffix(low[:at], " ")) {
		return decimal.Decimal{}, 0
	}
	if v, width, ok := rd.spelled(low[at:]); ok {
		return v, width
	}
	word := numeralWord.FindString(low[at:])
	if v, ok := rd.numberWord(word); ok && strings.HasPrefix(low[at:], word) && v.IsInteger() && rd.endsHere(low[at+len(word):]) {
		return v, len(word)
	}
	return decimal.Decimal{}, 0
}

// endsHere is true where the number does not go on: "cents" is a hundred in French only.
func (rd *reader) endsHere(rest string) bool {
	return !scaled(rest) || rd.lang != "fr" && centsNamed.MatchString(rest)
}

func endsInDigit(text string) bool { return text != "" && startsWithDigit(text[len(text)-1:]) }

// currencyBehindWord is a currency or its cents behind a word: "sixty-five pounds".
var currencyBehindWord = vocab.Around(`\pL{2}[ \x{a0}](?:€|eur|gbp|usd|chf|<currencies=>|<cents in words>)(?:$|[^\pL\pN])`)

// writtenOut adds the amounts of money that are written out: "sixty-five
// pounds", "duecento euro". One that only says figures again is no other amount.
func (rd *reader) writtenOut(seg string, nums []numbers.Number) []numbers.Number {
	low := vocab.Lower(seg)
	if len(low) != len(seg) {
		return nums
	}
	if currencyBehindWord.MatchString(low) {
		nums = rd.amountsInWords(seg, low, nums)
	}
	if moneys(nums) > 0 {
		nums = rd.barePricesInWords(low, nums)
	}
	return nums
}

// amountsInWords adds those that have their currency.
func (rd *reader) amountsInWords(seg, low string, nums []numbers.Number) []numbers.Number {
	var found []numbers.Number
	until := 0
	for _, m := range numeralWord.FindAllStringIndex(low, maxTold) {
		if m[0] < until {
			continue
		}
		n, ok := rd.writtenAmount(low, m[0])
		if !ok {
			continue
		}
		until = n.End
		if !sayAgain(seg, nums, n) {
			n.Text = seg[n.Start:n.End]
			found = append(found, n)
		}
	}
	return among(nums, found)
}

// barePricesInWords adds the numbers in words beside amounts of money that can only be
// amounts too: what they are for stands behind them, or that they are all there is.
// "ninety pounds for the call-out and forty-eight for the valve".
func (rd *reader) barePricesInWords(low string, nums []numbers.Number) []numbers.Number {
	var found []numbers.Number
	until := 0
	for _, m := range numeralWord.FindAllStringIndex(low, maxTold) {
		if m[0] < until {
			continue
		}
		v, width := rd.inWords(low, m[0])
		if width == 0 {
			continue
		}
		until = m[0] + width
		if !v.LessThan(decimal.NewFromInt(minBare)) && (forAThing.MatchString(low[until:]) || sumBehind.MatchString(low[until:])) {
			found = append(found, numbers.Number{Start: m[0], End: until, Kind: numbers.Plain, Value: v, OK: true, Text: v.String()})
		}
	}
	return among(nums, found)
}

// forAThing leads from an amount to the one thing that it is for.
var forAThing = vocab.Around(`^\s(?:<price for>)\s(?:(?:<article>)\s|<article glued>)`)

// writtenAmount reads the amount that begins at a place.
func (rd *reader) writtenAmount(low string, at int) (numbers.Number, bool) {
	v, width := rd.inWords(low, at)
	if width == 0 {
		return numbers.Number{}, false
	}
	end := at + width
	if m := centsNamed.FindString(low[end:]); m != "" && v.LessThan(decimal.NewFromInt(maxCents)) {
		n := numbers.Number{Start: at, End: end + len(strings.TrimRight(m, " ,.;:!?)(")), Kind: numbers.Money, Value: v.Shift(-2), OK: true}
		if pence.MatchString(m) {
			n.Currency = "GBP"
		}
		return n, true
	}
	currency, more := numbers.CurrencyWord(low[end:])
	if more == 0 {
		return numbers.Number{}, false
	}
	end += more
	if cents, stop := rd.centsBehind(low, end); stop > 0 {
		v, end = v.Add(cents), stop
	}
	return numbers.Number{Start: at, End: end, Kind: numbers.Money, Value: v, OK: !rd.perhapsCents(low, end) && !measuredOf.MatchString(low[end:]), Currency: currency}, true
}

// maxCents is the most that is said in cents.
const maxCents = 200

// pence are the cents of a pound.
var pence = regexp.MustCompile(`^\s(?:pence|p)\b`)

// measuredOf goes on with what is weighed: "ten pounds of flour".
var measuredOf = vocab.Around(`^\s<of what is weighed>\s`)

var (
	// centsAhead leads from an amount to its cents, centsEnd is all that may follow them where they are not named.
	centsAhead = vocab.Around(`^\s(?:<before cents>\s)?`)
	centsNamed = vocab.Around(`^\s<cents in words>(?:$|[^\pL])`)
	centsEnd   = vocab.Around(`^\s*(?:$|[,.;:!?()]|<each before>|<per explicit>|<of a piece>\s|l'|(?:<piece>)(?:$|[^\pL]))|^\s<and also>\s`)
	// centsPerhaps is a number right behind an amount in words, which may be its cents or a count.
	centsPerhaps = regexp.MustCompile(`^\s\pL`)
)

// centsBehind are the cents of "four pounds fifty", "dodici euro e cinquanta".
func (rd *reader) centsBehind(low string, at int) (decimal.Decimal, int) {
	lead := len(centsAhead.FindString(low[at:]))
	if lead == 0 {
		return decimal.Decimal{}, 0
	}
	v, width := rd.inWords(low, at+lead)
	if width == 0 || !v.LessThan(decimal.NewFromInt(100)) {
		return decimal.Decimal{}, 0
	}
	end := at + lead + width
	if m := centsNamed.FindString(low[end:]); m != "" {
		return v.Shift(-2), end + len(strings.TrimRight(m, " ,.;:!?)("))
	}
	if v.LessThan(decimal.NewFromInt(5)) || !centsEnd.MatchString(low[end:]) {
		return decimal.Decimal{}, 0
	}
	return v.Shift(-2), end
}

// perhapsCents is true for a number in words right behind an amount that may be its
// cents or a count of what follows: "dieciocho euros cincuenta botellas".
func (rd *reader) perhapsCents(low string, at int) bool {
	if !centsPerhaps.MatchString(low[at:]) {
		return false
	}
	v, width := rd.inWords(low, at+1)
	return width > 0 && !v.LessThan(decimal.NewFromInt(minBare)) && v.LessThan(decimal.NewFromInt(aHundred))
}

// sayAgain is true for an amount beside figures of the same value, with nothing
// but signs between them; they are one: "£65 (sixty-five pounds)".
func sayAgain(seg string, nums []numbers.Number, n numbers.Number) bool {
	for i := range nums {
		m := &nums[i]
		if m.Kind != numbers.Money && m.Kind != numbers.Plain || !m.OK {
			continue
		}
		between := ""
		switch {
		case m.End <= n.Start:
			between = seg[m.End:n.Start]
		case n.End <= m.Start:
			between = seg[n.End:m.Start]
		}
		if m.Start < n.End && n.Start < m.End || m.Value.Equal(n.Value) && strings.Trim(between, " (),-–—=/") == "" {
			if m.Kind == numbers.Plain {
				m.Kind, m.Currency = numbers.Money, n.Currency // "sixty-five pounds (65)"
			}
			if m.Start, m.End = min(m.Start, n.Start), max(m.End, n.End); strings.Contains(between, "(") && strings.HasPrefix(seg[m.End:], ")") {
				m.End++
			}
			return true
		}
	}
	return false
}

// among puts numbers between others that they do not touch, in order.
func among(nums, more []numbers.Number) []numbers.Number {
	if len(more) == 0 {
		return nums
	}
	out := make([]numbers.Number, 0, len(nums)+len(more))
	for _, n := range nums {
		for len(more) > 0 && more[0].Start < n.Start {
			if more[0].End <= n.Start && (len(out) == 0 || out[len(out)-1].End <= more[0].Start) {
				out = append(out, more[0])
			}
			more = more[1:]
		}
		out = append(out, n)
	}
	for _, m := range more {
		if len(out) == 0 || out[len(out)-1].End <= m.Start {
			out = append(out, m)
		}
	}
	return out
}
