package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// segment reads one list line or sentence: every amount of money in it is a
// price of an item or a sum.
func (rd *reader) segment(seg string, listed, list bool) {
	if seg = strings.TrimSpace(seg); rd.tooLong(seg) {
		return
	}
	nums := rd.scan(seg)
	if rd.percentOfSum(seg, nums) {
		rd.prior = seg
		return
	}
	rd.percents(seg, nums)
	low := vocab.Lower(seg)
	rd.row = moneys(nums) > 1
	defer func() { rd.prior = seg }()
	had := len(rd.out.items)
	if rd.perHeadRow(seg, low, nums) {
		return
	}
	from, row, open := rd.amountsFirst(seg, low, nums)
	if open {
		return
	}
	for i := row; i < len(nums); i++ {
		n := nums[i]
		if n.Start < from || n.Kind != numbers.Money && !rd.unitPriceWithoutSign(seg, low, nums, i) {
			continue
		}
		next := max(n.End, nextMoney(nums[i+1:], len(seg))) // two amounts may share the currency between them
		c := clause{
			rd: rd, seg: seg, low: low, from: from, price: n, next: next, listed: listed, list: list,
			plain: plainBetween(nums, from, n.Start), behind: plainBetween(nums, n.End, next),
		}
		from = n.End
		it, end, ok := c.countedItem()
		if ok && !rd.told(low, n) && rd.holds(&it, low) {
			rd.onEach(&it, low[n.End:next], had)
			from, i = rd.keep(it, seg, nums, i, max(from, end))
			from, i = priceAgain(seg, nums, i, from, n)
			continue
		}
		from = c.unreadEnd()
		if n.Kind == numbers.Plain && c.each == "" && clockTime(low, n.Start, n.Text) {
			continue
		}
		rd.out.sums = append(rd.out.sums, c.asSum())
	}
	switch {
	case len(rd.out.items) > had && !list && rd.joinedWithCount(seg, from, nums):
	case len(rd.out.items) > had && !list:
		rd.joined(seg, from)
	case moneys(nums) == 0:
		rd.unpricedSentence(seg, low, nums, listed)
	}
}

// tooLong is true for a text that is not read; figures in it are asked about.
func (rd *reader) tooLong(seg string) bool {
	if len(seg) <= maxSegment {
		return false
	}
	if strings.ContainsAny(seg, "0123456789") {
		rd.out.sums = append(rd.out.sums, sum{quote: seg[:60] + "…"})
	}
	return true
}

// asSum is the amount of a clause of which no line was made.
func (c *clause) asSum() sum {
	n := c.price
	return sum{
		value: value{n.Value, n.OK}, currency: n.Currency, quote: c.seg,
		before: vocab.Fold(c.seg[c.from:n.Start]), after: c.saidBehind(), thing: c.looseThing(), each: c.eachSaid(), aside: c.aside, others: c.rd.othersPrice(c.low, n), many: c.many || c.unitPrice() || len(c.plain) > 0,
	}
}

// unreadEnd is where a clause ends of which no line was made: behind the measure
// of its price, as in "£6.50 a bag, labour".
func (c *clause) unreadEnd() int {
	if c.each != "" && !c.noPrice() {
		return max(c.price.End, c.eachEnd())
	}
	return c.price.End
}

// holds is true for an item whose name names a thing; a measure and "they were
// 6 at 32" are named by what the mail is about.
func (rd *reader) holds(it *item, low string) bool {
	if at := weekdayLead.FindStringIndex(vocab.Lower(it.desc)); at != nil && named(it.desc[at[1]:]) {
		it.desc = it.desc[at[1]:]
	}
	name := vocab.Fold(it.desc)
	if rd.measure(it.desc) {
		it.desc = rd.measured(it.desc)
	}
	if noName.MatchString(name) || brokenOff.MatchString(name) {
		return false
	}
	if rd.asks(name) || atPlace.MatchString(it.desc) || clockFirst.MatchString(it.desc) || rd.labelOnly(it.desc) || perExplicit.MatchString(name) || contracted.MatchString(name) || butting.MatchString(name) {
		return false // "38 an hour, and ...": the measure of the price before
	}
	if it.desc = withoutFirm(it.desc); it.desc == "" || hasDigit(it.desc) && (hasMoney(it.desc) || groupedInName.MatchString(it.desc) || dashedInName.MatchString(it.desc)) || strings.Count(it.desc, "(") > strings.Count(it.desc, ")") {
		return false
	}
	if rd.figureInName(*it) || priceInName(it.desc) {
		return false
	}
	it.desc = rd.withoutInvoice(rd.notForPaper(it.desc))
	if rd.nothing(it.desc) || rd.recorded(low, it.desc) {
		it.desc = rd.matter
		if !named(it.desc) || it.flat {
			return false
		}
	}
	if centsInName.MatchString(it.desc) || hoursInName.MatchString(vocab.Lower(it.desc)) {
		it.qty, it.openQty = value{}, true // a price that was not read belongs to another thing
	}
	return true
}

