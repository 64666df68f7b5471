package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// onlyShare is true where a mail asks for a part of a sum of which it only names the
// whole: "£600 total, half now and half on launch. So second half please". How much
// is to be billed is asked about.
func (s *source) onlyShare(text string, items []item) bool {
	if len(items) != 1 || items[0].part != "" || !s.book.Has("share of a sum", vocab.Fold(text)) || s.book.Has("share of a sum", vocab.Fold(items[0].desc)) {
		return false
	}
	amounts := map[string]bool{}
	for _, n := range numbers.Scan(text, s.styleOf(s.best())) {
		if n.Kind == numbers.Money {
			amounts[n.Value.String()] = true
		}
	}
	return len(amounts) == 1
}
