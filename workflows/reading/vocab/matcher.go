package vocab

import (
	"regexp"
	"sync"
)

// matcher is an expression with an automaton in front of it: where that finds
// no match, and where nobody asks for its place, the expression itself need not
// be searched for, nor compiled.
type matcher struct {
	expr string
	dfa  *dfa
	once sync.Once
	re   *regexp.Regexp
	err  error
}

// matcherOf makes a matcher; anchored says that only matches at a text's
// beginning count, as they do when the expression begins with "^".
func matcherOf(expr string, anchored bool) *matcher {
	return &matcher{expr: expr, dfa: newDFA(expr, anchored)}
}

// regexp is the expression, compiled when it is first needed; one that does not
// compile finds nothing.
func (m *matcher) regexp() *regexp.Regexp {
	m.once.Do(func() {
		if m.re, m.err = regexp.Compile(m.expr); m.err != nil {
			m.re = nothing
		}
	})
	return m.re
}

// lacks is true when a text surely has no match.
func (m *matcher) lacks(text string) bool {
	found, known := m.dfa.find(text)
	return known && !found
}

func (m *matcher) in(text string) bool {
	if found, known := m.dfa.find(text); known {
		return found
	}
	return m.regexp().MatchString(text)
}
