package vocab

import (
	"fmt"
	"regexp/syntax"
	"unicode/utf8"
)

// firsts are the bytes with which a match may begin; of letters beyond ASCII
// nothing is known.
type firsts [utf8.RuneSelf]bool

func (f *firsts) has(b byte) bool { return b >= utf8.RuneSelf || f[b] }

// firstsOf finds the bytes by following an expression until it takes its first
// character.
func firstsOf(expr string) (firsts, error) {
	var f firsts
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return f, fmt.Errorf("first letters: %w", err)
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return f, fmt.Errorf("first letters: %w", err)
	}
	f.follow(prog, uint32(prog.Start), map[uint32]bool{}) //nolint:gosec // an index into the program
	return f, nil
}

func (f *firsts) follow(prog *syntax.Prog, at uint32, been map[uint32]bool) {
	if been[at] {
		return
	}
	been[at] = true
	switch in := &prog.Inst[at]; in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		f.follow(prog, in.Out, been)
		f.follow(prog, in.Arg, been)
	case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
		f.follow(prog, in.Out, been)
	case syntax.InstMatch:
		for b := range f {
			f[b] = true // matches nothing at all, wherever it is tried
		}
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		for b := range f {
			f[b] = f[b] || in.MatchRune(rune(b))
		}
	case syntax.InstFail:
	}
}
