package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// unitPriceWithoutSign takes "@ 42.00" and "58.00 per hour" for a price though
// no currency stands by it.
func (rd *reader) unitPriceWithoutSign(seg, low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if n.Kind != numbers.Plain || !n.OK {
		return false
	}
	if rd.bareInShape(seg, low, nums, i) {
		return true
	}
	before := strings.TrimRight(low[max(0, n.Start-24):n.Start], " ")
	if thereAreEnd.MatchString(before) {
		return false // "il y en a 3"
	}
	if unit, _ := rd.unitAt(low[n.End:min(len(low), n.End+20)]); unit != "" && !perExplicit.MatchString(low[n.End:min(len(low), n.End+40)]) {
		return false // "2 m x 1.2 m", not "at 0.35 each"
	}
	marked := unitMarker.MatchString(before+" ") || rd.lang != "en" && bareA.MatchString(before+" ")
	flat := flatMarker.MatchString(low[max(0, n.Start-32):n.Start])
	behind := low[n.End:min(len(low), n.End+40)]
	moneyNext := i+1 < len(nums) && nums[i+1].Kind == numbers.Money && nums[i+1].Start-n.End < 24
	switch {
	case flatBehind.MatchString(behind) && !moneyNext, inBrackets(seg, n), rd.unsigned[seg] && i == len(nums)-1:
		return true
	case i > 0 && hasCents(seg, n) && taxTail.MatchString(behind) && !moneyNext:
		return true // "the domain 14.95 ex VAT"
	case rd.declared != "" && (marked || perUnit.MatchString(behind)) && (i > 0 || flat):
		return true
	case i == 0:
		return hasCents(seg, n) && (flat || perExplicit.MatchString(low[n.End:]) && named(seg[:n.Start]))
	}
	return rd.besidePrices(seg, behind, nums, n, marked, flat)
}

// bareInShape is true for a number in one of the shapes in which it can only be a price.
func (rd *reader) bareInShape(seg, low string, nums []numbers.Number, i int) bool {
	return rd.told(low, nums[i]) || rd.countedBare(seg, low, nums, i) || bareTimes(seg, nums, i) || bareBehind(seg, low, nums, i) || rd.bareFor(low, nums, i) ||
		rd.bareOf(seg, low, nums, i) || factor(seg, nums, i) || rd.thenCounted(seg, low, nums[i]) ||
		perInBrackets(low, nums, i) || i > 0 && strings.HasSuffix(strings.TrimRight(low[:nums[i].Start], " "), "@")
}

// perInBrackets is true for a number that fills its brackets with the words that make it
// the price of one, behind a count and beside a price: "2 hours on the list (45 an hour)".
func perInBrackets(low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if i == 0 || moneys(nums) == 0 || nums[i-1].Kind != numbers.Plain || !strings.HasSuffix(strings.TrimRight(low[:n.Start], " "), "(") {
		return false
	}
	inside, _, closed := strings.Cut(low[n.End:], ")")
	return closed && len(inside) < maxPerWords && perExplicit.MatchString(inside)
}

// maxPerWords is how long the words of a price of one are in brackets, in bytes.
const maxPerWords = 20

// wholeTimes is a line of a count, a thing and a whole number behind an x.
var wholeTimes = regexp.MustCompile(`^\s*\d[\d.,]*\s+\pL[^\d]*\s[x×@]\s*\d+\s*$`)

// bareTimes is true for the second of two numbers of a line that is a count of
// things times a price without its currency: "6 evenings x 395". It holds where a
// stated sum proves it.
func bareTimes(seg string, nums []numbers.Number, i int) bool {
	return i == 1 && len(nums) == 2 && nums[0].Kind == numbers.Plain && nums[1].Kind == numbers.Plain && wholeTimes.MatchString(seg)
}

