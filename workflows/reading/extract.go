package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// reader extracts from one alternative.
type reader struct {
	s    *source
	lang string
	out  extraction
	// matter is what the invoice is for by the mail's own words, where a line names only hours or days.
	matter string
	// row is true within a sentence that names several prices: then short names before them are things in a row.
	row bool
	// prior is the sentence before, which may name what this one prices.
	prior string
	// text is what is read, in lines.
	text string
	// declared is the currency that the mail names for all its amounts.
	declared string
	inMoney  bool // some amount of the mail has its currency
	// unsigned are rows whose figure is a price without its currency.
	unsigned map[string]bool
	inRand   bool // an R before a figure is the sign of ZAR
}

// maxSegments bounds the work on one mail.
const maxSegments = 2000

func (s *source) extract(v view, style numbers.Style) extraction {
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = style
	if rd.lang == "ar" || rd.lang == "ur" {
		return rd.out // only detected: the order of words and numbers is another one
	}
	text := v.text
	if s.form != nil && (s.form.message != "" || s.form.pricedLine()) {
		text = clean(s.form.message)
	}
	text = withoutSource(strings.ReplaceAll(text, " · ", " - "))
	var joined string
	if v.html {
		joined = text // its line ends are meant
	} else {
		joined = unwrap(text)
	}
	lines := rd.sumsApart(strings.Split(signsToFigures(wideTimes.ReplaceAllString(leaders.ReplaceAllString(withoutCurrencySaid(joined), "   "), "$1 x $2")), "\n"))
	rd.unsignedRows(lines)
	rd.text = joined
	rd.matter = rd.matterFrom(s.matterIn(joined))
	rd.declared = declaredCurrency(s.subject + "\n" + text)
	rd.inMoney = moneys(rd.scan(text)) > 0
	rd.inRand = southAfrica.MatchString(text)
	itemized := make([]bool, len(lines))
	read := make([]bool, len(lines)) // something was made of the line
	for i := 0; i < len(lines) && i < maxSegments; {
		if n := rd.laidOut(lines[i:]); n > 0 {
			for k := range n {
				read[i+k] = true
			}
			i += n
			continue
		}
		items, sums := len(rd.out.items), len(rd.out.sums)
		row := rd.unsigned[strings.TrimSpace(trimBullet(lines[i]))]
		if row || !rd.unpriced(lines, i) {
			rd.line(lines[i], row || inList(lines, i))
			rd.announced(lines, i, items)
			rd.plainSum(lines[i], items, sums)
		}
		itemized[i] = len(rd.out.items) > items
		read[i] = itemized[i] || len(rd.out.sums) > sums
		i++
	}
	rd.ratesBelow()
	rd.pricesBelow()
	rd.leftOver(lines, itemized, read)
	rd.belowName(lines)
	rd.oneAmount()
	rd.bareTotal(joined)
	rd.ofMeasure(rd.out.items)
	rd.oneOfThem(rd.out.items, rd.text)
	rd.limit()
	rd.out.joinHalves()
	return rd.out
}

// laidOut reads the lines that begin a layout of items, and gives how many there are.
func (rd *reader) laidOut(lines []string) int {
	for _, read := range []func([]string) int{rd.records, rd.table, rd.figuresBelow} {
		if n := read(lines); n > 0 {
			return n
		}
	}
	return 0
}

// matterFrom leaves out what names no matter: "an invoice for three issues at EUR
// 60" names the line, and "the" nothing.
func (rd *reader) matterFrom(words string) string {
	words = dayTail.ReplaceAllString(words, "")
	if noMatter.MatchString(words) || amountLike.MatchString(words) || currencyBehindWord.MatchString(vocab.Lower(words)) || rd.nothing(words) || rd.lang == "de" && onlyAdjective.MatchString(words) {
		return ""
	}
	return words
}

// dayTail ends a matter with a day whose month was cut off: "séjour du 3".
var dayTail = regexp.MustCompile(`(?i)\s+(?:du|le|au|del|dal|el|vom|am|from|on|of|van|op)\s+\d{1,2}\.?$`)

