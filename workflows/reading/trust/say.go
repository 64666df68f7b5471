package trust

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is how many characters a line of the panel may have.
const maxSentence = 200

// quote makes a stranger's words safe to stand in a sentence: one line, no
// controls or characters that turn text around, no quotes, at most so many
// characters.
func quote(s string, most int) string {
	return `"` + squeeze(s, most) + `"`
}

func squeeze(s string, most int) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = n > 0
			continue
		case r == utf8.RuneError || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			continue
		case strings.ContainsRune("\"“”„«»`", r):
			r = '\''
		}
		if n >= most-1 {
			b.WriteRune('…')
			break
		}
		if space {
			b.WriteByte(' ')
			n++
			space = false
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// sentence cuts a line that is still too long.
func sentence(s string) string {
	if utf8.RuneCountInString(s) <= maxSentence {
		return s
	}
	return string([]rune(s)[:maxSentence-1]) + "…"
}
