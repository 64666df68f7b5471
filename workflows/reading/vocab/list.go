package vocab

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// listSection begins the name of a section of plain words, which are looked for
// as they are.
const listSection = "list "

// merged are the words of all languages together.
type merged struct {
	words map[string]map[string]string
	lists map[string][]string
	small map[string][]int // the languages, by their place, that have a small word
}

// merge lets the first language that has a word decide what it means.
func merge(langs []*Language) *merged {
	m := &merged{words: map[string]map[string]string{}, lists: map[string][]string{}, small: map[string][]int{}}
	for i, l := range langs {
		for word := range l.words[smallWords] {
			m.small[word] = append(m.small[word], i)
		}
		for section, words := range l.words {
			if m.words[section] == nil {
				m.words[section] = map[string]string{}
			}
			for word, meaning := range words {
				if _, have := m.words[section][word]; !have {
					m.words[section][word] = meaning
				}
			}
		}
		for section, words := range l.lists {
			m.lists[section] = append(m.lists[section], words...)
		}
	}
	return m
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

// Word is Book.Word for the embedded vocabulary.
func Word(section, word string) (string, bool) {
	book, err := Load()
	if err != nil {
		return "", false
	}
	return book.Word(section, word)
}
