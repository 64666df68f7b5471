package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// toldPrice ends words by which a price or a sum is told without its currency:
	// "and a top for the table, that was 35. So it comes to 579".
	toldPrice = vocab.Around(`(?:^|[^\pL])(?:<told price>)\s*$`)
	// toldAgain ends a sum that was told and is told again with its tax: "soit 2100 HT, ".
	toldAgain = vocab.Around(`(?:^|[^\pL])(?:<told price>)\s*\d[\d.,' ]*\s*(?:<behind a told price>)(?:\s\pL+)?\s*(?:[,;/(]|<and also>|<so much>|\s)*$`)
	// toldEnd is what stands behind such a figure.
	toldEnd = vocab.Around(`^\s*(?:$|[.!?;,)](?:\s|$)|<behind a told price>(?:$|[^\pL])|<tax at a price>(?:$|[^\pL]))`)
)

// told is true for a whole number that words tell as a price, in a mail that names
// the currency of another. It holds where a stated sum proves it.
func (rd *reader) told(low string, n numbers.Number) bool {
	if !rd.inMoney || n.Kind != numbers.Plain || !n.OK || n.Value.LessThan(decimal.NewFromInt(minBare)) || strings.HasPrefix(low[n.End:], ":") || !toldEnd.MatchString(low[n.End:]) {
		return false
	}
	before := lastBytes(low[:n.Start], maxShort)
	return toldPrice.MatchString(before) || toldAgain.MatchString(before)
}

var (
	// toldTail are such words behind the name of a thing: "the journey, that was".
	toldTail = vocab.Around(`(?i),?\s(?:<told price>)\s*$`)
	// needs leads to what somebody or something got: "Bliksem moest een roesje".
	needs = vocab.Around(`(?i)\s(?:<needed>)\s(?:<article needed>\s)?(?:<just>\s)?(?:<article>\s)?(\pL[^,;:]*)$`)
)

// maxToldWords is how many words a thing has that only its price tells of.
const maxToldWords = 3

// toldThing is the thing that a clause tells the price of: what was needed, else
// the few words before.
func toldThing(words string) string {
	clauses := clauseCut.Split(words, -1)
	last := leadArticle.ReplaceAllString(strings.TrimSpace(clauses[len(clauses)-1]), "")
	if m := needs.FindStringSubmatch(" " + last); m != nil {
		return strings.TrimSpace(m[1])
	}
	if name := looseName(last); len(strings.Fields(name)) <= maxToldWords && !pronouns.MatchString(vocab.Lower(last)) {
		return name
	}
	return ""
}

// countedThing is all that stands between a count and the price of what it counts.
var countedThing = vocab.Around(`^\s*(?:[x×]\s*)?((?:\pL[\pL'’.-]*\s?){1,5})\s*[:=]?\s*$`)

// countedBare is true for a number without a currency that stands behind a count and
// the name of what it counts, and ends its clause: "1x sauna weekend 390 and ...",
// "1 wreath 120.-". It holds where a stated sum proves it.
func (rd *reader) countedBare(seg, low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if i == 0 || n.Kind != numbers.Plain || !n.OK || nums[i-1].Kind != numbers.Plain || !nums[i-1].OK || !nums[i-1].Value.IsInteger() {
		return false
	}
	written := cents.MatchString(n.Text) || strings.ContainsAny(seg[n.End-1:n.End], "-–") || strings.HasPrefix(seg[n.End:], ",-") || strings.HasPrefix(seg[n.End:], ".-")
	if unit, _ := rd.unitAt(low[n.End:]); unit != "" || !priceEnd.MatchString(low[n.End:]) && !written {
		return false // "13 visits of 1.5 hours"
	}
	if !written && (!rd.inMoney && rd.declared == "" || n.Value.LessThan(decimal.NewFromInt(minBare))) {
		return false
	}
	m := countedThing.FindStringSubmatch(low[nums[i-1].End:n.Start])
	return m != nil && named(m[1]) && !rd.unnamed(m[1]) && !refWord.MatchString(m[1]) && !labelLike.MatchString(strings.TrimSpace(m[1])) && !speaks(m[1]) && !priceLabel.MatchString(m[1]) && !sumLike.MatchString(m[1]) && !rd.small(lastWord(m[1]))
}
