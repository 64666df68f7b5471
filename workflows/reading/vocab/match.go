package vocab

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

type pattern struct {
	need []*wordSet // of each set one word must occur, to look only where a match can be
	*expressions
	first uint32 // the number of the first of them in the index; 0: not there
	start bool   // speaks of the text's beginning, so that a part of it will not do
}

// expressions are compiled when the needed words have been seen for the first
// time: compiling all of them takes most of a second, and a mail needs only some.
type expressions struct {
	line, spoils string // spoils is empty where nothing does
	once         sync.Once
	compiled     compiled
}

type compiled struct {
	// re matches from the beginning of what it is given, and is tried at each word that may begin a match: a search of
	// its own would follow hundreds of alternatives at every letter. A pattern of the text's beginning is searched for.
	re    *matcher
	first *firsts  // nil where it is searched for
	but   *matcher // words that a match must not hold; nil = none
}

// wordSets keeps one set for the same words.
type wordSets map[string]*wordSet

func (w wordSets) of(lists [][]string) []*wordSet {
	var out []*wordSet
	for _, words := range lists {
		key := strings.Join(words, "|")
		if w[key] == nil {
			w[key] = newWordSet(words)
		}
		out = append(out, w[key])
	}
	return out
}

// compile reads a pattern; late leaves its expressions until they are needed, and whether they compile.
func compile(line string, sets wordSets, late bool) (pattern, error) {
	line, spoils, _ := strings.Cut(line, " ~ ")
	p := pattern{need: sets.of(needs(fixed(line))), start: strings.Contains(line, "^") && atStart.MatchString(line), expressions: &expressions{line: line, spoils: spoils}}
	if late {
		return p, nil
	}
	c, err := p.ready(), error(nil)
	for _, m := range []*matcher{c.re, c.but} {
		if m != nil && err == nil {
			m.regexp()
			err = m.err
		}
	}
	if err != nil {
		err = fmt.Errorf("pattern does not compile: %w", err)
	}
	return p, err
}

// ready compiles the pattern once; one that does not compile finds nothing, and
// the package's tests rule it out.
func (p pattern) ready() compiled {
	e := p.expressions
	e.once.Do(func() { e.compiled = compileNow(e.line, e.spoils, p.start) })
	return e.compiled
}

func compileNow(line, spoils string, start bool) (c compiled) {
	expr := expression(line)
	if start {
		c.re = matcherOf(before+`(`+expr+`)`+behind, false)
	} else {
		c.re = matcherOf(`^(`+expr+`)`+behind, true)
		c.first = firstsOf(c.re.dfa.prog)
	}
	if spoils != "" {
		c.but = matcherOf(before+`(`+expression(spoils)+`)`+behind, false)
	}
	return c
}

// A match is whole words.
const (
	before = `(?:^|[^\pL\pN])`
	behind = `(?:$|[^\pL\pN])`
)

// atStart finds "^" where it does not negate a class.
var atStart = regexp.MustCompile(`(?:^|[^\[\\])\^`)

func expression(line string) string {
	expr := strings.ReplaceAll(anyAccent(line), " ... ", ` (?:[^.!?]{0,60}? )??`)
	expr = strings.ReplaceAll(expr, "...", `[^.!?]{0,60}?`)
	expr = strings.ReplaceAll(expr, " ?", `\s*`)
	return strings.ReplaceAll(expr, " ", `\s+`)
}

// found is true when the pattern matches without the words that a match must
// not hold.
func (p pattern) found(t Text) bool {
	var few [fewWindows][2]int
	windows := p.windows(few[:0], t)
	if len(windows) == 0 {
		return false
	}
	if c := p.ready(); c.but == nil {
		return slices.ContainsFunc(windows, func(w [2]int) bool { return c.in(t, w[0], w[1]) })
	}
	yes := false
	seen := 0
	p.matches(t, func(but *matcher, start, end int) bool {
		seen++
		yes = but == nil || !but.in(t.text[start:end])
		return !yes && seen < maxSpoilt
	})
	return yes
}

// in is true when the pattern matches between two places of a text.
func (c compiled) in(t Text, from, to int) bool {
	part := t.text[:to]
	if c.first == nil {
		return c.re.in(part[from:])
	}
	if from < to && c.first.may(pairAt(part, from)) && c.re.in(part[from:]) {
		return true
	}
	for _, s := range t.startsBehind(from) {
		at := int(s.at)
		if at >= to {
			break
		}
		if (c.first.may(s.pair) || at+1 == to) && c.re.in(part[at:]) {
			return true
		}
	}
	return false
}

// maxSpoilt bounds the matches that are looked at.
const maxSpoilt = 50

