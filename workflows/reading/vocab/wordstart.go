package vocab

import (
	"sort"
	"unicode"
	"unicode/utf8"
)

// wordStart is where a match may begin: behind a character that is neither a
// letter nor a digit.
type wordStart struct {
	at   int32
	pair uint16 // the characters there, as firsts number them
}

// startsBehind are those behind a place, from left to right.
func (t Text) startsBehind(at int) []wordStart {
	if t.starts == nil {
		t.starts = startsOf(t.text)
	}
	if at == 0 {
		return t.starts[1:]
	}
	return t.starts[sort.Search(len(t.starts), func(i int) bool { return int(t.starts[i].at) > at }):]
}

// startsOf begins with the text's own beginning.
func startsOf(text string) []wordStart {
	out := append(make([]wordStart, 0, len(text)/4+2), wordStart{pair: pairAt(text, 0)})
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		var apart bool
		if c < utf8.RuneSelf {
			apart = (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9')
		} else {
			c, size = utf8.DecodeRuneInString(text[i:])
			apart = !unicode.IsLetter(c) && !unicode.IsNumber(c)
		}
		i += size
		if apart && i < len(text) && utf8.RuneStart(text[i]) {
			out = append(out, wordStart{int32(i), pairAt(text, i)}) //nolint:gosec // texts are shorter
		}
	}
	return out
}
