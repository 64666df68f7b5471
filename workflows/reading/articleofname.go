package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// withArticle puts the article before a name that is written large within a
// sentence, where it is no sentence's beginning: "facturer Les Jardins de l'Abbaye".
func withArticle(text, name string) string {
	if elided := elidedArticle(text, name); elided != "" {
		return elided
	}
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

// elidedArticle is a name with the large article that is drawn together with it within
// a sentence: "au nom de L'Amer SAS".
func elidedArticle(text, name string) string {
	for _, l := range []string{"L'", "L’"} {
		if at := strings.Index(text, l+name); at > 1 && text[at-1] == ' ' && strings.ContainsAny(text[at-2:at-1], "abcdefghijklmnopqrstuvwxyz") {
			return l + name
		}
	}
	return ""
}
