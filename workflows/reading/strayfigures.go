package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// A figure without a currency is a price by what stands beside it.
var (
	// wholeSum ends an amount: "35,-", "35.–".
	wholeSum = regexp.MustCompile(`^[.,]?[-–—]+(?:$|[\s.,;)])`)
	// leadsPrice ends words that lead to a price: "one frame for", "the flat".
	leadsPrice = vocab.Around(`(?i)(?:^|[\s(])(?:<price for>|at|à|a|zu|aan|flat|pauschal|forfait)\s$`)
	// priceDone is where nothing follows that the figure could count.
	priceDone = vocab.Around(`(?i)^\s*(?:$|[,;.!?)\n]|<and also>\s)`)
)

// strayPrice is a figure in running text that can only be a price, and that no line
// or sum of the mail holds: "the doors, £310 each, and one frame for 140". A line
// without it would leave something off. It gives the words around it.
func (rd *reader) strayPrice(text string, st settled) string {
	lines := strings.Split(text[:min(len(text), maxOpinion)], "\n")
	for i, l := range lines {
		row := st.besideRow(lines, i)
		for _, sen := range sentences(l) {
			if low := vocab.Lower(sen); len(low) == len(sen) && rd.holdsStray(sen, low, st, row) {
				return sen
			}
		}
	}
	return ""
}

// holdsStray is true for a sentence, or a row beside others, with such a figure.
func (rd *reader) holdsStray(sen, low string, st settled, row bool) bool {
	nums := rd.scan(sen)
	for i, n := range nums {
		if n.Kind != numbers.Plain || !n.OK || st.holdsFigure(n.Value) || st.named(sen[n.Start:n.End]) || clockTime(low, n.Start, n.Text) || strings.HasPrefix(low[n.End:], "-") {
			continue
		}
		named, behind := rd.nameBefore(sen, low, n), low[n.End:]
		inRow := row && strings.TrimSpace(behind) == "" && (named || manyBefore.MatchString(low[:n.Start]))
		if inRow || barePrice(sen, low, n) && !rd.loneHour(low, n) || i > 0 && rd.ofThing(sen, low, nums, i) || named && st.quotes(sen) && priceDone.MatchString(behind) {
			return true
		}
	}
	return false
}

// barePrice is true for a number that its neighbours make a price.
func barePrice(sen, low string, n numbers.Number) bool {
	behind := low[n.End:]
	if strings.HasSuffix(strings.TrimRight(sen[n.Start:n.End], " "), "-") || wholeSum.MatchString(behind) {
		return true
	}
	return perUnit.MatchString(behind) && !strings.HasPrefix(behind, " /") || leadsPrice.MatchString(lastBytes(low[:n.Start], maxSoMuch)) && priceDone.MatchString(behind)
}

// loneHour is true for the only figure of a sentence where it may be an hour of the day
// and nothing is counted: "the guests arrived at 4 and never noticed".
func (rd *reader) loneHour(low string, n numbers.Number) bool {
	return n.Value.IsInteger() && n.Value.LessThanOrEqual(decimal.NewFromInt(lastHour)) && !hasDigit(low[:n.Start]) && !hasDigit(low[n.End:]) && !rd.holdsNumber(low[:n.Start]) &&
		beforeTime.MatchString(low[:n.Start])
}

const lastHour = 12

// manyBefore is how many of the thing there are: "switch 1 pc".
var manyBefore = regexp.MustCompile(`\pL\s+\d{1,4}\s?\pL{1,6}\.?\s+$`)

// maxRowReach is how many lines away another row of the paragraph is looked for.
const maxRowReach = 20

// besideRow is true for a line of a paragraph in which another line was read.
func (st settled) besideRow(lines []string, i int) bool {
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(lines) && k-i <= maxRowReach && i-k <= maxRowReach && strings.TrimSpace(lines[k]) != ""; k += step {
			if st.quotes(lines[k]) {
				return true
			}
		}
	}
	return false
}

// wordBefore is the word that a text ends with.
var wordBefore = regexp.MustCompile(`(\pL{3,})\s+$`)

// nameBefore is true for a number right behind a word that may name a thing: one that
// is no small word, no label of numbers, no month and, as far as its letters tell, no
// street.
func (rd *reader) nameBefore(sen, low string, n numbers.Number) bool {
	m := wordBefore.FindStringSubmatch(lastBytes(low[:n.Start], maxSoMuch))
	if m == nil || n.Value.LessThan(decimal.NewFromInt(leastPrice)) {
		return false
	}
	word := strings.TrimRight(sen[:n.Start], " ")
	if word = word[strings.LastIndexByte(word, ' ')+1:]; rd.lang != "de" && hasLarge(word) && len(word) < len(strings.TrimSpace(sen[:n.Start])) || labelTail.MatchString(m[1]) || postcodeBehind.MatchString(sen[n.End:]) {
		return false
	}
	roles, _ := clauseWords{rd}.Roles(m[1])
	_, unit := rd.unitAt(m[1])
	alone := word == strings.TrimSpace(sen[:n.Start]) // "Crates 34" as a row
	return roles&^(clauses.Fee|clauses.Rate|clauses.Flat|clauses.Costs) == 0 && (unit == 0 || alone) && rd.month(m[1]) == 0 && !rd.small(m[1]) && !orderPaper.MatchString(m[1]) && !docWord.MatchString(m[1])
}

// labelTail ends a word that labels a number: "kostenplaatsnummer".
var labelTail = regexp.MustCompile(`(?:nummer|number|nr|numm?er[oe]|weg|stra(?:ss|ß)e|str|gasse|platz|allee|laan|straat|plein|kade|postfach|postbus|markt|ring|hof|damm|ufer)$`)

// postcodeBehind is the town behind the number of a house: ", 48143 Münster".
var postcodeBehind = regexp.MustCompile(`^[a-z]?,?\s+(?:\pL{1,2}-)?\d{4,5}(?:\s?\p{Lu}{2})?\s\p{Lu}`)

// named is true where a line's name holds the figure: "Tray NORDA 40".
func (st settled) named(figure string) bool {
	return slices.ContainsFunc(st.items, func(it item) bool { return strings.Contains(it.desc, figure) })
}

// leastPrice is the least that such a figure is taken for a price from.
const leastPrice = 5

// quotes is true for words that a line was read from.
func (st settled) quotes(words string) bool {
	words = strings.TrimSpace(words)
	return words != "" && slices.ContainsFunc(st.items, func(it item) bool {
		return it.part == "" && strings.Contains(words, it.quote) && it.quote != "" || it.quote == words
	})
}

// holdsFigure is true for a figure of a line, a rate or a sum, and for what the lines come to.
func (st settled) holdsFigure(d decimal.Decimal) bool {
	if total, ok := sumOf(st.items); ok && st.isSumOf(d, total) {
		return true
	}
	same := func(v value) bool { return v.ok && v.Equal(d) }
	for _, it := range st.items {
		if same(it.qty) || same(it.price) || same(it.lump) || same(it.amount) || same(it.ofMany) || same(it.discount) || same(it.tax) {
			return true
		}
	}
	for _, sm := range st.sums {
		if same(sm.value) {
			return true
		}
	}
	for _, r := range append(append([]rate(nil), st.rates...), st.discounts...) {
		if r.value.Equal(d) {
			return true
		}
	}
	return false
}
