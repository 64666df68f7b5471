package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// docWord is a word for an invoice in any of the languages, also as a verb.
var docWord = vocab.Around(`(?:^|[^\pL])<invoice>(?:$|[^\pL])`)

// implied is true for a mail that speaks of an invoice, lists what was
// delivered at which price, and shows no sign of being another's paper: between
// the two only the request is left unsaid.
func (s *source) implied() bool {
	if !docWord.MatchString(s.folded) || s.msg.Bulk || s.msg.Auto || len(s.best().text) > longText {
		return false
	}
	for _, section := range []string{"marketing", "existing invoice", "offer", "incoming bill", "receipt", "dunning", "question", "decline", "not asked"} {
		if s.has(section) {
			return false
		}
	}
	for _, v := range s.views {
		for _, it := range s.extract(v, s.styleOf(v)).items {
			if it.qty.ok && (it.price.ok || it.lump.ok) {
				return true
			}
		}
	}
	return false
}
