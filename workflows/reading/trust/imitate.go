package trust

import (
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// label is a domain's name in the forms that are compared.
type label struct {
	domain
	plain    string // in Latin letters
	foreign  bool   // other alphabets' letters stood for Latin ones
	skeleton string
	joined   string // plain without hyphens
	single   string // plain with doubled letters written once
	sorted   string // words in alphabetical order, empty when there is one
	common   bool   // all words are ones that many firms have
	deep     bool   // the host has labels in front of the registrable domain
}

func (l *lists) label(d domain) label {
	n := label{domain: d, deep: d.ascii != d.org}
	n.plain, n.foreign = l.plain(d.name)
	n.skeleton = skeleton(n.plain)
	n.joined = strings.ReplaceAll(n.plain, "-", "")
	n.single = squeezed(n.plain)
	if strings.Contains(n.plain, "-") {
		parts := strings.Split(n.plain, "-")
		slices.Sort(parts)
		n.sorted = strings.Join(parts, "-")
	}
	n.common = l.allCommon(n.plain)
	return n
}

func (l *lists) allCommon(name string) bool {
	for part := range strings.SplitSeq(name, "-") {
		if !l.common[part] {
			return false
		}
	}
	return name != ""
}

// likeness is how one domain resembles another.
type likeness struct {
	level string // empty when they do not
	how   string // a clause whose subject is the stranger's domain
}

func red(how string) likeness  { return likeness{level: contract.TrustRed, how: how} }
func look(how string) likeness { return likeness{level: contract.TrustLook, how: how} }

// Least lengths of a known name, in letters, below which an accident is as
// likely as a fraud: short names lie close together.
const (
	leastGlyph  = 4 // a digit in place of a letter
	leastShape  = 5 // letters that look alike
	leastEdit   = 6 // one letter, the same ending
	leastFar    = 8 // one letter and another ending
	leastFirst  = 8 // one letter, and the first one, which is noticed
	leastEnding = 6 // the same name under another ending
	leastBait   = 5 // a word such as "billing" added
)

// imitates compares a stranger's domain with a known one. near is true when
// the mailbox in front of it is the known one's, which lowers what it takes.
func (l *lists) imitates(got, known *label, near bool) likeness {
	switch {
	case got.org == known.org || known.name == "" || got.name == "":
		return likeness{}
	case got.deep && posesAsHost(got.host, known.org):
		return red("puts the known name in front of a foreign domain")
	case got.plain == known.plain:
		return l.samePlain(got, known, near)
	case got.skeleton == known.skeleton:
		return l.sameShape(got, known, near)
	}
	n := len(known.plain)
	sameEnd := got.suffix == known.suffix
	far := n >= leastFar || sameEnd && n >= leastEdit
	switch at, edit := oneEdit(got.plain, known.plain); {
	case got.joined == known.joined && len(known.joined) >= leastEdit:
		return unless(!far, "differs only by a hyphen")
	case edit && near && n >= 3:
		return red("differs by one letter")
	case edit && n >= leastEdit:
		if digitPair(got.plain, known.plain, at) {
			return likeness{}
		}
		return unless(!far || l.twoWords(got.plain, known.plain) || at == 0 && n < leastFirst, "differs by one letter")
	case got.single == known.single && n >= leastEdit:
		return unless(!far || l.twoWords(got.plain, known.plain), "differs only by doubled letters")
	case got.foreign && oneEditOf(got.skeleton, known.skeleton) && n >= leastEdit:
		return red("uses letters of another alphabet")
	case got.sorted != "" && got.sorted == known.sorted && n >= leastFar:
		return unless(known.common, "has the same words in another order")
	}
	return l.addsWord(got, known)
}

func oneEditOf(a, b string) bool {
	_, ok := oneEdit(a, b)
	return ok
}

// unless is red, or worth a look when there is an honest explanation.
func unless(honest bool, how string) likeness {
	if honest {
		return look(how)
	}
	return red(how)
}

// samePlain is for names that are equal but for letters nobody tells apart, or
// for the ending.
func (l *lists) samePlain(got, known *label, near bool) likeness {
	n := len(known.plain)
	switch {
	case got.foreign && n >= 2:
		return red("uses letters of another alphabet")
	case got.name != known.name:
		return unless(n < leastEdit || known.common, "differs only by an accent")
	case near && n >= 2:
		return red("is the same name under another ending")
	case n >= leastEnding:
		return unless(known.common, "is the same name under another ending")
	case n >= leastGlyph && !known.common:
		return look("is the same name under another ending")
	}
	return likeness{}
}

// sameShape is for names that look the same in print.
func (l *lists) sameShape(got, known *label, near bool) likeness {
	n := min(len(got.plain), len(known.plain))
	const how = "uses characters that look alike"
	switch {
	case near && n >= 3:
		return red(how)
	case digitForLetter(got.plain, known.plain) && n >= leastGlyph:
		return red(how)
	case n >= leastShape && (got.suffix == known.suffix || n >= leastEdit):
		return unless(l.twoWords(got.plain, known.plain), how)
	case n >= leastGlyph:
		return look(how)
	}
	return likeness{}
}

// twoWords is true when two names differ in one word, and both spellings are
// ordinary words or names: printing and painting, Fischer and Fisher.
func (l *lists) twoWords(a, b string) bool {
	as, bs := strings.Split(a, "-"), strings.Split(b, "-")
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		if as[i] != bs[i] && !(l.ordinary(as[i]) && l.ordinary(bs[i])) {
			return false
		}
	}
	return true
}

// ordinary knows words and names, also in the plural.
func (l *lists) ordinary(w string) bool {
	return l.common[w] || l.people[w] || l.common[strings.TrimSuffix(w, "s")]
}

// posesAsHost is true when a known domain stands in a host name in front of
// another registrable domain: berger.example.evil.test.
func posesAsHost(host, known string) bool {
	if len(host) < len(known)+2 || !strings.Contains(known, ".") {
		return false
	}
	i := strings.Index(host, known)
	return i >= 0 && i+len(known) < len(host) && host[i+len(known)] == '.' && (i == 0 || host[i-1] == '.')
}

// addsWord is for a known name with a word beside it, or with its own ending
// written into the name.
func (l *lists) addsWord(got, known *label) likeness {
	n := len(known.plain)
	if n < leastBait || len(got.plain) <= n {
		return likeness{}
	}
	rest, ok := strings.CutPrefix(got.plain, known.plain)
	if !ok {
		rest, ok = strings.CutSuffix(got.plain, known.plain)
	}
	if !ok {
		return likeness{}
	}
	word := strings.Trim(rest, "-")
	hyphen := strings.HasPrefix(rest, "-") || strings.HasSuffix(rest, "-")
	ending := strings.ReplaceAll(known.suffix, ".", "-")
	switch {
	case !hyphen && n < leastEdit:
		return likeness{}
	case word == ending || word == "com" && hyphen:
		return red("writes the ending into the name")
	case l.bait[word] || hyphen && l.allBait(word):
		return unless(known.common || l.people[known.plain] && n < leastEdit, "adds the word "+quote(word, 24))
	case hyphen && n >= 10 && !known.common:
		return look("adds the word " + quote(word, 24))
	}
	return likeness{}
}

func (l *lists) allBait(word string) bool {
	for part := range strings.SplitSeq(word, "-") {
		if !l.bait[part] {
			return false
		}
	}
	return true
}
