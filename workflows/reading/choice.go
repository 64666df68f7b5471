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

func hasOr(low string) bool {
	for _, w := range []string{" or ", " oder ", " ou ", " of ", " o ", " bzw", " beziehungsweise ", "either", "entweder"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func unsureWords(low string) bool {
	for _, w := range []string{
		"not sure", "unsure", "don't know", "dont know", "do not know", "whether", "nobody can tell", "not clear", "undecided", "best to ask", "weiß nicht", "weiß noch nicht", "weiß ich", "weiss nicht", "weiss noch nicht", "unklar", "nicht sicher", "noch nicht klar", "noch offen",
		"klären", "kläre", "je ne sais", "pas sûr", "pas encore", "à confirmer", "weet niet", "weet nog niet", "niet zeker", "niet precies", "no sé", "no sabemos", "no estoy segur", "por confirmar", "non so", "non sappiamo", "non sono sicur", "da confermare", "da definire",
	} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
