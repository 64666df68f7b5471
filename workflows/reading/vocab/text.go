package vocab

import (
	"slices"
	"strings"
)

// gramBits is the size of the table of runs of letters; a mail of a few
// kilobytes fills a tenth of it.
const gramBits = 1 << 15

// Text is a folded text that many sections are looked up in: it knows which
// words it surely lacks without being searched for each.
type Text struct {
	text   string
	grams  *[gramBits / 64]uint64 // the runs of three and of four bytes that occur; nil: unknown
	places map[*wordSet][]int     // where the words of a set stand, once they were looked for; nil: not remembered
}

// NewText prepares a folded text.
func NewText(folded string) Text {
	t := Text{text: folded, grams: new([gramBits / 64]uint64), places: map[*wordSet][]int{}}
	for i := 0; i+3 <= len(folded); i++ {
		t.put(gram(folded[i : i+3]))
		if i+4 <= len(folded) {
			t.put(gram(folded[i : i+4]))
		}
	}
	return t
}

func (t Text) String() string { return t.text }

func (t Text) put(h uint32) { t.grams[h/64] |= 1 << (h % 64) }

func gram(s string) uint32 {
	h := uint32(s[0])*961 + uint32(s[1])*31 + uint32(s[2])
	if len(s) > 3 {
		h += uint32(s[3])*29791 + 1
	}
	return h * 2654435761 >> 17
}

// gramsOf are the runs of four letters of a word, or of three of a short one;
// none of a shorter one.
func gramsOf(word string) []uint32 {
	if len(word) < 3 {
		return nil
	}
	var out []uint32
	n := min(len(word), 4)
	for i := 0; i+n <= len(word); i++ {
		out = append(out, gram(word[i:i+n]))
	}
	return out
}

// lacks is true when a word of these runs surely does not occur.
func (t Text) lacks(grams []uint32) bool {
	if t.grams == nil {
		return false
	}
	for _, h := range grams {
		if t.grams[h/64]&(1<<(h%64)) == 0 {
			return true
		}
	}
	return false
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
	for k, w := range set.words {
		if t.lacks(set.grams[k]) {
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
