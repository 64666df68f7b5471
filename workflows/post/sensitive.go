package post

import (
	"embed"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/workflows/contract"
)

//go:embed data/*.txt
var files embed.FS

// The lists are read once a process, and only when a post is judged.
var embedded = sync.OnceValue(load) //nolint:gochecknoglobals // read-only lists, built late

// Kinds of sensitive content that need more than a list of words, and the one
// for the owner's own words.
const (
	kindDiscount = "discount"
	kindSecret   = "secret"
	kindCustomer = "customer"
	kindOwnWords = "your words"
	kindNone     = "none"
)

// phrase is what is looked for, in the form of folded.
type phrase struct{ kind, words string }

// Watch is what a post is held against.
type Watch struct {
	Social contract.Social
	// Customers are names that must not be in a post without a second look.
	Customers []string
	// Published are texts that went out before: a number in them is known to be public.
	Published []string
}

// CustomersOf are the names of the handbook's lists.
func CustomersOf(h contract.Handbook) []string {
	var names []string
	for _, c := range h.Owner.KnownCustomers {
		names = append(names, c.Name)
	}
	for _, c := range h.Recurring {
		names = append(names, c.Name)
	}
	return names
}

// Sensitivity finds what must have a second look before it goes out. Each kind
// of thing is found once per wording.
func Sensitivity(p contract.Post, w Watch) []contract.Sensitive {
	s := &sensor{watch: w}
	for _, t := range texts(p) {
		if t.field == "link" {
			continue
		}
		s.words(t.value)
		s.discounts(t.value)
		s.numbers(t.value)
	}
	return s.found
}

type sensor struct {
	watch Watch
	found []contract.Sensitive
}

func (s *sensor) add(kind, words string) {
	if f := (contract.Sensitive{Kind: kind, Words: clip(words)}); !slices.Contains(s.found, f) {
		s.found = append(s.found, f)
	}
}

// watches tells whether the handbook watches for a kind; an empty list watches for all.
func (s *sensor) watches(kind string) bool {
	kinds := s.watch.Social.Kinds
	return len(kinds) == 0 || slices.Contains(kinds, kind) && !slices.Contains(kinds, kindNone)
}

func (s *sensor) words(value string) {
	text := folded(value)
	for _, p := range embedded() {
		if s.watches(p.kind) && strings.Contains(text, p.words) {
			s.add(p.kind, strings.TrimSpace(p.words))
		}
	}
	for _, own := range s.watch.Social.SensitiveWords {
		if f := folded(own); strings.TrimSpace(f) != "" && strings.Contains(text, f) {
			s.add(kindOwnWords, own)
		}
	}
	if !s.watches(kindCustomer) {
		return
	}
	for _, name := range s.watch.Customers {
		if f := folded(name); len(strings.TrimSpace(f)) >= shortestName && strings.Contains(text, f) {
			s.add(kindCustomer, name)
		}
	}
}

// shortestName keeps initials and the like from being found everywhere.
const shortestName = 4

// folded is a text as words are looked for in it: small letters and digits
// between single blanks, one at each end.
func folded(s string) string {
	s = cases.Fold().String(norm.NFC.String(strings.ReplaceAll(s, "’", "'")))
	return " " + strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\''
	}), " ") + " "
}

// load reads the lists of all languages; a wording that several have counts once.
func load() []phrase {
	var out []phrase
	entries, err := files.ReadDir("data")
	if err != nil {
		panic(err) // embedded files are there
	}
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("data", e.Name()))
		if err != nil {
			panic(err)
		}
		kind := ""
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if head, ok := strings.CutPrefix(line, "["); ok {
				kind = strings.TrimSuffix(head, "]")
				continue
			}
			if p := (phrase{kind: kind, words: folded(line)}); line != "" && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
