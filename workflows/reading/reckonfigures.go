package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// find collects the amounts and the counts of a text, each value once. It is
// false for a text with amounts that are no price: taken off, vague, or in
// more than one currency.
func (rk *reckoning) find(text string) bool {
	rk.text, rk.low = text, vocab.Lower(text)
	var last int
	for _, n := range rk.rd.scan(text) {
		last = min(last, n.Start) // "EUR 62,50 EUR 125,00": two amounts share the sign between them
		switch {
		case n.Kind == numbers.Money && (!n.OK || !n.Value.IsPositive() || rk.noPrice(last, n.Start)):
			return false
		case n.Kind == numbers.Money:
			rk.addMoney(mention{value: n.Value, currency: n.Currency, start: n.Start, end: n.End})
		case n.Kind == numbers.Plain && n.OK && rk.announced(last, n):
			rk.addMoney(mention{value: n.Value, start: n.Start, end: n.End})
		case n.Kind == numbers.Plain && n.OK && rk.countable(n):
			rk.addCount(mention{value: n.Value, start: n.Start, end: n.End})
		}
		last = n.End
	}
	rk.words()
	return !rk.twice && len(rk.money) > 1 && len(rk.money) <= maxPrices+2 && len(rk.counts) <= maxCounts && rk.oneCurrency()
}

func (rk *reckoning) noPrice(from, at int) bool {
	before := strings.TrimRight(rk.low[max(from, at-60):at], " ")
	return minus.MatchString(before) || takesOff(before) || openSinglePrice.MatchString(before) || rk.rd.vague(before)
}

// announced is true for a bare figure that words call the sum of what stands
// before it: "and there were eight of us, so 360".
func (rk *reckoning) announced(from int, n numbers.Number) bool {
	unit, _ := rk.rd.unitAt(rk.low[n.End:min(len(rk.low), n.End+24)])
	return unit == "" && soMuch.MatchString(strings.TrimRight(rk.low[max(from, n.Start-40):n.Start], " "))
}

var soMuch = vocab.Around(`(?:^|[^\pL])<so much>[\s:,=]*$`)

// maxCount is the most of a thing that is counted in running text.
const maxCount = 100_000

func (rk *reckoning) countable(n numbers.Number) bool {
	before := strings.TrimRight(rk.low[max(0, n.Start-40):n.Start], " ")
	if unit, _ := rk.rd.unitAt(rk.low[n.End:min(len(rk.low), n.End+24)]); unit == "" && centsFigure.MatchString(n.Text) {
		return false // a price without its currency
	}
	return n.Value.IsPositive() && n.Value.LessThan(decimal.NewFromInt(maxCount)) && !n.Value.Equal(one()) && !refWord.MatchString(before) && !strings.HasPrefix(n.Text, "0")
}

// centsFigure is written as amounts of money are.
var centsFigure = regexp.MustCompile(`\d[.,]\d\d$`)

func (rk *reckoning) addMoney(m mention) {
	for _, k := range rk.money {
		if k.value.Equal(m.value) {
			first, again := rk.forName(k), rk.forName(m)
			rk.twice = rk.twice || !rk.rd.unnamed(first) && !rk.rd.unnamed(again) && !strings.EqualFold(first, again)
			return
		}
	}
	rk.money = append(rk.money, m)
}

// addCount keeps the first place of a value at which something is counted.
func (rk *reckoning) addCount(m mention) {
	unit, width := rk.rd.unitAt(rk.low[m.end:min(len(rk.low), m.end+24)])
	m.unit = unit
	if unit != "" {
		m.end += width
	}
	for i, k := range rk.counts {
		if k.value.Equal(m.value) {
			if rk.countedName(k) == "" && rk.countedName(m) != "" {
				rk.counts[i] = m
			}
			return
		}
	}
	rk.counts = append(rk.counts, m)
}

func (rk *reckoning) oneCurrency() bool {
	code := ""
	for _, m := range rk.money {
		if m.currency == "" || numbers.Open(m.currency) {
			continue
		}
		if code != "" && code != m.currency {
			return false
		}
		code = m.currency
	}
	return true
}

// halfMore behind a number word adds a half: "six and a half".
var halfMore = vocab.Around(`^\s+<half more>(?:$|[^\pL])`)

// both counts two.
var both = vocab.Around(`^<both>$`)

// words collects numbers that are written out, alone or with a currency:
// "four mics", "fifty pounds", "four pounds fifty".
func (rk *reckoning) words() {
	all := numeralWord.FindAllStringIndex(rk.low, 2000)
	for i := 0; i < len(all); i++ {
		m, before := all[i], ""
		if i > 0 {
			before = rk.low[all[i-1][0]:m[0]]
		}
		v, ok := rk.inWords(m)
		for i+1 < len(all) && all[i+1][0] < m[1] {
			i++
		}
		if !ok || scaled(rk.low[m[1]:]) || scaleAlone.MatchString(before) {
			continue
		}
		n := mention{value: v, start: m[0], end: m[1]}
		if h := halfMore.FindString(rk.low[n.end:]); h != "" {
			n.value, n.end = n.value.Add(decimal.New(5, -1)), n.end+len(strings.TrimRight(h, " ,.;:"))
		}
		currency, width := numbers.CurrencyWord(rk.low[n.end:])
		if width == 0 {
			rk.addCount(n)
			continue
		}
		n.currency, n.end = currency, n.end+width
		if cents, end, ok := rk.cents(n.end); ok {
			n.value, n.end = n.value.Add(cents), end
		}
		rk.addMoney(n)
		for i+1 < len(all) && all[i+1][0] < n.end {
			i++
		}
	}
}

// inWords is the number in words that begins with a word; where it takes more, the
// word's end is moved behind them.
func (rk *reckoning) inWords(m []int) (decimal.Decimal, bool) {
	if both.MatchString(rk.low[m[0]:m[1]]) {
		return decimal.NewFromInt(2), true
	}
	if several, width, ok := rk.rd.spelled(rk.low[m[0]:]); ok {
		m[1] = m[0] + width
		return several, true
	}
	return rk.rd.numberWord(rk.low[m[0]:m[1]])
}

// scaleAlone multiplies the number behind it.
var scaleAlone = vocab.Around(`^<scale>\s+$`)

func scaled(rest string) bool { return scaleWord.MatchString(rest) }

// cents reads the "fifty" of "four pounds fifty".
func (rk *reckoning) cents(at int) (decimal.Decimal, int, bool) {
	m := nextWord.FindStringSubmatchIndex(rk.low[at:])
	if m == nil {
		return decimal.Decimal{}, 0, false
	}
	v, ok := rk.rd.numberWord(rk.low[at+m[2] : at+m[3]])
	if !ok || v.LessThan(decimal.NewFromInt(5)) || v.GreaterThan(decimal.NewFromInt(99)) {
		return decimal.Decimal{}, 0, false
	}
	return v.Shift(-2), at + m[3], true
}
