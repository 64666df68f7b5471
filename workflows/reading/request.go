package reading

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// judge turns the direction into what must happen.
func (s *source) judge(r *contract.Reading) {
	switch r.Direction {
	case contract.DirectionInvoice, contract.DirectionQuote, contract.DirectionOrder:
		s.request(r)
	case contract.DirectionCorrection:
		s.change(r, "correction", "The sender wants an existing invoice changed; will you credit and re-issue it yourself?")
	}
	s.paid(r)
	s.judgeTrust(r)
}

// change is a request about paper that exists already: the owner decides, and
// no figures are taken from the mail.
func (s *source) change(r *contract.Reading, field, text string) {
	v := s.best()
	s.party(r, v)
	s.undoneCompany(r, v)
	s.order(r, v.text)
	if wrongReference.MatchString(s.folded) {
		r.PO = "" // the one the invoice should not show
		delete(r.Evidence, "po")
	}
	s.vat(r, v.text+"\n"+v.signature)
	r.Questions = nil
	ask(r, field, text)
	r.Expected = contract.ExpectAsk
}

// wrongReference says of an order number that it is the wrong one.
var wrongReference = vocab.Around(`(?:^|[^\pL])<shows the wrong>\s(?:<article>\s+|<article glued>)?(?:\pL+\s)?<order named>(?:$|[^\pL])`)

// request extracts, holds the alternatives against each other and asks for
// what is missing.
func (s *source) request(r *contract.Reading) {
	papers := s.papers(r)
	if s.billsUs(papers) {
		r.Direction = contract.DirectionIncomingBill
		return
	}
	s.circumstances(r)
	if s.amends() {
		flag(r, FlagAmendment)
		s.change(r, "amends", "The mail changes an earlier request; will you apply the change to that request yourself?")
		return
	}
	v := s.best()
	s.people(r, v)
	st := s.bodyAndAttachments(r, papers)
	if s.has("several customers") {
		flag(r, FlagTwoRequests)
		r.Company, r.Questions = "", nil
		ask(r, "split", "The mail asks for more than one invoice; will you split it into one request each?")
		st.items, st.sums, st.loose = nil, nil, nil
		st.subtotal, st.tax, st.total, st.mismatch = value{}, value{}, value{}, ""
		s.putCurrency(r, st)
		r.Expected = contract.ExpectAsk
		return
	}
	st = notTheCustomer(st, r.Company)
	s.put(r, st)
	s.questions(r, st)
	r.Expected = contract.ExpectDraft
	if len(r.Questions) > 0 {
		r.Expected = contract.ExpectAsk
	}
}

// amends is true for a mail that changes an earlier request, in so many words
// or by answering one's own request with other figures.
func (s *source) amends() bool { return s.has("amends") || s.answersItself() || s.amendsReply() }

// answersItself is true when the quoted text holds the sender's own request and
// the new text does not make one of its own.
func (s *source) answersItself() bool {
	if len(s.msg.InReplyTo) == 0 || s.has("ask invoice") || s.has("order strong") {
		return false
	}
	q := s.best().quoted
	if len(q) == 0 || len(q) > decisive {
		return false
	}
	return s.book.Has("ask invoice", vocab.Fold(quoteMarks.ReplaceAllString(q, "")))
}

var quoteMarks = regexp.MustCompile(`(?m)^[> ]+`)

func (s *source) circumstances(r *contract.Reading) {
	if s.forward {
		flag(r, FlagForwarded)
	}
	if s.form != nil {
		flag(r, FlagWebForm)
	}
	for _, v := range s.views {
		if strings.TrimSpace(v.quoted) != "" || v.inner != nil {
			flag(r, FlagQuotedThread)
		}
	}
	if len(s.views) == 1 && s.views[0].html {
		flag(r, FlagHTMLOnly)
	}
	if s.cut {
		flag(r, FlagCut)
		ask(r, "line_1_description", "The mail is longer than what is read; please check the lines against it. What is to be invoiced?")
	}
	if s.has("reverse charge") {
		flag(r, FlagReverseCharge)
	}
}

// bodyAndAttachments reads every alternative and leaves open what they say
// differently; lines that the body does not have are looked for in tables that
// came along.
func (s *source) bodyAndAttachments(r *contract.Reading, papers []paper) settled {
	var all []settled
	for i, v := range s.views {
		if i > 0 && sameLetter(s.views[0].text, v.text) {
			break // the same letter twice, which need not be read twice
		}
		all = append(all, s.settledView(v))
	}
	if len(all) == 0 {
		all = append(all, settled{sumQuote: map[string]string{}})
	}
	st := all[0]
	for i, v := range s.views[:min(len(all), len(s.views))] {
		if v.html && all[i].clearer(st) {
			st = all[i]
		}
	}
	if len(all) == 2 {
		s.compare(r, &st, all)
	}
	s.formTax(&st)
	s.attached(r, &st, papers)
	s.takenBack(&st)
	return st
}

// sameLetter is true for two texts that say the same in the same lines, none of
// which a mailer broke.
func sameLetter(a, b string) bool {
	return withoutBlank(a) == withoutBlank(b) && wrapWidth(strings.Split(a, "\n")) == 0
}

