package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// undecided is a question when a sentence leaves the choice between names, or
// says that the sender does not know.
func (s *source) undecided(text string, named []firm) string {
	if len(named) == 0 {
		return ""
	}
	named = s.merge(named)
	for _, sen := range sentences(text) {
		low := lowText(sen)
		if !hasOr(low) {
			continue
		}
		var here []firm
		for _, f := range named {
			if strings.Contains(sen, f.name) {
				here = append(here, f)
			}
		}
		if len(here) > 1 && choiceBetween(sen, here) || len(here) > 0 && unsureWords(low) {
			if len(here) > 1 {
				return whichFirm(here)
			}
			return "The sender is not sure that “" + squeeze(here[0].name, 80) + "” is to be invoiced; who is it?"
		}
	}
	return ""
}

// choiceBetween is true when only an "or" and small words stand between two
// names.
func choiceBetween(sen string, here []firm) bool {
	a, b := strings.Index(sen, here[0].name), strings.Index(sen, here[1].name)
	if a > b {
		a, b, here = b, a, []firm{here[1], here[0]}
	}
	from := a + len(here[0].name)
	return from <= b && len(sen[from:b]) < 60 && hasOr(lowText(sen[from:b]))
}

func lowText(s string) string { return vocab.Fold(s) }

var eitherOr = vocab.Around(` <or> |<either>`)

func hasOr(low string) bool {
	return eitherOr.MatchString(low)
}

func unsureWords(low string) bool {
	for _, w := range vocab.List("unsure") {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
