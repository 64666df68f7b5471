package vocab

import (
	"slices"
	"strings"
)

// Text is a folded text that many sections are looked up in: it knows which
// words it has without being searched for each. It must not be used by several
// goroutines at once.
type Text struct {
	text string
	*known
}

// known is what was found out about a text.
type known struct {
	sets   numbers              // of which a word stands in it, by the numbers of the index; nil: unknown
	hits   *hits                // where words of the index stand, in a long text
	places map[*wordSet][]int32 // where the words of a set stand, once they were looked for
	starts []wordStart          // where words begin, once that was asked for
}

// NewText prepares a folded text.
func NewText(folded string) Text {
	if book, err := Load(); err == nil {
		return book.search(folded)
	}
	return Text{text: folded, known: &known{}}
}

// search finds out which words a text has.
func (b *Book) search(folded string) Text {
	t := Text{text: folded, known: &known{}}
	if b.index != nil {
		t.sets, t.hits = b.index.find(folded)
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
func (t Text) occurrences(set *wordSet) []int32 {
	places, known := t.places[set]
	if !known {
		places = t.find(set)
		if t.places == nil {
			t.places = map[*wordSet][]int32{}
		}
		t.places[set] = places
	}
	return places
}

func (t Text) find(set *wordSet) []int32 {
	var out []int32
	for _, w := range set.words {
		if set.id > 0 && t.hits != nil && len(w.word) >= leastHit {
			out = append(out, t.hits.of(w)...)
			continue
		}
		for from := 0; from <= len(t.text)-len(w.word); {
			i := strings.Index(t.text[from:], w.word)
			if i < 0 {
				break
			}
			out = append(out, int32(from+i)) //nolint:gosec // texts are shorter
			from += i + len(w.word)
		}
	}
	if len(set.words) > 1 {
		slices.Sort(out)
	}
	return out
}
