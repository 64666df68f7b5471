package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// withArticle puts the article before a name that is written large within a
// sentence, where it is no sentence's beginning: "facturer Les Jardins de l'Abbaye".
func withArticle(text, name string) string {
	at := strings.Index(text, " "+name)
	if at <= 0 {
		return name
	}
	line := text[strings.LastIndexByte(text[:at], '\n')+1 : at]
	from := strings.LastIndexByte(line, ' ') + 1
	before := strings.TrimRight(line[:from], " ")
	if first, _ := utf8.DecodeRuneInString(line[from:]); before == "" || !unicode.IsUpper(first) || !article(line[from:]) {
		return name
	}
	if last, _ := utf8.DecodeLastRuneInString(before); !unicode.IsLetter(last) {
		return name
	}
	return line[from:] + " " + name
}
