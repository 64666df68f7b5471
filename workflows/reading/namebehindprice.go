package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

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
	if c.each == "" || q.start < c.from || named(c.seg[c.from:q.start]) {
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

// namedCounted is the name of what is counted, and where its clause ends.
func (c *clause) namedCounted(q quantity, end int) (string, int) {
	name := c.thingOf(q)
	if behind, stop := c.behindProduct(q, name, end); behind != "" {
		return behind, stop
	}
	return name, end
}

// productName is a name that stands right behind a count and its price, up to the end
// of its clause: "6 x 70 € Beratung", "9 Personen zu je 75 Euro Kursgebühr".
var productName = vocab.Around(`^\s+(<price for>\s+)?((?:<article>\s+)?(\pL)[^,.;:!?()\d]{2,50}?)\s*(?:[,.;:!?()]|\s<and also>\s|\s<and then>\s|$)`)

// behindProduct is what a count without a thing of its own counts, where that stands
// right behind the price, and where its name ends. Where nouns are not written large, a
// word must lead to it.
func (c *clause) behindProduct(q quantity, name string, end int) (string, int) {
	crowded := q.unit == "person" || people.MatchString(c.tidy(c.seg[q.end:max(q.end, c.clauseEnd())]))
	before := c.from > 0 && forFirst.MatchString(c.low[c.from:q.start]) // it is what the amount before is for
	if !q.strong && !crowded || named(name) && !crowded && !before || c.each != "" {
		return "", 0
	}
	m := productName.FindStringSubmatchIndex(c.seg[end:c.next])
	if m == nil {
		return "", 0
	}
	behind := c.seg[end+m[4] : end+m[5]]
	first, _ := utf8.DecodeRuneInString(c.seg[end+m[6]:])
	low := vocab.Fold(behind)
	if m[2] < 0 && (c.rd.lang != "de" || !unicode.IsUpper(first)) || !named(behind) || noNameInParens.MatchString(low) || speaks(behind) || c.rd.nothing(behind) || c.rd.aboutTerms(low) || c.rd.onlySmall(behind) || people.MatchString(behind) || sumLike.MatchString(low) {
		return "", 0
	}
	return behind, end + m[5]
}
