package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// clause is the text around one price: from where the item before it ended to
// where the next amount begins.
type clause struct {
	rd       *reader
	seg, low string
	from     int
	price    numbers.Number
	next     int
	plain    []numbers.Number // between from and the price
	behind   []numbers.Number // between the price and next
	listed   bool             // a short line, where a name stands before its numbers
	list     bool             // one line among others of its kind, or with a bullet

	mark int    // where the words that lead to a price of one begin, in low; -1 none
	each string // the words behind that make it the price of one
	many bool   // the price is for a number of them: "12.00 per 100"

	own   bool // a sentence of its own tells what its thing costs
	timed bool // the count stands behind the price with its sign: "x8"
	aside bool // the amount is told of, not asked to be billed
}

func (c *clause) prepare() {
	before := c.low[c.from:c.price.Start]
	c.mark = -1
	if flatEnd.MatchString(before) {
		c.each = perUnit.FindString(c.low[c.price.End:c.next]) // "fixed price: 1.250" is for the whole
		return
	}
	c.mark = c.markIn(before)
	c.behindNumber()
	if behind := c.low[c.price.End:c.next]; !perThing.MatchString(behind) {
		c.each = perUnit.FindString(behind)
	}
	if c.each == "" {
		c.each = c.ofOne()
	}
	if tail := len(taxTail.FindString(c.low[c.price.End:c.next])); c.each == "" && tail > 0 {
		c.price.End += tail // "265,00 € HT la semaine"
		if c.each = c.ofOne(); c.each == "" {
			c.price.End -= tail
		}
	}
	behind := c.low[c.price.End:min(len(c.low), c.price.End+40)]
	c.many = perMany.MatchString(behind) || aMany.MatchString(behind)
}

// unitPrice is true when the words around the price say that it is for one.
func (c *clause) unitPrice() bool { return c.mark >= 0 || c.each != "" || c.many }

// item reads the clause as a line to be invoiced. It is false when the amount
// is not plainly the price of something. End is where the clause ends.
func (c *clause) item() (it item, end int, ok bool) {
	c.prepare()
	if len(c.plain) > 12 || c.noPrice() || c.partOfSum() {
		return item{}, 0, false
	}
	it = item{price: known(c.price.Value), currency: c.price.Currency}
	end = c.eachEnd()
	if name := c.deposit(); name != "" {
		it.qty, it.flat, it.desc = known(one()), true, name
		return it, end, true
	}
	if whole, stop, ok := c.otherOrder(it, end); ok {
		return whole, stop, true
	}
	q, several := c.choose(c.counts())
	switch {
	case several && (!c.listed || !c.unitPrice()):
		return item{}, 0, false
	case several:
		it.openQty, it.desc = true, c.nameBefore(c.clauseEnd())
		return it, end, named(it.desc)
	case q.found:
		if c.openCount(q) {
			q.value, q.open = value{}, true
		}
		it.qty, it.unit, it.openQty, it.doubted = q.value, q.unit, q.open, q.open
		it.desc, end = c.namedCounted(q, end)
	default:
		if end, ok = c.uncounted(&it, end); !ok {
			return c.oneThing(it, end)
		}
	}
	if !q.found && c.meansBefore(it.desc) && !c.antecedent(&it) || !named(it.desc) || c.isSum(it, q) {
		return item{}, 0, false // a price of nothing named is asked about, not billed
	}
	if c.ofSeveral(it, q) {
		return c.ofMany(it, q, end)
	}
	if c.unitPrice() || it.why == whyOneOfThem || it.qty.ok && it.qty.Equal(decimal.NewFromInt(1)) {
		return it, end, true
	}
	it.lump, it.price = it.price, value{}
	return it, end, c.listed || c.list
}

// otherOrder reads a clause whose price stands before its thing or its count, or is that of
// an hour of what is counted.
func (c *clause) otherOrder(it item, end int) (item, int, bool) {
	if first, stop, ok := c.priceFirst(it); ok {
		return first, stop, true
	}
	if counted, stop, ok := c.thereAre(it); ok {
		return counted, stop, true
	}
	hours, ok := c.hoursOfEach(it, end)
	return hours, end, ok
}

