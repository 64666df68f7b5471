package vocab

import (
	"regexp/syntax"
	"slices"
)

// step finds or makes the state to which a character leads from another.
func (d *dfa) step(at int32, class uint8) int32 {
	place := int(at) + int(class)
	if d.next[place] != unmade {
		return d.next[place]
	}
	st := d.states[int(at)/d.width]
	r := d.example[class]
	var begin dfaStep
	if !d.anchored {
		begin = d.begin(st.kind, class)
	}
	d.taken.next()
	match := d.follow(st.core, st.kind, r)
	for _, pc := range begin.core {
		if d.taken.put(pc) {
			d.core = append(d.core, pc)
		}
	}
	next := dead
	switch {
	case match || begin.match:
		next = matched
	case r >= 0 && (len(d.core) > 0 || !d.anchored):
		next = d.state(kindOf(r))
	}
	d.next[place] = next
	if len(d.states) <= maxStates || next <= 0 {
		return next
	}
	return d.keep(next)
}

// state finds or makes the state of the core, whose order tells nothing.
func (d *dfa) state(kind uint8) int32 {
	slices.Sort(d.core)
	d.key = append(d.key[:0], kind)
	for _, pc := range d.core {
		d.key = append(d.key, byte(pc), byte(pc>>8), byte(pc>>16), byte(pc>>24)) //nolint:gosec // the bytes of a number
	}
	at, ok := d.byKey[string(d.key)]
	if !ok {
		at = int32(len(d.next)) //nolint:gosec // bounded by maxStates rows
		d.next = append(d.next, make([]int32, d.width)...)
		d.states = append(d.states, dfaState{core: slices.Clone(d.core), kind: kind})
		d.byKey[string(d.key)] = at
		d.made++
	}
	return at
}

// begin is where a character of a class leads from the expression's beginning.
func (d *dfa) begin(kind, class uint8) dfaStep {
	if missing := len(d.example) - len(d.begins[kind]); missing > 0 {
		d.begins[kind] = append(d.begins[kind], make([]dfaStep, missing)...)
	}
	s := &d.begins[kind][class]
	if !s.known {
		d.taken.next()
		match := d.follow([]uint32{uint32(d.prog.Start)}, kind, d.example[class]) //nolint:gosec // an index of the program
		*s = dfaStep{known: true, match: match, core: slices.Clone(d.core)}
	}
	return *s
}

// follow makes the core of where a character, or the text's end, leads from some
// instructions. It is true when the expression matches before that character.
func (d *dfa) follow(from []uint32, kind uint8, r rune) bool {
	flags := syntax.EmptyOpContext([kinds]rune{-1, '\n', 'a', ' '}[kind], r)
	d.seen.next()
	d.core = d.core[:0]
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
			return true
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
				d.core = append(d.core, in.Out)
			}
		}
	}
	return false
}

// keep forgets all states but one.
func (d *dfa) keep(at int32) int32 {
	kept := d.states[int(at)/d.width]
	d.forget()
	d.core = append(d.core[:0], kept.core...)
	return d.state(kept.kind)
}
