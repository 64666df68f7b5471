package vocab

import (
	"regexp/syntax"
	"unicode/utf8"
)

// Pairs of characters are told apart by their lowest bits, which parts all letters.
const (
	letterBits = 6
	letterMask = 1<<letterBits - 1
)

// firsts are the pairs of characters with which a match may begin. Of characters
// beyond ASCII nothing is known.
type firsts [1 << (2 * letterBits) / 64]uint64

func (f *firsts) put(a, b byte) {
	i := pair(a, b)
	f[i/64] |= 1 << (i % 64)
}

func pair(a, b byte) int { return int(a&letterMask)<<letterBits | int(b&letterMask) }

// may is false when no match begins at a place of a text.
func (f *firsts) may(text string, at int) bool {
	if at+1 >= len(text) || text[at] >= utf8.RuneSelf || text[at+1] >= utf8.RuneSelf {
		return true
	}
	i := pair(text[at], text[at+1])
	return f[i/64]&(1<<(i%64)) != 0
}

// firstsOf finds the pairs by following an expression until it has taken two
// characters.
func firstsOf(prog *syntax.Prog) *firsts {
	f := &firsts{}
	begin := follow(prog, prog.Start)
	if begin.ends {
		begin.takes = append(begin.takes, &syntax.Inst{Op: syntax.InstRuneAny, Out: uint32(prog.Start)}) //nolint:gosec // an index into the program
	}
	for _, in := range begin.takes {
		f.putAll(in, follow(prog, int(in.Out)))
	}
	return f
}

// step is what an expression may do next: take a character by one of some
// instructions, or end.
type step struct {
	takes []*syntax.Inst
	ends  bool
}

func follow(prog *syntax.Prog, at int) step {
	var s step
	been := map[int]bool{}
	var visit func(at int)
	visit = func(at int) {
		if been[at] {
			return
		}
		been[at] = true
		switch in := &prog.Inst[at]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(int(in.Out))
			visit(int(in.Arg))
		case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
			visit(int(in.Out))
		case syntax.InstMatch:
			s.ends = true
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			s.takes = append(s.takes, in)
		case syntax.InstFail:
		}
	}
	visit(at)
	return s
}

// putAll notes each character of an instruction before each that may come next.
// Where the expression may end, any may.
func (f *firsts) putAll(in *syntax.Inst, next step) {
	var second [utf8.RuneSelf]bool
	for b := range second {
		second[b] = next.ends || takes(next.takes, b)
	}
	for a := range utf8.RuneSelf {
		if !takes([]*syntax.Inst{in}, a) {
			continue
		}
		for b, ok := range second {
			if ok {
				f.put(byte(a), byte(b))
			}
		}
	}
}

func takes(in []*syntax.Inst, char int) bool {
	for _, i := range in {
		if i.MatchRune(rune(char)) {
			return true
		}
	}
	return false
}
