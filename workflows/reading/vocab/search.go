package vocab

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reach is how far a match can extend from one of the words it needs, in
// bytes: two gaps of 60 characters and the words between. Looking only there
// makes the cost of a pattern follow its words, not the length of the mail.
const reach = 420

// maxWindows bounds the places that are looked at; a text with more is looked
// at as a whole.
const maxWindows = 64

// windows are the parts of a text in which the pattern can match, sorted and
// apart. They begin and end between words.
func (p pattern) windows(text string) [][2]int {
	if len(p.need) == 0 || len(text) <= 2*reach {
		return [][2]int{{0, len(text)}}
	}
	var at []int
	for _, word := range p.need {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				break
			}
			at = append(at, from+i)
			from += i + len(word)
			if len(at) > maxWindows {
				return [][2]int{{0, len(text)}}
			}
		}
	}
	sort.Ints(at)
	var out [][2]int
	for _, i := range at {
		start, end := wordStart(text, i-reach), wordEnd(text, i+reach)
		if n := len(out); n > 0 && start <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], end)
			continue
		}
		out = append(out, [2]int{start, end})
	}
	return out
}

// wordStart moves back to the blank before a word.
func wordStart(text string, i int) int {
	for i = max(i, 0); i > 0; i-- {
		if r, _ := utf8.DecodeRuneInString(text[i:]); utf8.RuneStart(text[i]) && unicode.IsSpace(r) {
			return i
		}
	}
	return 0
}

// wordEnd moves on to the blank behind a word.
func wordEnd(text string, i int) int {
	for ; i < len(text); i++ {
		if r, _ := utf8.DecodeRuneInString(text[i:]); utf8.RuneStart(text[i]) && unicode.IsSpace(r) {
			return i
		}
	}
	return len(text)
}

// matches calls f with each match of the pattern, by its place in the text,
// until f returns false. What a match must not hold is looked at here.
func (p pattern) matches(text string, f func(start, end int) bool) {
	for _, w := range p.windows(text) {
		part := text[w[0]:w[1]]
		for from, n := 0, 0; from <= len(part) && n < maxMatches; n++ {
			m := p.re.FindStringSubmatchIndex(part[from:])
			if m == nil {
				break
			}
			start, end := from+m[2], from+m[3]
			if p.but == nil || !p.but.MatchString(part[start:end]) {
				if !f(w[0]+start, w[0]+end) {
					return
				}
			}
			from = max(end, from+1)
		}
	}
}

// maxMatches bounds the matches in one window.
const maxMatches = 200

func (p pattern) found(text string) bool {
	found := false
	p.matches(text, func(int, int) bool {
		found = true
		return false
	})
	return found
}
