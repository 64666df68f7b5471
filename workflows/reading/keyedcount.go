package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// purposeCount ends what a labelled list is for with how many: "Business Writing workshop, 3 nos."
var purposeCount = regexp.MustCompile(`^(.*\pL.*?)\s*[,;:(–-]\s*(\d[\d.,]*)\s*(\pL+\.?)\)?$`)

// countInPurpose takes the quantity from what a labelled list is for, where no
// field of its own names it.
func (s *source) countInPurpose(f *form) {
	if f.fields["qty"] != "" || f.fields["unit_price"] == "" {
		return
	}
	key := keyPurpose
	if f.fields[key] == "" {
		key = keyMessage
	}
	first, _, _ := strings.Cut(f.fields[key], "\n")
	m := purposeCount.FindStringSubmatch(strings.TrimSpace(first))
	if m == nil {
		return
	}
	if _, ok := s.book.Word("units", strings.TrimSuffix(vocab.Fold(m[3]), ".")); ok && named(m[1]) {
		f.fields[key], f.fields["qty"] = m[1], m[2]+" "+m[3]
	}
}

// labelOnly is true for a name that is the label of a figure: "Amount".
func (rd *reader) labelOnly(name string) bool {
	key, ok := rd.s.fieldKey(name)
	return ok && figureKey(key) && (key != "qty" || rd.onlyCounts(name))
}

// onlyCounts is true for a label of a count that names nothing besides, as "Stunden"
// does: "Menge".
func (rd *reader) onlyCounts(name string) bool {
	_, unit := rd.s.book.Word("units", vocab.Fold(strings.TrimSpace(name)))
	return !unit
}

var (
	numberOfLabel = vocab.Around(`^<label of count>\s*(\pL{3,})`)
	priceOfLabel  = vocab.Around(`^<price label>\s+(?:[^\pL]|\pL{2,4}\s)*?<per>\s+(\pL{3,})`)
)

// labelOfCount is the noun in "Number of sessions".
func labelOfCount(label string) string { return nounIn(numberOfLabel, label) }

// labelOfPrice is the noun in "Price per session".
func labelOfPrice(label string) string { return nounIn(priceOfLabel, label) }

func nounIn(pattern *vocab.Expression, label string) string {
	m := pattern.FindStringSubmatch(strings.Trim(vocab.Fold(label), " :*.|="))
	if m == nil {
		return ""
	}
	return m[1]
}

// countedAndPriced reads a labelled list that counts something and prices one
// of it: "Number of sessions: 12", "Price per session: 135". What they are
// sessions of stands in the letter or its subject.
func (s *source) countedAndPriced(f *form, v view) {
	if f.fields["qty"] != "" || f.fields["unit_price"] != "" {
		return
	}
	counted, priced, count, price := "", "", "", ""
	for _, l := range strings.Split(v.text, "\n") {
		m := formLine.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		if noun := labelOfCount(m[1]); noun != "" {
			f.twice = f.twice || counted != ""
			counted, count = noun, m[2]
		}
		if noun := labelOfPrice(m[1]); noun != "" {
			f.twice = f.twice || priced != ""
			priced, price = noun, m[2]
		}
	}
	if counted == "" && priced != "" {
		counted, count = s.countOf(v, priced)
	}
	if counted == "" || priced == "" || !sameNoun(counted, priced) {
		return
	}
	f.fields["qty"], f.fields["unit_price"] = count, price
	if f.fields[keyPurpose] == "" {
		f.fields[keyPurpose] = s.whatFor(v, counted)
	}
}

// countOf finds the field that counts what is priced, by its noun alone:
// "Delegates: 8" beside "Price per delegate: £95".
func (s *source) countOf(v view, priced string) (noun, count string) {
	for _, l := range strings.Split(v.text, "\n") {
		m := formLine.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		label := vocab.Fold(strings.TrimSpace(m[1]))
		f, ok := (&reader{s: s}).figure(m[2])
		if !ok || f.currency != "" || strings.Contains(label, " ") || label == priced || !sameNoun(label, priced) {
			continue
		}
		if noun != "" {
			return "", ""
		}
		noun, count = label, m[2]
	}
	return noun, count
}

// sameNoun is true for one noun in its singular and plural.
func sameNoun(a, b string) bool {
	n := min(len(a), len(b)) - 2
	return n >= 2 && a[:n] == b[:n]
}

// whatFor is what the letter is about, with what is counted of it.
func (s *source) whatFor(v view, counted string) string {
	rd := &reader{s: s, lang: s.language(v.text)}
	name := subjectMatter(unwrap(v.text))
	if name == "" {
		name = s.subjectName(rd)
	}
	if name == "" {
		return counted
	}
	return name
}

// dropFields takes out what was read of a field as if it were a line of its own.
func (s *source) dropFields(e *extraction) {
	isField := func(words string) bool {
		key, ok := s.fieldKey(words)
		return ok && (figureKey(key) && key != "amount" || key == keyPurpose) || labelOfCount(words) != "" || labelOfPrice(words) != ""
	}
	items := e.items[:0]
	for _, it := range e.items {
		if key, ok := s.fieldKey(it.desc); !isField(it.desc) && !(ok && key == "amount") {
			items = append(items, it)
		}
	}
	sums := e.sums[:0]
	for _, sm := range e.sums {
		if !isField(sm.before) {
			sums = append(sums, sm)
		}
	}
	e.items, e.sums = items, sums
}
