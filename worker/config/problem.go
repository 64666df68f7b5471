package config

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong with the configuration.
type Problem struct {
	// Name is the setting, or file:line of `.env`.
	Name string
	// What is wrong and what to do about it, as a sentence without the value.
	What string
}

// Error holds all problems of a configuration together.
type Error struct{ Problems []Problem }

// Error lists the problems, one a line.
func (e *Error) Error() string {
	var b strings.Builder
	noun := "problems"
	if len(e.Problems) == 1 {
		noun = "problem"
	}
	fmt.Fprintf(&b, "the configuration has %d %s; nothing was started:", len(e.Problems), noun)
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "\n  %s: %s", p.Name, p.What)
	}
	return b.String()
}

// Names lists the settings with a problem.
func (e *Error) Names() []string {
	names := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		names[i] = p.Name
	}
	return names
}

// problems collects while the configuration is read.
type problems struct{ list []Problem }

func (p *problems) add(name, format string, args ...any) {
	p.list = append(p.list, Problem{Name: name, What: fmt.Sprintf(format, args...)})
}

// err puts the problems in the order of the table; names which are not in it come first.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	order := Names()
	rank := func(p Problem) int { return slices.Index(order, strings.TrimSuffix(p.Name, fileSuffix)) }
	slices.SortStableFunc(p.list, func(a, b Problem) int { return cmp.Compare(rank(a), rank(b)) })
	return &Error{Problems: p.list}
}
