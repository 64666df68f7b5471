package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// whenWord says when: "evenings", "Friday".
	whenWord = vocab.Around(`^(?:<when>)$`)
	// emptyWord says who or how much: "guests", "the amounts", "stp".
	emptyWord = vocab.Around(`^(?:<empty>)$`)
	// accordingTo begins words that say where a figure comes from.
	accordingTo = vocab.Around(`(?i)^(?:<according to>)\s`)
)

// doubts turns into questions what a reading is not likely to be right about:
// lines that no thing names, and sums beside amounts that nothing explains.
func (s *source) doubts(v view, st settled) settled {
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = st.style
	kept, proved := st.items[:0:0], st.proved()
	for _, it := range st.items {
		it.desc = withoutOpen(it.desc)
		if name := rd.beforeCount(it); name != "" {
			it.desc = name + ", " + it.desc
		}
		if it.part == "" && (rd.fragment(it.desc) || rd.headsFigures(it)) && !saidTwice(it) && !rd.namedByMatter(&it, s.wordsToRead(v)) {
			st.loose = append(st.loose, sum{value: it.price, currency: it.currency, quote: it.quote})
			continue
		}
		if !proved {
			rd.doubtFigures(&it)
			if thing := rd.unpricedBeside(it, st.items); thing != "" {
				st.loose = append(st.loose, sum{quote: thing})
			}
		}
		kept = append(kept, it)
	}
	st.items = kept
	if !proved {
		openWithOthers(kept)
	}
	s.besideLines(v, rd, &st, proved)
	kept = st.items
	switch things := rd.labelledThings(s.wordsToRead(v), kept); {
	case st.tables > 0 && complete(kept): // a title above the table that names the things
	case len(things) == 1 && len(kept) == 1:
		kept[0].desc = rd.under(things[0], kept[0].desc, s.wordsToRead(v))
	case len(things) > 0:
		st.items, st.loose = nil, append(st.loose, sum{quote: things[0]})
	}
	if len(st.loose) > 0 || st.mismatch != "" {
		st.subtotal, st.tax, st.total = value{}, value{}, value{}
	}
	return st
}

var (
	// crossed is a number of things times another: "2 people x 5 hours".
	crossed = regexp.MustCompile(`(?:^|[^\d.,])\d[\d.,]*\s+\pL+\.?\s*[x×*]\s*(\d[\d.,]*)\s*\pL`)
	// perSpan is a price with the span of time that it is for: "9.90 per month".
	perSpan = vocab.Around(`(\d[\d.,]*)\s?(?:[€£$]|euros?|eur)?\s?(?:\s(?:<per>)\s+|/\s?)(\pL+)`)
)

// From so many pieces on, at such a price of each, a line that does not say "each"
// may as well name the price of all: nobody orders 2,000 flyers at 98.
const (
	manyPieces = 500
	dearPiece  = 20
)

// eachReach is how far from a price such words stand, in bytes.
const eachReach = 18

// eachSaid is true for words that say that a price is that of one.
var eachSaid = vocab.Around(`(?:^|[^\pL])(?:each|apiece|per|je|jeweils|pro|stück|stk|st|pièce|chacune?|unité|cad|cadaun[oa]|ciascun[oa]|c/u|cada|unidad|p\.?st|stuk)(?:$|[^\pL])|/|@`)

// doubtFigures opens figures of a line that no sum proves and that its words give
// reason to doubt.
func (rd *reader) doubtFigures(it *item) {
	if it.lump.ok && !it.price.ok && (it.unit == "year" || it.unit == "month") {
		it.qty, it.openQty = value{}, true // "web licence 2 years: 200"
	}
	if m := crossed.FindStringSubmatch(it.quote); m != nil && it.qty.ok && figures(m[1]) == figures(it.qty.String()) && it.unit != "" && it.unit != "piece" {
		it.qty, it.openQty = value{}, true
	}
	if it.price.ok && it.qty.ok && !it.amount.ok && it.unit == "" && it.part == "" && it.qty.GreaterThanOrEqual(decimal.NewFromInt(manyPieces)) && it.price.GreaterThanOrEqual(decimal.NewFromInt(dearPiece)) && !eachSaid.MatchString(vocab.Lower(near(it.quote, it.at-eachReach, it.at+eachReach))) {
		it.price = value{} // "2000 flyers for 98": each, or together?
	}
	if it.price.ok && it.qty.ok && !it.qty.Equal(one()) && it.part == "" && rd.perOtherSpan(*it) {
		it.price = value{} // "12 licences at 9.90 per month", for how many months?
	}
}

// perOtherSpan is true for a price per month or longer of what is not counted in
// it.
func (rd *reader) perOtherSpan(it item) bool {
	for _, m := range perSpan.FindAllStringSubmatch(vocab.Lower(it.quote), maxDiscounts) {
		d, ok := numbers.Parse(strings.TrimRight(m[1], ".,"), rd.out.style)
		unit, _ := rd.unitAt(m[2])
		if ok && d.Equal(it.price.Decimal) && (unit == "month" || unit == "year" || unit == "quarter") && it.unit != unit {
			return true
		}
	}
	return false
}

