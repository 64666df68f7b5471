package reading

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// ratesBelow puts prices that have a line of their own to the count above them:
// "Labour: 12 hours" with "Hourly rate: £24" below it. A rate for another measure
// stays a line, of which is asked how many there are.
func (rd *reader) ratesBelow() {
	kept := rd.out.items[:0]
	for _, it := range rd.out.items {
		if n := len(kept); n > 0 && rd.rateOf(kept[n-1], it) {
			above := &kept[n-1]
			above.price, above.currency, above.quote, above.openQty = it.price, it.currency, above.quote+"; "+it.quote, false
			if it.lump.ok {
				above.price = it.lump
			}
			continue
		}
		kept = append(kept, it)
	}
	rd.out.items = kept
	rd.ratesApart()
	rd.rateOfAll()
}

// rateOfAll puts the only rate for a measure of time to all lines that are counted in it
// and have no price: "5 May: Pruning, 3 hours", "9 May: Planting, 2 hours", and below
// them "my usual rate of 42 euros an hour".
func (rd *reader) rateOfAll() {
	open, unit := rd.onlyCounted()
	if len(open) == 0 || !rd.allCounted(open, unit) {
		return
	}
	rates := rd.ratesSaid()
	if len(rates) != 1 || !rates[0].value.ok || rates[0].each != unit && rates[0].each != eachMeasure {
		return
	}
	rate := rates[0]
	for _, i := range open {
		it := &rd.out.items[i]
		it.price, it.currency, it.quote = rate.value, rate.currency, it.quote+"; "+rate.quote
	}
	rd.out.items = slices.DeleteFunc(rd.out.items, func(it item) bool { return it.quote == rate.quote && rd.isRate(it) })
	rd.out.sums = slices.DeleteFunc(rd.out.sums, func(sm sum) bool { return sm.quote == rate.quote && rd.rateSaid(sm) != "" })
}

// onlyCounted are the lines without a price, where all of them are counted in the same
// measure of time.
func (rd *reader) onlyCounted() (open []int, unit string) {
	for i, it := range rd.out.items {
		switch {
		case it.price.ok || it.lump.ok || it.amount.ok || it.flat:
		case !it.qty.ok || it.openQty || !spanOfTime.MatchString(it.unit) || unit != "" && it.unit != unit:
			return nil, ""
		default:
			open, unit = append(open, i), it.unit
		}
	}
	return open, unit
}

// ratesSaid are the amounts that the words around them call a rate, each with its measure.
// What others ask counts too, so that it is not taken for the only one.
func (rd *reader) ratesSaid() (out []sum) {
	for _, it := range rd.out.items {
		if rd.isRate(it) {
			out = append(out, sum{value: it.price, currency: it.currency, quote: it.quote, each: rd.rateIn(it.desc)})
		}
	}
	for _, sm := range rd.out.sums {
		if measure := rd.rateSaid(sm); measure != "" {
			sm.each = measure
			sm.value.ok = sm.value.ok && !sm.aside && !sm.others
			out = append(out, sm)
		}
	}
	return out
}

// isRate is true for a line that is named by a rate, and is none.
func (rd *reader) isRate(it item) bool { return it.flat && it.price.ok && rd.rateIn(it.desc) != "" }

// allCounted is true where every count in a measure that the mail names belongs to one of
// the lines, or is what they come to: one that was not read would be missing.
func (rd *reader) allCounted(lines []int, unit string) bool {
	told := decimal.Zero
	for _, i := range lines {
		told = told.Add(rd.out.items[i].qty.Decimal)
	}
	for line := range strings.SplitSeq(rd.text, "\n") {
		for _, n := range rd.scan(line) {
			counted, _ := rd.unitAt(vocab.Lower(near(line, n.End, n.End+dateReach)))
			if counted == unit && n.Kind != numbers.Money && !n.Value.Equal(told) && !rd.inQuote(line) {
				return false
			}
		}
	}
	return true
}

