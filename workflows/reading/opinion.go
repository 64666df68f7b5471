package reading

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
)

// maxOpinion is the longest text that clauses are parsed in, in bytes: what is
// to be billed is said in less.
const maxOpinion = 6000

// secondOpinion parses the clauses of a text whose lines leave something open
// or are badly named. Its reading holds where it settles everything and
// contradicts no line that was read before.
func (s *source) secondOpinion(v view, e extraction, st settled) settled {
	rd := &reader{s: s, lang: s.language(v.text), out: e}
	if e.tables > 0 || e.misses > 0 || e.tooMany || e.doubted() {
		return st
	}
	misnamed := rd.badNames(st.items)
	open := st.open() || s.doubts(v, st).open()
	if !open && !misnamed && st.proved() {
		return st
	}
	items, proved, ok := rd.parsed(v)
	if !ok {
		return st
	}
	switch {
	case !open && !st.proved() && !contained(st.items, items) && !onlyBareMore(st.items, items):
		st.twoWays = true
		return st
	case !contained(e.items, items) && !(proved && (sameTotals(e.items, items) || st.mismatch != "" && len(items) > 1)):
		return st
	case !open && !misnamed:
		return st
	}
	rd.keepNames(items, st.items)
	again := e
	again.items, again.sums, again.discounts = items, sumsBeside(items, e.sums), nil
	if next := s.settle(again, foldedText(v)); !next.open() {
		return next
	}
	return st
}

// keepNames takes the names of lines that were read before for those that are
// only named by what the mail is about, or by less of it.
func (rd *reader) keepNames(items, before []item) {
	for i := range items {
		for _, b := range before {
			if head := headBefore(b, items[i]); head != "" {
				items[i].desc = head + ", " + items[i].desc
				break
			}
			more, measured := strings.CutPrefix(b.desc, items[i].desc+", ")
			if (measured && rd.measure(more) || (items[i].desc == rd.matter || rd.measure(items[i].desc)) && !rd.badNames([]item{b})) && agrees(b, items[i]) {
				items[i].desc = b.desc
				break
			}
		}
	}
}

// headBefore is the name before a count that was read as part of it: the "Grabpflege" of
// "Grabpflege 3 Gräber, je 18,50 €".
func headBefore(before, now item) string {
	if !before.openQty || !now.qty.ok || !agrees(before, now) {
		return ""
	}
	head, ok := strings.CutSuffix(before.desc, " "+now.desc)
	if !ok {
		return ""
	}
	at := strings.LastIndexByte(head, ' ')
	if at < 0 || strings.ReplaceAll(head[at+1:], ",", ".") != now.qty.String() || !shortName(head[:at]) {
		return ""
	}
	return strings.TrimRight(head[:at], " ,:;–-")
}

// doubted is true for a count that the mail contradicts itself, an amount that
// belongs to others, and one that says what a list below it comes to: no way to parse the clauses takes that back.
func (e extraction) doubted() bool {
	return slices.ContainsFunc(e.items, func(it item) bool { return it.doubted || it.why == whyOnEach }) || slices.ContainsFunc(e.sums, func(sm sum) bool { return sm.others || sm.aside || sm.parts || onEachOf.MatchString(sm.after) })
}

// parsed are the lines of a text by the one way to parse its clauses.
func (rd *reader) parsed(v view) (items []item, proved, ok bool) {
	text := rd.hoursInFigures(leaders.ReplaceAllString(rd.s.wordsToRead(v), "   "))
	if rd.lang == "" || rd.lang == "ar" || rd.lang == "ur" || len(text) > maxOpinion {
		return nil, false, false
	}
	rd.declared = declaredCurrency(rd.s.subject + "\n" + text)
	rd.inRand = southAfrica.MatchString(text)
	rd.matter = rd.matterOf(text)
	var rates []decimal.Decimal
	for _, r := range rd.out.rates {
		rates = append(rates, r.value)
	}
	text = withoutCurrencySaid(text)
	parsed := rd.clauseText(text)
	for _, d := range rd.out.discounts {
		parsed.Off = append(parsed.Off, d.value)
	}
	read, ok := clauses.Read(parsed, clauseWords{rd}, rates)
	if !ok || slices.ContainsFunc(read.Lines, func(l clauses.Line) bool { return l.Odd }) {
		return nil, false, false // a price in parts of a cent was not said, and some books cannot keep it: how it is billed is asked
	}
	if len(parsed.Off) > 0 && !slices.ContainsFunc(read.Lines, func(l clauses.Line) bool { return l.Off.IsPositive() }) {
		return nil, false, false
	}
	if rd.matter == "" {
		rd.matter = rd.matterFrom(rd.clauseName(text[read.Matter[0]:read.Matter[1]]))
	}
	items, ok = rd.itemsOf(text, read)
	return items, read.Proved, ok
}

