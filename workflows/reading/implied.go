package reading

import (
	"regexp"
	"slices"
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
func (s *source) goesWith() bool {
	return s.form != nil || (s.stated() || s.billsFirm()) && !s.onlyAnswers()
}

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
func (s *source) billsFirm() bool { return len(s.firmsToBill()) > 0 }

// billsItself is true where that is the sender's own firm by its address.
func (s *source) billsItself() bool {
	return slices.ContainsFunc(s.firmsToBill(), func(f firm) bool { return s.confirmed(f.name) })
}

// heads is true for a word at m that begins a line of nothing but a name behind it.
func heads(line string, m [2]int) bool {
	f, ok := firmAt(strings.TrimLeft(line[m[1]:], " :"))
	return strings.TrimSpace(line[:m[0]]) == "" && (!ok || len(strings.TrimLeft(line[m[1]:], " :")) <= f.end+1)
}

// firmsToBill are the firms that stand behind words for an invoice.
func (s *source) firmsToBill() []firm {
	var out []firm
	lines := strings.Split(unwrap(s.best().text), "\n")
	for i, line := range lines[:min(len(lines), maxSegments)] {
		low := vocab.Fold(line)
		if len(low) != len(line) {
			low = vocab.Lower(line)
		}
		labels := s.book.All("bill to", low)
		for _, m := range labels[:min(len(labels), maxNames)] {
			if !docWord.MatchString(low[m[0]:m[1]]) || strings.IndexByte(low[m[0]:m[1]], ' ') < 0 && heads(line, m) {
				continue
			}
			if f, ok := s.namedBehind(lines, i, low, m); ok {
				out = append(out, s.sure([]firm{f})...)
			}
		}
	}
	return out
}

// faulty is true for a mail that says of an invoice that exists what is wrong
// with it, and wants it mended. A supplier speaks so of his own.
func (s *source) faulty() bool {
	return s.has("existing invoice") && s.has("invoice fault") && s.has("invoice mended") && !ourInvoice.MatchString(s.folded)
}

// ourInvoice is one that the sender wrote.
var ourInvoice = vocab.Around(`(?:^|[^\pL])<our>\s(?:\pL+\s)?<invoice>(?:$|[^\pL])`)
