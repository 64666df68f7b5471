package reading

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// theSingle begins the name of one thing that is known, in languages that tell it
// from several: "le reportage".
var theSingle = vocab.Around(`^(?:<the known>\s|<the known glued>)(\pL{4,})`)

// nextJoined joins the next thing, whose count is its own: "and 24 prints".
var nextJoined = vocab.Around(`\s(?:<and also>)\s`)

// dayInName is a day within a name: "das Shooting am 3. November".
var dayInName = regexp.MustCompile(`\d{1,2}\.(?:\s?\d{1,2}(?:\.(?:\d{2,4})?)?|\s?\pL{3,})`)

// theOnly is true for such a thing, where the mail does not speak of several:
// "40 chaises, la chaise à 3 €" is a price of each.
func (c *clause) theOnly(low string) bool { return c.mark >= 0 && c.tellsOne(low) }

// tellsOne is true for words that name one known thing and no more, in a letter that
// speaks of it in no other form.
func (c *clause) tellsOne(low string) bool {
	low = sizeInName.ReplaceAllString(low, "")
	m := theSingle.FindStringSubmatch(low)
	behind, _, _ := strings.Cut(nameEnds.ReplaceAllString(nextJoined.ReplaceAllString(c.low[c.price.End:c.next], "|"), "|"), "|")
	if m == nil || strings.HasSuffix(m[1], "s") || len(c.plain) > 0 || hasDigit(dayInName.ReplaceAllString(low, "")+behind) {
		return false
	}
	if c.rd.lang == "de" && strings.HasPrefix(low, "den ") && strings.HasSuffix(m[1], "n") {
		return false // "mit den Bildern zu 15 €"
	}
	return c.rd.once(m[1])
}

// once is true for a noun that the mail has in no other form.
func (rd *reader) once(noun string) bool {
	stem := noun[:len(noun)-1]
	for _, w := range wordPattern.FindAllString(vocab.Lower(rd.s.best().text), maxTold) {
		if strings.HasPrefix(w, stem) && w != noun {
			return false
		}
	}
	return utf8.ValidString(stem)
}

// maxTold is how many words of a mail are looked at.
const maxTold = 2000
