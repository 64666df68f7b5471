package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// aboutWhat finds "the invoice for the translation of the brochure".
var aboutWhat = vocab.Around(`(?i)(?:^|[^\pL])<invoice about>\s+(?:<invoicing us>\s+)?(?:<about>|x)\s+((?:<the invoiced>|l')?\s?[\pL'"][^.,:;?!()\n\d]{3,90})(?:[.,:;?!()\n\d]|$)`)

func subjectMatter(text string) string {
	m := aboutWhat.FindStringSubmatch(text[:min(len(text), 4000)])
	if m == nil {
		return ""
	}
	name := strings.TrimSpace(m[1])
	if at := leavesThing.FindStringIndex(vocab.Lower(name)); at != nil && speaks(name) {
		m[1] = name[:at[0]] // "the invoice for the cheese there will you"
	}
	if at := behindMatter.FindStringIndex(vocab.Lower(m[1])); at != nil {
		m[1] = m[1][:at[0]]
	}
	m[1] = beforeFirm(m[1])
	name = strings.TrimSpace(tailJunk.ReplaceAllString(articleTail.ReplaceAllString(giveTail.ReplaceAllString(m[1], ""), ""), ""))
	if noMatter.MatchString(name) || onlyTime.MatchString(name) || !named(name) {
		return ""
	}
	return name
}

// beforeFirm is a name without the firm behind it that is to be billed: "the tree
// work to Reed Ltd".
func beforeFirm(name string) string {
	firms := firmsIn(name)
	if len(firms) == 0 {
		return name
	}
	at := strings.Index(name, firms[0].name)
	if at < 0 {
		return name
	}
	if lead := leadsToFirm.FindStringIndex(vocab.Lower(name[:at])); lead != nil && named(name[:lead[0]]) {
		return name[:lead[0]]
	}
	return name
}

// withoutFirms is a text without the firms that it asks to bill: "invoice Reed Ltd
// for the tree work".
func withoutFirms(text string) string {
	for _, f := range firmsIn(text) {
		i := strings.Index(text, f.name)
		if i < 0 {
			continue
		}
		before, after := text[:i], text[i+len(f.name):]
		if lead := leadsToFirm.FindStringIndex(vocab.Lower(before)); lead != nil && lead[1] == len(before) && len(vocab.Lower(before)) == len(before) {
			before = before[:lead[0]]
		}
		if where := addressBehind.FindStringSubmatchIndex(vocab.Lower(after)); where != nil {
			after = after[where[2]:]
		}
		text = strings.TrimRight(before, " ") + " " + strings.TrimLeft(after, " .")
	}
	return text
}

// addressBehind is where a firm is, between its name and what is billed: "Reed Ltd,
// 4 Mill Lane, for the tree work".
var addressBehind = vocab.Around(`^\s*(?:\([^()\n]{2,60}\)|(?:,[^,.:;!?\n]{2,40}){1,3},)(\s<about>\s)`)

// leadsToFirm leads from a thing to who is to be billed for it.
var leadsToFirm = vocab.Around(`,?\s(?:<to the billed>)\s+(?:<article>\s+|<article glued>|<ours>\s+)?$`)

// behindMatter begins what a sentence goes on with: "the invoice for the box has not come".
var behindMatter = vocab.Around(`\s<behind the matter>(?:$|[^\pL'])`)

// onlyTime is a name that only says when.
var onlyTime = vocab.Around(`(?i)^<some time>$`)

// leavesThing is where a sentence about somebody goes on behind the thing.
var leavesThing = vocab.Around(`\s(?:<goes on>|<behind a name>)(?:$|[^\pL])`)

// articleTail is left where a date was cut off: "la soirée du 12 mai".
var articleTail = vocab.Around(`(?i)(?:\s<article at the end>)+\s*$`)

// giveTail ends a sentence that asks for the invoice: "die Rechnung für die Website schicken".
var giveTail = vocab.Around(`(?i)(?:\s<give filler>)*(?:\s<give at the end>)*\s*$`)

// noMatter begins words that name nothing or who is to pay: "for the following", "for our company".
var noMatter = vocab.Around(`(?i)^(?:<no matter lead>\s+|l')?<no matter>(?:$|[^\pL])`)

// oneAmount makes the line of a mail that says what the invoice is for in one
// sentence and one amount in another: "Could you send the invoice for the logo?
// £450 plus VAT as agreed." The sentence of the amount must name nothing else.
func (rd *reader) oneAmount() {
	if len(rd.out.items) > 0 || len(rd.out.sums) == 0 || rd.out.tables > 0 || rd.matter == "" || !rd.wholeMatter() {
		return
	}
	first := rd.out.sums[0]
	for _, sm := range rd.out.sums[1:] {
		if !rd.sumLabelled(sm.before) && !rd.s.book.Has("subtotal", sm.after) || sm.value.ok && sm.value.GreaterThan(first.value.Mul(decimal.New(13, -1))) {
			return // the first is no more than a part of the sum
		}
	}
	if !first.value.ok || !first.value.IsPositive() || first.many || !rd.calledFor(first) && !rd.bareWords(first) {
		return
	}
	rd.out.sums = rd.out.sums[1:]
	rd.out.items = append(rd.out.items, item{
		desc: rd.matter, qty: known(decimal.NewFromInt(1)), price: first.value, currency: first.currency, quote: first.quote, flat: true,
	})
}

