package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// nameInParens is a name alone in brackets behind the price of one.
	nameInParens = regexp.MustCompile(`^\s*\((\pL[\pL' -]{2,40})\)\s*(?:[,.;]|$)`)
	// noNameInParens says in brackets how a price is meant, and names nothing.
	noNameInParens = vocab.Around(`(?:^|[^\pL])(?:<included>|<agreed>|<without>|<tax at a price>)(?:$|[^\pL])`)
)

// inParensBehind is what a count without a name before it counts, where that stands
// in brackets behind the price of one: "48 at £32 a head (cocktail menu)".
func (c *clause) inParensBehind(q quantity) string {
	if c.each == "" || named(c.seg[c.from:q.start]) {
		return ""
	}
	m := nameInParens.FindStringSubmatch(c.seg[c.eachEnd():c.next])
	if m == nil || len(strings.Fields(m[1])) > maxJoined {
		return ""
	}
	low := vocab.Fold(m[1])
	if !named(m[1]) || noNameInParens.MatchString(low) || speaks(m[1]) || c.rd.nothing(m[1]) || c.rd.aboutTerms(low) || c.rd.onlySmall(m[1]) || people.MatchString(m[1]) {
		return ""
	}
	return m[1]
}
