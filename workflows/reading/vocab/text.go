package vocab

import (
	"slices"
	"strings"
)

// Sizes of the table of runs of letters, in bits; a text of as many bytes as
// its table has words fills a tenth of it.
const (
	gramBits  = 15
	leastBits = 11
)

// Text is a folded text that many sections are looked up in: it knows which
// words it surely lacks without being searched for each.
type Text struct {
	text   string
	grams  []uint64           // the runs of three and of four bytes that occur
	places map[*wordSet][]int // where the words of a set stand, once they were looked for; nil: not remembered
}

// NewText prepares a folded text.
func NewText(folded string) Text {
	t := prepared(folded)
	t.places = map[*wordSet][]int{}
	return t
}

// prepared is a text that one section is looked up in.
func prepared(folded string) Text {
	bits := leastBits
	for bits < gramBits && len(folded) > 1<<(bits-4) {
		bits++
	}
	t := Text{text: folded, grams: make([]uint64, 1<<(bits-6))}
	for i := 0; i+3 <= len(folded); i++ {
		t.put(gram(folded[i : i+3]))
		if i+4 <= len(folded) {
			t.put(gram(folded[i : i+4]))
		}
	}
	return t
}

func (t Text) String() string { return t.text }

func (t Text) put(h uint16) { t.grams[int(h)/64&(len(t.grams)-1)] |= 1 << (h % 64) }

func (t Text) has(h uint16) bool { return t.grams[int(h)/64&(len(t.grams)-1)]&(1<<(h%64)) != 0 }

func gram(s string) uint16 {
	h := uint32(s[0])*961 + uint32(s[1])*31 + uint32(s[2])
	if len(s) > 3 {
		h += uint32(s[3])*29791 + 1
	}
	return uint16(h * 2654435761 >> (32 - gramBits)) //nolint:gosec // that many bits
}

// needed is a word that a text is searched for, and its runs of letters.
type needed struct {
	word  string
	grams []uint16
}

func neededOf(words []string) []needed {
	out := make([]needed, len(words))
	for i, w := range words {
		out[i].word = w
		if len(w) < 3 {
			continue
		}
		n := min(len(w), 4)
		for k := 0; k+n <= len(w); k++ {
			out[i].grams = append(out[i].grams, gram(w[k:k+n]))
		}
	}
	return out
}

// lacks is true when the word surely does not occur.
func (t Text) lacks(w *needed) bool {
	for _, h := range w.grams {
		if !t.has(h) {
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

func (t Text) find(words []needed) []int {
	var out []int
	for i := range words {
		if t.lacks(&words[i]) {
			continue
		}
		w := words[i].word
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
