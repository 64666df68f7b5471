package reading

import (
	"strings"
	"unicode/utf8"
)

// initial is true for a word of a name that is one letter, with or without a dot.
func initial(w string) bool { return utf8.RuneCountInString(strings.TrimSuffix(w, ".")) == 1 }

// wholeName is the name in the letter that a display name shortens.
func (s *source) wholeName(display string, v view, company string) string {
	for _, full := range []string{fuller(display, v.text+"\n"+v.signature), surnamed(display, v)} {
		if full != "" && !s.firmLike(full, company) && !s.isOwnName(full) {
			return full
		}
	}
	return ""
}

// fuller is a name in a text that a display name shortens: "Elisa Barbagallo"
// for "Elisa B.", "Karin Bos" for "K. Bos".
func fuller(display, text string) string {
	words := strings.Fields(honorific.ReplaceAllString(display+" ", ""))
	if len(words) != 2 || initial(words[0]) == initial(words[1]) || len(words[0])+len(words[1]) < 4 {
		return ""
	}
	short := 0
	if initial(words[1]) {
		short = 1
	}
	all := wordsOf(text)
	for i := 0; i+1 < len(all); i++ {
		pair := [2]string{bare(all[i].text), bare(all[i+1].text)}
		whole := pair[short]
		if pair[1-short] == words[1-short] && utf8.RuneCountInString(whole) > 2 && strings.HasPrefix(whole, strings.TrimSuffix(words[short], ".")) && personLike(pair[0]+" "+pair[1]) && honorific.FindString(pair[0]+" ") == "" {
			return pair[0] + " " + pair[1]
		}
	}
	return ""
}

func bare(w string) string { return strings.Trim(w, ".,;:!?()\"'*") }

// maxEnd is how many last lines of a letter are looked at for who writes it.
const maxEnd = 3

// surnamed is the whole name with which a letter ends whose display name is the
// first name alone: "Many thanks, Nerea Lasa" of Nerea.
func surnamed(display string, v view) string {
	if strings.Contains(display, " ") || utf8.RuneCountInString(display) < 3 || hasDigit(display) {
		return ""
	}
	text := strings.Split(strings.TrimSpace(v.text), "\n")
	lines := append(text[max(0, len(text)-maxEnd):], strings.Split(strings.TrimSpace(v.signature), "\n")...)
	for _, l := range lines[:min(len(lines), maxNames)] {
		words := strings.Fields(l)
		if n := len(words); n > 1 && bare(words[n-2]) == display && words[n-2] == bare(words[n-2]) && utf8.RuneCountInString(bare(words[n-1])) > 2 && personLike(display+" "+bare(words[n-1])) {
			return display + " " + bare(words[n-1])
		}
	}
	return ""
}
