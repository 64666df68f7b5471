package vocab

import (
	"iter"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Bounds on an automaton: what it remembers is forgotten when there is more,
// and one that forgets all the time is given up for the regexp package.
const (
	maxStates = 1000
	maxRunes  = 500  // characters beyond ASCII whose class is remembered
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
	mu       sync.Mutex // guards what follows; who finds it taken asks the regexp package
	prog     *syntax.Prog
	anchored bool // no match begins behind the text's beginning
	given    bool // given up

	ascii   [utf8.RuneSelf]uint8 // the class of each ASCII character
	beyond  []*syntax.Inst       // by which other characters are told apart
	likes   map[string]uint8     // the class of those that the same of these take
	runes   map[rune]uint8       // the class of such characters that were met
	example []rune               // a character of each class; the first is the text's end

	width  int        // of a row of next: classes there are, and room for more
	next   []int32    // where each class leads from each state: the beginning of that one's row, or a code
	states []dfaState // by row; the first is none, the second that at the beginning
	byKey  map[string]int32
	begins [kinds][]dfaStep // what the expression's beginning leads to, by the kind before and the class behind
	made   int              // states, also those forgotten
	read   int              // bytes

	stack []uint32
	core  []uint32 // of the state that is being made
	key   []byte   // of that one
	seen  marks    // of instructions on the way
	taken marks    // of those that the next character is held against
}

// marks are instructions noted in a round.
type marks struct {
	at    []uint32
	round uint32
}

func (m *marks) next() { m.round++ }

// put is false for an instruction that was noted already.
func (m *marks) put(pc uint32) bool {
	if m.at[pc] == m.round {
		return false
	}
	m.at[pc] = m.round
	return true
}

// dfaState is the instructions that the next character is held against, and
// the kind of the character before.
type dfaState struct {
	core []uint32
	kind uint8
}

// dfaStep is where one character leads from the beginning of the expression.
type dfaStep struct {
	known, match bool
	core         []uint32
}

// Codes among the next states.
const (
	unmade  int32 = 0
	matched int32 = -1
	dead    int32 = -2
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
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return &dfa{given: true}
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return &dfa{given: true}
	}
	d := &dfa{
		prog: prog, anchored: anchored || prog.StartCond()&syntax.EmptyBeginText != 0,
		likes: map[string]uint8{}, runes: map[rune]uint8{}, byKey: map[string]int32{},
		seen: marks{at: make([]uint32, len(prog.Inst))}, taken: marks{at: make([]uint32, len(prog.Inst))},
	}
	d.classes()
	d.forget()
	return d
}

// classes puts ASCII characters that no instruction tells apart into one class,
// and finds the instructions that tell other characters apart, each kind once.
func (d *dfa) classes() {
	var cuts [utf8.RuneSelf + 1]bool
	cut := func(from, to rune) {
		if from < utf8.RuneSelf {
			cuts[from] = true
		}
		if to < utf8.RuneSelf {
			cuts[to+1] = true
		}
	}
	for _, r := range [][2]rune{{0, 0}, {'\n', '\n'}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}} {
		cut(r[0], r[1])
	}
	for i := range d.prog.Inst {
		in, most := &d.prog.Inst[i], rune(0)
		for from, to := range rangesOf(in) {
			cut(from, to)
			most = max(most, to)
		}
		if most >= utf8.RuneSelf && !slices.ContainsFunc(d.beyond, func(b *syntax.Inst) bool { return b.Arg == in.Arg && slices.Equal(b.Rune, in.Rune) }) {
			d.beyond = append(d.beyond, in)
		}
	}
	d.example = append(d.example, -1)
	for c := range d.ascii {
		if cuts[c] {
			d.example = append(d.example, rune(c))
		}
		d.ascii[c] = uint8(len(d.example) - 1) //nolint:gosec // there are no more than 129
	}
}

// rangesOf are the characters that an instruction takes, but for one that takes any.
func rangesOf(in *syntax.Inst) iter.Seq2[rune, rune] {
	return func(yield func(from, to rune) bool) {
		if in.Op != syntax.InstRune && in.Op != syntax.InstRune1 || len(in.Rune) == 0 {
			return
		}
		if len(in.Rune) == 1 {
			for c := in.Rune[0]; yield(c, c); { // it may be folded
				if c = unicode.SimpleFold(c); c == in.Rune[0] {
					return
				}
			}
			return
		}
		for k := 0; k+1 < len(in.Rune) && yield(in.Rune[k], in.Rune[k+1]); k += 2 {
		}
	}
}

// forget leaves nothing but the state at a text's beginning.
func (d *dfa) forget() {
	first := dfaState{}
	if d.anchored {
		first.core = []uint32{uint32(d.prog.Start)} //nolint:gosec // an index of the program
	}
	d.width = len(d.example) + moreClass
	d.next = append(d.next[:0], make([]int32, 2*d.width)...)
	d.states = append(d.states[:0], dfaState{}, first)
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
	at := int32(d.width) //nolint:gosec // the row of the beginning
	for i := 0; i < len(text); {
		var class uint8
		if c := text[i]; c < utf8.RuneSelf {
			class = d.ascii[c]
			i++
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			var ok bool
			if class, ok = d.runes[r]; !ok {
				if at, class, ok = d.meet(at, r); !ok {
					return false, false
				}
			}
			i += size
		}
		next := d.next[int(at)+int(class)]
		if next == unmade {
			if next = d.step(at, class); d.given {
				return false, false
			}
		}
		if next < 0 {
			return next == matched, true
		}
		at = next
	}
	return d.step(at, 0) == matched, true
}

// meet finds the class of a character beyond ASCII, while in a state: one that the
// same instructions take has the same. When the rows have no room for a new class,
// the states are forgotten; that one is at another place then.
func (d *dfa) meet(at int32, r rune) (now int32, class uint8, ok bool) {
	d.key = d.key[:0]
	for _, in := range d.beyond {
		takes := byte(0)
		if in.MatchRune(r) {
			takes = 1
		}
		d.key = append(d.key, takes)
	}
	class, ok = d.likes[string(d.key)]
	if !ok {
		if len(d.example) >= maxClass {
			return 0, 0, false
		}
		class = uint8(len(d.example)) //nolint:gosec // bounded by maxClass
		d.likes[string(d.key)] = class
		d.example = append(d.example, r)
	}
	if len(d.runes) < maxRunes {
		d.runes[r] = class
	}
	if int(class) < d.width {
		return at, class, true
	}
	at = d.keep(at)
	return at, class, !d.given
}
