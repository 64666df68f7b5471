package vocab

import "strings"

// index finds in one pass over a text which of the words that patterns need
// stand in it, and so which patterns need not be looked for. A text has few of
// the thousands that there are.
type index struct {
	sets  int        // how many sets of words there are
	words []string   // every word of a set once
	of    [][]uint32 // the sets of each word
	short buckets    // words of two or three bytes, by their first two
	long  buckets    // the others, by their first four
}

// Sizes of the tables, in bits.
const (
	shortBits = 12
	longBits  = 14
)

// buckets are words by the hash of how they begin.
type buckets struct {
	start []uint32 // where each bucket begins among the words
	words []uint32
}

func shortHash(s string) uint32 {
	return (uint32(s[0])<<8 | uint32(s[1])) * 2654435761 >> (32 - shortBits)
}

func longHash(s string) uint32 {
	return (uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])) * 2654435761 >> (32 - longBits)
}

// indexOf numbers the sets of words that the patterns of some languages need.
func indexOf(langs []*Language) *index {
	x := &index{of: [][]uint32{nil}, words: []string{""}} // numbers begin at one
	number := map[string]uint32{}
	for _, l := range langs {
		for _, patterns := range l.patterns {
			for i := range patterns {
				p := &patterns[i]
				for _, set := range p.need {
					x.add(set, number)
				}
				if len(p.need) > 0 {
					p.first = p.need[0].id
				}
			}
		}
	}
	x.short = bucketsOf(x.words, shortBits, func(w string) (uint32, bool) { return shortHash(w), len(w) < 4 })
	x.long = bucketsOf(x.words, longBits, func(w string) (uint32, bool) {
		if len(w) < 4 {
			return 0, false
		}
		return longHash(w), true
	})
	return x
}

func (x *index) add(set *wordSet, number map[string]uint32) {
	if set.id > 0 {
		return
	}
	x.sets++
	set.id = uint32(x.sets) //nolint:gosec // some thousands
	for i := range set.words {
		w := &set.words[i]
		if number[w.word] == 0 {
			number[w.word] = uint32(len(x.words)) //nolint:gosec // some thousands
			x.words, x.of = append(x.words, w.word), append(x.of, nil)
		}
		w.id = number[w.word]
		x.of[w.id] = append(x.of[w.id], set.id)
	}
}

func bucketsOf(words []string, bits int, hash func(w string) (uint32, bool)) buckets {
	lists := make([][]uint32, 1<<bits)
	for id, w := range words {
		if w == "" {
			continue
		}
		if h, ok := hash(w); ok {
			lists[h] = append(lists[h], uint32(id)) //nolint:gosec // some thousands
		}
	}
	var b buckets
	for _, list := range lists {
		b.start = append(b.start, uint32(len(b.words))) //nolint:gosec // some thousands
		b.words = append(b.words, list...)
	}
	b.start = append(b.start, uint32(len(b.words))) //nolint:gosec // some thousands
	return b
}

// bits are numbers, one bit each.
type bits []uint64

func (b bits) has(n uint32) bool { return b[n/64]&(1<<(n%64)) != 0 }
func (b bits) put(n uint32)      { b[n/64] |= 1 << (n % 64) }

// find notes the words that stand in a text, and their sets.
func (x *index) find(text string) (words, sets bits) {
	split := len(x.words)/64 + 1
	both := make(bits, split+x.sets/64+1)
	words, sets = both[:split], both[split:]
	note := func(b *buckets, h uint32, rest string) {
		for _, id := range b.words[b.start[h]:b.start[h+1]] {
			if words.has(id) || !strings.HasPrefix(rest, x.words[id]) {
				continue
			}
			words.put(id)
			for _, set := range x.of[id] {
				sets.put(set)
			}
		}
	}
	for i := 0; i+2 <= len(text); i++ {
		rest := text[i:]
		note(&x.short, shortHash(rest), rest)
		if len(rest) >= 4 {
			note(&x.long, longHash(rest), rest)
		}
	}
	return words, sets
}
