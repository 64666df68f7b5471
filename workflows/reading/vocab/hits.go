package vocab

import (
	"math/bits"
	"slices"
	"sync"
)

// hits are the places in a text of the words of the index that have at least
// leastHit bytes; shorter ones stand at every other place.
type hits struct {
	words  []uint32 // by number
	behind []uint32 // where their places end
	places []int32  // those of one word after those of another
}

const leastHit = 3

type hit struct {
	word uint32
	at   int32
}

// finding is what one pass over a text needs room for; texts take turns at it.
type finding struct {
	words numbers  // that were found
	sets  numbers  // of these, not in this room
	long  bool     // the text has windows
	hits  []hit    // in a long text
	count []uint32 // of each word, zero when not at work
}

var findings = sync.Pool{New: func() any { return &finding{} }} //nolint:gochecknoglobals // as the standard library has it

// grouped are the places that were found by words, those of each from left to right.
func (f *finding) grouped() *hits {
	h := &hits{places: make([]int32, len(f.hits))}
	for _, one := range f.hits {
		f.count[one.word]++
	}
	sum := uint32(0)
	for i, some := range f.words {
		for ; some != 0; some &= some - 1 {
			word := uint32(i*64 + bits.TrailingZeros64(some)) //nolint:gosec // some thousands
			n := f.count[word]
			if n == 0 {
				continue
			}
			f.count[word] = sum
			sum += n
			h.words, h.behind = append(h.words, word), append(h.behind, sum)
		}
	}
	for _, one := range f.hits {
		h.places[f.count[one.word]] = one.at
		f.count[one.word]++
	}
	for _, word := range h.words {
		f.count[word] = 0
	}
	return h
}

// of are the places of a word, from left to right, none of which overlap.
func (h *hits) of(w needed) []int32 {
	i, ok := slices.BinarySearch(h.words, w.id)
	if !ok {
		return nil
	}
	from := uint32(0)
	if i > 0 {
		from = h.behind[i-1]
	}
	places, least := h.places[from:h.behind[i]], int32(len(w.word)) //nolint:gosec // a word
	for i := 1; i < len(places); i++ {
		if places[i] < places[i-1]+least {
			return apart(places, least)
		}
	}
	return places
}

func apart(places []int32, least int32) []int32 {
	var out []int32
	for _, at := range places {
		if n := len(out); n == 0 || at >= out[n-1]+least {
			out = append(out, at)
		}
	}
	return out
}
