package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
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
	open, misnamed := s.doubts(v, st).open(), rd.badNames(st.items)
	if !open && !misnamed && st.proved() {
		return st
	}
	items, ok := rd.parsed(v)
	if !ok {
		return st
	}
	switch {
	case !open && !st.proved() && !contained(st.items, items) && !onlyBareMore(st.items, items):
		st.twoWays = true
		return st
	case !contained(e.items, items):
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
// only named by what the mail is about.
func (rd *reader) keepNames(items, before []item) {
	for i := range items {
		for _, b := range before {
			if (items[i].desc == rd.matter || rd.measure(items[i].desc)) && agrees(b, items[i]) && !rd.badNames([]item{b}) {
				items[i].desc = b.desc
				break
			}
		}
	}
}

// doubted is true for a count that the mail contradicts itself, an amount that
// belongs to others, and one that says what a list below it comes to: no way to parse the clauses takes that back.
func (e extraction) doubted() bool {
	return slices.ContainsFunc(e.items, func(it item) bool { return it.doubted || it.why == whyOnEach }) || slices.ContainsFunc(e.sums, func(sm sum) bool { return sm.others || sm.aside || sm.parts || onEachOf.MatchString(sm.after) })
}

// parsed are the lines of a text by the one way to parse its clauses.
func (rd *reader) parsed(v view) ([]item, bool) {
	text := leaders.ReplaceAllString(rd.s.wordsToRead(v), "   ")
	if rd.lang == "" || rd.lang == "ar" || rd.lang == "ur" || len(text) > maxOpinion {
		return nil, false
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
		return nil, false // a price in parts of a cent was not said, and some books cannot keep it: how it is billed is asked
	}
	if len(parsed.Off) > 0 && !slices.ContainsFunc(read.Lines, func(l clauses.Line) bool { return l.Off.IsPositive() }) {
		return nil, false
	}
	if rd.matter == "" {
		rd.matter = rd.clauseName(text[read.Matter[0]:read.Matter[1]])
	}
	return rd.itemsOf(text, read)
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
		return text
	}
	return unwrap(text)
}

func (rd *reader) matterOf(text string) string {
	if matter := rd.matterFrom(rd.s.matterIn(text)); matter != "" {
		return matter
	}
	return rd.matterFrom(subjectMatter(rd.s.subject))
}

// itemsOf makes items of the parsed lines; it is false where one names nothing.
func (rd *reader) itemsOf(text string, read clauses.Reading) ([]item, bool) {
	var out []item
	nounsLarge := len(largeWord.FindAllString(text, minLarge)) == minLarge
	for _, l := range read.Lines {
		it := item{qty: known(l.Qty), price: known(l.Price), currency: l.Currency, unit: l.Unit, flat: l.Flat, quote: sentenceAt(text, l.At), why: whyParsed}
		it.desc = rd.clauseName(text[l.Name[0]:l.Name[1]])
		if also := rd.clauseName(text[l.Also[0]:l.Also[1]]); also != "" && it.desc != "" {
			it.desc += ", " + also
		}
		if l.Off.IsPositive() {
			it.discount = known(l.Off)
		}
		it.at = placeIn(text, it.quote, l.At)
		rd.areaOf(&it)
		if nameless := rd.unnamed(it.desc) || rd.fragment(it.desc) || inAddress(text, l.Name[0], l.Name[1]) || rd.recorded(vocab.Lower(it.quote), it.desc); nameless && !packUnit(l.Unit) || rd.lang == "de" && nounsLarge && !hasLarge(it.desc) {
			it.desc = rd.nameOfNone(text, read, l)
		}
		if it.desc == "" || rd.declared != "" && numberLast.MatchString(it.desc) || clockFirst.MatchString(it.desc) || noName.MatchString(vocab.Fold(it.desc)) || len(firmsIn(it.desc)) > 0 || l.Flat && rd.isNoThing(it.desc) || !named(it.desc) || speaks(it.desc) || rd.sumLabelled(it.desc) {
			return nil, false
		}
		out = append(out, it)
	}
	rd.oneOfThem(out, text)
	rd.tellApart(out)
	return out, len(out) > 0 && !sameNames(out)
}

