package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// purposeCount ends what a labelled list is for with how many: "Business Writing workshop, 3 nos."
var purposeCount = regexp.MustCompile(`^(.*\pL.*?)\s*[,;:(–-]\s*(\d[\d.,]*)\s*(\pL+\.?)\)?$`)

// countInPurpose takes the quantity from what a labelled list is for, where no
// field of its own names it.
func (s *source) countInPurpose(f *form) {
	if f.fields["qty"] != "" || f.fields["unit_price"] == "" {
		return
	}
	key := keyPurpose
	if f.fields[key] == "" {
		key = keyMessage
	}
	first, _, _ := strings.Cut(f.fields[key], "\n")
	m := purposeCount.FindStringSubmatch(strings.TrimSpace(first))
	if m == nil {
		return
	}
	if _, ok := s.book.Word("units", strings.TrimSuffix(vocab.Fold(m[3]), ".")); ok && named(m[1]) {
		f.fields[key], f.fields["qty"] = m[1], m[2]+" "+m[3]
	}
}

// labelOnly is true for a name that is the label of a figure: "Amount".
func (rd *reader) labelOnly(name string) bool {
	key, ok := rd.s.fieldKey(name)
	return ok && figureKey(key) && key != "qty"
}
