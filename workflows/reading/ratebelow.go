package reading

import (
	"strings"

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
}

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