func withoutBlank(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for l := range strings.SplitSeq(text, "\n") {
		if l = strings.TrimRight(l, " \t"); l != "" {
			out.WriteString(l)
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// compare opens every field that both alternatives name and do not agree on.
func (s *source) compare(r *contract.Reading, st *settled, all []settled) {
	a, b := all[0], all[1]
	conflict := func(field, what string) {
		flag(r, FlagTextHTMLConflict)
		ask(r, field, "The plain text and the formatted text of the mail name different "+what+"; which one holds?")
	}
	if len(a.items) > 0 && len(a.items) == len(b.items) && !s.sameFigures() {
		for i := range a.items {
			if differ(a.items[i].qty, b.items[i].qty) {
				st.items[i].qty, st.items[i].openQty = value{}, true
				conflict(lineField(i, "quantity"), "quantities")
			}
			if differ(a.items[i].price, b.items[i].price) {
				st.items[i].price = value{}
				conflict(lineField(i, "unit_price"), "prices")
			}
		}
	}
	if sa, ok := sumOf(a.items); ok {
		if sb, ok := sumOf(b.items); ok && !sa.Equal(sb) && len(r.Questions) == 0 && !s.sameFigures() {
			st.items = nil
			conflict("line_1_description", "lines")
		}
	}
	if a.currency != "" && b.currency != "" && a.currency != b.currency {
		st.currency, st.openCurrency = "", true
		conflict("currency", "currencies")
	}
	for _, p := range []struct {
		a, b value
		set  *value
	}{{a.subtotal, b.subtotal, &st.subtotal}, {a.tax, b.tax, &st.tax}, {a.total, b.total, &st.total}} {
		if differ(p.a, p.b) {
			*p.set = value{}
			conflict("total", "sums")
		}
	}
	s.compareTerms(r)
}

// clearer is true when this reading explains more of the figures than the other.
func (st settled) clearer(other settled) bool {
	if len(st.items) != len(other.items) {
		return len(st.items) > len(other.items)
	}
	return complete(st.items) && !complete(other.items) || complete(st.items) == complete(other.items) && len(st.loose) < len(other.loose)
}

// sameFigures is true when both alternatives name the same numbers: then they
// differ in layout only, and the one that reads better holds.
func (s *source) sameFigures() bool {
	var sets [2]map[string]bool
	for i, v := range s.views[:2] {
		rd := &reader{s: s, lang: s.language(v.text)}
		rd.out.style = numbers.StyleOf(v.text)
		sets[i] = map[string]bool{}
		for _, n := range rd.scan(v.text) {
			if n.Kind == numbers.Money || n.Kind == numbers.Plain {
				sets[i][n.Value.String()] = true
			}
		}
	}
	return maps.Equal(sets[0], sets[1])
}

// compareTerms holds dates of both alternatives against each other.
func (s *source) compareTerms(r *contract.Reading) {
	var got [2]contract.Reading
	for i, v := range s.views[:2] {
		got[i].Evidence = map[string]contract.Evidence{}
		s.terms(&got[i], v)
	}
	if got[0].DueDate != "" && got[1].DueDate != "" && got[0].DueDate != got[1].DueDate {
		r.DueDate = ""
		flag(r, FlagTextHTMLConflict)
		ask(r, "due_date", "The plain text and the formatted text of the mail name different due dates; which one holds?")
	}
}

func differ(a, b value) bool { return a.ok && b.ok && !a.Equal(b.Decimal) }

func (s *source) put(r *contract.Reading, st settled) {
	s.putCurrency(r, st)
	r.Lines = st.lines()
	for i, it := range st.items {
		s.standLine(r, i, it)
	}
	r.Subtotal, r.Tax, r.Total = st.subtotal.text(), st.tax.text(), st.total.text()
	for k, v := range st.sumQuote {
		stand(r, k, v)
	}
	if !st.taxUnclear && st.statesPrice() {
		r.TaxIncluded = st.taxIncluded
	}
}

// statesPrice is true where an amount is stated that tax may be in or not: "please
// quote with GST" says nothing of any.
func (st settled) statesPrice() bool {
	return st.statesAmount() || slices.ContainsFunc(st.items, func(it item) bool { return it.price.ok || it.lump.ok || it.amount.ok })
}

// standLine notes the words of a line; a quantity that is no numeral follows
// from the wording.
func (s *source) standLine(r *contract.Reading, i int, it item) {
	field := "line_" + strconv.Itoa(i+1)
	if it.why != "" {
		derive(r, field, it.quote, it.why)
	} else if it.flat {
		derive(r, field, it.quote, "one thing with one price")
	} else {
		stand(r, field, it.quote)
	}
	if it.part != "" {
		e := r.Evidence[field]
		e.Part = it.part
		r.Evidence[field] = e
	}
}

func (s *source) putCurrency(r *contract.Reading, st settled) {
	r.Currency = st.currency
	if st.openCurrency {
		flag(r, FlagCurrencyAmbiguous)
	}
	if st.byDefault && st.currency != "" {
		r.Evidence["currency"] = contract.Evidence{Method: contract.MethodDefault, Why: "the mail names no currency; this is home_currency of the handbook", Offset: -1}
		return
	}
	for _, it := range st.items {
		if it.currency == st.currency && st.currency != "" {
			stand(r, "currency", it.quote)
			return
		}
	}
	for _, sm := range st.sums {
		if sm.currency == st.currency && st.currency != "" {
			stand(r, "currency", sm.quote)
			return
		}
	}
}
