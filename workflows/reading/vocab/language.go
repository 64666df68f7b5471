package vocab

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold makes a text plain and lower-case, so that a pattern is written once.
func Fold(s string) string { return Lower(Plain(s)) }

// Plain makes quotes, dashes and spaces plain.
func Plain(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', '‘', '´', '`', 'ʼ':
			return '\''
		case '“', '”', '„', '«', '»':
			return '"'
		case '–', '—', '‐', '‑', '−':
			return '-'
		case '\u00a0', '\u202f', '\u2009', '\u2007', '\r':
			return ' '
		}
		return r
	}, s)
}

// isPlain is true for a text that Plain leaves as it is, as most are: none of the
// first bytes of what it replaces stands there, and none that is no character.
func isPlain(s string) bool {
	beyond := false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '`' || c == '\r' || c == 0xc2 || c == 0xca || c == 0xe2:
			return false
		case c >= utf8.RuneSelf:
			beyond = true
		}
	}
	return !beyond || utf8.ValidString(s)
}

// Lower lower-cases letter by letter and keeps every byte offset: a letter
// whose small form has another length stays as it is. What is no character becomes
// the sign for that.
func Lower(s string) string {
	at := firstChanged(s)
	if at == len(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s))
	out.WriteString(s[:at])
	for at < len(s) {
		c := s[at]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			out.WriteByte(c)
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		out.WriteRune(lower(r))
		at += size
	}
	return out.String()
}

// firstChanged is where a text has its first character that is not in lower case.
func firstChanged(s string) int {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				return i
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 || lower(r) != r {
			return i
		}
		i += size - 1
	}
	return len(s)
}

func lower(r rune) rune {
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

// smallWords is the section of the words by which a language is told.
const smallWords = "small words"

// Detect names the language of a text by its small words, or returns an empty
// string when there are too few of them or two languages are as likely.
func (b *Book) Detect(text string) string {
	if code := byScript(text); code != "" {
		return code
	}
	best, most, second := "", 0, 0
	for i, n := range b.smallWords(text) {
		switch {
		case n > most:
			best, most, second = b.words[i].Code, n, most
		case n > second:
			second = n
		}
	}
	if most < 3 || most < second+2 {
		return ""
	}
	return best
}

// plenty is how many small words make it sure which languages a text is in.
const plenty = 30

// Speaking leaves out the patterns of languages that a long text is plainly
// not in; a short one may be in any. Words are known in all of them.
func (b *Book) Speaking(text string) *Book {
	if byScript(text) != "" {
		return b
	}
	count := b.smallWords(text)
	if len(count) == 0 || slices.Max(count) < plenty {
		return b
	}
	out := *b
	out.langs = nil
	for _, l := range b.langs {
		if i := slices.Index(b.words, l); count[i]*4 >= slices.Max(count) {
			out.langs = append(out.langs, l)
		}
	}
	return &out
}

func (b *Book) countSmall(text string) []int {
	count := make([]int, len(b.words))
	words := 0
	for w := range strings.FieldsFuncSeq(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if words++; words > maxSmall {
			break
		}
		for _, i := range b.all.small[w] {
			count[i]++
		}
	}
	return count
}

// maxSmall is how many words of a text are counted.
const maxSmall = 2001

// byScript knows Arabic and Urdu letters; other scripts are not named.
func byScript(text string) string {
	arabic, letters, urdu := 0, 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.Is(unicode.Arabic, r) {
			arabic++
		}
		switch r {
		case 'ے', 'ہ', 'ں', 'ٹ', 'ڈ', 'ڑ', 'گ', 'چ', 'پ', 'ھ':
			urdu++
		}
	}
	if letters == 0 || arabic*2 < letters {
		return ""
	}
	if urdu*20 > arabic {
		return "ur"
	}
	return "ar"
}

// Only names the one language in which a text speaks in words of a section; it
// is empty where none does or several do.
func (b *Book) Only(section string, text Text) string {
	code := ""
	for _, l := range b.langs {
		for p := range l.likely(section, &text) {
			if !p.found(text) {
				continue
			}
			if code != "" {
				return ""
			}
			code = l.Code
			break
		}
	}
	return code
}
