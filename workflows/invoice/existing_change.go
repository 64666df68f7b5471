package invoice

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// difference is something that the mail says and the invoice has otherwise.
type difference struct{ what, was, is, words string }

// What a difference is about, where more depends on it.
const (
	whatCustomer = "Customer"
	whatAddress  = "Address"
	whatVAT      = "VAT ID"
)

// differences holds what the mail says against the invoice. Only what stands
// in the mail and not on the invoice is listed; which of the two is right is
// not decided.
func differences(r contract.Reading, f contract.FoundInvoice) []difference {
	all := append(headDifferences(r, f), figureDifferences(r, f)...)
	return append(all, amountDifference(r, f, all)...)
}

func changesWanted(wanted []difference) contract.Section {
	s := contract.Section{Heading: "What would change"}
	if len(wanted) == 0 {
		s.Text = []string{"The mail says nothing that could be held against the invoice field by field. Please read it below."}
		return s
	}
	s.Text = []string{"What the mail says and the invoice has otherwise. Which of the two is right is for you to judge; read the mail below for what else it asks."}
	s.Columns = []string{"What", "On the invoice", "In the mail", "Words in the mail"}
	for _, d := range wanted {
		if d.was == "" {
			d.was = "nothing"
		}
		s.Rows = append(s.Rows, []string{d.what, d.was, d.is, d.words})
	}
	return s
}

// headDifferences compares what is said of the invoice as a whole.
func headDifferences(r contract.Reading, f contract.FoundInvoice) []difference {
	var out []difference
	for _, d := range []struct {
		what, was, is, field string
		same                 func(was, is string) bool
	}{
		{whatCustomer, f.Company, r.Company, "company", sameText},
		{whatAddress, f.Address, r.About.Address, "about_address", within},
		{whatVAT, f.VATID, r.VATID, "vat_id", sameText},
		{"Customer's reference", f.Reference, r.PO, "po", within},
		{"Due", f.DueDate, r.About.DueDate, "about_due_date", sameText},
	} {
		if d.is == "" || d.same(d.was, d.is) || d.field == "company" && sameText(f.Partner, d.is) {
			continue
		}
		out = append(out, difference{d.what, d.was, d.is, r.Evidence[d.field].Words})
	}
	return out
}

// target is a place on the invoice that a figure of the mail agrees with.
type target struct{ what, was string }

// figureDifferences finds, beside a figure that is on the invoice, the one that
// the mail sets against it: "14 hours are billed, but we agreed 11". Two figures
// belong together when no other of their kind stands between them in the
// sentence.
func figureDifferences(r contract.Reading, f contract.FoundInvoice) []difference {
	var out []difference
	for _, sentence := range bySentence(r.About.Figures) {
		taken := map[int]target{}
		for i, figure := range sentence {
			at, ok := onInvoice(figure, f)
			if !ok {
				continue
			}
			for _, k := range []int{i + 1, i - 1} {
				if k < 0 || k >= len(sentence) || isOnInvoice(sentence[k], f) {
					continue
				}
				taken[k] = at // of two that claim it the later one, as in "makes 700 and not 840"
				break
			}
		}
		for k, figure := range sentence {
			if at, ok := taken[k]; ok {
				out = addDifference(out, difference{at.what, at.was, figure.Text, figure.Words})
			}
		}
	}
	return out
}

// addDifference puts what is said of one place into one row.
func addDifference(out []difference, d difference) []difference {
	for i := range out {
		if out[i].what != d.what {
			continue
		}
		if !slices.Contains(strings.Split(out[i].is, ", "), d.is) {
			out[i].is += ", " + d.is
		}
		return out
	}
	return append(out, d)
}

// amountDifference is an amount that the mail names alone and that is nowhere
// on the invoice.
func amountDifference(r contract.Reading, f contract.FoundInvoice, shown []difference) []difference {
	a := r.About
	figure := contract.Figure{Kind: contract.FigureAmount, Value: a.Amount}
	if a.Amount == "" || isOnInvoice(figure, f) {
		return nil
	}
	words := r.Evidence["about_amount"].Words
	for _, d := range shown {
		if words != "" && d.words == words {
			return nil
		}
	}
	return []difference{{"Total", inCurrency(f.Total, f.Currency), inCurrency(a.Amount, a.Currency), words}}
}