// onlyAdjective is a German name that breaks off before its noun, which is written
// large: "die restlichen" of "die restlichen 50 % der Website".
var onlyAdjective = regexp.MustCompile(`^(?:\p{Ll}+ )*\p{Ll}+e[nrsm]$`)

// Limits on what is held against each other: the work grows with the product.
const (
	maxSegment   = 2000 // bytes of a sentence or list line
	maxSums      = 100
	maxDiscounts = 8
)

// limit keeps a mail with more than is ever asked for from being read in part:
// what is cut off leaves an open sum, which is a question.
func (rd *reader) limit() {
	rd.dropSums()
	if len(rd.out.items) > maxLines {
		rd.out.items, rd.out.tooMany = nil, true
	}
	if len(rd.out.sums) > maxSums {
		rd.out.sums = append(rd.out.sums[:maxSums], sum{quote: "more than a hundred amounts"})
	}
	if len(rd.out.discounts) > maxDiscounts {
		rd.out.discounts = rd.out.discounts[:maxDiscounts]
		rd.out.sums = append(rd.out.sums, sum{quote: "many discounts"})
	}
}

// dropSums takes lines that are sums of the others out of the items.
func (rd *reader) dropSums() {
	kept := rd.out.items[:0]
	for _, it := range rd.out.items {
		f := vocab.Fold(it.desc)
		if f == "" || len(strings.Fields(f)) > 3 || !rd.sumWords(f) || rd.levelOf(it, f) {
			kept = append(kept, it)
			continue
		}
		for _, v := range []value{it.amount, it.price, it.lump} {
			if v.ok {
				rd.out.sums = append(rd.out.sums, sum{value: v, currency: it.currency, before: f, quote: it.quote})
				break
			}
		}
	}
	rd.out.items = kept
}

// language is what a text is written in: by its small words, else by those it
// asks in, since a short request has few others.
func (s *source) language(text string) string {
	if code := s.book.Detect(text); code != "" {
		return code
	}
	for _, section := range []string{"ask invoice", "ask quote", "order placed"} {
		if code := s.book.Only(section, s.index); code != "" {
			return code
		}
	}
	return s.askedIn
}

// styleOfLanguage is used only where no numeral of the mail shows its style:
// then "1.500" in a German text and "1,500" in an English one read one way.
func styleOfLanguage(lang string) numbers.Style {
	switch lang {
	case "en":
		return numbers.Point
	case "de", "es", "it", "nl":
		return numbers.Comma
	}
	return numbers.Unknown
}

// leaders lead the eye from a name to its figures.
var leaders = vocab.Around(`\.{4,}|[ \t](?:\.{3}|…)[ \t]`)

// wideTimes is a sign between a count and its price that stands in a column of its
// own: "4 evenings    x   € 75.00".
var wideTimes = regexp.MustCompile(`(\d(?: \pL+\.?)?)[ \t]+[x×][ \t]+([€£$]|\d)`)

// scan finds numbers and takes those out that belong to a date.
func (rd *reader) scan(seg string) []numbers.Number {
	return rd.s.scans.recall(scanned{seg, rd.lang, rd.out.style, rd.inRand}, func() []numbers.Number { return rd.scanNow(seg) })
}

func (rd *reader) scanNow(seg string) []numbers.Number {
	nums := rd.writtenOut(seg, rd.rands(seg))
	if len(nums) == 0 {
		return nil
	}
	for _, d := range rd.s.dates(seg, rd.lang) {
		if strings.Contains(seg[d.Start:d.End], ": ") {
			continue // "for June: 4 newsletters"
		}
		for i := range nums {
			if nums[i].Start < d.End && d.Start < nums[i].End {
				nums[i].Kind = numbers.Code
			}
		}
	}
	low := vocab.Lower(seg)
	nums = rd.hourSpans(low, nums)
	clockSpans(low, nums)
	rd.sizes(seg, nums)
	rd.homes(seg, nums)
	rd.which(seg, nums)
	houses(seg, nums)
	behindPaper(seg, nums)
	rd.days(seg, nums)
	rd.products(seg, nums)
	if rd.lang == "nl" {
		boxes(seg, nums)
	}
	for i := range nums {
		if nums[i].Kind == numbers.Plain && (len(nums[i].Text) >= codeDigits && !strings.ContainsAny(nums[i].Text, ".,' ") || rd.yearOrDay(seg, nums[i]) || rd.loneYear(low, nums[i]) || ordinal.MatchString(seg[nums[i].End:])) {
			nums[i].Kind = numbers.Code
		}
	}
	return nums
}

