package vocab

import (
	"slices"
	"strings"
)

// gramBits is the size of the table of letter triples; a mail of a few
// kilobytes fills a tenth of it.
const gramBits = 1 << 14

// Text is a folded text that many sections are looked up in: it knows which
// words it surely lacks without being searched for each.
type Text struct {
	text   string
	grams  *[gramBits / 64]uint64 // nil: unknown
	places map[*wordSet][]int     // where the words of a set stand, once they were looked for; nil: not remembered
}

// NewText prepares a folded text.
func NewText(folded string) Text {
	t := Text{text: folded, grams: new([gramBits / 64]uint64), places: map[*wordSet][]int{}}
	for i := 0; i+3 <= len(folded); i++ {
		h := gram(folded[i:])
		t.grams[h/64] |= 1 << (h % 64)
	}
	return t
}

func gram(s string) uint32 {
	return (uint32(s[0])*961 + uint32(s[1])*31 + uint32(s[2])) * 2654435761 >> 18
}

// lacks is true when the word surely does not occur.
func (t Text) lacks(word string) bool {
	if t.grams == nil {
		return false
	}
	for i := 0; i+3 <= len(word); i++ {
		if h := gram(word[i:]); t.grams[h/64]&(1<<(h%64)) == 0 {
			return true
		}
	}
	return false
}

// occurrences are the places of any word of a set, sorted.
func (t Text) occurrences(set *wordSet) []int {
	places, known := t.places[set]
	if !known {
		places = t.find(set.words)
		if t.places != nil {
			t.places[set] = places
		}
	}
	return places
}

func (t Text) find(words []string) []int {
	var out []int
	for _, w := range words {
		if t.lacks(w) {
			continue
		}
		for from := 0; from <= len(t.text)-len(w); {
			i := strings.Index(t.text[from:], w)
			if i < 0 {
				break
			}
			out = append(out, from+i)
			from += i + len(w)
		}
	}
	slices.Sort(out)
	return out
}