// bySentence groups figures of one kind within a sentence. Counts and amounts
// are one kind: "11 hours at 60".
func bySentence(figures []contract.Figure) [][]contract.Figure {
	type key struct {
		sentence int
		kind     string
	}
	var order []key
	groups := map[key][]contract.Figure{}
	for _, f := range figures {
		k := key{f.Sentence, f.Kind}
		if f.Kind == contract.FigureAmount {
			k.kind = contract.FigureCount
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	out := make([][]contract.Figure, 0, len(order))
	for _, k := range order {
		out = append(out, groups[k])
	}
	return out
}

func isOnInvoice(figure contract.Figure, f contract.FoundInvoice) bool {
	_, ok := onInvoice(figure, f)
	return ok
}

// onInvoice finds the place that a figure agrees with: the one of a line before
// that of the whole, and of several lines the one whose words are in the same
// sentence.
func onInvoice(figure contract.Figure, f contract.FoundInvoice) (target, bool) {
	switch figure.Kind {
	case contract.FigureCode:
		return codeOnInvoice(figure, f)
	case contract.FigurePercent:
		return taxOnInvoice(figure, f)
	}
	if figure.Kind == contract.FigureCount || figure.Kind == contract.FigureAmount {
		if at, ok := lineWith(figure, f, linePrice); ok {
			return at, true
		}
	}
	for _, sum := range []struct {
		what  string
		value contract.Decimal
	}{{"Total", f.Total}, {"Before tax", f.Untaxed}, {"Tax", f.Tax}, {"Still open", f.Residual}} {
		if sameNumber(figure.Value, sum.value) {
			return target{sum.what, inCurrency(sum.value, f.Currency)}, true
		}
	}
	return lineWith(figure, f, func(l contract.FoundLine) []contract.Decimal { return []contract.Decimal{l.Subtotal} })
}

func linePrice(l contract.FoundLine) []contract.Decimal {
	return []contract.Decimal{l.Quantity, l.UnitPrice}
}

// lineWith is the line that has the figure among some of its numbers.
func lineWith(figure contract.Figure, f contract.FoundInvoice, numbers func(contract.FoundLine) []contract.Decimal) (target, bool) {
	var fit []int
	for i, l := range f.Lines {
		if slices.ContainsFunc(numbers(l), func(d contract.Decimal) bool { return sameNumber(figure.Value, d) }) {
			fit = append(fit, i)
		}
	}
	if len(fit) > 1 {
		if named := slices.DeleteFunc(slices.Clone(fit), func(i int) bool { return !mentioned(f.Lines[i].Description, figure.Words) }); len(named) > 0 {
			fit = named
		}
	}
	switch len(fit) {
	case 0:
		return target{}, false
	case 1:
		l := f.Lines[fit[0]]
		was := string(l.Quantity) + " at " + inCurrency(l.UnitPrice, f.Currency)
		return target{"Line " + strconv.Itoa(fit[0]+1) + ", " + firstLine(l.Description), was}, true
	default:
		return target{"A line", figure.Text + " on several"}, true
	}
}

func taxOnInvoice(figure contract.Figure, f contract.FoundInvoice) (target, bool) {
	for _, l := range f.Lines {
		if l.TaxPercent != "" && sameNumber(figure.Value, l.TaxPercent) {
			return target{"Tax rate", string(l.TaxPercent) + " %"}, true
		}
		if l.DiscountPercent != "" && sameNumber(figure.Value, l.DiscountPercent) {
			return target{"Discount", string(l.DiscountPercent) + " %"}, true
		}
	}
	return target{}, false
}

func codeOnInvoice(figure contract.Figure, f contract.FoundInvoice) (target, bool) {
	for _, t := range []target{{"Customer's reference", f.Reference}, {whatVAT, f.VATID}} {
		if t.was != "" && within(t.was, figure.Text) {
			return t, true
		}
	}
	return target{}, false
}

// mentioned is true when a word of the description stands in the sentence.
func mentioned(description, sentence string) bool {
	text := strings.ToLower(sentence)
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(description), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return len([]rune(w)) >= 4 && strings.Contains(text, w)
	})
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func sameNumber(a, b contract.Decimal) bool {
	x, err := money.Parse(a)
	if err != nil {
		return false
	}
	y, err := money.Parse(b)
	return err == nil && x.Equal(y) && !x.Equal(decimal.Zero)
}

// plainText is a text by its letters and digits.
func plainText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func sameText(was, is string) bool { return plainText(was) == plainText(is) }

// within is true when every word of the mail's is on the invoice: an address
// there has the country too.
func within(was, is string) bool {
	plain := plainText(was)
	words := strings.FieldsFunc(is, func(r rune) bool { return r == ' ' || r == ',' })
	return plain != "" && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(plain, plainText(w)) })
}

// saidSections are what a correction says, where there is no one invoice to
// hold it against.
func (p *process) saidSections() []contract.Section {
	r := p.reading
	s := contract.Section{Heading: "What the mail says", Columns: []string{"What", "In the mail", "Words in the mail"}}
	for _, row := range [][3]string{
		{"Customer", r.Company, "company"},
		{"Address", r.About.Address, "about_address"},
		{"VAT ID", r.VATID, "vat_id"},
		{"Customer's reference", r.PO, "po"},
		{"Due", r.About.DueDate, "about_due_date"},
		{"Amount", inCurrency(r.About.Amount, r.About.Currency), "about_amount"},
	} {
		if row[1] != "" {
			s.Rows = append(s.Rows, []string{row[0], row[1], r.Evidence[row[2]].Words})
		}
	}
	if len(s.Rows) == 0 {
		return nil
	}
	return []contract.Section{s}
}
