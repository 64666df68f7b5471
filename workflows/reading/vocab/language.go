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

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isPlain is true for a text without any of what Plain replaces, as most are.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c == '`' || c == '\r' {
			return false
		}
	}
	return true
}

// Lower lower-cases letter by letter and keeps every byte offset: a letter
// whose small form has another length stays as it is.
func Lower(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
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
