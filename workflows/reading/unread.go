package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// cents is a number as prices are written.
var cents = regexp.MustCompile(`^\d[\d.,' ]*[.,]\d\d$`)

// dayAndMonth begins with a day without its year: "3.11.".
var dayAndMonth = regexp.MustCompile(`^(?:[12]?\d|3[01])\.(?:0[1-9]|1[0-2])\.`)

// fridayBefore is a day before its hour: "bis Fr. 17.00".
var fridayBefore = regexp.MustCompile(`(?:^|[^\pL])Fr\.\s*$`)

var (
	signBehind = regexp.MustCompile(`^\s?[€£]`)
	signAhead  = regexp.MustCompile(`[€£]\s?$`)
)

// unreadFigure asks about an amount or a number written like a price that no line
// and no sum is made of, where no stated sum proves the lines: it may be the price of one
// thing more, without its currency.
func (s *source) unreadFigure(r *contract.Reading, st settled) {
	if len(r.Questions) > 0 || st.proved() || len(st.items) == 0 {
		return
	}
	v := s.best()
	if len(v.text) > maxOpinion {
		return
	}
	rd := &reader{s: s, lang: s.language(v.text)}
	rd.out.style = s.styleOf(v)
	lines := strings.Split(unwrap(v.text), "\n")
	if at := rd.nameLine(lines); at >= 0 && !postscript.MatchString(strings.Join(lines[at:], "\n")) {
		lines = lines[:at] // the sender's own prices and hours
	}
	for _, line := range lines {
		if rd.unreadIn(line, st) {
			words := squeeze(line, 120)
			askAbout(r, "total", "The mail also names “"+words+"”; does that belong on the invoice?", words)
			return
		}
	}
}

// unreadIn is true for a line with such an amount. Rows of tables are held
// against their own sums.
func (rd *reader) unreadIn(line string, st settled) bool {
	row := columned(line) || strings.HasPrefix(line, "|")
	for _, n := range rd.scan(line) {
		if n.OK && st.holds(n) {
			continue
		}
		signed := signBehind.MatchString(line[n.End:]) || signAhead.MatchString(line[:n.Start])
		if !row && (n.Kind == numbers.Money || n.Kind == numbers.Code && signed) {
			return true // also "on 12/11 180 €", which reads two ways
		}
		if n.Kind == numbers.Plain && n.OK && cents.MatchString(n.Text) && !rd.sizeOrTime(line, n) {
			return true
		}
	}
	return false
}

// sizeOrTime is true for a number with cents that is a size, a day or an hour.
func (rd *reader) sizeOrTime(line string, n numbers.Number) bool {
	unit, _ := rd.unitAt(strings.ToLower(line[n.End:]))
	return unit != "" || dayAndMonth.MatchString(line[n.Start:]) || clockTime(vocab.Lower(line), n.Start, n.Text) || fridayBefore.MatchString(line[:n.Start])
}

// holds is true for a number that is part of a line or a sum.
func (st settled) holds(n numbers.Number) bool {
	is := func(v value) bool { return v.ok && v.Equal(n.Value) }
	for _, it := range st.items {
		if is(it.qty) || is(it.price) || is(it.lump) || is(it.ofMany) || is(it.amount) || is(it.discount) || is(it.tax) {
			return true
		}
		if total, ok := it.net(); ok && total.Equal(n.Value) {
			return true
		}
	}
	if total, ok := sumOf(st.items); ok && total.Round(2).Equal(n.Value) {
		return true
	}
	for _, sm := range st.sums {
		if is(sm.value) {
			return true
		}
	}
	return is(st.subtotal) || is(st.tax) || is(st.total) || is(st.before)
}