// open is true for lines that leave a question.
func (st settled) open() bool {
	return !complete(st.items) || st.mismatch != "" || len(st.loose) > 0
}

// badNames is true for lines of which one is named by a piece of a sentence, or
// only by the mail's subject and a measure.
func (rd *reader) badNames(items []item) bool {
	subject := rd.s.subjectName(rd)
	for _, it := range items {
		if it.part == "" && (!named(it.desc) || speaks(withoutLast(it.desc)) || rd.nothing(it.desc) || subject != "" && strings.HasPrefix(it.desc, subject+", ")) {
			return true
		}
	}
	return false
}

// withoutLast is a name without its last word, which may be a pronoun: "bringing it".
func withoutLast(name string) string {
	return name[:max(0, strings.LastIndexByte(name, ' '))]
}

// wordsToRead is the text that lines are read from.
func (s *source) wordsToRead(v view) string {
	text := v.text
	if s.form != nil && (s.form.message != "" || s.form.pricedLine()) {
		text = clean(s.form.message)
	}
	if v.html {
		return withoutSource(text)
	}
	return withoutSource(unwrap(text))
}

func (rd *reader) matterOf(text string) string {
	if matter := rd.matterFrom(rd.s.matterIn(text)); matter != "" {
		return matter
	}
	return rd.matterFrom(subjectMatter(rd.s.subject))
}

// sentenceAt is the sentence or line around a place.
func sentenceAt(text string, at int) string {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	for _, sen := range sentences(line) {
		if i := strings.Index(line, sen); i >= 0 && at-from < i+len(sen) {
			return sen
		}
	}
	return line
}

// contained is true when every line that was read before is one of the parsed
// ones: what reads two ways is asked about.
func contained(before, now []item) bool { return eachIn(before, now, agrees) }

// eachIn is true when every line before is one of those now, each another.
func eachIn(before, now []item, same func(before, now item) bool) bool {
	used := make([]bool, len(now))
	for _, it := range before {
		found := false
		for i, n := range now {
			if used[i] || !same(it, n) {
				continue
			}
			used[i], found = true, true
			break
		}
		if !found {
			return false
		}
	}
	return true
}

// sameTotals is true where each line that was read before is one of the parsed ones,
// or was taken for one thing that costs what one of them comes to: "£640 for the
// two bedrooms (£320 each)". A sum must prove the parsed ones.
func sameTotals(before, now []item) bool {
	return eachIn(before, now, func(it, n item) bool {
		total, ok := n.net()
		return agrees(it, n) || ok && it.flat && it.price.ok && total.Equal(it.price.Decimal)
	})
}

// onlyBareMore is true for parsed lines that are some of those read before, where
// the others have prices without a currency, which are not parsed.
func onlyBareMore(before, now []item) bool {
	var parsed []item
	for _, it := range before {
		if it.currency != "" || contained([]item{it}, now) {
			parsed = append(parsed, it)
		}
	}
	return len(parsed) < len(before) && contained(now, before) && contained(parsed, now)
}

// agrees is true for a line of which nothing that was read says otherwise.
func agrees(before, now item) bool {
	price := before.price
	if before.lump.ok {
		price = before.lump
		total, _ := now.net()
		if price.Equal(total) {
			price = now.price
		}
	}
	return (!before.qty.ok || before.qty.Equal(now.qty.Decimal)) && (!price.ok || price.Equal(now.price.Decimal))
}

// sumsBeside are the stated sums without those that are the price of a line or
// what it comes to.
func sumsBeside(items []item, stated []sum) []sum {
	taken := map[int]bool{}
	take := func(i, of int, a, b decimal.Decimal) bool {
		if taken[2*i+of] || !a.Equal(b) {
			return false
		}
		taken[2*i+of] = true
		return true
	}
	var out []sum
	for _, sm := range stated {
		beside := false
		for i, it := range items {
			total, _ := it.net()
			if beside = sm.value.ok && (take(i, 0, sm.value.Decimal, it.price.Decimal) || len(items) > 1 && take(i, 1, sm.value.Decimal, total)); beside {
				break
			}
		}
		if !beside {
			out = append(out, sm)
		}
	}
	return out
}
