package reading

import (
	"regexp"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// shortFor is the x that people in haste write for "per" and "por", before a word that no count is multiplied with.
	shortFor = vocab.Around(`(?i)(^|[^\d\s]\s)x (<behind a short for>)(?:$|[^\pL])`)
	// anyShort is what it can only stand in; it keeps other mail cheap.
	anyShort = regexp.MustCompile(`(?i)(?:^|\s)x \pL`)
)

// forWritten writes such an x out: "fattura x favore", "la factura x los 3 días".
func (s *source) forWritten(text string) string {
	if !anyShort.MatchString(text) {
		return text
	}
	word := map[string]string{"it": "per", "es": "por"}[s.book.Detect(text)]
	if word == "" {
		return text
	}
	out := ""
	for {
		m := shortFor.FindStringSubmatchIndex(text)
		if m == nil {
			return out + text
		}
		out += text[:m[3]] + word + " " + text[m[4]:m[5]]
		text = text[m[5]:]
	}
}
