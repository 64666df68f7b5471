package vocab

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

type pattern struct {
	need  [][]string // of each set one word must occur, to look only where a match can be
	re    *regexp.Regexp
	but   *regexp.Regexp // words that a match must not hold; nil = none
	start bool           // speaks of the text's beginning, so that a part of it will not do
}

func compile(line string) (pattern, error) {
	line, but, spoilt := strings.Cut(line, " ~ ")
	re, err := expression(line)
	p := pattern{need: needs(fixed(line)), re: re, start: atStart.MatchString(line)}
	if err != nil || !spoilt {
		return p, err
	}
	p.but, err = expression(but)
	return p, err
}

// atStart finds "^" where it does not negate a class.
var atStart = regexp.MustCompile(`(?:^|[^\[\\])\^`)

func expression(line string) (*regexp.Regexp, error) {
	expr := strings.ReplaceAll(anyAccent(line), " ... ", ` (?:[^.!?]{0,60}? )??`)
	expr = strings.ReplaceAll(expr, "...", `[^.!?]{0,60}?`)
	expr = strings.ReplaceAll(expr, " ?", `\s*`)
	expr = strings.ReplaceAll(expr, " ", `\s+`)
	re, err := regexp.Compile(`(?:^|[^\pL\pN])(` + expr + `)(?:$|[^\pL\pN])`)
	if err != nil {
		return nil, fmt.Errorf("pattern does not compile: %w", err)
	}
	return re, nil
}

// found is true when the pattern matches without the words that a match must
// not hold.
func (p pattern) found(t Text) bool {
	for _, w := range p.windows(t) {
		part := t.text[w[0]:w[1]]
		if p.re.MatchString(part) && (p.but == nil || p.unspoilt(part)) {
			return true
		}
	}
	return false
}

// maxSpoilt bounds the matches that are looked at.
const maxSpoilt = 50

func (p pattern) unspoilt(part string) bool {
	for _, m := range p.re.FindAllStringSubmatchIndex(part, maxSpoilt) {
		if !p.but.MatchString(part[m[2]:m[3]]) {
			return true
		}
	}
	return false
}

// each shows every match, until the visitor has enough.
func (p pattern) each(t Text, visit func(start, end int) bool) {
	for _, w := range p.windows(t) {
		part := t.text[w[0]:w[1]]
		for _, m := range p.re.FindAllStringSubmatchIndex(part, -1) {
			if p.but != nil && p.but.MatchString(part[m[2]:m[3]]) {
				continue
			}
			if !visit(w[0]+m[2], w[0]+m[3]) {
				return
			}
		}
	}
}

// reach is how far from a needed word a match may begin or end, in bytes.
const reach = 200

// windows are the parts of a text where the pattern can match: around the words
// of the needed set that occurs least. A short text is one window.
func (p pattern) windows(t Text) [][2]int {
	text := t.text
	whole := [][2]int{{0, len(text)}}
	if len(p.need) == 0 {
		return whole
	}
	var rare []int
	for i, set := range p.need {
		places := t.occurrences(set)
		if len(places) == 0 {
			return nil
		}
		if i == 0 || len(places) < len(rare) {
			rare = places
		}
	}
	if p.start || len(text) <= 2*reach {
		return whole
	}
	slices.Sort(rare)
	var out [][2]int
	for _, at := range rare {
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

// cuttable is true where a window may end: at a blank, or within a word that
// does not end.
func cuttable(text string, at, tried int) bool {
	const longWord = 64
	return text[at] == ' ' || text[at] == '\n' || tried >= longWord && utf8.RuneStart(text[at])
}
