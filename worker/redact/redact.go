package redact

import (
	"cmp"
	"slices"
	"strings"
)

// Mark stands where a secret was.
const Mark = "[redacted]"

// MinSecret is the shortest secret, in bytes, that is searched for inside a text. A shorter one would blank out ordinary
// words; it is only taken out where it is the whole text.
const MinSecret = 6

// Redactor takes secrets out of texts. It is immutable and safe for concurrent use; the nil Redactor still applies the
// patterns.
type Redactor struct {
	values *strings.Replacer
	short  []string
}

// New builds a Redactor for the given secret values. Empty ones are ignored, order and repeats do not matter.
func New(secrets ...string) *Redactor {
	r := &Redactor{}
	var forms []string
	for _, secret := range secrets {
		secret = strings.TrimSpace(secret)
		if secret == "" || strings.Contains(Mark, secret) {
			continue
		}
		if len(secret) < MinSecret {
			r.short = append(r.short, secret)
			continue
		}
		forms = append(forms, encodings(secret)...)
	}
	if len(forms) > 0 {
		r.values = strings.NewReplacer(pairs(forms)...)
	}
	return r
}

// pairs orders the forms from long to short, because the replacer prefers earlier ones: a secret which begins with another
// secret must go as a whole.
func pairs(forms []string) []string {
	slices.SortFunc(forms, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	forms = slices.Compact(forms)
	out := make([]string, 0, 2*len(forms))
	for _, form := range forms {
		out = append(out, form, Mark)
	}
	return out
}

// String returns s without secrets. Redacting twice changes nothing more.
func (r *Redactor) String(s string) string {
	if s == "" {
		return s
	}
	if r != nil {
		if slices.Contains(r.short, strings.TrimSpace(s)) {
			return Mark
		}
		s = r.replace(s)
	}
	s = shapes(lastTracebackLine(s))
	if r == nil {
		return s
	}
	return r.replace(s)
}

// replace runs until nothing changes: taking out one value can, in contrived texts, uncover another.
func (r *Redactor) replace(s string) string {
	if r.values == nil {
		return s
	}
	for range 4 {
		next := r.values.Replace(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// Err returns the redacted text of err, "" for nil.
func (r *Redactor) Err(err error) string {
	if err == nil {
		return ""
	}
	return r.String(err.Error())
}