// each shows every match without the words that it must not hold, until the
// visitor has enough.
func (p pattern) each(t Text, visit func(start, end int) bool) {
	p.matches(t, func(but *matcher, start, end int) bool {
		return but != nil && but.in(t.text[start:end]) || visit(start, end)
	})
}

// matches shows every match, with what it must not hold, until the visitor has
// enough. Matches do not share the character that parts them.
func (p pattern) matches(t Text, visit func(but *matcher, start, end int) bool) {
	var few [fewWindows][2]int
	windows := p.windows(few[:0], t)
	if len(windows) == 0 {
		return
	}
	c := p.ready()
	for _, w := range windows {
		if p.start && !c.matchesAnywhere(t, w[0], w[1], visit) || !p.start && !c.matchesIn(t, w[0], w[1], visit) {
			return
		}
	}
}

// matchesAnywhere shows the matches between two places of a text of a pattern that is
// searched for. It is false when the visitor has enough.
func (c compiled) matchesAnywhere(t Text, from, to int, visit func(but *matcher, start, end int) bool) bool {
	part := t.text[from:to]
	if c.re.lacks(part) {
		return true
	}
	for _, m := range c.re.regexp().FindAllStringSubmatchIndex(part, -1) {
		if !visit(c.but, from+m[2], from+m[3]) {
			return false
		}
	}
	return true
}

// matchesIn shows the matches that begin at a word between two places of a text. It
// is false when the visitor has enough.
func (c compiled) matchesIn(t Text, from, to int, visit func(but *matcher, start, end int) bool) bool {
	part := t.text[:to]
	at, pair, starts := from, pairAt(part, from), t.startsBehind(from)
	for {
		next := at + 1
		if at < to && c.first.may(pair) && !c.re.lacks(part[at:]) {
			if m := c.re.regexp().FindStringSubmatchIndex(part[at:]); m != nil {
				if !visit(c.but, at, at+m[3]) {
					return false
				}
				next = at + m[1] + 1
			}
		}
		for len(starts) > 0 && int(starts[0].at) < next {
			starts = starts[1:]
		}
		if len(starts) == 0 || int(starts[0].at) >= to {
			return true
		}
		if at, pair = int(starts[0].at), starts[0].pair; at+1 == to {
			pair = anyPair
		}
	}
}

// reach is how far from a needed word a match may begin or end, in bytes.
const reach = 200

// unwindowed is the length of a text that is looked through as a whole.
const unwindowed = 2 * reach

// fewWindows is how many of them are kept without asking for memory.
const fewWindows = 4

// usualNeeds is how many needed sets are kept without asking for memory.
const usualNeeds = 8

// windows appends the parts of a text where the pattern can match: around those
// words of the needed set that occurs least which have a word of every other
// needed set within reach. A short text is one window.
func (p pattern) windows(out [][2]int, t Text) [][2]int {
	text := t.text
	if slices.ContainsFunc(p.need, t.lacks) {
		return nil
	}
	if p.start || len(text) <= unwindowed || len(p.need) == 0 {
		return append(out, [2]int{0, len(text)}) // where its words stand matters no more
	}
	var rare []int32
	var usual [usualNeeds][]int32
	all := usual[:0]
	for i, set := range p.need {
		places := t.occurrences(set)
		if len(places) == 0 {
			return nil
		}
		if i == 0 || len(places) < len(rare) {
			rare = places
		}
		all = append(all, places)
	}
	return around(out, text, rare, all)
}

// around appends the windows around those of some places that have all that is
// needed within reach.
func around(out [][2]int, text string, rare []int32, all [][]int32) [][2]int {
	for _, place := range rare {
		at := int(place)
		if !complete(all, at) {
			continue
		}
		from, to := max(0, at-reach), min(len(text), at+reach)
		for i := 0; from > 0 && !cuttable(text, from, i); i++ {
			from--
		}
		for i := 0; to < len(text) && !cuttable(text, to, i); i++ {
			to++
		}
		if n := len(out); n > 0 && from <= out[n-1][1] {
			out[n-1][1] = max(to, out[n-1][1])
			continue
		}
		out = append(out, [2]int{from, to})
	}
	return out
}

// complete is true when a word of every needed set stands within reach of a place.
func complete(needed [][]int32, at int) bool {
	for _, places := range needed {
		i, _ := slices.BinarySearch(places, int32(at-reach)) //nolint:gosec // a place in a text
		if i == len(places) || int(places[i]) > at+reach {
			return false
		}
	}
	return true
}

// cuttable is true where a window may end: at a blank, or within a word that
// does not end.
func cuttable(text string, at, tried int) bool {
	const longWord = 64
	return text[at] == ' ' || text[at] == '\n' || tried >= longWord && utf8.RuneStart(text[at])
}
