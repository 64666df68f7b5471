package reading

import (
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// emptyWord says when, who or how much: "evenings", "the amounts", "stp".
	emptyWord = vocab.Around(`^(?:<empty>)$`)
	// accordingTo begins words that say where a figure comes from.
	accordingTo = vocab.Around(`(?i)^(?:<according to>)\s`)
)

// doubts turns into questions what a reading is not likely to be right about:
// lines that no thing names, and sums beside amounts that nothing explains.
func (s *source) doubts(v view, st settled) settled {
	rd := &reader{s: s, lang: s.language(v.text)}
	kept := st.items[:0:0]
	for _, it := range st.items {
		if it.part == "" && rd.fragment(it.desc) {
			st.loose = append(st.loose, sum{value: it.price, currency: it.currency, quote: it.quote})
			continue
		}
		kept = append(kept, it)
	}
	st.items = kept
	if len(st.loose) > 0 || st.mismatch != "" {
		st.subtotal, st.tax, st.total = value{}, value{}, value{}
	}
	return st
}

// fragment is true for a name that names no thing: a piece of the sentence
// around it, or a sum with its tax.
func (rd *reader) fragment(name string) bool {
	if accordingTo.MatchString(name) || hasDigit(name) && rd.sumsInName(name) {
		return true
	}
	found := false
	for _, w := range strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		empty := emptyWord.MatchString(w) || rd.s.month(w) > 0
		if !empty && !rd.small(w) {
			return false
		}
		found = found || empty
	}
	return found
}

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
