package reading

import (
	"path"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const maxFigures = 30

// about notes what a mail says of invoices that exist already, when it asks
// about one or wants one corrected.
func (s *source) about(r *contract.Reading) {
	corrects := r.Direction == contract.DirectionCorrection
	if !corrects && r.Direction != contract.DirectionQuestion {
		return
	}
	r.About = &contract.About{Email: s.customerAddress()}
	s.named(r, r.About)
	s.amountNamed(r, r.About)
	if corrects && r.Expected != contract.ExpectFraud {
		s.corrections(r, r.About)
	}
}

// named takes the numbers of the subject and the new text; where there are
// none, those of the quoted mail, then of the files that came along.
func (s *source) named(r *contract.Reading, a *contract.About) {
	v := s.best()
	list, part := s.invoiceNumbers(s.subject+"\n"+v.text), ""
	if len(list) == 0 {
		quoted := strings.ToValidUTF8(v.quoted[:min(len(v.quoted), longText)], "")
		list, part = s.invoiceNumbers(quoteMarks.ReplaceAllString(quoted, "")), contract.PartQuoted
	}
	if len(list) == 0 {
		list, part = s.invoiceFiles(), contract.PartAttachment
	}
	for _, n := range eachOnce(list) {
		if letters(n.text) == letters(r.PO) {
			continue // FT-552 is an invoice in Italy and an order here
		}
		a.Numbers = append(a.Numbers, n.text)
		field := "about_number_" + strconv.Itoa(len(a.Numbers))
		stand(r, field, n.words)
		if part != "" {
			e := r.Evidence[field]
			e.Part = part
			if part == contract.PartAttachment {
				e.Part += n.words
			}
			r.Evidence[field] = e
		}
	}
}

// invoiceFiles reads the names of attachments, which programs give after the
// invoice: INV_2026_00017.pdf.
func (s *source) invoiceFiles() []invoiceNumber {
	var out []invoiceNumber
	for _, file := range s.msg.Attachments {
		ext := strings.ToLower(path.Ext(file.Name))
		if ext != ".pdf" && ext != ".xml" {
			continue
		}
		name := strings.TrimSuffix(file.Name, path.Ext(file.Name))
		if m := invoiceWord.FindStringIndex(strings.ToLower(strings.ReplaceAll(name, "_", " "))); m != nil && m[0] == 0 && !strings.HasPrefix(name, "INV") {
			name = strings.TrimLeft(name[min(m[1], len(name)):], " _-")
		}
		if countDigits(name) > 2 && len(name) <= maxDocument && document.FindString(strings.ReplaceAll(name, " ", "")) == strings.ReplaceAll(name, " ", "") {
			out = append(out, invoiceNumber{name, file.Name})
		}
	}
	return out
}

// amountNamed is the total where one is named as such, or else the only amount
// in the new text. Two are no evidence of either.
func (s *source) amountNamed(r *contract.Reading, a *contract.About) {
	v := s.best()
	if len(v.text) > longText {
		return
	}
	st := s.settledView(v)
	put := func(d decimal.Decimal, currency, words string) {
		if currency != "" {
			a.Amount, a.Currency = money.FormatAmount(d, currency), currency
			stand(r, "about_amount", words)
		}
	}
	if st.total.ok && st.mismatch == "" {
		put(st.total.Decimal, st.currency, st.sumQuote["total"])
		return
	}
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = s.styleOf(v)
	var only *numbers.Number
	words := ""
	for _, sen := range sentences(v.text) {
		for _, n := range rd.scan(sen) {
			if n.Kind != numbers.Money || !n.OK {
				continue
			}
			if only != nil && !only.Value.Equal(n.Value) {
				return
			}
			only, words = &n, sen
		}
	}
	if only == nil {
		return
	}
	currency := only.Currency
	if _, known := money.MinorUnits(currency); !known {
		currency = st.currency
	}
	put(only.Value, currency, words)
}

// corrections notes what may be another value than the invoice has. Nothing is
// decided here, since the invoice is not known: a mail names the wrong figure
// as well as the right one.
func (s *source) corrections(r *contract.Reading, a *contract.About) {
	v := s.best()
	scratch := contract.Reading{Company: r.Company, Evidence: map[string]contract.Evidence{}}
	s.places(&scratch, v)
	s.terms(&scratch, v)
	a.Address, a.DueDate = scratch.Address, scratch.DueDate
	for from, to := range map[string]string{"address": "about_address", "due_date": "about_due_date"} {
		if e, ok := scratch.Evidence[from]; ok {
			r.Evidence[to] = e
		}
	}
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = s.styleOf(v)
	for i, sen := range sentences(v.text) {
		for _, f := range rd.figuresNamed(vocab.Plain(sen)) {
			if len(a.Figures) == maxFigures {
				return
			}
			f.Sentence, f.Words = i+1, squeeze(sen, maxEvidence)
			if !s.isNumberOf(a, f.Text) {
				a.Figures = append(a.Figures, f)
			}
		}
	}
}

// isNumberOf is true for the invoice's own number and its parts.
func (s *source) isNumberOf(a *contract.About, text string) bool {
	for _, n := range a.Numbers {
		if key := letters(text); key != "" && (letters(n) == key || len(key) > 2 && strings.HasSuffix(letters(n), key)) {
			return true
		}
	}
	return false
}

// figuresNamed are the figures of a sentence from left to right.
func (rd *reader) figuresNamed(sen string) []contract.Figure {
	var out []contract.Figure
	dated := rd.s.dates(sen, rd.lang)
	for _, n := range rd.scan(sen) {
		text := strings.TrimSpace(sen[n.Start:n.End])
		f := contract.Figure{Text: squeeze(text, maxDocument), Value: money.Format(n.Value)}
		switch {
		case n.Kind == numbers.Code:
			from, to := wordAround(sen, n.Start, n.End)
			inDate := false
			for _, d := range dated {
				inDate = inDate || d.Start < to && from < d.End
			}
			f = contract.Figure{Kind: contract.FigureCode, Text: strings.Trim(sen[from:to], `.,;:()"'!?`)}
			if inDate || len(f.Text) < 3 || len(f.Text) > maxDocument || yearAlone.MatchString(f.Text) ||
				len(out) > 0 && out[len(out)-1].Text == f.Text {
				continue
			}
		case !n.OK:
			continue
		case n.Kind == numbers.Money:
			f.Kind = contract.FigureAmount
		case n.Kind == numbers.Percent:
			f.Kind = contract.FigurePercent
		default:
			f.Kind = contract.FigureCount
		}
		out = append(out, f)
	}
	return out
}

// wordAround is the word that the bytes stand in.
func wordAround(text string, from, to int) (start, end int) {
	start = strings.LastIndexAny(text[:from], " \t|") + 1
	end = len(text)
	if i := strings.IndexAny(text[to:], " \t|"); i >= 0 {
		end = to + i
	}
	return start, end
}
