package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

var (
	notVAT   = regexp.MustCompile(`[^0-9A-Z]`)
	honorary = regexp.MustCompile(`^(dr|ing|mr|mrs|ms|herr|frau)\.? `)
	words    = regexp.MustCompile(`[\p{L}\p{N}_]+`)

	errNotAValue = errors.New("write it as a text, a number, true, false or null")
)

// Value is one labelled value as text; Stated is false for null and for an
// empty text, which both mean that the mail does not say it.
type Value struct {
	Text   string
	Stated bool
}

// UnmarshalJSON takes a text, a number, true, false or null.
func (v *Value) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	*v = Value{}
	switch {
	case string(b) == "null":
		return nil
	case len(b) > 0 && b[0] == '"':
		if err := json.Unmarshal(b, &v.Text); err != nil {
			return errNotAValue
		}
	case len(b) > 0 && (b[0] == '{' || b[0] == '['):
		return errNotAValue
	default:
		v.Text = string(b)
	}
	v.Text = strings.TrimSpace(v.Text)
	v.Stated = v.Text != ""
	return nil
}

// same compares a labelled value of a field with one that was read; both may be empty.
func same(field, want, got string) bool {
	if want == "" || got == "" {
		return want == got
	}
	switch {
	case slices.Contains(decimals(), field):
		return sameNumber(want, got)
	case field == VATID:
		return bareVAT(want) == bareVAT(got)
	case field == CustomerName:
		return bareName(want) == bareName(got)
	}
	return strings.Trim(fold(want), " .,") == strings.Trim(fold(got), " .,")
}

func sameNumber(a, b string) bool {
	x, errX := decimal.NewFromString(a)
	y, errY := decimal.NewFromString(b)
	return errX == nil && errY == nil && x.Equal(y)
}

func bareVAT(s string) string { return notVAT.ReplaceAllString(strings.ToUpper(s), "") }

func bareName(s string) string {
	return honorary.ReplaceAllString(strings.Trim(fold(s), " ."), "")
}

// fold makes texts comparable: compatibility forms, case and blanks are one.
func fold(s string) string {
	return cases.Fold().String(strings.Join(strings.Fields(norm.NFKC.String(s)), " "))
}

// wordsOf is the set of words of a description.
func wordsOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words.FindAllString(fold(s), -1) {
		set[w] = true
	}
	return set
}

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
