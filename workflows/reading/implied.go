package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// docWord is a word for an invoice in any of the languages, also as a verb.
var docWord = vocab.Around(`(?:^|[^\pL])<invoice>(?:$|[^\pL])`)

// implied is true for a mail that speaks of an invoice, lists what was
// delivered at which price, and shows no sign of being another's paper: between
// the two only the request is left unsaid.
func (s *source) implied() bool {
	if !docWord.MatchString(s.folded) || s.msg.Bulk || s.msg.Auto || len(s.best().text) > longText {
		return false
	}
	for _, section := range []string{"marketing", "existing invoice", "offer", "incoming bill", "receipt", "dunning", "question", "decline"} {
		if s.tells(section) {
			return false
		}
	}
	if s.has("not asked") && !s.billsFirm() {
		return false
	}
	return s.listsPriced() || s.billsFirm() && s.addsUp()
}

// addsUp is true for a mail whose lines are all there once its sums are held
// against them: prices without a currency in a list that a sum proves.
func (s *source) addsUp() bool {
	for _, v := range s.views {
		if st := s.settledView(v); st.proved() {
			return true
		}
	}
	return false
}

// listsPriced is true for a mail that names a thing with its count and price.
func (s *source) listsPriced() bool {
	for _, v := range s.views {
		for _, it := range s.extract(v, s.styleOf(v)).items {
			if it.qty.ok && (it.price.ok || it.lump.ok) {
				return true
			}
		}
	}
	return false
}

// tells is true when the mail speaks in words of a section, and does not only
// ask: "has the deposit been paid?" is no notice of a payment.
func (s *source) tells(section string) bool {
	if !s.has(section) {
		return false
	}
	for _, m := range s.book.AllIn(section, s.index) {
		if end := sentenceStop.FindString(s.folded[m[1]:]); !strings.HasSuffix(end, "?") || strings.Contains(s.folded[m[0]:m[1]], "?") {
			return true
		}
	}
	return false
}

// sentenceStop is the rest of a sentence with the sign that ends it.
var sentenceStop = regexp.MustCompile(`^[^.!?\n]*[.!?\n]?`)

// goesWith is true where something goes with weak words that makes them a request.
func (s *source) goesWith() bool { return s.form != nil || s.stated() && !s.onlyAnswers() }

// onlyAnswers is true for a reply that speaks of an invoice in its subject only,
// and does not list what is to be on it: the subject is that of an earlier mail.
func (s *source) onlyAnswers() bool {
	if !s.isReply() || s.namesBilled() {
		return false
	}
	for _, m := range s.book.AllIn("ask weak", s.index) {
		if m[1] > len(vocab.Fold(s.subject))+2 {
			return false
		}
	}
	return !s.listsPriced()
}

// billsFirm is true when the new text tells by name which firm is to be billed,
// in words for an invoice: "Rechnung an Holz Maier GmbH". A name behind the word
// alone is one only within a sentence: "invoice Reed Ltd" may be a heading.
func (s *source) billsFirm() bool {
	lines := strings.Split(unwrap(s.best().text), "\n")
	for i, line := range lines[:min(len(lines), maxSegments)] {
		low := vocab.Fold(line)
		if len(low) != len(line) {
			low = vocab.Lower(line)
		}
		labels := s.book.All("bill to", low)
		for _, m := range labels[:min(len(labels), maxNames)] {
			if !docWord.MatchString(low[m[0]:m[1]]) || strings.IndexByte(low[m[0]:m[1]], ' ') < 0 && strings.TrimSpace(low[:m[0]]) == "" {
				continue
			}
			if f, ok := s.namedBehind(lines, i, low, m); ok && len(s.sure([]firm{f})) > 0 {
				return true
			}
		}
	}
	return false
}
