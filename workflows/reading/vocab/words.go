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
	shape string
	once  sync.Once
	re    *regexp.Regexp
}

// Around makes an expression of a shape.
func Around(shape string) *Expression { return &Expression{shape: shape} }

// nothing matches no text. It stands for an expression that does not compile, which tests rule out.
var nothing = regexp.MustCompile(none)

// none stands in a shape for words that no language has.
const none = `[^\s\S]`

func (e *Expression) compiled() *regexp.Regexp {
	e.once.Do(func() {
		e.re = nothing
		book, err := Load()
		if err != nil {
			return
		}
		if re, err := book.Compile(e.shape); err == nil {
			e.re = re
		}
	})
	return e.re
}

// placeholder is the name of a section in a shape.
var placeholder = regexp.MustCompile(`<([a-z][a-z ]*=?)>`)

// Compile puts the words of all languages of the book into a shape.
func (b *Book) Compile(shape string) (*regexp.Regexp, error) {
	expr := placeholder.ReplaceAllStringFunc(shape, func(name string) string {
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
	re, err := regexp.Compile(expr)
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
func (e *Expression) MatchString(s string) bool { return e.compiled().MatchString(s) }

// FindString is the first match.
func (e *Expression) FindString(s string) string { return e.compiled().FindString(s) }

// FindStringIndex is the place of the first match.
func (e *Expression) FindStringIndex(s string) []int { return e.compiled().FindStringIndex(s) }

// FindStringSubmatch is the first match with its groups.
func (e *Expression) FindStringSubmatch(s string) []string { return e.compiled().FindStringSubmatch(s) }

// FindStringSubmatchIndex is the place of the first match and of its groups.
func (e *Expression) FindStringSubmatchIndex(s string) []int {
	return e.compiled().FindStringSubmatchIndex(s)
}

// FindAllStringIndex are the places of up to n matches; of all when n is negative.
func (e *Expression) FindAllStringIndex(s string, n int) [][]int {
	return e.compiled().FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex are the places of up to n matches and of their groups.
func (e *Expression) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.compiled().FindAllStringSubmatchIndex(s, n)
}

// FindAllStringSubmatch are up to n matches with their groups; all when n is negative.
func (e *Expression) FindAllStringSubmatch(s string, n int) [][]string {
	return e.compiled().FindAllStringSubmatch(s, n)
}

// ReplaceAllString replaces every match.
func (e *Expression) ReplaceAllString(s, by string) string {
	return e.compiled().ReplaceAllString(s, by)
}

// Split cuts a text at up to n-1 matches; at all when n is negative.
func (e *Expression) Split(s string, n int) []string { return e.compiled().Split(s, n) }
