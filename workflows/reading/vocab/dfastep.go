package vocab

import (
	"math"
	"regexp/syntax"
	"slices"
	"sync"
)

// steps is what making a state needs room for; expressions take turns at it.
type steps struct {
	stack []uint16
	core  []uint16 // of the state that is being made
	key   []byte   // of that one
	seen  marks    // of instructions on the way
	taken marks    // of those that the next character is held against
}

var room = sync.Pool{New: func() any { return &steps{} }} //nolint:gochecknoglobals // as the standard library has it

// marks are instructions noted in a round.
type marks struct {
	at    []uint32
	round uint32
}

// next begins a round over a program.
func (m *marks) next(instrs int) {
	if len(m.at) < instrs || m.round == math.MaxUint32 {
		m.at, m.round = make([]uint32, max(instrs, len(m.at))), 0
	}
	m.round++
}

// put is false for an instruction that was noted already.
func (m *marks) put(pc uint16) bool {
	if m.at[pc] == m.round {
		return false
	}
	m.at[pc] = m.round
	return true
}

// keyOf puts a state down in a buffer.
func keyOf(buffer []byte, kind uint8, core []uint16) []byte {
	buffer = append(buffer[:0], kind)
	for _, pc := range core {
		buffer = append(buffer, byte(pc), byte(pc>>8)) //nolint:gosec // the bytes of a number
	}
	return buffer
}

func (s dfaState) kind() uint8 { return s[0] }

// core appends the instructions of a state.
func (s dfaState) core(to []uint16) []uint16 {
	for i := 1; i < len(s); i += 2 {
		to = append(to, uint16(s[i])|uint16(s[i+1])<<8)
	}
	return to
}

// step finds or makes the state to which a character leads from another.
func (d *dfa) step(at int, class uint8) uint16 {
	w := room.Get().(*steps) //nolint:forcetypeassert // nothing else is in there
	defer room.Put(w)
	st, r := d.states[at], d.example[class]
	var begin dfaStep
	if !d.anchored {
		begin = d.begin(w, st.kind(), class)
	}
	w.taken.next(len(d.prog.instrs))
	w.stack = st.core(w.stack[:0])
	match := d.closure(w, st.kind(), r)
	for _, pc := range begin.core {
		if w.taken.put(pc) {
			w.core = append(w.core, pc)
		}
	}
	next := dead
	switch {
	case match || begin.match:
		next = matched
	case r >= 0 && (len(w.core) > 0 || !d.anchored):
		next = d.state(w, kindOf(r))
	}
	d.next[at*d.width+int(class)] = next
	if len(d.states) <= maxStates || next >= dead {
		return next
	}
	return uint16(d.keep(int(next))) //nolint:gosec // there are few states now
}

// state finds or makes the state of the core, whose order tells nothing.
func (d *dfa) state(w *steps, kind uint8) uint16 {
	slices.Sort(w.core)
	w.key = keyOf(w.key, kind, w.core)
	at, ok := d.byKey[dfaState(w.key)]
	if !ok {
		at = uint16(len(d.states)) //nolint:gosec // bounded by maxStates
		st := dfaState(w.key)
		d.next = append(d.next, make([]uint16, d.width)...)
		d.states = append(d.states, st)
		d.byKey[st] = at
		d.made++
	}
	return at
}

// begin is where a character of a class leads from the expression's beginning.
func (d *dfa) begin(w *steps, kind, class uint8) dfaStep {
	if missing := len(d.example) - len(d.begins[kind]); missing > 0 {
		d.begins[kind] = append(d.begins[kind], make([]dfaStep, missing)...)
	}
	s := &d.begins[kind][class]
	if !s.known {
		w.taken.next(len(d.prog.instrs))
		w.stack = append(w.stack[:0], d.prog.start)
		match := d.closure(w, kind, d.example[class])
		*s = dfaStep{known: true, match: match, core: slices.Clone(w.core)}
	}
	return *s
}

// closure makes the core of where a character, or the text's end, leads from the
// instructions on the stack. It is true when the expression matches before that character.
func (d *dfa) closure(w *steps, kind uint8, r rune) bool {
	flags := syntax.EmptyOpContext([kinds]rune{-1, '\n', 'a', ' '}[kind], r)
	w.seen.next(len(d.prog.instrs))
	w.core = w.core[:0]
	for len(w.stack) > 0 {
		pc := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		if !w.seen.put(pc) {
			continue
		}
		in := &d.prog.instrs[pc]
		switch in.op {
		case syntax.InstMatch:
			return true
		case syntax.InstAlt, syntax.InstAltMatch:
			w.stack = append(w.stack, in.arg, in.out)
		case syntax.InstCapture, syntax.InstNop:
			w.stack = append(w.stack, in.out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.arg)&^flags == 0 { //nolint:gosec // that is what it holds
				w.stack = append(w.stack, in.out)
			}
		case syntax.InstFail:
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if r >= 0 && d.prog.sets[in.set].has(r) && w.taken.put(in.out) {
				w.core = append(w.core, in.out)
			}
		}
	}
	return false
}

// keep forgets all states but one.
func (d *dfa) keep(at int) int {
	w := room.Get().(*steps) //nolint:forcetypeassert // nothing else is in there
	defer room.Put(w)
	kept := d.states[at]
	d.forget()
	w.core = kept.core(w.core[:0])
	return int(d.state(w, kept.kind()))
}