// namedByMatter names a line that only a time or the source of its figures stands
// by after what the mail asks an invoice for: "for the hall: Friday evening 150".
func (rd *reader) namedByMatter(it *item, text string) bool {
	source := accordingTo.MatchString(it.desc)
	if hasDigit(it.desc) || !source && !rd.onlyWhen(it.desc) {
		return false
	}
	rd.matter = rd.matterOf(text)
	if !named(rd.matter) || rd.unnamed(rd.matter) || rd.fragment(rd.matter) || rd.namesSomebody() {
		return false
	}
	if source {
		it.desc = rd.matter
		return true
	}
	it.desc = rd.matter + ", " + it.desc
	return true
}

func (rd *reader) onlyWhen(name string) bool {
	for _, w := range strings.Fields(vocab.Fold(name)) {
		if !whenWord.MatchString(w) && !rd.small(w) && rd.s.month(w) == 0 {
			return false
		}
	}
	return true
}

// saidTwice is true for a measure that the price is for as well: "3 mornings at
// 120 a morning".
func saidTwice(it item) bool {
	name := vocab.Fold(it.desc)
	return len(name) > minStem && !strings.ContainsAny(name, " ") && strings.Count(vocab.Fold(it.quote), name[:minStem]) > 1
}

const minStem = 4 // bytes of a word that its plural has too

// fragment is true for a name that names no thing: a piece of the sentence
// around it, or a sum with its tax.
func (rd *reader) fragment(name string) bool {
	if accordingTo.MatchString(name) || hasDigit(name) && (rd.sumsInName(name) || (moneys(numbers.Scan(name, rd.out.style)) > 0 || strings.ContainsAny(name, "€£"))) {
		return true
	}
	found := false
	for _, w := range strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		empty := emptyWord.MatchString(w) || whenWord.MatchString(w) || rd.s.month(w) > 0
		unit, measure := rd.s.book.Word("units", w)
		if !empty && !rd.small(w) && !(measure && spanOfTime.MatchString(unit)) {
			return false
		}
		found = found || empty
	}
	return found
}

// besideLines notes what a text leaves open beside its lines.
func (s *source) besideLines(v view, rd *reader, st *settled, proved bool) {
	if len(st.items) == 0 {
		return
	}
	if !proved {
		for _, thing := range []string{rd.askedWithoutPrice(s.wordsToRead(v), st.items), rd.strayPrice(s.wordsToRead(v), *st)} {
			if thing != "" {
				st.loose = append(st.loose, sum{quote: thing})
			}
		}
		st.loose = append(st.loose, s.leftUnsaid(v)...)
	}
	if s.onlyShare(v.text, st.items) {
		st.loose, st.items = append(st.loose, sum{quote: st.items[0].quote}), nil
	}
}

// headsFigures is true for a name that is the heading of a figure: "Qty - 2".
func (rd *reader) headsFigures(it item) bool {
	_, behind, ok := strings.Cut(it.quote, it.desc)
	if !ok || !setsOffFigure.MatchString(behind) {
		return false
	}
	kind, ok := rd.columnKind(it.desc)
	if _, unit := rd.s.book.Word("units", vocab.Fold(it.desc)); unit {
		return false
	}
	return ok && (kind == colQty || kind == colPrice || kind == colAmount)
}

// setsOffFigure stands between a heading and its figure.
var setsOffFigure = regexp.MustCompile(`^\s*[-–:=]\s*\d`)

// sumsInName is true for "Base 508,00 / IVA 21%".
func (rd *reader) sumsInName(name string) bool {
	if !centsInName.MatchString(name) && !strings.Contains(name, "%") {
		return false
	}
	f := vocab.Fold(name)
	for _, section := range []string{"total", "subtotal", "tax"} {
		if rd.s.book.Has(section, f) {
			return true
		}
	}
	return false
}

// clauseStart ends the clause before a thing in a row.
var clauseStart = vocab.Around(`^.*(?:[,;:.!?(]\s+|\s<and also>\s+)`)

const maxRowName = 4 // words

// countEnds ends what stands before the name of a thing with how many there are.
var countEnds = regexp.MustCompile(`(?:^|\s)\d[\d.,]*\s?[x×*]?\s*$`)

func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// beforeCount is what stands before the count of a thing in running text, in a
// clause of its own: "invoice for: coffee 45 cups at 2.20" is not for cups alone.
func (rd *reader) beforeCount(it item) string {
	at := strings.Index(it.quote, it.desc)
	if it.at > 0 && it.at <= len(it.quote) {
		at = strings.LastIndex(it.quote[:it.at], it.desc) // the same things may be counted twice
	}
	if at <= 0 {
		return ""
	}
	count := countEnds.FindStringIndex(it.quote[:at])
	if count == nil || !it.qty.ok || figures(it.quote[count[0]:count[1]]) != figures(it.qty.String()) {
		return ""
	}
	region := it.quote[:count[0]]
	start := clauseStart.FindStringIndex(vocab.Lower(region))
	if start == nil || start[1] > len(region) {
		return ""
	}
	name := strings.Trim(region[start[1]:], " ,:;-–—|(")
	if !shortName(name) || len(strings.Fields(name)) > maxRowName || rd.leadsIn(name) || rd.unnamed(name) || noMatter.MatchString(name) || hasDigit(name) || rd.small(lastWord(name)) || rd.startsSmall(name) || rd.s.spokenTo(name) || rd.fragment(name) || connector.MatchString(vocab.Lower(name)) || rd.lang == "de" && !hasLarge(name) {
		return ""
	}
	return name
}