// codeDigits is from how many digits in a row on a number counts nothing: it tells a
// person, a firm or a paper from others.
const codeDigits = 8

// month reads the name of a month in the mail's language; a long name in any.
func (rd *reader) month(word string) int {
	if utf8.RuneCountInString(word) >= 5 || rd.lang == "" {
		return rd.s.month(word)
	}
	if _, ok := rd.s.book.WordIn(rd.lang, "months", word); !ok {
		return 0 // "a stage set, 5 days" is not in settembre
	}
	return rd.s.month(word)
}

// dateReach is how far from a number the name of its month is looked for, in
// bytes.
const dateReach = 48

// near cuts a part out of a text, at whole runes.
func near(text string, from, to int) string {
	return strings.ToValidUTF8(text[max(0, from):min(len(text), to)], "")
}

// yearOrDay is true for "October 2026", "16.10." and "4 November".
func (rd *reader) yearOrDay(seg string, n numbers.Number) bool {
	before := strings.Fields(vocab.Fold(near(seg, n.Start-dateReach, n.Start)))
	after := strings.Fields(vocab.Fold(near(seg, n.End, n.End+dateReach)))
	if len(before) > 0 && (strings.HasSuffix(before[len(before)-1], ":") || strings.Contains(before[len(before)-1], ")")) {
		before = nil // "for June: 4 newsletters"
	}
	if len(before) > 0 && rd.month(strings.Trim(before[len(before)-1], "(,.")) > 0 {
		unit, _ := rd.unitAt(vocab.Lower(near(seg, n.End, n.End+dateReach)))
		return unit == "" || !strings.HasSuffix(before[len(before)-1], ",") && !dayFirst(rd.lang) && !(len(before) > 1 && leadsToMonth.MatchString(before[len(before)-2])) // "cleaning in March, 16 hours", "for May 9 hours"
	}
	if len(before) > 1 && (before[len(before)-1] == "de" || before[len(before)-1] == "del") && rd.month(before[len(before)-2]) > 0 {
		return true
	}
	if n.Value.IntPart() > 31 {
		return false
	}
	if dayOfThisMonth.MatchString(strings.Join(after, " ")) {
		return true
	}
	if m := dayBehind.FindStringSubmatch(strings.Join(after, " ")); m != nil && rd.month(m[1]) > 0 {
		return true
	}
	return false
}

// dayFirst is true for a language in which a day stands before its month.
func dayFirst(lang string) bool { return slices.Contains([]string{"de", "nl", "fr", "es", "it"}, lang) }

// leadsToMonth leads to a whole month, for which something is billed.
var leadsToMonth = vocab.Around(`^(?:<price for>)$`)

// dayOfThisMonth behind a number makes it a day: "il 12 u.s.", "am 12. d. M.".
var dayOfThisMonth = vocab.Around(`^\.? ?(?:<day of this month>)(?:$|[^\pL])`)

// dayBehind is what stands between a day and its month, another day too: "22 au
// 23 mai", "12 de mayo", "3. und 4. Oktober".
var dayBehind = vocab.Around(`^\.? ?(?:\.? ?(?:<day to day>|&|/|-|–|,)? ?(?:<article of a day> )?\d{1,2}(?:<day ending>|º)?\.?)?\)? ?(?:<of the month> )?(\pL{3,})`)