// openCount is true for a count that other words of the clause put in doubt.
func (c *clause) openCount(q quantity) bool {
	return oneFree.MatchString(c.low[c.price.End:]) || c.otherDays(q) || !q.product && c.toldTwice(q) || c.byCrew(q) || forPart.MatchString(c.low[min(len(c.low), c.price.End+len(c.each)):c.next])
}

// ofSeveral is true for a price that is not the price of one of what is counted.
func (c *clause) ofSeveral(it item, q quantity) bool {
	return !q.dozens && (c.many || c.each != "" && !c.timed && c.otherMeasure(it, q))
}

// eachEnd is where the words behind the price end that make it the price of one,
// with the measure of "pro Tag".
func (c *clause) eachEnd() int {
	end := c.price.End + len(c.each)
	if strings.HasSuffix(c.each, " ") {
		end += len(perWord.FindString(c.low[end:c.next]))
	}
	return end
}

// otherDays is true when an aside names more or fewer days than are counted:
// "3 days (2 and 3 December)".
func (c *clause) otherDays(q quantity) bool {
	if q.unit != "day" || !q.value.ok {
		return false
	}
	aside := asides.FindString(c.low[q.end:max(q.end, c.clauseEnd())])
	days := len(dayNumber.FindAllString(aside, 40))
	month := false
	for _, w := range wordPattern.FindAllString(aside, 40) {
		month = month || len(w) > 3 && c.rd.s.month(w) > 0
	}
	return month && days > 1 && !q.value.Equal(decimal.NewFromInt(int64(days)))
}

var dayNumber = regexp.MustCompile(`\b(?:[12]?\d|3[01])\b`)

// noPrice is true for an amount that is no price: taken off, a limit, negative,
// or one that reads two ways.
func (c *clause) noPrice() bool {
	low := c.low[c.from:c.price.Start]
	if all := percentJoined.FindAllStringIndex(low, -1); len(all) > 0 {
		low = low[all[len(all)-1][1]:] // "at 48 with 10 % off and 3 panels at 33.50"
	}
	before := strings.TrimRight(low, " ")
	return !c.price.OK || c.price.Value.IsNegative() || c.rd.othersPrice(c.low, c.price) || c.roughly() || c.eitherPrice() || c.ofLongAgo() || minus.MatchString(low) || takesOff(before) && !c.timesCharged(before) && c.deposit() == "" || openSinglePrice.MatchString(before)
}

// percentJoined ends what a discount in percent is said of: the next thing is joined to it.
var percentJoined = vocab.Around(`%[^,;.\d]{0,24}?\s<and also>\s`)

// aboutBehind makes the price before it a guess: "9,50 € environ".
var aboutBehind = vocab.Around(`^\s*\(?(?:<about behind>)(?:$|[^\pL])`)

// addsUp begins what the prices before it come to: "50 € ca fait 302 €" is no "ca.".
var addsUp = vocab.Around(`^\s*\(?(?:<so many together>)(?:$|[^\pL])`)

// roughly is true for a price behind which stands that it is not exact.
func (c *clause) roughly() bool {
	behind := c.low[c.price.End:c.next]
	return aboutBehind.MatchString(behind) && !addsUp.MatchString(behind)
}

// orBehind and orBefore join an amount to the other one that it may be instead: "£18 or £28".
var (
	orBehind = vocab.Around(`^\s*<or>\s[^\pL\d]*(?:\pL{1,3}\s?)?$`)
	// orOther leads to another price of the same thing, with or without its currency: "a 200 € cada una o a 180".
	orOther  = vocab.Around(`^\s*,?\s*<or>\s(?:(?:<price at>|a|for)\s)?[€£$]?\d`)
	orBefore = vocab.Around(`\d\s?[^\pL\d\s,;.]?(?:\s?\pL{2,5})?\s<or>\s[^\pL\d]*$`)
)

// eitherPrice is true for one of two amounts between which the mail leaves the choice.
func (c *clause) eitherPrice() bool {
	return orOther.MatchString(c.low[min(len(c.low), c.price.End+len(c.each)):]) || orBehind.MatchString(c.low[c.price.End:c.next]) || orBefore.MatchString(lastBytes(c.low[:c.price.Start], maxShort))
}

// several begins the name of a number of things: "une douzaine de chaises".
var several = vocab.Around(`^<one>\s+(?:<a number of>)(?:$|[^\pL])`)

