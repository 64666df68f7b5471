package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// withMeasure is a name with what is counted of it, but for "team photos, 31 of them".
func (c *clause) withMeasure(name, measure string) string {
	if c.rd.onlySmall(measure) {
		return name
	}
	return name + ", " + measure
}

// namedElse is the name of what is counted where the words behind the count only say
// that they are pieces, or what was done with them.
func (c *clause) namedElse(q quantity, between string, stop int) string {
	if c.saysOnlyHow(q, between, stop) {
		return c.rd.matter + ", " + between
	}
	return c.aheadOfPieces(q, between)
}

// saysOnlyHow is true for a word behind a measure that only says what was done with
// what the mail is about: "6 pairs, lined, £115 a pair".
func (c *clause) saysOnlyHow(q quantity, between string, stop int) bool {
	return q.unit != "" && c.rd.matter != "" && participleAlone.MatchString(vocab.Lower(between)) && strings.HasPrefix(strings.TrimLeft(c.seg[q.end:stop], " "), ",")
}

// participleAlone is a word that only says what was done with a thing.
var participleAlone = vocab.Around(`^\pL{2,}(?:<end of a participle>|<end of what was done>)$`)

// alsoBehind ends a name with a word that only says that it is one more, or the thing itself.
var alsoBehind = vocab.Around(`(?i)[\s,]+(?:<also behind>)$`)

// withoutOpen ends a name before a bracket that is not closed within it, and before
// words such as "as well".
func withoutOpen(name string) string {
	if i := strings.LastIndexByte(name, '('); i > 0 && strings.IndexByte(name[i:], ')') < 0 && named(name[:i]) {
		name = strings.TrimRight(name[:i], " ,;:–-")
	}
	if short := alsoBehind.ReplaceAllString(name, ""); named(short) {
		return short
	}
	return name
}

// onlyPieces is true for words that only say that pieces are counted: "items".
var onlyPieces = vocab.Around(`(?i)^(?:<so many pieces>)$`)

// aheadOfPieces is the thing before a count of pieces: "choreography 3 items".
func (c *clause) aheadOfPieces(q quantity, between string) string {
	if !onlyPieces.MatchString(between) {
		return ""
	}
	words := c.seg[c.from:q.start]
	if at := clauseStart.FindStringIndex(vocab.Lower(words)); at != nil && at[1] <= len(words) {
		words = words[at[1]:]
	}
	if i := strings.LastIndex(words, " - "); i >= 0 {
		words = words[i+len(" - "):]
	}
	name := strings.Trim(leadArticle.ReplaceAllString(strings.TrimSpace(words), ""), " ,;:–-")
	if !shortName(name) || hasDigit(name) || c.rd.leadsIn(name) || c.rd.unnamed(name) {
		return ""
	}
	return name
}
