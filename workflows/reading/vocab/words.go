package vocab

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// wordsSection begins the name of a section whose lines are alternatives for an expression.
const wordsSection = "words "

// Expression is an expression around words of the data files. "<per unit>" in
// its shape stands for any line of the sections "words per unit" of all
// languages, and "<units=>" for any word of their sections "units", which has
// words with a meaning. It is compiled when it is first used.
type Expression struct {
	shape   string
	once    sync.Once
	matcher *matcher
}

// Around makes an expression of a shape. A shape without words is told faster
// than by the regexp package as well, where most texts have no match.
func Around(shape string) *Expression { return &Expression{shape: shape} }

// nothing matches no text. It stands for an expression that does not compile, which tests rule out.
var nothing = regexp.MustCompile(none)

// none stands in a shape for words that no language has.
const none = `[^\s\S]`

func (e *Expression) compiled() *matcher {
	e.once.Do(func() {
		expr := none
		if book, err := Load(); err == nil {
			expr = book.expand(e.shape)
		}
		e.matcher = matcherOf(expr, false)
	})
	return e.matcher
}

// placeholder is the name of a section in a shape.
var placeholder = regexp.MustCompile(`<([a-z][a-z ]*=?)>`)

// expand puts the words of all languages of the book into a shape.
func (b *Book) expand(shape string) string {
	return placeholder.ReplaceAllStringFunc(shape, func(name string) string {
		name = strings.Trim(name, "<>")
		var lines []string
		if section, known := strings.CutSuffix(name, "="); known {
			lines = b.all.known(section)
		}
		for _, l := range b.words {
			lines = append(lines, l.alternatives[name]...)
		}
		if len(lines) == 0 {
			return none
		}
		return "(?:" + strings.Join(lines, "|") + ")"
	})
}

// Compile puts the words of all languages of the book into a shape.
func (b *Book) Compile(shape string) (*regexp.Regexp, error) {
	re, err := regexp.Compile(b.expand(shape))
	if err != nil {
		return nil, fmt.Errorf("expression %s: %w", shape, err)
	}
	return re, nil
}

// twice is true for a section of words that there is: two expressions would
// get each other's.
func (l *Language) twice(section string) bool {
	if name, ok := strings.CutPrefix(section, wordsSection); ok {
		return l.alternatives[name] != nil
	}
	name, ok := strings.CutPrefix(section, listSection)
	return ok && l.lists[name] != nil
}

// errEmpty is said of "each||apiece": nothing at all would be found everywhere.
var errEmpty = errors.New("an alternative is empty")

// addWords notes a line of a section of words. It is only compiled within a
// shape; that it can be is found out here, where the line is known.
func (l *Language) addWords(section, line string, late bool) error {
	if slices.Contains(split(line, '|'), "") {
		return errEmpty
	}
	expr := grouped(expression(line))
	if !late {
		if _, err := syntax.Parse(expr, syntax.Perl); err != nil {
			return fmt.Errorf("words do not compile: %w", err)
		}
	}
	l.alternatives[section] = append(l.alternatives[section], expr)
	return nil
}

// grouped keeps groups from being counted, so that the shape's own keep their numbers.
func grouped(expr string) string {
	var out strings.Builder
	class := false
	for i := 0; i < len(expr); i++ {
		out.WriteByte(expr[i])
		switch c := expr[i]; {
		case c == '\\' && i+1 < len(expr):
			i++
			out.WriteByte(expr[i])
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(' && !strings.HasPrefix(expr[i:], "(?"):
			out.WriteString("?:")
		}
	}
	return out.String()
}

// The methods are those of a regexp.Regexp.

// MatchString is true when the expression is found in a text.
func (e *Expression) MatchString(s string) bool { return e.compiled().in(s) }

// FindString is the first match.
func (e *Expression) FindString(s string) string {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindString(s)
	}
	return ""
}

// FindStringIndex is the place of the first match.
func (e *Expression) FindStringIndex(s string) []int {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindStringIndex(s)
	}
	return nil
}

// FindStringSubmatch is the first match with its groups.
func (e *Expression) FindStringSubmatch(s string) []string {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindStringSubmatch(s)
	}
	return nil
}

// FindStringSubmatchIndex is the place of the first match and of its groups.
func (e *Expression) FindStringSubmatchIndex(s string) []int {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindStringSubmatchIndex(s)
	}
	return nil
}

// FindAllStringIndex are the places of up to n matches; of all when n is negative.
func (e *Expression) FindAllStringIndex(s string, n int) [][]int {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindAllStringIndex(s, n)
	}
	return nil
}

// FindAllStringSubmatchIndex are the places of up to n matches and of their groups.
func (e *Expression) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindAllStringSubmatchIndex(s, n)
	}
	return nil
}

// FindAllStringSubmatch are up to n matches with their groups; all when n is negative.
func (e *Expression) FindAllStringSubmatch(s string, n int) [][]string {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().FindAllStringSubmatch(s, n)
	}
	return nil
}

// ReplaceAllString replaces every match.
func (e *Expression) ReplaceAllString(s, by string) string {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().ReplaceAllString(s, by)
	}
	return s
}

// ReplaceAllStringFunc replaces every match by what a function makes of it.
func (e *Expression) ReplaceAllStringFunc(s string, by func(string) string) string {
	if m := e.compiled(); !m.lacks(s) {
		return m.regexp().ReplaceAllStringFunc(s, by)
	}
	return s
}

// Split cuts a text at up to n-1 matches; at all when n is negative.
func (e *Expression) Split(s string, n int) []string {
	if m := e.compiled(); n == 0 || !m.lacks(s) {
		return m.regexp().Split(s, n)
	}
	return []string{s}
}