// nameOfNone names a line that nothing in its words names: by what the mail is
// about, else by the measure that is counted, beside other lines, as in "4 hours
// at 40 and the licence, 89". It is empty where there is no name.
func (rd *reader) nameOfNone(text string, read clauses.Reading, l clauses.Line) string {
	name := rd.matterOr(l.Unit, near(vocab.Lower(text), l.CountAt, l.CountAt+dateReach))
	if name != "" && rd.onlyWhen(name) {
		name, rd.matter = "", "" // "an invoice for October"
	}
	switch noun := text[l.Noun[0]:l.Noun[1]]; {
	case name == "" && noun != "" && len(read.Lines) > 1 && countsFirst(text, l.CountAt):
		return rd.measured(noun)
	case rd.startsSmall(name):
		return ""
	}
	return name
}

// numberLast ends a name with a number, which may be a price where the currency is said
// for all of them: "1 centro 190 y 2 ramos a 85, todo en euros".
var numberLast = regexp.MustCompile(`\s\d{2,}$`)

// countsFirst is true for a count in a sentence, or at the beginning of a line: what
// stands before it in a list is who or what is counted.
func countsFirst(text string, at int) bool {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	return strings.TrimSpace(trimBullet(text[from:at])) == "" || endsSentence(strings.TrimSpace(line))
}

// areaOf is what the mail is about where only a measure of area stands for a name:
// "145 metri quadri".
func (rd *reader) areaOf(it *item) {
	if it.unit == "m" && squared.MatchString(" "+it.desc) {
		it.unit, it.desc = "m2", rd.matter
	}
}

// largeWord begins in capitals within a sentence. A text with some of them
// writes German nouns large, and a name holds one.
var largeWord = regexp.MustCompile(`[\pL,] \p{Lu}\p{Ll}`)

const minLarge = 5

func hasLarge(words string) bool { return strings.ToLower(words) != words }

// startsSmall is true for words of which the first names nothing: "last weekend".
func (rd *reader) startsSmall(words string) bool {
	first, _, _ := strings.Cut(leadArticle.ReplaceAllString(vocab.Fold(words), ""), " ")
	return rd.small(first)
}

// isNoThing is true for the name of one who is to pay, and for a time.
func (rd *reader) isNoThing(name string) bool {
	first, _, _ := strings.Cut(vocab.Fold(name), " ")
	who := *rd
	who.matter = name
	if at := ofSomething.FindStringIndex(vocab.Lower(name)); at != nil {
		who.matter = name[:at[0]] // "the panorama of the school" is no school
	}
	return who.namesSomebody() && institution.MatchString(vocab.Lower(who.matter)) || rd.s.confirmed(name) || rd.month(first) > 0 && !strings.Contains(name, " ")
}

// ofSomething leads from a thing to what it is of, or where it is.
var ofSomething = vocab.Around(`\s(?:<where or when>)\s`)

// sameNames is true where two lines bear one name, so that one of them is not
// the thing's.
func sameNames(items []item) bool {
	seen := map[string]bool{}
	for _, it := range items {
		name := letters(leadArticle.ReplaceAllString(it.desc, ""))
		if seen[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

const whyParsed = "the only way in which every amount of the mail has its place"

func (rd *reader) clauseName(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	words = dayTail.ReplaceAllString(putOn.ReplaceAllString(words, ""), "")
	return strings.Trim(partitive.ReplaceAllString(words, ""), " ,:;-–—|(")
}

// putOn asks to put the thing behind it on the bill: "add the oven clean".
var putOn = vocab.Around(`(?i)^(?:<put on the bill>)\s(?:(?:<article>)\s|<article glued>)?`)

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
func contained(before, now []item) bool {
	used := make([]bool, len(now))
	for _, it := range before {
		found := false
		for i, n := range now {
			if used[i] || !agrees(it, n) {
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
