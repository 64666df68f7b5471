package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// singular begins a name that is of one thing in its language, behind a word like "for".
var singular = map[string]*regexp.Regexp{ //nolint:gochecknoglobals // read only
	"en": regexp.MustCompile(`^(?:an?|one|this|that)\s`),
	"fr": regexp.MustCompile(`^(?:l[ae]\s|une?\s|l')`),
	"es": regexp.MustCompile(`^(?:el|la|una?)\s`),
	"it": regexp.MustCompile(`^(?:il|lo|la|un[oa]?)\s|^(?:l|un)'`),
	"de": regexp.MustCompile(`^(?:das|den|dem|eine?[nm]?)\s`),
	"nl": regexp.MustCompile(`^(?:het|een)\s`),
}

// perhapsSeveral matches the noun of a name that may be of several things.
var perhapsSeveral = map[string]*regexp.Regexp{ //nolint:gochecknoglobals // read only
	"en": regexp.MustCompile(`[^s]s$|(?:men|children|people|ones)$`),
	"fr": regexp.MustCompile(`[sx]$`),
	"es": regexp.MustCompile(`s$`),
	"it": regexp.MustCompile(`[ie]$`),
	"de": regexp.MustCompile(`(?:e|en|er|s)$`),
	"nl": regexp.MustCompile(`(?:en|s)$`),
}

// nounFirst are the languages in which the noun of a name comes first.
const nounFirst = "fr es it"

// deed is a thing and what is done with it, which is one work however many things it is
// done with: "Fotos bearbeiten".
var deed = vocab.Around(`^\p{Lu}\pL+(?: \pL+){0,3} \p{Ll}+(?:<deed ending>)$`)

// maySeveral is true for a name that may be of several things, whose price may then
// be that of each: "£45 for members and £30 for guests".
func (rd *reader) maySeveral(name string) bool {
	low := vocab.Lower(strings.TrimSpace(name))
	one, several := singular[rd.lang], perhapsSeveral[rd.lang]
	if one == nil || several == nil {
		return true
	}
	if one.MatchString(low) || rd.lang == "de" && deed.MatchString(strings.TrimSpace(name)) {
		return false
	}
	bare := leadArticle.ReplaceAllString(low, "")
	if strings.Contains(nounFirst, rd.lang) {
		if bare != low {
			return true // no article of one thing
		}
		bare, _, _ = strings.Cut(bare, " ")
		return several.MatchString(bare)
	}
	bare, _, _ = strings.Cut(nameEnds.ReplaceAllString(bare, "|"), "|")
	return several.MatchString(strings.TrimSpace(bare))
}