// uncounted fills in a line whose price has no count before it: the count
// stands behind, or is left open. It is false when no words say that the price
// is for one of several.
func (c *clause) uncounted(it *item, end int) (int, bool) {
	if name, qty := c.oneOfCounted(); qty.ok {
		it.desc, it.qty, it.why = name, qty, whyOneOfThem
		return end, true
	}
	if name, q, stop, ok := c.eachThen(); ok {
		it.desc, it.qty = name, q.value
		return stop, true
	}
	if name, qty, stop := c.timesItself(end); qty.ok {
		it.desc, it.qty, it.why = name, qty, whyOneOfThem
		return stop, true
	}
	if q, stop, ok := c.countBehind(end); ok {
		it.qty, it.unit = q.value, q.unit
		it.desc, stop = c.describeBehind(q, stop)
		return stop, true
	}
	if name, q, stop, ok := c.countedBehind(end); ok {
		it.desc, it.qty, it.unit = name, q.value, q.unit
		return stop, true
	}
	if q, stop, ok := c.measuredBehind(end); ok {
		it.qty, it.unit, it.desc = q.value, q.unit, c.nameOrMatter()
		return stop, true
	}
	if name, q, ok := c.bracketed(); ok {
		it.desc, it.qty, it.unit = name, q.value, q.unit
		return end, true
	}
	if name := c.itWas(); name != "" {
		it.qty, it.flat, it.desc = known(decimal.NewFromInt(1)), true, name
		return end, true
	}
	if name := c.added(); name != "" {
		it.qty, it.flat, it.desc = known(one()), true, name
		return end, true
	}
	if name := c.ownSentence(); name != "" {
		it.qty, it.flat, it.desc = known(decimal.NewFromInt(1)), true, name
		return end, true
	}
	if !c.unitPrice() {
		return end, false
	}
	if name, qty := c.countedInText(); qty.ok {
		it.desc, it.qty, it.why = c.doneToEach(name), qty, whyOneOfThem
		return end, true
	}
	return c.countOpen(it, end), true
}

// countOpen fills in a line whose price is of one of so many that only an aside tells, if
// anything does. It gives where the clause ends.
func (c *clause) countOpen(it *item, end int) int {
	it.openQty, it.desc = true, c.nameBefore(c.clauseEnd())
	if few := c.fewOf(); few != "" {
		it.desc = few
		return end
	}
	if q, ok := c.countAside(); ok {
		it.openQty, it.qty, it.unit = false, q.value, q.unit
		return end
	}
	if c.isLone(it.desc) && !several.MatchString(vocab.Lower(it.desc)) && c.each == "" {
		it.openQty, it.qty, it.flat = false, known(decimal.NewFromInt(1)), true
	}
	return end
}

// nameOrMatter is the name before a price, else what the mail is about.
func (c *clause) nameOrMatter() string {
	if name := c.nameBefore(c.clauseEnd()); named(name) && !c.rd.leadsIn(name) {
		return name
	}
	if named(c.rd.matter) {
		return c.rd.matter
	}
	return c.rd.s.subjectName(c.rd)
}

// isLone is true for the name of a single thing. In English the last word of a
// name tells: "the cake boxes" are several.
func (c *clause) isLone(desc string) bool {
	low := vocab.Lower(desc)
	head, _, _ := strings.Cut(nameEnds.ReplaceAllString(low, "|"), "|")
	if c.rd.lang == "en" && strings.HasPrefix(low, "the ") && strings.HasSuffix(strings.TrimSpace(head), "s") && !strings.HasSuffix(strings.TrimSpace(head), "ss") {
		return false
	}
	return lone.MatchString(low) || c.theOnly(low)
}

// nameEnds are what ends the noun of an English name.
var nameEnds = vocab.Around(`[(,:;]| (?:of|for|in|on|at|from|with|to) `)

// clauseEnd is where the words about the thing end: before the marker.
func (c *clause) clauseEnd() int {
	if c.mark >= 0 {
		return c.mark
	}
	return c.price.Start
}

// isSum is true when the words before the amount name a sum rather than a thing.
func (c *clause) isSum(it item, q quantity) bool {
	desc := vocab.Fold(it.desc)
	b := c.rd.s.book
	if b.Has("discount", desc) || b.Has("cash discount", desc) {
		return true
	}
	if len(strings.Fields(desc)) <= 3 && c.sumLabel(desc) && !c.rd.levelOf(it, desc) {
		return true
	}
	return !c.unitPrice() && !q.found && !c.own && c.sumLabel(c.low[c.from:c.price.Start])
}

