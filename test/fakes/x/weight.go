package x

import (
	"regexp"
	"strings"
)

// address finds what X takes for an address in a text: with a scheme, or a
// name under one of the commonest endings.
var address = regexp.MustCompile(`(?i)https?://[^\s<>]+|\b(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|io|co|eu|de|fr|es|it|nl|uk|us|example)\b(?:/[^\s<>]*)?`)

// Weight is the length of a text as X counts it: addresses 23, Latin and a few
// others 1, everything else 2, an emoji 2 whatever it is made of.
// Source: twitter-text, config v3.
func Weight(text string) int {
	total := 0
	text = address.ReplaceAllStringFunc(text, func(found string) string {
		kept := strings.TrimRight(found, `.,;:!?'")`)
		total += 23
		return found[len(kept):]
	})
	runes := []rune(text)
	for i := 0; i < len(runes); {
		n := emoji(runes[i:])
		switch {
		case n > 0:
			total += 2
			i += n
		case light(runes[i]):
			total++
			i++
		default:
			total += 2
			i++
		}
	}
	return total
}

func light(r rune) bool {
	return r <= 4351 || r >= 8192 && r <= 8205 || r >= 8208 && r <= 8223 || r >= 8242 && r <= 8247
}

// emoji is how many runes the emoji at the beginning has, 0 = there is none.
func emoji(runes []rune) int {
	regional := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	first := runes[0]
	if regional(first) && len(runes) > 1 && regional(runes[1]) {
		return 2
	}
	keycap := len(runes) > 2 && runes[1] == 0xFE0F && runes[2] == 0x20E3
	if keycap {
		return 3
	}
	if first < 0x1F000 && (first < 0x2600 || first > 0x27BF) {
		return 0
	}
	n := 1
	for n < len(runes) {
		r := runes[n]
		switch {
		case r == 0xFE0F, r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xE0020 && r <= 0xE007F:
			n++
		case r == 0x200D && n+1 < len(runes):
			n += 2
		default:
			return n
		}
	}
	return n
}
