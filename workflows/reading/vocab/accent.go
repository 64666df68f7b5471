package vocab

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// accents lists the letters that hurried writers replace: an accent is left
// out, or another one is typed. Umlauts are not here; they stand for "ue".
func accents(r rune) string {
	switch r {
	case 'à', 'á', 'â', 'ã':
		return "aàáâã"
	case 'è', 'é', 'ê', 'ë':
		return "eèéêë"
	case 'ì', 'í', 'î', 'ï':
		return "iìíîï"
	case 'ò', 'ó', 'ô':
		return "oòóô"
	case 'ù', 'ú', 'û':
		return "uùúû"
	case 'ñ':
		return "nñ"
	case 'ç':
		return "cç"
	}
	return ""
}

// broken stands in a pattern for a letter that may be written in several ways.
const broken = '\x00'

// anyAccent lets a pattern match whatever accents the writer gave its letters:
// "émettre" also matches "emettre", and "può" also "puo'". A letter in square
// brackets stays as it is, for words that an accent tells apart: d[û].
func anyAccent(expr string) string {
	var out strings.Builder
	class, escaped := false, false
	for i, r := range expr {
		set := accents(r)
		switch {
		case escaped || class || set == "":
			out.WriteRune(r)
		default:
			out.WriteString("[" + set + "]")
			if next, _ := utf8.DecodeRuneInString(expr[i+utf8.RuneLen(r):]); !unicode.IsLetter(next) && next != '?' && next != '[' {
				out.WriteString("'?")
			}
		}
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '[':
			class = true
		case r == ']':
			class = false
		}
	}
	return out.String()
}

// fixed replaces the letters that anyAccent leaves open, so that none of them
// is taken for a part of a required word.
func fixed(line string) string {
	return strings.Map(func(r rune) rune {
		if accents(r) != "" {
			return broken
		}
		return r
	}, line)
}

// put notes a word and, unless that is a word of its own, its form without
// accents.
func (l *Language) put(section, word, value string) {
	l.words[section][word] = value
	l.putPart(section, word, value)
	if p := plainKey(word); p != "" && l.words[section][p] == "" && section != "small words" {
		l.words[section][p] = value
		l.putPart(section, p, value)
	}
}

// plainKey is a word without its accents, empty when it has none or is so
// short that another word is spelled like it.
func plainKey(word string) string {
	plain := strings.Map(func(r rune) rune {
		if set := accents(r); set != "" {
			return rune(set[0])
		}
		return r
	}, word)
	if plain == word || utf8.RuneCountInString(word) < 3 {
		return ""
	}
	return plain
}
