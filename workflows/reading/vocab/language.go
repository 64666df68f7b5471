package vocab

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold makes a text plain and lower-case, so that a pattern is written once.
func Fold(s string) string { return Lower(Plain(s)) }

// Plain makes quotes, dashes and spaces plain.
func Plain(s string) string {
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

// Lower lower-cases letter by letter and keeps every byte offset: a letter
// whose small form has another length stays as it is.
func Lower(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, s)
}

// Detect names the language of a text by its small words, or returns an empty
// string when there are too few of them or two languages are as likely.
func (b *Book) Detect(text string) string {
	if code := byScript(text); code != "" {
		return code
	}
	count := b.smallWords(text)
	best, second := "", 0
	for _, l := range b.words {
		switch n := count[l.Code]; {
		case n > count[best]:
			second, best = count[best], l.Code
		case n > second:
			second = n
		}
	}
	if best == "" || count[best] < 3 || count[best] < second+2 {
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
	most := 0
	for _, l := range b.words {
		most = max(most, count[l.Code])
	}
	if most < plenty {
		return b
	}
	out := &Book{words: b.words, all: b.all, index: b.index}
	for _, l := range b.langs {
		if count[l.Code]*4 >= most {
			out.langs = append(out.langs, l)
		}
	}
	return out
}

func (b *Book) smallWords(text string) map[string]int {
	count := map[string]int{}
	words := strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for i, w := range words {
		if i > 2000 {
			break
		}
		for _, l := range b.words {
			if _, ok := l.words["small words"][w]; ok {
				count[l.Code]++
			}
		}
	}
	return count
}

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
		for _, p := range l.patterns[section] {
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
