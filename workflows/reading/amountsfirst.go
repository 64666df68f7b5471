package reading

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// amountOf leads from an amount to its thing, in a row of amounts that come first.
	amountOf = vocab.Around(`^\s*(?:<partitive>\s+|<partitive glued>)(?:(?:<article>|<ours>)\s+|<article glued>)?`)
	// amountFor leads to it too; that of several may be the price of each.
	amountFor = vocab.Around(`^\s*<price for>\s+`)
	// amountThing is the thing behind an amount and what ends it.
	amountThing = vocab.Around(`^\s*((?:(?:<article>\s|<the>\s)?\d{1,2}[x×]\d{1,2}\s)?\pL[\pL'’ -]{2,60}?(?:\s\d{1,2}[x×]\d{1,2})?)(?:(?:\s+[(,]?|\s*[(,])\s*(?i:<tax behind>|(?:\+|<tax with a price>) ?(?:el |l')?<tax at a price>)\b\.?\)?)?(?:\s*[,;+(:.!?)]\s*|$|\s*,?\s<and then>\s|\s*,?\s<and also>\s|,?\s<relative>\s)`)
)

// maxAmountName is how many words the name of a thing behind its amount has.
const maxAmountName = 6

// minAmounts is how many of them make a row.
const minAmounts = 2

// amountsFirst reads a sentence that is a row of amounts, each with its one thing
// behind: "It was £80 for labour and £45 for the pump". What stands before the first
// amount must name no thing, or it could be what that amount is for; what they come to
// may stand there: "the invoice for €250, that is 180 of labour and 70 of parts". It
// returns where the row ends and the index behind its last number. Open is true for
// prices of one of several, of which it is not said how many there are.
func (rd *reader) amountsFirst(seg, low string, nums []numbers.Number) (end, next int, open bool) {
	if len(nums) < minAmounts {
		return 0, 0, false
	}
	items, end, next, unsure := rd.amountRow(seg, low, nums, 0)
	if total := nums[0]; len(items) < minAmounts && total.Kind == numbers.Money && total.OK {
		if parts, to, then, open := rd.amountRow(seg, low, nums, 1); len(parts) >= minAmounts {
			if sum, ok := sumOf(parts); !ok || !sum.Equal(total.Value) {
				return 0, 0, false
			}
			items, end, next, unsure = parts, to, then, open
			rd.out.sums = append(rd.out.sums, sumAt(seg, total))
		}
	}
	alone := len(items) == 1 && moneys(nums[next:]) > 0 && rd.goesOn(low, items[0], nums, end, next, unsure)
	unsure = unsure && !alone
	if (alone || len(items) >= minAmounts) && (!unsure || rd.amountStated(items)) {
		rd.out.items = append(rd.out.items, items...)
		return end, next, false
	}
	if open = rd.eachFor(low, nums); open {
		rd.out.sums = append(rd.out.sums, sum{quote: seg, currency: nums[0].Currency, aside: true})
	}
	return 0, 0, open
}

// andBehind ends the first of several things, of which the others stand before their prices:
// "45 euros de desplazamiento y 2 horas a 60 euros".
var andBehind = vocab.Around(`\s(?:<and also>|<and then>)\s+$`)

// countsOn begins the next of several things: "drei Funkmikros", "los 6 focos", "the flowers".
var countsOn = vocab.Around(`^(?:(?:<definite article>|<article>|<ours>)\s)?(?:(\d+)\s?(?:[x×]\s?)?)?\pL{2,}`)

// goesOn is true behind the first amount with its thing where other things follow that
// stand before their prices. What follows behind a comma may be how the amount was
// reckoned, which its figures tell: "350 € for the band, 2 hours at 175". An amount
// without its currency is held by the words that lead to its thing.
func (rd *reader) goesOn(low string, first item, nums []numbers.Number, end, next int, unsure bool) bool {
	lead := first.at + len(amountFor.FindString(low[first.at:]))
	switch {
	case unsure && (!first.bare || lead == first.at || rd.maySeveral(first.desc)):
		return false
	case andBehind.MatchString(low[:end]):
		return true
	}
	m := countsOn.FindStringSubmatch(low[end:])
	if m == nil || !strings.HasSuffix(strings.TrimRight(low[:end], " "), ",") || m[1] == "" && !rd.holdsNumber(firstWords(low[end:], 2)) {
		return false
	}
	return !slices.ContainsFunc(nums[next:], func(n numbers.Number) bool { return partsOf(first.price.Decimal, n, nums[next:]) })
}

