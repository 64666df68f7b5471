package trust

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// person is a name that a stranger may borrow: a person's or a company's.
type person struct {
	shown string
	words []string // in Latin letters, lower case, without legal forms
	house bool     // the owner's or a colleague's
}

// leastName is how many letters a name has before an equal one is no accident.
const (
	leastName   = 7 // of two words or more
	leastSingle = 6 // of one word
)

func (c *Circle) addPerson(name string, house bool) {
	w := c.lists.nameWords(name)
	if !c.lists.telling(w) {
		return
	}
	key := strings.Join(w, " ")
	if i, seen := c.names[key]; seen && c.people[i].house == house {
		return
	}
	c.names[key] = len(c.people)
	c.people = append(c.people, person{shown: name, words: w, house: house})
}

// telling is true when a name points at somebody: not made of common words
// alone, and not a lone given name or surname.
func (l *lists) telling(w []string) bool {
	letters, ordinary := 0, 0
	for _, s := range w {
		letters += len(s)
		if l.common[s] {
			ordinary++
		}
	}
	switch {
	case len(w) == 0 || ordinary == len(w):
		return false
	case len(w) == 1:
		return letters >= leastSingle && !l.people[w[0]]
	}
	return letters >= leastName
}

// maxName is how much of a display name is looked at, in bytes.
const maxName = 300

// nameWords are the words of a name as a reader sees them, in plain letters.
func (l *lists) nameWords(name string) []string {
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "")
	}
	var out []string
	for w := range strings.FieldsFuncSeq(l.plainName(strings.ToLower(name)), betweenNames) {
		if strings.ContainsAny(w, "'.’") {
			w = unpointed(w)
		}
		if w != "" && !l.legal[w] {
			out = append(out, w)
		}
	}
	return out
}

// plainName writes umlauts as German does, so that both spellings are one.
func (l *lists) plainName(lower string) string {
	if plainASCII(lower) {
		return lower
	}
	lower = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "o").Replace(norm.NFC.String(lower))
	plain, _ := l.plain(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, lower))
	return plain
}

func betweenNames(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' && r != '’'
}

// unpointed makes G.m.b.H. and O'Neill one word each.
func unpointed(w string) string { return strings.NewReplacer("'", "", ".", "", "’", "").Replace(w) }

// borrowed returns whose name stands in a display name. Words may stand around
// it and its two words may be swapped: "Brandt, Ayla (CEO)".
func (c *Circle) borrowed(display string) (person, bool) {
	w := c.lists.nameWords(display)
	for _, p := range c.people {
		if len(p.words) == 1 && len(w) != 1 {
			continue // a firm's one word in a longer name is another firm
		}
		if containsRun(w, p.words) || len(p.words) == 2 && containsRun(w, []string{p.words[1], p.words[0]}) {
			return p, true
		}
	}
	return person{}, false
}

func containsRun(all, run []string) bool {
	for i := 0; i+len(run) <= len(all); i++ {
		if slices.Equal(all[i:i+len(run)], run) {
			return true
		}
	}
	return false
}
