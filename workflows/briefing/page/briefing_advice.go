package page

import (
	"slices"
	"strings"
	"unicode/utf8"
)

func (c *composer) writeAdvice(w *writer) {
	if len(c.advice) > 0 {
		w.heading("Suggestions")
		w.text(c.adviceLead())
	}
	var items []md
	for _, a := range c.advice {
		again := md("")
		if c.saidBefore(a.Key) {
			again = " (again" + c.actedBefore(a) + ")"
		}
		items = append(items, "**"+linked(say(a.Text), a.target)+"**"+again+": "+a.evidence+" → "+say(a.Effect)+"."+a.asks())
	}
	w.bullets(items)
	if line := c.becameLine(); line != "" {
		w.text("Suggested last time: " + line + ".")
	}
}

// saidBefore tells whether the last pages suggested the same.
func (c *composer) saidBefore(key string) bool {
	return slices.ContainsFunc(c.became, func(o outcome) bool { return o.suggestion.Key == key })
}

// actedBefore says what became of the request of the last pages, where the
// suggestion does not say so itself.
func (c *composer) actedBefore(a advice) md {
	for _, o := range c.became {
		if o.suggestion.Key == a.Key && a.aside == "" {
			if acted := c.acted(o.suggestion); acted != "" {
				return ": " + acted
			}
		}
	}
	return ""
}

// saidAgain tells whether this page suggests it anew.
func (c *composer) saidAgain(key string) bool {
	return slices.ContainsFunc(c.advice, func(a advice) bool { return a.Key == key })
}

// becameLine groups the last suggestions by what became of them. Those that are
// made again are not told twice, and what is done is told first; the audit has
// them all.
func (c *composer) becameLine() md {
	var parts []md
	room := shownBecame
	for _, state := range []string{stateDone, stateBetter, stateOpen, stateUnknown} {
		var items []md
		for _, o := range c.became {
			if o.state == state && room > 0 && !c.saidAgain(o.suggestion.Key) {
				room--
				items = append(items, md(lower(string(say(o.suggestion.Text))))+" ("+o.text+")")
			}
		}
		if len(items) > 0 {
			parts = append(parts, "**"+md(state)+"** "+joined(items, ", "))
		}
	}
	return joined(parts, "; ")
}

// lower puts the first letter into lower case, for a sentence of ours in the
// middle of another.
func lower(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:n]) + s[n:]
}

// upper does the opposite, for the beginning of one.
func upper(s md) md {
	_, n := utf8.DecodeRuneInString(string(s))
	return md(strings.ToUpper(string(s[:n]))) + s[n:]
}