// factor is true for the price in a product that is written out and comes to what
// it says: "2 x 90 = 180 euro".
func factor(seg string, nums []numbers.Number, i int) bool {
	if i == 0 || i+1 >= len(nums) || nums[i-1].Kind != numbers.Plain || !nums[i-1].OK || !nums[i+1].OK {
		return false
	}
	count, price, amount := nums[i-1], nums[i], nums[i+1]
	if amount.Kind != numbers.Money && amount.Kind != numbers.Plain || !count.Value.Mul(price.Value).Equal(amount.Value) {
		return false
	}
	return factorLead.MatchString(vocab.Lower(seg[count.End:price.Start])) && equalsSign.MatchString(seg[price.End:amount.Start])
}

var (
	factorLead = regexp.MustCompile(`^\s*(?:\pL+\.?\s+)?(?:[x×*@à]|(?:a|zu|je|aan|von|per|at)\s)\s*$`)
	equalsSign = regexp.MustCompile(`^\s*(?:[€£$]|\pL{1,5})?\s*=\s*(?:[€£$]|\pL{1,4}\.?)?\s*$`)
)

// besidePrices is true for a number without a sign that the words around it and
// the other prices of the sentence make one: "due tavoli a 120 euro e tre sedie
// a 45."
func (rd *reader) besidePrices(seg, behind string, nums []numbers.Number, n numbers.Number, marked, flat bool) bool {
	if marked && priceEnd.MatchString(behind) && (moneys(nums) > 0 || anyCents(seg, nums)) {
		return true
	}
	if marked && !rd.inMoney && (perUnit.MatchString(behind) || priceEnd.MatchString(behind) && rd.anyOfOne(vocab.Lower(seg), nums)) {
		return true
	}
	per := perExplicit.MatchString(behind)
	if eachBehind.MatchString(behind) && moneys(nums) > 0 && commaAhead.MatchString(seg[:n.Start]) && n.Value.GreaterThanOrEqual(decimal.NewFromInt(minBare)) {
		return true
	}
	return marked && per || hasCents(seg, n) && (marked || per || flat)
}

var (
	// commaAhead sets a price off from its thing: "two patio heaters, 55 each".
	commaAhead = regexp.MustCompile(`\pL,\s$`)
	// eachBehind makes it the price of one, where nothing follows that it could count.
	eachBehind = vocab.Around(`^\s<each before>\s*(?:$|[.!?;)](?:\s|$))`)
)

// anyOfOne is true where a number has the words of a price of one before and behind
// it: "2 taps at 189 each, 3 h of labour at 55". In a mail that names no currency it
// is a price all the same, and the currency is asked for.
func (rd *reader) anyOfOne(low string, nums []numbers.Number) bool {
	return slices.ContainsFunc(nums, func(n numbers.Number) bool {
		before := strings.TrimRight(near(low, n.Start-24, n.Start), " ") + " "
		return n.Kind == numbers.Plain && n.OK && perUnit.MatchString(low[n.End:]) && (unitMarker.MatchString(before) || rd.lang != "en" && bareA.MatchString(before))
	})
}

// priceEnd is what stands behind a price that goes without its currency: nothing
// it could count.
var priceEnd = vocab.Around(`^\s*(?:$|[.!?;)](?:\s|$)|,\s|<on to the next>\s|<behind the last price>(?:$|[^\pL]))`)

func anyCents(seg string, nums []numbers.Number) bool {
	for _, n := range nums {
		if n.Kind == numbers.Plain && n.OK && hasCents(seg, n) {
			return true
		}
	}
	return false
}

// hasCents is true for "42.00", "42,-" and "42 –".
func hasCents(seg string, n numbers.Number) bool {
	return strings.ContainsAny(n.Text, ".,") || strings.HasSuffix(strings.TrimRight(seg[:n.End], " "), "–") || strings.HasSuffix(seg[:n.End], "-")
}

// inBrackets is true for "(770.00)" at the end of a line.
func inBrackets(seg string, n numbers.Number) bool {
	cut := strings.LastIndexAny(n.Text, ".,")
	return cut > 0 && len(n.Text)-cut == 3 && strings.HasSuffix(seg[:n.Start], "(") && strings.TrimRight(seg[n.End:], " .,") == ")"
}