// partsOf is true for a number that is an amount, or comes to it with another.
func partsOf(amount decimal.Decimal, n numbers.Number, among []numbers.Number) bool {
	return n.OK && (n.Value.Equal(amount) || slices.ContainsFunc(among, func(o numbers.Number) bool { return o.OK && o.Value.Mul(n.Value).Equal(amount) }))
}

// firstWords are the first words of a text.
func firstWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(n, len(words))], " ")
}

// sumAt is a number of a sentence as a stated sum.
func sumAt(seg string, n numbers.Number) sum {
	return sum{value: value{n.Value, n.OK}, currency: n.Currency, quote: seg, before: vocab.Fold(seg[:n.Start])}
}

// amountRow are the things of such a row from a number on. Unsure is true for one that
// holds only where its sum is stated.
func (rd *reader) amountRow(seg, low string, nums []numbers.Number, first int) (items []item, end, next int, unsure bool) {
	from := 0
	if first > 0 {
		from = nums[first-1].End
	}
	if !rd.leadsAmounts(seg, low, from, nums[first]) {
		return nil, 0, 0, false
	}
	for i := first; i < len(nums); i++ {
		n, stop := nums[i], nextCounted(nums[i+1:], len(seg))
		if n.Kind != numbers.Money && n.Kind != numbers.Plain || !n.OK || !n.Value.IsPositive() || rd.othersPrice(low, n) {
			break
		}
		thing, to, several := rd.behindAmount(seg, low, n, stop)
		if thing == "" {
			break
		}
		unsure = unsure || several || n.Kind == numbers.Plain
		items = append(items, item{desc: thing, qty: known(decimal.NewFromInt(1)), price: known(n.Value), currency: n.Currency, quote: seg, at: n.End, flat: true, bare: n.Kind == numbers.Plain})
		for i+1 < len(nums) && nums[i+1].Start < to {
			i++ // its size
		}
		if end, next = to, i+1; strings.TrimSpace(low[end:stop]) != "" {
			break // the row ends here
		}
	}
	return items, end, next, unsure
}

// nextCounted is where the first of numbers begins that is no part of a name.
func nextCounted(nums []numbers.Number, end int) int {
	for _, n := range nums {
		if n.Kind != numbers.Code {
			return n.Start
		}
	}
	return end
}

// behindAmount is the one thing behind an amount and where its words end. Several is
// true where it may be the name of several, and the amount the price of each.
func (rd *reader) behindAmount(seg, low string, n numbers.Number, stop int) (thing string, end int, several bool) {
	if behind := low[n.End:stop]; perUnit.MatchString(behind) && !perThing.MatchString(behind) {
		return "", 0, false
	}
	from := n.End + len(taxTail.FindString(low[n.End:stop]))
	of, lead := amountOf.FindString(low[from:stop]), amountFor.FindString(low[from:stop])
	from += max(len(of), len(lead))
	m := amountThing.FindStringSubmatchIndex(low[from:stop])
	if m == nil {
		return "", 0, false
	}
	thing = seg[from+m[2] : from+m[3]]
	bare := leadArticle.ReplaceAllString(thing, "")
	apart := of == "" && lead == ""
	if apart && (bare != thing) != (n.Kind == numbers.Plain) && !rd.theOneThing(thing, low[:n.Start]) || !rd.isAmountThing(bare) || rd.measure(bare) && (of == "" || !rd.countsPieces(bare)) {
		return "", 0, false // an article alone may make the amount the price of each: "45 € la hora"
	}
	return bare, from + m[1], apart && n.Kind == numbers.Plain || of == "" && rd.maySeveral(thing)
}

// theOneThing is true for a thing with the article of one, of which the mail does not
// speak a second time: "240 € el equipo de sonido", where "a 2 € la copia" is of each copy.
func (rd *reader) theOneThing(thing, before string) bool {
	m := theSingle.FindStringSubmatch(vocab.Lower(thing))
	if m == nil || unitMarker.MatchString(before) || bareA.MatchString(before) || strings.HasSuffix(m[1], "s") || people.MatchString(m[1]) {
		return false
	}
	if unit, _ := rd.unitAt(m[1]); unit != "" {
		return false
	}
	return rd.once(m[1])
}

// holdsNumber is true for words of which one is a number.
func (rd *reader) holdsNumber(low string) bool {
	for _, w := range strings.Fields(low) {
		if _, number := rd.s.book.WordIn(rd.lang, "number words", w); number {
			return true
		}
	}
	return false
}

