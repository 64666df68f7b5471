package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

var (
	// denied begins words that say that the tax is not in the prices.
	denied = vocab.Around(`^(?:<without>)\s`)
	// allIn says that nothing else is charged, which is more than tax and less.
	allIn = vocab.Around(`^(?:<all in>)$`)
)

// taxSaid is what a text says about tax. "Sin IVA incluido" does not say that it
// is in the prices, and neither does "900 euro all in" beside "without VAT".
func (s *source) taxSaid(folded string) (excluded, included bool) {
	out := s.book.All("tax excluded", folded)
	if len(out) == 0 {
		return false, s.book.Has("tax included", folded)
	}
	for _, m := range s.book.All("tax included", folded) {
		words, no := folded[m[0]:m[1]], allIn.MatchString(folded[m[0]:m[1]])
		for _, o := range out {
			no = no || o[0] < m[1] && m[0] < o[1] && denied.MatchString(folded[o[0]:o[1]]) && !denied.MatchString(words)
		}
		included = included || !no
	}
	return true, included
}
