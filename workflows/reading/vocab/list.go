package vocab

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// listSection begins the name of a section of plain words, which are looked for
// as they are.
const listSection = "list "

// merged are the words of all languages together.
type merged struct {
	words  map[string]map[string]string
	begins map[string]map[string]bool // with what words of several begin, at their blanks
	lists  map[string][]string
	finds  map[string]*listMatcher // what tells whether a word of a list stands in a text
	small  map[string][]int        // the languages, by their place, that have a small word
}

// listMatcher is made when it is first asked.
type listMatcher struct {
	once sync.Once
	*matcher
}

// merge lets the first language that has a word decide what it means.
func merge(langs []*Language) *merged {
	m := &merged{
		words: map[string]map[string]string{}, begins: map[string]map[string]bool{}, lists: map[string][]string{},
		finds: map[string]*listMatcher{}, small: map[string][]int{},
	}
	for i, l := range langs {
		for word := range l.words[smallWords] {
			m.small[word] = append(m.small[word], i)
		}
		for section, words := range l.words {
			m.add(section, words)
		}
		for section, words := range l.lists {
			m.lists[section] = append(m.lists[section], words...)
			m.finds[section] = &listMatcher{}
		}
	}
	return m
}

// add takes in the words of a section in one language.
func (m *merged) add(section string, words map[string]string) {
	if m.words[section] == nil {
		m.words[section], m.begins[section] = map[string]string{}, map[string]bool{}
	}
	for word, meaning := range words {
		if _, have := m.words[section][word]; !have {
			m.words[section][word] = meaning
		}
		for i := range len(word) {
			if word[i] == ' ' {
				m.begins[section][word[:i]] = true
			}
		}
	}
}

// known are the words of a section, quoted for an expression. The longest stand
// first, as one may begin with another.
func (m *merged) known(section string) []string {
	var out []string
	for word := range m.words[section] {
		out = append(out, regexp.QuoteMeta(word))
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return out
}

func (l *Language) addList(section, line string) error {
	for _, word := range strings.Split(line, "|") {
		if word = strings.TrimSpace(word); word == "" {
			return errEmpty
		}
		l.lists[section] = append(l.lists[section], word)
	}
	return nil
}

// List are the words of a section "[list ...]" of all languages. The caller
// must not change them.
func List(section string) []string {
	book, err := Load()
	if err != nil {
		return nil
	}
	return book.all.lists[section]
}

// HasListed is true for a text in which a word of a section "[list ...]" stands,
// also as a part of another.
func HasListed(section, text string) bool {
	book, err := Load()
	if err != nil {
		return false
	}
	m := book.all.finds[section]
	if m == nil {
		return false
	}
	m.once.Do(func() {
		var words []string
		for _, w := range book.all.lists[section] {
			words = append(words, regexp.QuoteMeta(w))
		}
		m.matcher = matcherOf(strings.Join(words, "|"), false)
	})
	return m.in(text)
}

// Begins is true when a "word = meaning" of a section begins with some words, or is them.
func Begins(section, words string) bool {
	book, err := Load()
	if err != nil {
		return false
	}
	_, whole := book.all.words[section][words]
	return whole || book.all.begins[section][words]
}

// Word is Book.Word for the embedded vocabulary.
func Word(section, word string) (string, bool) {
	book, err := Load()
	if err != nil {
		return "", false
	}
	return book.Word(section, word)
}