// countsPieces is true for the word of a piece, which in French are parts as well:
// "70 € de pièces".
func (rd *reader) countsPieces(word string) bool {
	unit, _ := rd.s.book.Word("units", vocab.Lower(word))
	return unit == "piece"
}

// amountStated is true where the mail names with a currency what the things come to,
// or calls a number their sum.
func (rd *reader) amountStated(items []item) bool {
	total, ok := sumOf(items)
	text := rd.s.subject + "\n" + rd.s.best().text
	return ok && slices.ContainsFunc(rd.scan(text), func(n numbers.Number) bool {
		return n.OK && n.Value.Equal(total) && (n.Kind == numbers.Money || bareSum(text, n))
	})
}

// bareSum is true for a number without a currency that the words behind it call a sum.
func bareSum(text string, n numbers.Number) bool {
	return n.Kind == numbers.Plain && sumBehind.MatchString(vocab.Lower(text[n.End:min(len(text), n.End+maxSoMuch)]))
}

// bareTotal notes a number without a currency that is called a sum and is what the
// lines come to of which some have a price without one: it proves them. Any other may
// count: "90 for the call-out and 48 for the valve, so 138 in all".
func (rd *reader) bareTotal(text string) {
	total, ok := sumOf(rd.out.items)
	if !ok || !slices.ContainsFunc(rd.out.items, func(it item) bool { return it.bare }) {
		return
	}
	for _, n := range rd.scan(text) {
		if n.OK && n.Value.Equal(total) && bareSum(text, n) {
			rd.out.sums = append(rd.out.sums, sum{value: known(total), quote: sentenceAt(text, n.Start), after: vocab.Fold(text[n.End:min(len(text), n.End+maxSoMuch)])})
			return
		}
	}
}

// leadsAmounts is true for a first number before which no thing is named.
func (rd *reader) leadsAmounts(seg, low string, from int, n numbers.Number) bool {
	lead := seg[from:n.Start]
	if from > 0 && !strings.ContainsAny(lead, ",;:(?!.") {
		return false
	}
	if at := strings.LastIndexAny(lead, ",;:(?!."); at >= 0 {
		lead = lead[at+1:]
	}
	before := strings.TrimRight(low[from:n.Start], " ")
	return rd.nothing(lead) && !rd.vague(before) && !takesOff(before) && !paidBefore.MatchString(before) && !minus.MatchString(low[from:n.Start]) && !openSinglePrice.MatchString(before)
}

// isAmountThing is true for words behind an amount that name one thing to be billed.
func (rd *reader) isAmountThing(name string) bool {
	name = strings.TrimSpace(name)
	low := vocab.Lower(name)
	f := vocab.Fold(name)
	b := rd.s.book
	return named(name) && len(strings.Fields(name)) <= maxAmountName && !rd.holdsNumber(low) && !rd.nothing(name) && !speaks(name) && !noMatter.MatchString(name) && !extentOnly(name) && !rd.fragment(name) &&
		!sumLike.MatchString(low) && !takesOff(low) && !paidBefore.MatchString(low) && !rd.sumLabelled(name) && !docWord.MatchString(low) && !priceLabel.MatchString(low) &&
		!b.Has("discount", f) && !b.Has("cash discount", f) && !rd.vague(low) && len(firmsIn(name)) == 0 && !rd.small(lastWord(low))
}

// eachFor is true for a sentence that names prices for one group and another, and how
// many there are of neither: "£45 for members and £30 for guests".
func (rd *reader) eachFor(low string, nums []numbers.Number) bool {
	if moneys(nums) < minAmounts || slices.ContainsFunc(nums, func(n numbers.Number) bool { return n.Kind == numbers.Plain }) {
		return false
	}
	groups := 0
	for i, n := range nums {
		stop := len(low)
		if i+1 < len(nums) {
			stop = nums[i+1].Start
		}
		behind := low[n.End+len(taxTail.FindString(low[n.End:stop])) : stop]
		if perUnit.MatchString(behind) && !perThing.MatchString(behind) {
			return false
		}
		lead := amountFor.FindString(behind)
		if m := amountThing.FindStringSubmatch(behind[len(lead):]); n.Kind == numbers.Money && lead != "" && m != nil && rd.maySeveral(m[1]) {
			groups++
		}
	}
	return groups >= minAmounts
}
