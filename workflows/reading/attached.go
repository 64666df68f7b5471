package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/documents"
	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
	"github.com/autonomous-employee/employee/workflows/reading/mime"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// Bounds on what is opened for one mail, and on what is shown of it.
const (
	maxOpened    = 10
	maxPaperText = 600 // runes
)

// paper is an attachment that was opened.
type paper struct {
	name string
	doc  documents.Document
}

// papers opens the attachments of a request and notes what each is, for the
// person: a drawing of a table is evidence, not a line.
func (s *source) papers(r *contract.Reading) []paper {
	var out []paper
	for _, a := range s.msg.Attachments {
		if len(out) >= maxOpened {
			break
		}
		if a.Problem != "" || a.Type == mime.TypeMail || strings.HasPrefix(a.Type, "image/") {
			continue
		}
		doc := documents.Read(a.Name, a.Type, a.Content)
		if doc.Kind == documents.None {
			continue
		}
		name := a.Name
		if name == "" {
			name = a.Type
		}
		out = append(out, paper{name, doc})
		r.Papers = append(r.Papers, contract.Paper{Name: squeeze(name, maxShort), Kind: string(doc.Kind), Text: paperText(doc), Say: doc.Say})
	}
	return out
}

// paperText is the beginning of what a document shows, line by line.
func paperText(doc documents.Document) string {
	var lines []string
	for _, t := range doc.Tables {
		for _, row := range t.Rows {
			if l := strings.Join(withoutEmpty(row), " | "); l != "" {
				lines = append(lines, l)
			}
		}
	}
	for _, l := range strings.Split(doc.Text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	if doc.Invoice != nil && doc.Text == "" {
		lines = append(lines, invoiceText(doc.Invoice)...)
	}
	text := clean(strings.Join(lines, "\n"))
	if runes := []rune(text); len(runes) > maxPaperText {
		text = strings.TrimSpace(string(runes[:maxPaperText-1])) + "…"
	}
	return text
}

// attached reads the lines of what came along and holds them against those of
// the body. Two that differ are a question: which of them holds is not ours to
// say.
func (s *source) attached(r *contract.Reading, st *settled, papers []paper) {
	type source struct {
		paper
		extraction
	}
	var found []source
	for _, p := range papers {
		if e := s.linesOf(p, st); len(e.items) > 0 {
			for i := range e.items {
				e.items[i].part = contract.PartAttachment + squeeze(p.name, maxShort)
			}
			found = append(found, source{p, e})
		}
	}
	if len(found) == 0 {
		return
	}
	for _, f := range found[1:] {
		if !sameLines(f.items, found[0].items) {
			*st = settled{sumQuote: map[string]string{}}
			ask(r, "line_1_description", "More than one table came along; which one is to be invoiced?")
			return
		}
	}
	first := found[0]
	if len(st.items) > 0 {
		if !sameLines(st.items, first.items) {
			ask(r, "line_1_description", "The lines in the mail and those in “"+squeeze(first.name, 80)+"” are not the same; which of them are to be invoiced?")
		}
		return
	}
	if first.doc.Partial {
		ask(r, "line_1_description", "Part of “"+squeeze(first.name, 80)+"” is hidden or was left out; are its lines all that is to be invoiced?")
	}
	e := first.extraction
	e.sums = append(e.sums, st.sums...)
	e.rates = append(e.rates, st.rates...)
	e.discounts = append(e.discounts, st.discounts...)
	*st = s.settle(e, foldedText(s.best()))
	if first.doc.Invoice != nil {
		s.orderData(r, first.paper)
	}
}

// linesOf reads the lines of one document.
func (s *source) linesOf(p paper, st *settled) extraction {
	switch {
	case p.doc.Invoice != nil:
		if s.ours(p.doc.Invoice.Seller) {
			return invoiceLines(p.doc.Invoice)
		}
	case len(p.doc.Tables) > 0:
		return s.sheetLines(p.doc, st.style)
	case p.doc.Kind == documents.PDF:
		return s.pdfLines(p.doc)
	}
	return extraction{}
}

// headingRows is how far down in a sheet its heading is looked for: addresses
// and titles stand above it.
const headingRows = 30

// sheetLines reads every table of a file with the code that reads tables in a
// mail.
func (s *source) sheetLines(doc documents.Document, body numbers.Style) extraction {
	rd := &reader{s: s, lang: s.book.Detect(s.best().text)}
	rd.out.style = numbers.Point // a workbook's cells have a decimal point and no groups
	if doc.Kind == documents.CSV {
		rd.out.style = numbers.StyleOf(allCells(doc.Tables))
		if rd.out.style == numbers.Unknown {
			rd.out.style = body
		}
	}
	for _, t := range doc.Tables {
		rows := make([]gridRow, 0, len(t.Rows))
		for _, cells := range t.Rows {
			cleaned := make([]string, len(cells))
			for i, c := range cells {
				cleaned[i] = strings.TrimSpace(clean(c))
			}
			rows = append(rows, gridRow{style: barGrid, cells: cleaned, text: strings.Join(withoutEmpty(cleaned), " | ")})
		}
		rd.sheet(rows)
	}
	return rd.out
}

func allCells(tables []sheet.Table) string {
	var b strings.Builder
	for _, t := range tables {
		for _, row := range t.Rows {
			b.WriteString(strings.Join(row, " ; "))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// sheet finds the heading and reads what stands below it.
func (rd *reader) sheet(rows []gridRow) {
	for h := 0; h < len(rows)-1 && h < headingRows; h++ {
		if !rd.headingLike(rows[h].cells) {
			continue
		}
		cols, skip := rd.columnsOf(rows[h], nil), 1
		under := rows[h+1]
		if !strings.ContainsAny(strings.Join(under.cells, ""), "0123456789") && len(withoutEmpty(under.cells)) > 0 {
			if add := make([]string, len(rows[h].cells)); rd.merged(rows[h], under, add) {
				cols, skip = rd.columnsOf(rows[h], add), 2
			}
		}
		if !cols.reads() {
			continue
		}
		var below []gridRow
		for _, r := range rows[h+skip:] {
			if len(withoutEmpty(r.cells)) > 0 {
				below = append(below, r)
			}
		}
		t := tabular{rd: rd, cols: cols, rows: below}
		if t.settleColumns() {
			rd.out.tables++
			t.read()
			return
		}
	}
}

// pdfLines takes lines from the text of a PDF only when they are one table
// with a heading on one page, every line of it multiplies, and the sum that is
// stated is theirs: where letters are put on a page proves little.
func (s *source) pdfLines(doc documents.Document) extraction {
	if doc.Partial || strings.Contains(doc.Text, "\f") || len(doc.Text) > maxText {
		return extraction{}
	}
	text := clean(doc.Text)
	rd := &reader{s: s, lang: s.book.Detect(text)}
	if rd.out.style = numbers.StyleOf(text); rd.out.style == numbers.Unknown {
		rd.out.style = styleOfLanguage(rd.lang)
	}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); {
		n := rd.table(lines[i:])
		if n == 0 && len(rd.out.items) > 0 && len(lines[i]) < 120 && rd.sumLabelled(lines[i]) {
			rd.out.sums = append(rd.out.sums, rd.sumIn(lines[i], "", strings.TrimSpace(lines[i]))...)
		}
		i += max(1, n)
	}
	total, ok := sumOf(rd.out.items)
	if rd.out.tables != 1 || !ok {
		return extraction{}
	}
	for _, it := range rd.out.items {
		if !it.amount.ok || it.why != "" {
			return extraction{}
		}
	}
	for _, sm := range rd.out.sums {
		if sm.value.ok && sm.value.Equal(total) {
			return rd.out
		}
	}
	return extraction{}
}

// sameLines is true when two lists ask for the same money for the same things,
// in any order.
func sameLines(a, b []item) bool {
	if len(a) != len(b) {
		return false
	}
	left := map[string]int{}
	key := func(it item) string {
		return string(it.qty.text()) + " " + string(it.price.text()) + " " + string(it.discount.text())
	}
	for _, it := range a {
		left[key(it)]++
	}
	for _, it := range b {
		if left[key(it)]--; left[key(it)] < 0 {
			return false
		}
	}
	return true
}
