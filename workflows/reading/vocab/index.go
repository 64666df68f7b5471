package vocab

import "strings"

// index finds in one pass over a text which of the words that patterns need
// stand in it, and so which patterns need not be looked for. A text has few of
// the thousands that there are.
type index struct {
	sets  int        // how many sets of words there are
	words []string   // every word of a set once
	of    [][]uint32 // the sets of each word
	two   []uint16   // the word of two bytes that they are
	three buckets    // words of three bytes
	more  buckets    // the others, by their first four
}

// buckets are words by the hash of how they begin. The bits of all hashes there
// are fit the nearest memory, and tell most of what a text has to be no beginning.
type buckets struct {
	known numbers
	start []uint32 // where each bucket begins among the words
	words []uint32
}

const hashBits = 16

func hash(begin uint32) uint32 { return begin * 2654435761 >> (32 - hashBits) }

func begin2(s string) uint32 { return uint32(s[0]) | uint32(s[1])<<8 }
func begin3(s string) uint32 { return begin2(s) | uint32(s[2])<<16 }
func begin4(s string) uint32 { return begin3(s) | uint32(s[3])<<24 }

// indexOf numbers the sets of words that the patterns of some languages need.
func indexOf(langs []*Language) *index {
	x := &index{of: [][]uint32{nil}, words: []string{""}, two: make([]uint16, 1<<16)} // numbers begin at one
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
	x.tables()
	return x
}

// tables are made of the words.
func (x *index) tables() {
	for id, w := range x.words {
		if len(w) == 2 {
			x.two[begin2(w)] = uint16(id) //nolint:gosec // some thousands
		}
	}
	x.three = bucketsOf(x.words, func(w string) (uint32, bool) {
		if len(w) != 3 {
			return 0, false
		}
		return hash(begin3(w)), true
	})
	x.more = bucketsOf(x.words, func(w string) (uint32, bool) {
		if len(w) < 4 {
			return 0, false
		}
		return hash(begin4(w)), true
	})
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

func bucketsOf(words []string, hash func(w string) (uint32, bool)) buckets {
	lists := make([][]uint32, 1<<hashBits)
	b := buckets{known: make(numbers, 1<<hashBits/64), start: make([]uint32, 0, 1<<hashBits+1)}
	for id, w := range words {
		if h, ok := hash(w); ok {
			lists[h] = append(lists[h], uint32(id)) //nolint:gosec // some thousands
			b.known.put(h)
		}
	}
	for _, list := range lists {
		b.start = append(b.start, uint32(len(b.words))) //nolint:gosec // some thousands
		b.words = append(b.words, list...)
	}
	b.start = append(b.start, uint32(len(b.words))) //nolint:gosec // some thousands
	return b
}

// numbers are a set of them, one bit each.
type numbers []uint64

func (b numbers) has(n uint32) bool { return b[n/64]&(1<<(n%64)) != 0 }
func (b numbers) put(n uint32)      { b[n/64] |= 1 << (n % 64) }

// find notes the sets of which words stand in a text, and in a text that has
// windows the places of the longer words.
func (x *index) find(text string) (sets numbers, places *hits) {
	f := findings.Get().(*finding) //nolint:forcetypeassert // nothing else is in there
	defer findings.Put(f)
	if len(f.count) != len(x.words) {
		f.words, f.count = make(numbers, len(x.words)/64+1), make([]uint32, len(x.words))
	}
	clear(f.words)
	f.sets, f.hits, f.long = make(numbers, x.sets/64+1), f.hits[:0], len(text) > unwindowed
	for i := 0; i+4 <= len(text); i++ {
		begin := begin4(text[i:])
		if id := x.two[begin&0xffff]; id > 0 {
			x.note(f, uint32(id))
		}
		if h := hash(begin & 0xffffff); x.three.known.has(h) {
			x.look(f, &x.three, h, text, i)
		}
		if h := hash(begin); x.more.known.has(h) {
			x.look(f, &x.more, h, text, i)
		}
	}
	x.end(f, text)
	if f.long {
		places = f.grouped()
	}
	return f.sets, places
}

// end looks for the short words with which a text ends.
func (x *index) end(f *finding, text string) {
	for i := max(0, len(text)-3); i+2 <= len(text); i++ {
		if id := x.two[begin2(text[i:])]; id > 0 {
			x.note(f, uint32(id))
		}
		if i+3 <= len(text) {
			x.look(f, &x.three, hash(begin3(text[i:])), text, i)
		}
	}
}

// look notes the words of a bucket that stand at a place.
func (x *index) look(f *finding, b *buckets, hash uint32, text string, at int) {
	for _, id := range b.words[b.start[hash]:b.start[hash+1]] {
		if !f.long && f.words.has(id) || !strings.HasPrefix(text[at:], x.words[id]) {
			continue
		}
		x.note(f, id)
		if f.long {
			f.hits = append(f.hits, hit{id, int32(at)}) //nolint:gosec // texts are shorter
		}
	}
}

func (x *index) note(f *finding, id uint32) {
	if f.words.has(id) {
		return
	}
	f.words.put(id)
	for _, set := range x.of[id] {
		f.sets.put(set)
	}
}