func (c *clause) sumLabel(low string) bool {
	tail := low[max(0, len(low)-40):]
	if i := strings.LastIndex(tail, ": "); i >= 0 && named(tail[i+2:]) {
		tail = tail[i+2:] // "please add VAT and invoice: boiler service"
	}
	if c.rd.lang == "fr" {
		tail = notASum.ReplaceAllString(tail, " ") // "une sono"
	}
	b := c.rd.s.book
	return b.Has("total", tail) || b.Has("subtotal", tail) || b.Has("tax", tail)
}

// notASum are things that another language calls a sum.
var notASum = vocab.Around(`(?:^|[^\pL])<not a sum>(?:$|[^\pL])`)

func (rd *reader) vague(low string) bool {
	tail := nowAdding.ReplaceAllString(low[max(0, len(low)-24):], " ")
	if !rd.counts(low) {
		tail = minimumFee.ReplaceAllString(tail, "") // for all that was done, so beside a count it stays open
	}
	return rd.s.book.Has("vague", tail)
}

// counts is true for a text with a figure or a number in words above one.
func (rd *reader) counts(low string) bool {
	return hasDigit(low) || slices.ContainsFunc(strings.Fields(low), func(word string) bool {
		n, ok := rd.numberWord(strings.Trim(word, ",;:"))
		return ok && n.GreaterThan(decimal.NewFromInt(1))
	})
}

// nowAdding are words that lead to what is counted or what it comes to: "ca fait 2" is
// no "ca. 2".
var nowAdding = vocab.Around(`(?:^|[^\pL])(?:<so many together>)(?:$|[^\pL])`)

// minimumFee is a price that a business always takes, whatever was done for it.
var minimumFee = vocab.Around(`(?:^|[^\pL])<minimum fee>(?:$|[^\pL])`)

// named is true for a description that names something: letters, and more
// than a unit of measure.
func named(desc string) bool {
	letters := 0
	for _, r := range desc {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return (letters >= 3 || shortCode.MatchString(desc) || twoLetters.MatchString(vocab.Lower(desc))) && utf8.RuneCountInString(desc) <= 160 && !nameless.MatchString(vocab.Lower(desc)) && !fillers.MatchString(vocab.Lower(desc))
}

// shortCode is the name of a thing in two or three large letters and a figure: "2 CO2".
var shortCode = regexp.MustCompile(`^\p{Lu}{2,3}\d$`)

// twoLetters is an abbreviation in two letters that names a thing: "MO" is labour.
var twoLetters = vocab.Around(`^<short name>$`)

// nameless are words that stand where a thing is named and name none: "the
// invoice for", "one month".
var nameless = vocab.Around(`^(?:(?:<whose invoice>\s)?<the invoice>(?:\s<invoice of>)*|(?:<one time>|\d+)\s<times>|<times over>)$`)

// lineTotal finds the total of a line right after its unit price, and believes
// it only when quantity times price gives it.
func lineTotal(seg string, nums []numbers.Number, i int, it item, from int) (value, int, bool) {
	if i+1 >= len(nums) || nums[i+1].Kind != numbers.Money && nums[i+1].Kind != numbers.Plain || !nums[i+1].OK {
		return value{}, 0, false
	}
	next := nums[i+1]
	if from > next.Start {
		return value{}, 0, false
	}
	between := strings.ToLower(seg[from:next.Start])
	if strings.Trim(between, " =:|,;-–—\t→()") != "" && !equalsWord.MatchString(between[len(taxTail.FindString(between)):]) {
		return value{}, 0, false
	}
	price := it.price
	if it.lump.ok {
		price = it.lump
	}
	if !it.qty.ok || !price.ok || !it.qty.Mul(price.Decimal).Round(2).Equal(next.Value) {
		return value{}, 0, false
	}
	if next.Kind == numbers.Plain && it.qty.Equal(decimal.NewFromInt(1)) {
		return value{}, 0, false
	}
	return known(next.Value), i + 1, true
}

var equalsWord = vocab.Around(`^\s*[=:,;|(–—-]*\s*<equals>?\s*[=:]?\s*$`)