// inQuote is true for a line of which an item was made.
func (rd *reader) inQuote(line string) bool {
	line = strings.TrimSpace(trimBullet(line))
	return slices.ContainsFunc(rd.out.items, func(it item) bool { return strings.Contains(it.quote, line) })
}

// rateSaid is the measure that an amount is the rate of by the words right around it:
// "Stundensatz wie gehabt 78 Euro", "42 euros an hour".
func (rd *reader) rateSaid(sm sum) string {
	if sm.each != "" {
		unit, _ := rd.s.book.Word("units", lastWord(sm.each))
		return unit
	}
	return rd.rateIn(lastClause(sm.before))
}

// rateIn is the measure of the rate that words name.
func (rd *reader) rateIn(text string) string {
	words := wordPattern.FindAllString(vocab.Fold(text), -1)
	words = words[max(0, len(words)-maxRateWords):]
	for from := range words {
		for to := from + 1; to <= min(len(words), from+3); to++ {
			for _, p := range rd.s.book.Parts(rd.lang, strings.Join(words[from:to], " ")) {
				if p.Section == "clause rate" {
					return p.Meaning
				}
			}
		}
	}
	return ""
}

// maxRateWords is how many words lead from the name of a rate to its price: "my hourly
// rate is as always".
const maxRateWords = 7

// ratesApart does so with a price that was taken for a sum, where one count alone
// can be meant.
func (rd *reader) ratesApart() {
	kept := rd.out.sums[:0]
	for _, sm := range rd.out.sums {
		if it := rd.countedIn(sm.quote); it != nil && sm.value.ok && !sm.aside && !sm.others {
			it.price, it.currency, it.quote = sm.value, sm.currency, it.quote+"; "+sm.quote
			continue
		}
		kept = append(kept, sm)
	}
	rd.out.sums = kept
}

// countedIn is the only line without a price that is counted in the measure of a rate.
func (rd *reader) countedIn(quote string) *item {
	var found *item
	for i := range rd.out.items {
		if rd.rateOf(rd.out.items[i], item{quote: quote, price: known(one())}) {
			if found != nil {
				return nil
			}
			found = &rd.out.items[i]
		}
	}
	return found
}

// rateOf is true for a line that only says what one of the things above costs.
func (rd *reader) rateOf(above, it item) bool {
	_, value, ok := strings.Cut(it.quote, ":")
	if !ok || it.qty.ok && !it.flat || !it.price.ok && !it.lump.ok || !above.qty.ok || above.price.ok || above.lump.ok || above.amount.ok {
		return false
	}
	if nums := rd.rands(value); len(nums) != 1 || nums[0].Kind != numbers.Money || len(strings.TrimSpace(value[nums[0].End:])) > maxRateTail {
		return false
	}
	measure := rd.ratedIn(it.quote)
	return measure == eachMeasure || measure != "" && measure == above.unit
}

// eachMeasure is what a rate is for that names no measure.
const eachMeasure = "1"

// ratedIn is the measure of the rate that a line's label names: "Hourly rate: £24".
func (rd *reader) ratedIn(line string) string {
	label, _, ok := strings.Cut(line, ":")
	if !ok {
		return ""
	}
	langs := []string{rd.lang}
	if rd.lang == "" {
		langs = rd.s.book.Codes() // a list of labels speaks no language
	}
	for _, lang := range langs {
		for _, p := range rd.s.book.Parts(lang, strings.TrimSpace(vocab.Fold(trimBullet(label)))) {
			if p.Section == "clause rate" {
				return p.Meaning
			}
		}
	}
	return ""
}

// maxRateTail is how much may stand behind such a price: "ex VAT".
const maxRateTail = 20

// signApart is a sign of money that stands at the edge of its column, away from its figure.
var signApart = vocab.Around(`([€£$₹]|\bRs\.?)([ \t]{2,})(\d)`)

// signsToFigures moves such signs to their figures, so that a gap parts only columns.
func signsToFigures(text string) string {
	return signApart.ReplaceAllStringFunc(text, func(s string) string {
		m := signApart.FindStringSubmatch(s)
		return m[2][1:] + m[1] + " " + m[3]
	})
}