// wholeMatter is true for a thing that is billed as a whole: nothing is counted
// in its name, and it is no one to send the invoice to.
func (rd *reader) wholeMatter() bool {
	for _, w := range strings.Fields(vocab.Fold(rd.matter)) {
		v, ok := rd.s.book.WordIn(rd.lang, "number words", w)
		if ok && v != "1" || takesOff(w) {
			return false
		}
	}
	return !rd.namesSomebody()
}

// namesSomebody is true for a body that the invoice is for, as its customer:
// "the invoice for Brightwater School".
func (rd *reader) namesSomebody() bool {
	if rd.s.confirmed(rd.matter) || len(firmsIn(rd.matter)) > 0 || institution.MatchString(vocab.Lower(rd.matter)) {
		return true
	}
	thing := rd.lang == "de" // there every noun has a capital
	for _, w := range strings.Fields(rd.matter) {
		thing = thing || len(w) > 2 && !rd.small(vocab.Fold(w)) && unicode.IsLower([]rune(w)[0])
	}
	return !thing
}

// institution ends or begins the name of a body that receives invoices.
var institution = vocab.Around(`<institution>(?:$|[^\pL])`)

// bareWords is true when the sentence of an amount says nothing but that it was
// agreed, and how it is taxed.
func (rd *reader) bareWords(sm sum) bool {
	if openSinglePrice.MatchString(strings.TrimRight(sm.before, " ")) || takesOff(strings.TrimRight(sm.before, " ")) {
		return false
	}
	spoken := nothingAdded.ReplaceAllString(forSpan.ReplaceAllString(sm.after, " "), " ")
	after, more := spoken, ""
	if i := strings.IndexAny(after, ",;."); i >= 0 {
		after, more = after[:i], after[i:]
	}
	if perUnit.MatchString(spoken) || connector.MatchString(strings.TrimLeft(more, " ,;.")) || len(numbers.Scan(after, rd.out.style)) > rd.rates(after) {
		return false
	}
	before := sm.before
	if strings.Contains(before, vocab.Fold(rd.matter)) {
		before = lastClause(before) // "the invoice for the box has not come, it was 180"
	}
	return rd.nothingElse(before) && rd.nothingElse(after)
}

// nothingAdded says that there is no more to bill: "and no extras this month".
var nothingAdded = vocab.Around(`,?\s(?:<nothing added>)(?:$|[^\pL])`)

// forSpan is the time that an amount is for: "50 euro per il weekend".
var forSpan = vocab.Around(`^\s*<for a span>\s(?:<whole>\s)?<time span>(?:$|[^\pL-])`)

// rates counts the percentages of a text.
func (rd *reader) rates(text string) int {
	n := 0
	for _, x := range numbers.Scan(text, rd.out.style) {
		if x.Kind == numbers.Percent {
			n++
		}
	}
	return n
}

// nothingElse is true for words that name no thing.
func (rd *reader) nothingElse(words string) bool {
	left := []byte(words)
	for _, section := range []string{"agreed amount", "tax excluded", "tax included", "total", "subtotal", "tax"} {
		for _, m := range rd.s.book.All(section, words) {
			for i := m[0]; i < m[1]; i++ {
				left[i] = ' '
			}
		}
	}
	return !anyLetter.Match(left)
}

var anyLetter = regexp.MustCompile(`\pL`)

// measure is true for a name that is only what things are counted in: the
// "pages" of "11 pages at 42".
func (rd *reader) measure(name string) bool {
	units := 0
	for _, w := range strings.Fields(vocab.Fold(name)) {
		if _, ok := rd.s.book.Word("units", strings.Trim(w, ".,")); ok {
			units++
		}
	}
	return units > 0 && rd.unnamed(name)
}

// measured names what is measured: what the invoice is for, or the subject of
// the mail. Where neither says it the measure stands alone.
func (rd *reader) measured(measure string) string {
	name := rd.matter
	if name == "" {
		name = rd.s.subjectName(rd)
	}
	if name == "" || strings.Contains(vocab.Fold(name), vocab.Fold(measure)) {
		return measure
	}
	return name + ", " + measure
}

const maxSubjectName = 8 // words

// subjectName is the thing that a subject names: its words without those that
// say what kind of mail it is, numbers and names of people.
func (s *source) subjectName(rd *reader) string {
	if s.form != nil {
		return "" // the subject is the site's
	}
	var out []string
	for _, w := range strings.Fields(passedOn.ReplaceAllString(replied.ReplaceAllString(s.subject, ""), "")) {
		low := vocab.Fold(strings.Trim(w, ".,:;!?()\"'|-"))
		if low == "" || hasDigit(low) || orderPaper.MatchString(low) || docWord.MatchString(low) || askWord.MatchString(low) || strings.Contains(vocab.Fold(s.from.Name), low) || s.isOwnName(w) {
			continue
		}
		if len(out) == 0 && rd.small(low) {
			continue
		}
		out = append(out, strings.Trim(w, ".,:;!?()\"'|-–—"))
	}
	for len(out) > 0 && rd.small(vocab.Fold(out[len(out)-1])) {
		out = out[:len(out)-1]
	}
	name := strings.Join(out, " ")
	if len(out) > maxSubjectName || streetName.MatchString(vocab.Lower(name)) || rd.unnamed(name) || s.book.Has("ask invoice", vocab.Fold(s.subject)) && len(out) < 2 {
		return ""
	}
	return name
}

// orderPaper is a word for an order, which is no thing to be billed.
var orderPaper = vocab.Around(`^(?:<order named>)$`)

// replied begins the subject of an answer.
var replied = vocab.Around(`(?i)^(?:\s*<replied>\s*:)+`)
