package vocab

import (
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// Bounds on an automaton: what it remembers is forgotten when there is more,
// and one that forgets all the time is given up for the regexp package.
const (
	maxStates = 1000
	maxLatin  = 384  // up to where classes stand in an array: "ä", "ç", "ő"
	maxRunes  = 500  // other characters beyond ASCII whose class is remembered
	maxClass  = 250  // classes, which are bytes
	moreClass = 8    // for which there is room until they are met
	manyMade  = 2000 // states, before it is asked whether they are worth it
	worth     = 10   // bytes of text that a state must have served
)

// dfa says whether an expression matches somewhere in a text, or at its
// beginning, in one pass: the regexp package has no such automaton, and most
// of what is looked for is not there. States are made when a text first leads
// to them. It answers the same as the regexp package, or that it does not know.
type dfa struct {
	mu       sync.Mutex            // guards what follows; who finds it taken asks the regexp package
	anchored bool                  // no match begins behind the text's beginning
	given    bool                  // given up
	width    int                   // of a row of next: classes there are, and room for more
	next     []uint16              // where each class leads from each state, a row for each; or a code
	ascii    *[utf8.RuneSelf]uint8 // the class of each ASCII character
	latin    *[maxLatin]uint8      // the class of characters up to there that were met; 0: not met
	runes    map[rune]uint8        // of others that were met
	read     int                   // bytes
	made     int                   // states, also those forgotten

	prog    *program
	beyond  []*runeSet       // by which characters beyond ASCII are told apart
	likes   map[string]uint8 // the class of those that the same of these take
	example []rune           // a character of each class; the first is the text's end
	states  []dfaState       // the first is none, the second that at the beginning
	byKey   map[dfaState]uint16
	begins  [kinds][]dfaStep // what the expression's beginning leads to, by the kind before and the class behind
}

// dfaState is the kind of the character before, and behind it the numbers of the
// instructions that the next character is held against, two bytes each.
type dfaState string

// dfaStep is where one character leads from the beginning of the expression.
type dfaStep struct {
	known, match bool
	core         []uint16
}

// Codes among the next states.
const (
	unmade  uint16 = 0
	dead    uint16 = 1<<16 - 2
	matched uint16 = 1<<16 - 1
)

// Kinds of characters, for "^", "$" and "\b".
const (
	kindBegin uint8 = iota // of the text, or its end
	kindLine               // a line's end
	kindWord
	kindOther
	kinds
)

func newDFA(expr string, anchored bool) *dfa {
	prog := programOf(expr)
	if prog == nil {
		return &dfa{given: true}
	}
	d := &dfa{prog: prog, anchored: anchored || prog.begins, likes: map[string]uint8{}, byKey: map[dfaState]uint16{}}
	d.classes()
	d.forget()
	return d
}

// classes puts ASCII characters that no instruction tells apart into one class,
// and finds the sets that tell other characters apart.
func (d *dfa) classes() {
	cuts := ascii{1} // before which a class begins
	for _, c := range "\n\v0:A[_`a{" {
		cuts.put(c) // where kinds of characters change
	}
	for _, s := range d.prog.sets {
		low, high := s.ascii[0], s.ascii[1]
		cuts[0] |= low ^ low<<1
		cuts[1] |= high ^ (high<<1 | low>>63)
		if s.tellsApart() {
			d.beyond = append(d.beyond, s)
		}
	}
	var of [utf8.RuneSelf]uint8
	d.example = append(d.example, -1)
	for c := range rune(utf8.RuneSelf) {
		if cuts.has(c) {
			d.example = append(d.example, c)
		}
		of[c] = uint8(len(d.example) - 1) //nolint:gosec // there are no more than 129
	}
	d.ascii = sameClasses(of)
}

// forget leaves nothing but the state at a text's beginning.
func (d *dfa) forget() {
	first := dfaState("\x00")
	if d.anchored {
		first = dfaState(keyOf(nil, kindBegin, []uint16{d.prog.start}))
	}
	d.width = len(d.example) + moreClass
	d.next = append(d.next[:0], make([]uint16, 2*d.width)...)
	d.states = append(d.states[:0], "", first)
	clear(d.byKey)
	d.given = d.made > manyMade && d.read < worth*d.made
}

func kindOf(r rune) uint8 {
	switch {
	case r < 0:
		return kindBegin
	case r == '\n':
		return kindLine
	case syntax.IsWordChar(r):
		return kindWord
	}
	return kindOther
}

// find says whether there is a match; known is false when it cannot tell.
func (d *dfa) find(text string) (found, known bool) {
	if !d.mu.TryLock() {
		return false, false
	}
	defer d.mu.Unlock()
	if d.given {
		return false, false
	}
	d.read += len(text)
	at, next, width, of := 1, d.next, d.width, d.ascii
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			class, ok := d.classOf(r)
			if !ok {
				if at, class, ok = d.meet(at, r); !ok {
					return false, false
				}
			}
			i += size - 1
			if at, ok = d.follow(at, class); !ok {
				return at == int(matched), !d.given
			}
			next, width = d.next, d.width
			continue
		}
		to := next[at*width+int(of[c])]
		if to-1 < dead-1 {
			at = int(to)
			continue
		}
		var ok bool
		if at, ok = d.follow(at, of[c]); !ok {
			return at == int(matched), !d.given
		}
		next, width = d.next, d.width
	}
	end, _ := d.follow(at, 0)
	return end == int(matched), true
}

// follow is where a class leads; more is false at the end of the search.
func (d *dfa) follow(at int, class uint8) (to int, more bool) {
	next := d.next[at*d.width+int(class)]
	if next == unmade {
		next = d.step(at, class)
	}
	return int(next), next < dead && !d.given
}

// classOf is the class of a character beyond ASCII that was met before.
func (d *dfa) classOf(r rune) (class uint8, ok bool) {
	if r < maxLatin {
		if d.latin == nil {
			return 0, false
		}
		class = d.latin[r]
		return class, class > 0
	}
	class, ok = d.runes[r]
	return class, ok
}

// meet finds the class of a character beyond ASCII, while in a state: one that the
// same instructions take has the same. When the rows have no room for a new class,
// the states are forgotten; that one is at another place then.
func (d *dfa) meet(at int, r rune) (now int, class uint8, ok bool) {
	key := make([]byte, 0, 32)
	for _, s := range d.beyond {
		takes := byte(0)
		if s.has(r) {
			takes = 1
		}
		key = append(key, takes)
	}
	class, ok = d.likes[string(key)]
	if !ok {
		if len(d.example) >= maxClass {
			return 0, 0, false
		}
		class = uint8(len(d.example)) //nolint:gosec // bounded by maxClass
		d.likes[string(key)] = class
		d.example = append(d.example, r)
	}
	d.keepClass(r, class)
	if int(class) < d.width {
		return at, class, true
	}
	at = d.keep(at)
	return at, class, !d.given
}

func (d *dfa) keepClass(r rune, class uint8) {
	switch {
	case r < maxLatin:
		if d.latin == nil {
			d.latin = new([maxLatin]uint8)
		}
		d.latin[r] = class
	case len(d.runes) < maxRunes:
		if d.runes == nil {
			d.runes = map[rune]uint8{}
		}
		d.runes[r] = class
	}
}