// priceInName is true for a name that ran on from the price of another thing: what the
// amount behind it is of, it does not say: "planters à 18.50 a piece + your day".
func priceInName(name string) bool {
	at := centsInName.FindStringIndex(name)
	if at == nil {
		return false
	}
	lead := strings.TrimRight(vocab.Lower(name[:at[0]]), " ") + " "
	return unitMarker.MatchString(lead) || bareA.MatchString(lead)
}

// brokenOff ends a name of which the words before its price were taken: "the copies and on
// top the layout for a" of "for a fixed price of 60".
var brokenOff = vocab.Around(`\s(?:<price for>)\s(?:<one>)$`)

// weekdayLead says when, before the name of a thing: "17 vendredi finalement, menu".
var weekdayLead = vocab.Around(`^(?:<day of the week>)\s[^,]*,\s+`)

// countInName is the next thing with its count in a name that ran on into it: "corona
// 190 y 2 ramos".
var countInName = vocab.Around(`\d\s<and also>\s\d+\s\pL{3}`)

// figureInName is true for a name that ran on into another count, or into a price where
// no price has its currency: "call-out 45, 2 h at 52 an hour".
func (rd *reader) figureInName(it item) bool {
	low := vocab.Lower(it.desc)
	return !rd.inMoney && bareInName.MatchString(it.desc) || it.part == "" && (countInName.MatchString(low) || hoursNamed.MatchString(low))
}

// bareInName is a number that ends a name or a part of it, which is a price of its own
// where no price of the mail has its currency.
var bareInName = regexp.MustCompile(`\pL\s+\d[\d.,]*(?:\s*,\s|$)`)

// dashedInName is a price without cents within a name: "Miete Saal 350,- ; Beamer".
var dashedInName = regexp.MustCompile(`\d[.,]\s?[-–—]`)

// forPaper is what announces the figures for the invoice, and names nothing: "it went
// to HR. For the invoice".
var forPaper = vocab.Around(`(?i)(?:^|[.:!?]\s)(?:<price for>|<about>)\s(?:(?:<article>|<the>)\s)?<the invoice>$`)

// notForPaper is a name, else what the mail is about.
func (rd *reader) notForPaper(name string) string {
	switch {
	case !forPaper.MatchString(name):
		return name
	case rd.matter != "":
		return rd.matter
	}
	return rd.s.subjectName(rd)
}

// asks is true for words that ask for an invoice, which are no name: "as agreed, please
// raise an invoice".
func (rd *reader) asks(name string) bool {
	return docWord.MatchString(name) && pleaseWord.MatchString(name) && rd.s.book.Has("ask invoice", name)
}

// pleaseWord asks for something.
var pleaseWord = vocab.Around(`(?:^|[^\pL])(?:<please said>)(?:$|[^\pL])`)

// atPlace is an address that stands where a thing is named: "4 hours at 11b Station Road".
var atPlace = regexp.MustCompile(`^(?:at|in|near|on)\s\d`)

// clockFirst is a time of the day that stands where a thing is named: "the DJ (7pm to midnight, £350)".
var clockFirst = regexp.MustCompile(`(?i)^\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|h|uhr)\b`)

