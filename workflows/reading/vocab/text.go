package vocab

import (
	"slices"
	"strings"
)

// Text is a folded text that many sections are looked up in: it knows which
// words it has without being searched for each.
type Text struct {
	text   string
	words  bits               // that stand in it, and their sets, by the numbers of the index; nil: unknown
	sets   bits               //
	places map[*wordSet][]int // where the words of a set stand, once they were looked for; nil: not remembered
}

// NewText prepares a folded text.
func NewText(folded string) Text {
	t := Text{text: folded}
	if book, err := Load(); err == nil {
		t = book.search(folded)
	}
	t.places = map[*wordSet][]int{}
	return t
}

// search finds out which words a text has.
func (b *Book) search(folded string) Text {
	t := Text{text: folded}
	if b.index != nil {
		t.words, t.sets = b.index.find(folded)
	}
	return t
}

func (t Text) String() string { return t.text }

// wordSet is words of which a match holds one. Patterns that need the same
// words share the set, so that a text is searched for them once.
type wordSet struct {
	id    uint32 // in the index; 0: not there
	words []needed
}

// needed is a word that a text is searched for.
type needed struct {
	id   uint32 // in the index
	word string
}

func newWordSet(words []string) *wordSet {
	set := &wordSet{words: make([]needed, len(words))}
	for i, w := range words {
		set.words[i].word = w
	}
	return set
}

// lacks is true when no word of a set occurs.
func (t Text) lacks(set *wordSet) bool {
	if set.id > 0 && t.sets != nil {
		return !t.sets.has(set.id)
	}
	return !slices.ContainsFunc(set.words, func(w needed) bool { return strings.Contains(t.text, w.word) })
}

// occurrences are the places of any word of a set, sorted.
func (t Text) occurrences(set *wordSet) []int {
	places, known := t.places[set]
	if !known {
		places = t.find(set)
		if t.places != nil {
			t.places[set] = places
		}
	}
	return places
}

func (t Text) find(set *wordSet) []int {
	var out []int
	for _, w := range set.words {
		if set.id > 0 && t.words != nil && !t.words.has(w.id) {
			continue
		}
		for from := 0; from <= len(t.text)-len(w.word); {
			i := strings.Index(t.text[from:], w.word)
			if i < 0 {
				break
			}
			out = append(out, from+i)
			from += i + len(w.word)
		}
	}
	slices.Sort(out)
	return out
}
