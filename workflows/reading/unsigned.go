package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// plainRow is a row of a name and a figure without its currency, and nothing else.
var plainRow = regexp.MustCompile(`^(\pL[^\d|]{2,80}?)\s*[:=–-]?\s+(\d[\d.,]*[-–—]*)$`)

// minPlainRows is from how many rows on a paragraph is a list of prices.
const minPlainRows = 2

// unsignedRows notes the rows whose figure is a price though no currency stands by it:
// those with cents among rows with a currency, whole ones among rows that are a name
// and an amount each, and all of a paragraph of which tax is said or a sum stated.
func (rd *reader) unsignedRows(lines []string) {
	for from := 0; from < len(lines) && from < maxSegments; from++ {
		to := from
		for to < len(lines) && strings.TrimSpace(lines[to]) != "" && to-from <= maxLines {
			to++
		}
		if to > from {
			rd.unsignedIn(lines[from:to])
			from = to
		}
	}
}

// paragraph is what the rows of one say together.
type paragraph struct {
	rows          []string // a name and a figure without its currency
	sum           decimal.Decimal
	whole         bool   // a figure of theirs has no cents
	signed, alone int    // rows with a currency, and those that are but a name and an amount
	counted       int    // rows of a count and the price of one, with cents and no currency
	stated        bool   // a line below names what the rows come to
	last          string // the line below them
	each          bool   // a row of a count has a whole price of one behind its thing: "3 posts at 25"
	refused       bool   // a row of a name and a figure may be none of a price
}

// unsignedIn does so in one paragraph.
func (rd *reader) unsignedIn(lines []string) {
	var p paragraph
	for _, l := range lines {
		rd.weigh(&p, strings.TrimSpace(trimBullet(l)))
	}
	amongSigned := p.signed+p.counted > 0 && !p.whole || p.signed >= minPlainRows && p.alone == p.signed
	if !amongSigned && (p.signed > 0 || len(p.rows)+p.counted < minPlainRows || !p.stated && (!p.each || p.refused) && !rd.onlyTaxed(p.last)) {
		return
	}
	if rd.unsigned == nil {
		rd.unsigned = map[string]bool{}
	}
	for _, l := range p.rows {
		rd.unsigned[l] = true
	}
}

// weigh adds a line to what its paragraph says.
func (rd *reader) weigh(p *paragraph, l string) {
	summed := rd.sumLabelled(l)
	if n, ok := rd.plainRow(l); ok && !summed {
		p.rows, p.sum, p.last, p.whole = append(p.rows, l), p.sum.Add(n.Value), "", p.whole || !hasCents(l, n)
		return
	}
	nums := rd.scan(l)
	if amount, ok := countedRow(l, nums); ok && !summed {
		p.sum, p.counted = p.sum.Add(amount), p.counted+1
		return
	}
	p.last = l
	if rd.eachRow(l, nums) {
		p.rows, p.each, p.whole, p.last, p.sum = append(p.rows, l), true, true, "", p.sum.Add(nums[0].Value.Mul(nums[1].Value))
		return
	}
	p.refused = p.refused || plainRow.MatchString(l) && !summed
	p.stated = p.stated || len(p.rows)+p.counted >= minPlainRows && len(nums) == 1 && nums[0].OK && nums[0].Value.Equal(p.sum) && (rd.sumLabelled(l[:nums[0].Start]) || bareSum(l, nums[0]))
	if moneys(nums) == 0 || summed {
		return
	}
	p.signed++
	if len(nums) == 1 {
		p.alone++
	}
}

// countedTimes is a row of a count, its thing and the price of one: "25 statafels à 8,50".
var countedTimes = regexp.MustCompile(`^\d+\s?(?:[x×]\s?)?\pL[^\d]*\s(?:[x×@à]|a|je|zu|at)\s?\d[\d.,]*$`)

// countedRow is what such a row comes to.
func countedRow(l string, nums []numbers.Number) (decimal.Decimal, bool) {
	if len(nums) != 2 || !countedTimes.MatchString(l) || !nums[0].OK || !nums[1].OK || nums[0].Kind != numbers.Plain || nums[1].Kind != numbers.Plain || !hasCents(l, nums[1]) {
		return decimal.Zero, false
	}
	return nums[0].Value.Mul(nums[1].Value), true
}

// plainRow takes the figure of such a row, where its name may be that of a thing.
func (rd *reader) plainRow(l string) (numbers.Number, bool) {
	m := plainRow.FindStringSubmatch(sizeInName.ReplaceAllString(l, ""))
	if m == nil || len(l) > maxListLine || !named(m[1]) || speaks(m[1]) || rd.labelOnly(m[1]) || rd.aboutTerms(vocab.Fold(m[1])) && !wholeSum.MatchString(strings.TrimLeft(m[2], "0123456789")) || rd.vague(vocab.Lower(m[1])) || rd.month(lastWord(vocab.Lower(m[1]))) > 0 {
		return numbers.Number{}, false
	}
	nums := rd.scan(l)
	nums = slices.DeleteFunc(slices.Clone(nums), func(n numbers.Number) bool { return n.Kind == numbers.Code && n.End <= len(l)-len(m[2]) })
	if len(nums) != 1 || nums[0].Kind != numbers.Plain || !nums[0].OK || !hasCents(l, nums[0]) && nums[0].Value.LessThan(decimal.NewFromInt(minBare)) {
		return numbers.Number{}, false
	}
	return nums[0], true
}

// eachRow is true for a row of a count, its thing, words that lead to the price of one
// and a figure without its currency: among such rows a figure at the end is no count.
func (rd *reader) eachRow(l string, nums []numbers.Number) bool {
	if len(nums) != 2 || nums[0].Kind != numbers.Plain || nums[1].Kind != numbers.Plain || !nums[0].OK || !nums[1].OK || nums[0].Start != 0 || nums[1].End != len(l) || !named(l[nums[0].End:nums[1].Start]) {
		return false
	}
	before := strings.TrimRight(vocab.Lower(l[:nums[1].Start]), " ") + " "
	return unitMarker.MatchString(before) || rd.lang != "en" && bareA.MatchString(before)
}

// onlyTaxed is true for a line below such rows that says of all of them how they are
// taxed, and asks nothing: "all plus VAT". What a price is asked of may be counted.
func (rd *reader) onlyTaxed(l string) bool {
	f := vocab.Fold(l)
	return l != "" && len(strings.Fields(f)) <= maxTaxedWords && !hasDigit(f) && !rd.s.has("ask quote") && !pleaseWord.MatchString(f) &&
		(rd.s.book.Has("tax excluded", f) || rd.s.book.Has("tax included", f))
}

const maxTaxedWords = 5
