package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// maybe makes a line one that may not be wanted.
	maybe = vocab.Around(`(?:^|[^\pL])<maybe>(?:$|[^\pL])`)
	// doubt is the sender's own word that something is not settled.
	doubt = vocab.Around(`(?:^|[^\pL])<doubt>(?:$|[^\pL])`)
	// doubtOfPaper is one whether the invoice has come, which is why it is asked for.
	doubtOfPaper = vocab.Around(`(?:^|[^\pL])<doubt of paper>(?:$|[^\pL])`)
	// whom speaks of who an invoice is made out to.
	whom = vocab.Around(`(?:^|[^\pL])<made out to>(?:$|[^\pL])`)
)

// fewer is a number of things that were called off or went back: "12 séances, dont 2 annulées".
var fewer = vocab.Around(`(?:^|[^\pL])(?:<of which>)\s(?:\d{1,3}|\pL{2,6})\s(?:[^\s.;,]+\s){0,3}?(?:<not counted>)`)

// partPaid is an amount of which the mail says that it is paid: "di cui 100 già pagati".
var partPaid = vocab.Around(`\d[\d.,]*\s?(?:€|[$£]|euros?|eur|chf)?\s(?:<paid already>)(?:$|[^\pL])`)

// openings asks where the mail says of itself that something is not settled,
// and where a line may not be wanted: such a mail is never drafted as it is.
func (s *source) openings(r *contract.Reading, st settled) {
	for _, it := range st.items {
		if maybe.MatchString(vocab.Fold(it.quote)) || maybe.MatchString(vocab.Fold(it.desc)) {
			ask(r, "line_1_description", "The mail speaks of options (“"+squeeze(it.quote, 80)+"”); which of the lines are to be invoiced?")
			break
		}
	}
	if from, to, ok := s.book.Find("withholding", s.folded); ok {
		r.TaxIncluded = nil
		ask(r, "total", "The mail speaks of a tax that is withheld (“"+s.folded[from:to]+"”); how is it to be shown?")
	}
	if m := fewer.FindString(s.folded); m != "" && !strings.Contains(m, "%") {
		ask(r, "line_1_quantity", "The mail says that some of it is not to be counted (“"+squeeze(m, 80)+"”); how many are to be invoiced?")
	}
	if m := partPaid.FindString(s.folded); m != "" {
		ask(r, "total", "The mail says that part is paid already (“"+squeeze(m, 80)+"”); how is it to be shown?")
	}
	if len(r.Questions) > 0 {
		return
	}
	if m := doubt.FindStringIndex(doubtOfPaper.ReplaceAllStringFunc(s.withoutTax(s.folded[:min(len(s.folded), longText)]), blanked)); m != nil && !priceBehind(s.folded[m[1]:]) {
		if whom.MatchString(s.folded[max(0, m[0]-120):min(len(s.folded), m[1]+120)]) {
			r.Company = ""
			ask(r, "customer", "The mail does not settle yet who is to be invoiced (“"+around(s.folded, m)+"”); who is it?")
			return
		}
		ask(r, "line_1_description", "The mail says itself that something is open (“"+around(s.folded, m)+"”); what is to be invoiced?")
	}
}

// withoutTax is a text without what it says of tax: one that "kommt noch drauf" leaves
// nothing open.
func (s *source) withoutTax(text string) string {
	said := s.book.All("tax excluded", text)
	if len(said) == 0 {
		return text
	}
	cut := []byte(text)
	for _, m := range said {
		for i := m[0]; i < m[1]; i++ {
			cut[i] = '#'
		}
	}
	return string(cut)
}

// blanked is as much of signs that say nothing.
func blanked(words string) string { return strings.Repeat("#", len(words)) }

// takenBack opens the quantities of a mail that corrects itself: "five at £30,
// no, make that four".
func (s *source) takenBack(st *settled) {
	if !s.has("takes back") {
		return
	}
	for i := range st.items {
		st.items[i].qty, st.items[i].openQty, st.items[i].flat = value{}, true, false
	}
	st.subtotal, st.tax, st.total = value{}, value{}, value{}
}

// priceBehind is true when the words go on with an amount: "at cost, 94.50".
func priceBehind(rest string) bool {
	rest = rest[:min(len(rest), 30)]
	end := strings.IndexAny(rest, "\n;")
	if end >= 0 {
		rest = rest[:end]
	}
	return amountLike.MatchString(rest)
}

// around gives the words of a place with a few on either side.
func around(text string, m []int) string {
	from, to := max(0, m[0]-30), min(len(text), m[1]+40)
	return squeeze(strings.ToValidUTF8(text[from:to], ""), 90)
}