// bareBehind is true for a number that ends a clause behind a price and the name
// of one thing more: "7 tables at £6, delivery 30". Left out it would be missing
// from the invoice; it holds where a stated sum proves it.
func bareBehind(seg, low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if i == 0 || moneys(nums) == 0 || nums[i-1].Kind != numbers.Money && nums[i-1].Kind != numbers.Plain || !priceEnd.MatchString(low[n.End:]) {
		return false
	}
	if !hasCents(seg, n) && n.Value.LessThan(decimal.NewFromInt(minBare)) {
		return false // "hall 3"
	}
	m := oneThingMore.FindStringSubmatch(low[nums[i-1].End:n.Start])
	if more := behindMeasure.FindStringSubmatch(low[nums[i-1].End:n.Start]); m == nil && more != nil && !singleFirst.MatchString(more[1]) {
		m = more
	}
	return m != nil && named(m[1]) && !refWord.MatchString(m[1]) && !speaks(m[1]) && !priceLabel.MatchString(m[1]) && !sumLike.MatchString(m[1])
}

// bareOf is true for a number without a currency behind a price, with its thing behind
// "of": "3 h à 55 et 25 de fournitures". Languages that count without "of" tell an
// amount by it, which holds where a stated sum proves it, or of a cost that nobody counts
// where no price has its currency; but where what was counted before may be left out:
// "2 sacs de ciment à 12 et 30 de sable".
func (rd *reader) bareOf(seg, low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if i == 0 || !rd.ofThing(seg, low, nums, i) || n.Value.LessThan(decimal.NewFromInt(minBare)) {
		return false
	}
	for _, m := range countedOf.FindAllStringSubmatch(low[:n.Start], maxAmountName) {
		if unit, _ := rd.s.book.Word("units", m[1]); !spanOfTime.MatchString(unit) {
			return false
		}
	}
	return true
}

// sideCost is what is charged beside things and counted by nobody: "petites fournitures".
var sideCost = vocab.Around(`(?:^|[^\pL])(?:<side cost>)(?:$|[^\pL])`)

// countedOf is a count with what is counted of a thing: "2 sacs de".
var countedOf = vocab.Around(`\d\s?(\pL+)\s(?:<partitive bare>\s|<partitive elided>)`)

// ofThing is true for a number with "of" and one thing behind it.
func (rd *reader) ofThing(seg, low string, nums []numbers.Number, i int) bool {
	n, stop := nums[i], len(seg)
	if i+1 < len(nums) {
		stop = nums[i+1].Start
	}
	of := ofBehind.FindString(low[n.End:stop])
	if n.Kind != numbers.Plain || !n.OK || rd.lang != "fr" && rd.lang != "es" && rd.lang != "it" || of == "" || leadArticle.MatchString(low[n.End+len(of):stop]) {
		return false // "12 de las grandes" counts
	}
	thing, _, _ := rd.behindAmount(seg, low, n, stop)
	return thing != ""
}

// ofBehind is such an "of", without an article.
var ofBehind = vocab.Around(`^\s(?:<partitive bare>\s|<partitive elided>)`)

// singleFirst begins the name of one thing, which its price may follow without a currency.
var singleFirst = vocab.Around(`^(?:<one>)\s`)

// minBare is the smallest price that is told without a currency and cents.
const minBare = 10

// oneThingMore is all that stands between a price and the next.
var oneThingMore = vocab.Around(`^(?:\s*(?:<of a piece>\s)?(?:euros?|€|eur))?\s*(?:[,;+]|[,;]?\s<and also>|\s<joined by>)\s+((?:\pL[\pL'’-]+\s?){1,3})\s*[:=]?\s*$`)

// behindMeasure is the same behind what the price is the price of one of: "£140 a day
// and collection 45".
var behindMeasure = vocab.Around(`^(?:\s?/\s?\pL+|\s(?:<of one>|<per one>|<each before>)(?:\s\pL+)?)\s*(?:[,;+]|[,;]?\s<and also>|\s<joined by>)\s+((?:\pL[\pL'’-]+\s?){1,3})\s*[:=]?\s*$`)

// openBare leaves prices open that are numbers without a currency.
func (st *settled) openBare() {
	for i := range st.items {
		if st.items[i].bare {
			st.items[i].price, st.items[i].lump = value{}, value{}
		}
	}
}
