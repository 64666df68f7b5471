package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// stand notes the words that a field's value stands on; where they are in the
// mail is found out at the end, once for all.
func stand(r *contract.Reading, field, words string) {
	r.Evidence[field] = contract.Evidence{Words: words, Method: contract.MethodStated, Offset: -1}
}

// derive notes words that do not say the value but from which it follows.
func derive(r *contract.Reading, field, words, why string) {
	r.Evidence[field] = contract.Evidence{Words: words, Method: contract.MethodDerived, Why: why, Offset: -1}
}

// passage is a part of the mail that words can be found in.
type passage struct {
	name string
	text *thread
}

// locate says for each piece of evidence in which part of the mail its words
// stand and where.
func (s *source) locate(r *contract.Reading) {
	if len(r.Evidence) == 0 {
		return
	}
	var parts []passage
	add := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			parts = append(parts, passage{name, threadOf(text)})
		}
	}
	best := s.best()
	views := append([]view{best}, s.views...)
	for _, v := range views {
		name := contract.PartText
		if v.html {
			name = contract.PartHTML
		}
		add(name, v.text)
		if blank := sourceBlank(v.text); blank != v.text {
			add(name, blank)
		}
		add(contract.PartSignature, v.signature)
	}
	add(contract.PartSubject, s.subject)
	add(contract.PartHeader, s.from.Name+" <"+s.from.Address+">")
	for field, e := range r.Evidence {
		if e.Part != "" {
			continue
		}
		e.Part, e.Offset = find(parts, e.Words)
		r.Evidence[field] = e
	}
}

func find(parts []passage, words string) (string, int) {
	want := threadOf(strings.TrimSuffix(strings.TrimSpace(words), "…"))
	if want.letters == "" {
		return "", -1
	}
	for _, p := range parts {
		if i := strings.Index(p.text.letters, want.letters); i >= 0 {
			return p.name, p.text.at(i)
		}
	}
	return "", -1
}

// thread is a text without blanks and bars, so that words are found whatever
// line breaks and cells stand between them.
type thread struct{ text, letters string }

func threadOf(text string) *thread {
	return &thread{text: text, letters: strings.Map(func(r rune) rune {
		if skipped(r) {
			return -1
		}
		return r
	}, text)}
}

func skipped(r rune) bool { return r == '|' || unicode.IsSpace(r) }

// at returns the offset in the text of a byte of letters.
func (t *thread) at(letter int) int {
	seen := 0
	for i, r := range t.text {
		if skipped(r) {
			continue
		}
		if seen >= letter {
			return i
		}
		seen += utf8.RuneLen(r)
	}
	return -1
}
