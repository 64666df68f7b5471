package vocab

import (
	"math"
	"regexp/syntax"
	"sync"
	"unicode"
	"unicode/utf8"
)

// program is a compiled expression. It takes an eighth of the memory of the one
// that the syntax package makes.
type program struct {
	instrs []instr
	sets   []*runeSet // that its instructions take
	start  uint16
	begins bool // a match begins at the text's beginning only
}

// instr is a syntax.Inst; the characters that it takes are the set of that number.
type instr struct {
	out, arg, set uint16
	op            syntax.InstOp
}

// programOf compiles an expression; nil means that it does not compile or has
// more instructions than two bytes can number.
func programOf(expr string) *program {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil || len(prog.Inst) > math.MaxUint16 {
		return nil
	}
	p := &program{instrs: make([]instr, len(prog.Inst)), start: uint16(prog.Start), begins: prog.StartCond()&syntax.EmptyBeginText != 0} //nolint:gosec // bounded above
	number := map[*runeSet]uint16{}
	for i := range prog.Inst {
		in := &prog.Inst[i]
		p.instrs[i] = instr{op: in.Op, out: uint16(in.Out)} //nolint:gosec // bounded above
		if !takesRune(in.Op) {
			p.instrs[i].arg = uint16(in.Arg) //nolint:gosec // an index of the program, flags, or of no meaning here
			continue
		}
		set := setOf(in)
		n, ok := number[set]
		if !ok {
			n = uint16(len(p.sets)) //nolint:gosec // not more than there are instructions
			number[set], p.sets = n, append(p.sets, set)
		}
		p.instrs[i].set = n
	}
	return p
}

func takesRune(op syntax.InstOp) bool {
	return op == syntax.InstRune || op == syntax.InstRune1 || op == syntax.InstRuneAny || op == syntax.InstRuneAnyNotNL
}

// runeSet is the characters that an instruction takes. Equal ones are kept once
// for all expressions: that of all letters takes 5 kB.
type runeSet struct {
	ascii  ascii
	beyond bool // takes others as well
	in     syntax.Inst
}

// ascii is a set of characters below 128.
type ascii [2]uint64

func (a *ascii) put(c rune)      { a[c>>6&1] |= 1 << (c & 63) }
func (a *ascii) has(c rune) bool { return a[c>>6&1]&(1<<(c&63)) != 0 }

func (s *runeSet) has(r rune) bool {
	if r < utf8.RuneSelf {
		return s.ascii.has(r)
	}
	return s.beyond && s.in.MatchRune(r)
}

// tellsApart is true for a set that takes some characters beyond ASCII but not all.
func (s *runeSet) tellsApart() bool {
	return s.beyond && s.in.Op != syntax.InstRuneAny && s.in.Op != syntax.InstRuneAnyNotNL
}

// shared is what many expressions have alike.
var shared = struct { //nolint:gochecknoglobals // built as expressions are compiled
	sync.Mutex
	sets    map[string]*runeSet // by what they take
	classes map[[utf8.RuneSelf]uint8]*[utf8.RuneSelf]uint8
}{sets: map[string]*runeSet{}, classes: map[[utf8.RuneSelf]uint8]*[utf8.RuneSelf]uint8{}}

func sameClasses(of [utf8.RuneSelf]uint8) *[utf8.RuneSelf]uint8 {
	shared.Lock()
	defer shared.Unlock()
	if shared.classes[of] == nil {
		shared.classes[of] = &of
	}
	return shared.classes[of]
}

func setOf(in *syntax.Inst) *runeSet {
	key := make([]byte, 0, 128)
	key = append(key, byte(in.Op), byte(in.Arg))
	for _, r := range in.Rune {
		key = append(key, byte(r), byte(r>>8), byte(r>>16)) //nolint:gosec // the bytes of a character
	}
	shared.Lock()
	defer shared.Unlock()
	s := shared.sets[string(key)]
	if s == nil {
		s = newSet(in)
		shared.sets[string(key)] = s
	}
	return s
}

func newSet(in *syntax.Inst) *runeSet {
	s := &runeSet{in: syntax.Inst{Op: in.Op, Arg: in.Arg, Rune: in.Rune}}
	for c := range rune(utf8.RuneSelf) {
		if in.MatchRune(c) {
			s.ascii.put(c)
		}
	}
	for _, r := range in.Rune {
		s.beyond = s.beyond || r >= utf8.RuneSelf
	}
	if len(in.Rune) == 1 {
		for f := unicode.SimpleFold(in.Rune[0]); f != in.Rune[0]; f = unicode.SimpleFold(f) {
			s.beyond = s.beyond || f >= utf8.RuneSelf // it may be folded: "k" to the Kelvin sign
		}
	}
	return s
}
