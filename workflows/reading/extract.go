package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// reader extracts from one alternative.
type reader struct {
	s    *source
	lang string
	out  extraction
}

// maxSegments bounds the work on one mail.
const maxSegments = 2000

func (s *source) extract(v view) extraction {
	rd := &reader{s: s, lang: s.book.Detect(v.text)}
	rd.out.style = numbers.StyleOf(v.text)
	if rd.out.style == numbers.Unknown {
		rd.out.style = styleOfLanguage(rd.lang)
	}
	if rd.lang == "ar" || rd.lang == "ur" {
		return rd.out // only detected: the order of words and numbers is another one
	}
	text := v.text
	if s.form != nil && s.form.message != "" {
		text = clean(s.form.message)
	}
	lines := strings.Split(unwrap(text), "\n")
	for i := 0; i < len(lines) && i < maxSegments; {
		if n := rd.table(lines[i:]); n > 0 {
			i += n
			continue
		}
		rd.line(lines[i])
		i++
	}
	rd.limit()
	return rd.out
}

// Limits on what is held against each other: the work grows with the product.
const (
	maxSegment   = 2000 // bytes of a sentence or list line
	maxSums      = 100
	maxDiscounts = 8
)

// limit keeps a mail with more than is ever asked for from being read in part:
// what is cut off leaves an open sum, which is a question.
func (rd *reader) limit() {
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

// line reads a list item or a paragraph.
func (rd *reader) line(l string) {
	if strings.TrimSpace(l) == "" {
		return
	}
	if bullet.MatchString(l) || columned(l) || len(l) < 70 || strings.HasPrefix(l, "  ") {
		rd.segment(trimBullet(l), true)
		return
	}
	for _, sen := range sentences(l) {
		rd.segment(sen, false)
	}
}

func trimBullet(l string) string {
	if m := bullet.FindString(l); m != "" {
		return l[len(m):]
	}
	return strings.TrimSpace(l)
}

// segment reads one list line or sentence: every amount of money in it is a
// price of an item or a sum.
func (rd *reader) segment(seg string, listed bool) {
	seg = strings.TrimSpace(seg)
	if len(seg) > maxSegment {
		if strings.ContainsAny(seg, "0123456789") {
			rd.out.sums = append(rd.out.sums, sum{quote: seg[:60] + "…"})
		}
		return
	}
	nums := rd.scan(seg)
	rd.percents(seg, nums)
	from := 0
	for i := 0; i < len(nums); i++ {
		n := nums[i]
		if n.Kind != numbers.Money && !unitPriceWithoutSign(seg, nums, i) {
			continue
		}
		c := clause{
			rd: rd, seg: seg, from: from, price: n, next: nextMoney(nums[i+1:], len(seg)), listed: listed,
			plain: plainBetween(nums, from, n.Start),
		}
		from = n.End
		if it, end, ok := c.item(); ok {
			from = max(from, end)
			if amount, k, ok := lineTotal(seg, nums, i, it, from); ok {
				it.amount, from, i = amount, nums[k].End, k
			}
			it.quote = seg
			rd.out.items = append(rd.out.items, it)
			continue
		}
		rd.out.sums = append(rd.out.sums, sum{
			value: value{n.Value, n.OK}, currency: n.Currency, quote: seg,
			before: vocab.Fold(seg[c.from:n.Start]), after: vocab.Fold(seg[n.End:c.next]),
		})
	}
}

// nextMoney is where the next amount begins, or the end of the segment.
func nextMoney(nums []numbers.Number, end int) int {
	for _, n := range nums {
		if n.Kind == numbers.Money {
			return n.Start
		}
	}
	return end
}

func plainBetween(nums []numbers.Number, from, to int) []numbers.Number {
	var out []numbers.Number
	for _, n := range nums {
		if n.Start >= from && n.End <= to && n.Kind == numbers.Plain {
			out = append(out, n)
		}
	}
	return out
}

// scan finds numbers and takes those out that belong to a date.
func (rd *reader) scan(seg string) []numbers.Number {
	nums := numbers.Scan(seg, rd.out.style)
	for _, d := range rd.s.dates(seg, rd.lang) {
		for i := range nums {
			if nums[i].Start < d.End && d.Start < nums[i].End {
				nums[i].Kind = numbers.Code
			}
		}
	}
	for i := range nums {
		if nums[i].Kind == numbers.Plain && rd.yearOrDay(seg, nums[i]) {
			nums[i].Kind = numbers.Code
		}
	}
	return nums
}

// yearOrDay is true for "October 2026", "16.10." and "4 November".
func (rd *reader) yearOrDay(seg string, n numbers.Number) bool {
	before := strings.Fields(vocab.Fold(seg[:n.Start]))
	after := strings.Fields(vocab.Fold(seg[n.End:]))
	if len(before) > 0 && rd.s.month(strings.Trim(before[len(before)-1], "(,.")) > 0 {
		return true
	}
	if len(before) > 1 && (before[len(before)-1] == "de" || before[len(before)-1] == "del") && rd.s.month(before[len(before)-2]) > 0 {
		return true
	}
	if len(after) > 0 && rd.s.month(strings.Trim(after[0], ",.")) > 0 && n.Value.IntPart() <= 31 {
		return true
	}
	return false
}

// percents notes tax rates and discounts of a segment.
func (rd *reader) percents(seg string, nums []numbers.Number) {
	for _, n := range nums {
		if n.Kind != numbers.Percent || !n.OK {
			continue
		}
		near := vocab.Fold(seg[max(0, n.Start-40):min(len(seg), n.End+25)])
		switch {
		case rd.s.book.Has("cash discount", near):
		case rd.s.book.Has("discount", near) && !rd.s.book.Has("tax", near):
			rd.out.discounts = append(rd.out.discounts, rate{n.Value, seg})
		case rd.s.book.Has("tax", near) || rd.s.book.Has("tax excluded", near) || rd.s.book.Has("tax included", near):
			rd.out.rates = append(rd.out.rates, rate{n.Value, seg})
		case rd.s.book.Has("tax", vocab.Fold(seg)) && !rd.s.book.Has("discount", vocab.Fold(seg)):
			rd.out.rates = append(rd.out.rates, rate{n.Value, seg})
		}
	}
}
