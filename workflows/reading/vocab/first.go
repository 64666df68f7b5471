package vocab

import (
	"regexp/syntax"
	"unicode/utf8"
)

// Pairs of characters are told apart by their lowest bits, which parts all letters.
const (
	letterBits = 6
	letterMask = 1<<letterBits - 1
	anyPair    = 1 << (2 * letterBits) // one of which nothing is known
)

// firsts are the pairs of characters with which a match may begin: of each first
// character those that may follow; the last says that anything may.
type firsts [1<<letterBits + 1]uint64

// pairAt numbers the pair at a place of a text. Nothing is known of characters
// beyond ASCII.
func pairAt(text string, at int) uint16 {
	if at+1 >= len(text) || text[at] >= utf8.RuneSelf || text[at+1] >= utf8.RuneSelf {
		return anyPair
	}
	return uint16(text[at]&letterMask)<<letterBits | uint16(text[at+1]&letterMask)
}

// may is false when no match begins with a pair.
func (f *firsts) may(pair uint16) bool { return f[pair>>letterBits]&(1<<(pair&letterMask)) != 0 }

// firstsOf finds the pairs by following an expression until it has taken two
// characters. Where it may end, any may come next; and of none nothing is known.
func firstsOf(prog *program) *firsts {
	f := &firsts{anyPair >> letterBits: 1}
	if prog == nil {
		f.put(anything(), anything())
		return f
	}
	begin := prog.takes(prog.start)
	if begin.ends {
		f.put(anything(), anything())
		return f
	}
	for _, in := range begin.by {
		next := prog.takes(in.out)
		f.put(prog.sets[in.set].ascii, next.chars)
	}
	return f
}

func anything() ascii { return ascii{^uint64(0), ^uint64(0)} }

// put notes each of some characters before each that may come next.
func (f *firsts) put(first, next ascii) {
	for c := range rune(utf8.RuneSelf) {
		if first.has(c) {
			f[c&letterMask] |= next[0] | next[1]
		}
	}
}

// step is what an expression may do next: take a character by one of some
// instructions, or end.
type step struct {
	by    []instr
	chars ascii // that they take
	ends  bool
}

func (p *program) takes(at uint16) step {
	var s step
	been := map[uint16]bool{}
	var visit func(at uint16)
	visit = func(at uint16) {
		if been[at] {
			return
		}
		been[at] = true
		switch in := p.instrs[at]; in.op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(in.out)
			visit(in.arg)
		case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
			visit(in.out)
		case syntax.InstMatch:
			s.ends = true
			s.chars = anything()
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			s.by = append(s.by, in)
			set := p.sets[in.set]
			s.chars[0] |= set.ascii[0]
			s.chars[1] |= set.ascii[1]
		case syntax.InstFail:
		}
	}
	visit(at)
	return s
}
