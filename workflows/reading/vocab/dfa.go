package vocab

import (
	"regexp/syntax"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Bounds on an automaton: what it remembers is forgotten when there is more,
// and one that forgets all the time is given up for the regexp package.
const (
	maxStates = 250
	maxRunes  = 120  // letters beyond ASCII that are told apart
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
	runes   map[rune]uint8       // the class of other letters that were met
	example []rune               // a character of each class; the first is the text's end

	states []dfaState // the first is none, the second that at the beginning
	byKey  map[string]int32
	begins [kinds][]dfaStep // what the expression's beginning leads to, by the kind before and the class behind
	made   int              // states, also those forgotten
	read   int              // bytes

	stack []uint32
	seen  marks // of instructions on the way
	taken marks // of those that the next character is held against
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
	next []int32 // by class; see the codes
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
		runes: map[rune]uint8{}, byKey: map[string]int32{},
		seen: marks{at: make([]uint32, len(prog.Inst))}, taken: marks{at: make([]uint32, len(prog.Inst))},
	}
	d.classes()
	d.forget()
	return d
}

// classes puts ASCII characters that no instruction tells apart into one class.
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
		for _, r := range rangesOf(&d.prog.Inst[i]) {
			cut(r[0], r[1])
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

// rangesOf are the characters that an instruction takes, those in ASCII at least.
func rangesOf(in *syntax.Inst) [][2]rune {
	if in.Op != syntax.InstRune && in.Op != syntax.InstRune1 || len(in.Rune) == 0 {
		return nil
	}
	var out [][2]rune
	if len(in.Rune) > 1 {
		for k := 0; k+1 < len(in.Rune); k += 2 {
			out = append(out, [2]rune{in.Rune[k], in.Rune[k+1]})
		}
		return out
	}
	for c := in.Rune[0]; ; { // it may be folded
		out = append(out, [2]rune{c, c})
		if c = unicode.SimpleFold(c); c == in.Rune[0] {
			return out
		}
	}
}

// forget leaves nothing but the state at a text's beginning.
func (d *dfa) forget() {
	first := dfaState{}
	if d.anchored {
		first.core = []uint32{uint32(d.prog.Start)} //nolint:gosec // an index of the program
	}
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
	at := int32(1)
	for i := 0; i < len(text); {
		var class uint8
		if c := text[i]; c < utf8.RuneSelf {
			class = d.ascii[c]
			i++
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			var ok bool
			if class, ok = d.classOf(r); !ok {
				return false, false
			}
			i += size
		}
		next := unmade
		if st := &d.states[at]; int(class) < len(st.next) {
			next = st.next[class]
		}
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

// classOf is the class of a letter beyond ASCII.
func (d *dfa) classOf(r rune) (uint8, bool) {
	class, ok := d.runes[r]
	if !ok && len(d.runes) < maxRunes {
		class, ok = uint8(len(d.example)), true //nolint:gosec // no more than 129 and maxRunes
		d.runes[r] = class
		d.example = append(d.example, r)
	}
	return class, ok
}

// step finds or makes the state to which a character leads from another.
func (d *dfa) step(at int32, class uint8) int32 {
	st := d.states[at]
	if int(class) < len(st.next) && st.next[class] != unmade {
		return st.next[class]
	}
	r := d.example[class]
	var begin dfaStep
	if !d.anchored {
		begin = d.begin(st.kind, class)
	}
	d.taken.next()
	core, match := d.follow(nil, st.core, st.kind, r)
	for _, pc := range begin.core {
		if d.taken.put(pc) {
			core = append(core, pc)
		}
	}
	next := dead
	switch {
	case match || begin.match:
		next = matched
	case r >= 0 && (len(core) > 0 || !d.anchored):
		next = d.state(core, kindOf(r))
	}
	if int(class) >= len(st.next) {
		d.states[at].next = append(st.next, make([]int32, len(d.example)-len(st.next))...)
	}
	d.states[at].next[class] = next
	if len(d.states) <= maxStates || next <= 0 {
		return next
	}
	kept := d.states[next]
	d.forget()
	return d.state(kept.core, kept.kind)
}

// state finds or makes the state of some instructions.
func (d *dfa) state(core []uint32, kind uint8) int32 {
	b := make([]byte, 0, 1+4*len(core))
	b = append(b, kind)
	for _, pc := range core {
		b = append(b, byte(pc), byte(pc>>8), byte(pc>>16), byte(pc>>24)) //nolint:gosec // the bytes of a number
	}
	id, ok := d.byKey[string(b)]
	if !ok {
		id = int32(len(d.states)) //nolint:gosec // bounded by maxStates
		d.states = append(d.states, dfaState{core: core, kind: kind})
		d.byKey[string(b)] = id
		d.made++
	}
	return id
}

// begin is where a character of a class leads from the expression's beginning.
func (d *dfa) begin(kind, class uint8) dfaStep {
	if missing := len(d.example) - len(d.begins[kind]); missing > 0 {
		d.begins[kind] = append(d.begins[kind], make([]dfaStep, missing)...)
	}
	s := &d.begins[kind][class]
	if !s.known {
		d.taken.next()
		s.core, s.match = d.follow(nil, []uint32{uint32(d.prog.Start)}, kind, d.example[class]) //nolint:gosec // an index of the program
		s.known = true
	}
	return *s
}

// follow adds to a core where a character, or the text's end, leads from some
// instructions. It is true when the expression matches before that character.
func (d *dfa) follow(core, from []uint32, kind uint8, r rune) ([]uint32, bool) {
	flags := syntax.EmptyOpContext([kinds]rune{-1, '\n', 'a', ' '}[kind], r)
	d.seen.next()
	d.stack = append(d.stack[:0], from...)
	for len(d.stack) > 0 {
		pc := d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
		if !d.seen.put(pc) {
			continue
		}
		in := &d.prog.Inst[pc]
		switch in.Op {
		case syntax.InstMatch:
			return core, true
		case syntax.InstAlt, syntax.InstAltMatch:
			d.stack = append(d.stack, in.Arg, in.Out)
		case syntax.InstCapture, syntax.InstNop:
			d.stack = append(d.stack, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^flags == 0 { //nolint:gosec // that is what it holds
				d.stack = append(d.stack, in.Out)
			}
		case syntax.InstFail:
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if r >= 0 && in.MatchRune(r) && d.taken.put(in.Out) {
				core = append(core, in.Out)
			}
		}
	}
	return core, false
}
