package vocab

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
)

// required returns the set of words that serves best to rule a pattern out.
func required(line string) []string {
	var best []string
	for _, set := range needs(line) {
		if shortest(set) > shortest(best) {
			best = set
		}
	}
	return best
}

// needs returns sets of words; every match of the pattern contains one word of
// each: a word that stands outside all groups, or the words of a group that is
// not optional. Sets that rule out most stand first.
func needs(line string) [][]string {
	if len(split(line, '|')) > 1 {
		if set := alternatives(line); len(set) > 0 {
			return [][]string{set}
		}
		return nil
	}
	var sets [][]string
	for _, part := range parts(line) {
		var set []string
		switch {
		case part.optional:
			continue
		case part.group:
			set = alternatives(part.text)
		default:
			set = longestWord(part.text)
		}
		if shortest(set) > 1 {
			sets = append(sets, set)
		}
	}
	sort.SliceStable(sets, func(i, k int) bool { return shortest(sets[i]) > shortest(sets[k]) })
	return sets
}

// alternatives joins what each alternative requires; one that requires nothing
// spoils the set.
func alternatives(body string) []string {
	var out []string
	for _, alt := range split(body, '|') {
		set := required(alt)
		if shortest(set) < 2 {
			return nil
		}
		out = append(out, set...)
	}
	return out
}

type part struct {
	text            string
	group, optional bool
}

// parts takes a pattern apart into literal runs and groups at its top level.
func parts(line string) []part {
	var out []part
	depth, start, class := 0, 0, false
	flush := func(end int) {
		if end > start {
			out = append(out, part{text: line[start:end]})
		}
	}
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			if depth == 0 {
				flush(i)
				start = i + 1
			}
			depth++
		case c == ')':
			depth--
			if depth == 0 {
				next := line[i+1:]
				out = append(out, part{
					text: strings.TrimPrefix(line[start:i], "?:"), group: true,
					optional: strings.HasPrefix(next, "?") || strings.HasPrefix(next, "*") || strings.HasPrefix(next, "{"),
				})
				start = i + 1
			}
		}
	}
	flush(len(line))
	return out
}

// split cuts at a separator outside groups and classes.
func split(s string, sep byte) []string {
	var out []string
	depth, start, class := 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == sep && depth == 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// unsure are escapes and classes, which stand for letters one cannot tell.
var unsure = regexp.MustCompile(`\\p?.|\[[^\]]*\]`)

// longestWord finds the longest run of letters in a literal; a letter before
// "?", "*" or "{" may be missing, and escapes and classes end a run.
func longestWord(literal string) []string {
	literal = unsure.ReplaceAllString(literal, "\x00")
	runes := []rune(literal)
	best, run := "", ""
	for i, r := range runes {
		maybe := i+1 < len(runes) && strings.ContainsRune("?*{", runes[i+1])
		if !unicode.IsLetter(r) || maybe {
			run = ""
			continue
		}
		run += string(r)
		if len(run) > len(best) {
			best = run
		}
	}
	if best == "" {
		return nil
	}
	return []string{best}
}

func shortest(set []string) int {
	n := 0
	for i, s := range set {
		if i == 0 || len(s) < n {
			n = len(s)
		}
	}
	return n
}
