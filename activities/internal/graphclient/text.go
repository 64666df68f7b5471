package graphclient

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SameText tells whether a text that came back is the one that was sent: Meta
// composes characters and trims and joins white space.
func SameText(a, b string) bool { return settled(a) == settled(b) }

func settled(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\u200b' || r == '\ufeff' {
			return -1
		}
		return r
	}, norm.NFC.String(text))
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}
