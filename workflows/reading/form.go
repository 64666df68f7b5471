package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// form is what a visitor filled in on a web form. The notification comes from
// the site, so the customer is in the body.
type form struct {
	fields  map[string]string // by the keys of the vocabulary's form section
	message string
}

var formLine = regexp.MustCompile(`^\s*\|?\s*([\pL][^:|]{0,40}?)\s*(?::|\|)\s*(.*?)\s*\|?\s*$`)

func formOf(s *source) *form {
	if !s.fromFormSender() {
		return nil
	}
	f := &form{fields: map[string]string{}}
	lines := strings.Split(s.best().text, "\n")
	for i, l := range lines {
		m := formLine.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		key, ok := s.book.Word("form customer", strings.TrimRight(vocab.Fold(m[1]), " :"))
		if !ok {
			continue
		}
		if key == "message" {
			f.message = strings.TrimSpace(m[2] + "\n" + strings.Join(lines[i+1:], "\n"))
			break
		}
		if f.fields[key] == "" {
			f.fields[key] = m[2]
		}
	}
	if len(f.fields) == 0 {
		return nil
	}
	return f
}

func (s *source) fromFormSender() bool {
	from := strings.ToLower(s.msg.From.Address)
	for _, a := range s.owner.FormSenders {
		if a := strings.ToLower(strings.TrimSpace(a)); a != "" && (a == from || strings.HasPrefix(a, "@") && strings.HasSuffix(from, a)) {
			return true
		}
	}
	return false
}