// keep notes an item with the total of its line, where one follows. It returns
// where the next clause begins and the last number that was read.
func (rd *reader) keep(it item, seg string, nums []numbers.Number, i, from int) (int, int) {
	if amount, k, ok := lineTotal(seg, nums, i, it, from); ok {
		it.amount, from, i = amount, nums[k].End, k
		if it.currency == "" {
			it.currency = nums[k].Currency
		}
		if it.lump.ok {
			it.price, it.lump = it.lump, value{} // the product proves that it is the price of one
		}
	}
	from, i = rd.detailed(&it, seg, nums, i, from)
	it.bare = it.bare || nums[i].Kind == numbers.Plain && ((rd.inMoney || !sideCost.MatchString(vocab.Lower(it.desc))) && rd.bareOf(seg, vocab.Lower(seg), nums, i) || bareTimes(seg, nums, i) || bareBehind(seg, vocab.Lower(seg), nums, i) || rd.bareFor(vocab.Lower(seg), nums, i))
	if it.bare && it.flat {
		it.desc = forLead.ReplaceAllString(it.desc, "") // "150 for delivery"
	}
	it.quote, it.at, it.desc = seg, nums[i].End, ofThemBrought(withoutTail(withoutTax(withoutAsking(it.desc))))
	rd.out.items = append(rd.out.items, it)
	return from, i
}

// nameTail is a word of the sentence that a name ends with: "tables were", "the call
// out and then".
var nameTail = vocab.Around(`(?i)[\s,]+(?:<name tail>)$`)

// withoutTail drops such a word.
func withoutTail(name string) string {
	if rest := nameTail.ReplaceAllString(name, ""); named(rest) {
		return rest
	}
	return name
}

// withoutTax drops what the price before says of tax from a name: "HT, the coffee".
func withoutTax(name string) string {
	tax := taxTail.FindString(vocab.Lower(name))
	rest := strings.TrimPrefix(name[min(len(name), len(tax)):], ",")
	if tax == "" || rest == name[len(tax):] || !named(rest) {
		return name
	}
	return strings.TrimSpace(rest)
}

// contracted is a verb drawn together with its subject: words of a sentence,
// which are no name.
var contracted = vocab.Around(`(?:^|[^\pL])<contracted>(?:$|[^\pL])`)

// withoutFirm is what stands behind the firm in words that name one: "les Ateliers
// Bonnard SARL, cadres alu" are frames.
func withoutFirm(name string) string {
	firms := firmsIn(name)
	if len(firms) == 0 {
		return name
	}
	switch rest := strings.Trim(name[firms[len(firms)-1].end:], " ,.:;?!–-"); {
	case hasDigit(rest):
		return name
	case named(rest):
		return rest
	}
	return ""
}

// withoutInvoice is what stands before an invoice in words that ask for one, else
// what the mail is about: "the course of last week an invoice".
func (rd *reader) withoutInvoice(name string) string {
	m := anInvoice.FindStringIndex(vocab.Lower(name))
	if m == nil {
		return name
	}
	if head := strings.TrimSpace(name[:m[0]]); named(head) && !rd.leadsIn(head) {
		return head
	}
	if named(rd.matter) && !anInvoice.MatchString(vocab.Lower(rd.matter)) {
		return rd.matter
	}
	return name
}

// anInvoice within a name makes it a piece of a sentence that asks for one.
var anInvoice = vocab.Around(`(?:^|\s)(?:<article>\s|<article glued>)<the invoice>(?:\s|$)`)

// butting ends words that speak against those before: "the note says 220, my list however".
var butting = vocab.Around(`\s(?:<butting>)$`)

// hoursInName is a count of another thing within a name: "Regie 12,5 h, Technik".
var hoursInName = vocab.Around(`(?:^|\s)\d[\d.,]*\s?(?:h|hrs?|std|stunden|hours?|heures?|ore|horas?|uur|uren|tage?|days?|jours?|giorni|días?|dagen)\.?\s*(?:[,;/+]|\s<and also>\s)|(?:^|\s)\d[\d.,]*\s?(?:<so many pieces>)\.?\s*[,;/+]`)

// groupedInName is a number within a name that is grouped as amounts are: "logo design 25,000, revisions".
var groupedInName = vocab.Around(`(?:^|\s)\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}(?:$|[\s,;])`)

// centsInName is a price within a name: "Poster A2 12,50 / Poster A1".
var centsInName = vocab.Around(`(?:^|\s)\d+[.,]\d\d(?:$|[\s/;,])`)
