package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sourceAside says between commas where a figure comes from: "the parts, by your
// delivery note, come to 143.70". It holds no figure itself.
var sourceAside = vocab.Around(`(?i),\s(?:<according to>|<by a paper>)\s[^,.;:!?()\n\d€$£]{3,70},\s`)

// withoutSource is a text without such asides, which part a thing from its price.
func withoutSource(text string) string { return sourceAside.ReplaceAllString(text, " ") }

// sourceBlank is a text with blanks in the place of such asides, in which words that
// were read without them are found where they are.
func sourceBlank(text string) string {
	return sourceAside.ReplaceAllStringFunc(text, func(aside string) string { return strings.Repeat(" ", len(aside)) })
}
