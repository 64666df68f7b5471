package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxPlaces is at how many places of a text a name is looked at.
const maxPlaces = 20

// cutShort is how a mail writes a name longer than it was read, "" where it does
// not: "Highfield School Fund" for "Highfield School", which may be another body.
func (s *source) cutShort(text, name string) string {
	for from, n := 0, 0; n < maxPlaces; n++ {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return ""
		}
		start, end := from+at, from+at+len(name)
		from = end
		before := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
		behind, _, _ := strings.Cut(text[end:], "\n")
		if longer := s.goesOnWith(name, behind); longer != "" {
			return name + longer
		}
		if lead := bodyBefore(before, name); lead != "" {
			return lead + name
		}
	}
	return ""
}

// tradeOfFamily is true for a longer name that is the same firm's: it has the trade
// behind "& Sons", and begins a line that says no more, or only where the firm is.
func (s *source) tradeOfFamily(v view, name, longer string) bool {
	if !strings.Contains(name, "&") || !strings.HasPrefix(longer, name) {
		return false
	}
	for _, l := range strings.Split(v.text+"\n"+v.signature, "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(l), longer); ok && (rest == "" || rest[0] == ',') {
			return true
		}
	}
	return false
}

var (
	// wordNext is the word behind a name on its line.
	wordNext = regexp.MustCompile(`^ (\pL[\pL'’-]*)`)
	// smallThenLarge are small words behind a name, and a large one with which it goes on.
	smallThenLarge = regexp.MustCompile(`^((?: \p{Ll}[\pL'’-]*){1,3} (?:[dl]['’])?\p{Lu}[\pL'’-]+)`)
	// numberNext is a number right behind a name.
	numberNext = regexp.MustCompile(`^ \d{1,4}\pL?(?:[^\pL\d]|$)`)
)

// goesOnWith are the words behind a name with which it goes on: others with
// capitals, the number of a house, in the south small ones between a body's.
func (s *source) goesOnWith(name, behind string) string {
	if m := numberNext.FindString(behind); m != "" && houseBody.MatchString(vocab.Lower(name)) {
		return strings.TrimRight(m, " .,;:")
	}
	m := wordNext.FindStringSubmatch(behind)
	ws := wordsOf(name + behind[:min(len(behind), maxNameReach)])
	at := len(wordsOf(name))
	if m == nil || notName(m[1]) || endsName(name) || formAt(ws, at) > 0 {
		return ""
	}
	if f, ok := firmAt(name); ok && f.legal && !strings.Contains(name, "&") {
		return "" // behind "Hartley & Co" a trade may stand
	}
	if r, _ := utf8.DecodeRuneInString(m[1]); unicode.IsUpper(r) {
		if s.german() || leadsName(m[1]) || s.jobWord(m[1]) || s.month(vocab.Lower(m[1])) > 0 || !partOfName(ws, at, false) {
			return ""
		}
		return m[0]
	}
	if t := trade.FindStringSubmatch(behind); t != nil && (t[1] == "" || notName(t[1])) && s.southern() && !s.speaking([]string{m[1]}) {
		return m[0]
	}
	if namesFirm(m[1]) && !glue(m[1]) {
		return m[0] // a trade: "EURL Lambert traiteur"
	}
	first, _, _ := strings.Cut(name, " ")
	if long := smallThenLarge.FindString(behind); long != "" && opensFirm(first) && !doneWord.MatchString(long) && !s.speaking(strings.Fields(long)[:1]) && (!s.german() || glue(strings.Fields(long)[0])) {
		return long // in German a noun is large wherever it stands: "Stadt Aue hiermit folgende Leistungen"
	}
	return ""
}

// doneWord says what is to be done with the paper, behind a name: "Commune de Viel et
// déposée sur Chorus Pro".
var doneWord = vocab.Around(`^ <and also> \pL+(?:<end of a deed>)\s`)

// german is true for a mail in a language in which every noun is written large.
func (s *source) german() bool { return s.language(s.best().text) == "de" }

// trade is one small word between a name and a sign: "Dubois événements, ".
var trade = regexp.MustCompile(`^ \p{Ll}[\pL'’-]{3,}(?:\s*[,.;:!?)]|\s*$|\s(\pL+))`)

// southern is true for a mail in a language that writes trades small behind names.
func (s *source) southern() bool {
	switch s.language(s.best().text) {
	case "fr", "es", "it":
		return true
	}
	return false
}

// bodyBefore are the words before a name that begin with what only bodies are
// called, and are written large as the name is: "Studio Legale Associato" before
// "Berni Zucca".
func bodyBefore(before, name string) string {
	ws := wordsOf(before)
	if !strings.HasSuffix(before, " ") {
		return ""
	}
	first, _, _ := strings.Cut(name, " ")
	for i := len(ws) - 1; i >= 0 && i >= len(ws)-maxPartners; i-- {
		r, _ := utf8.DecodeRuneInString(ws[i].text)
		if !unicode.IsUpper(r) || endsName(ws[i].text) || notName(ws[i].text) {
			return ""
		}
		if opensFirm(ws[i].text) && !leadsName(ws[i].text) && !opensFirm(first) {
			return before[ws[i].start:]
		}
	}
	return ""
}

// adjectiveOfBody is true for the word in small letters that says of which kind a
// body is, between what it is and its name: "Cabinet dentaire des Halles".
func adjectiveOfBody(ws []word, i int) bool {
	if i == 0 || i+1 >= len(ws) || endsName(ws[i].text) || endsName(ws[i-1].text) {
		return false
	}
	key := formKey(ws[i].text)
	if !opensFirm(ws[i-1].text) && !tradeNoun(ws[i-1].text) && !(i > 1 && adjectiveOfBody(ws, i-1)) {
		_, small := vocab.Word("small words", key)
		return i+2 < len(ws) && !small && len(key) > maxShortWord && nounOfHouse.MatchString(ws[i-1].text+" "+ws[i+1].text+" "+ws[i+2].text)
	}
	if _, ok := vocab.Word("adjectives of firms", key); ok {
		return true
	}
	return adjective.MatchString(key)
}

// adjective is a word that ends as those do that say of which kind a body is:
// "vétérinaire", "artigianale".
var adjective = vocab.Around(`\pL{3}(?:<end of an adjective>)$`)

// maxShortWord is how long a word is, in bytes, that may be of any kind.
const maxShortWord = 3

// nounOfHouse is a noun with a capital and what ties the name of a house to it.
var nounOfHouse = vocab.Around(`^\p{Lu}\pL{3,}\s(?:<of a house>)\s(?:[dl]['’])?\p{Lu}`)

// tradeNoun is true for a noun with a capital that begins names of businesses.
func tradeNoun(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) && tradeName.MatchString(w+" ")
}

// placeOfName is where somebody is at home, behind the name: "Bakkerij Mulder te Assen".
var placeOfName = vocab.Around(`\s(?:<at home in>)\s\p{Lu}[\pL' -]*$`)

// withoutPlace is a name of several words without the place behind it.
func withoutPlace(name string) string {
	at := placeOfName.FindStringIndex(name)
	if at == nil || !strings.Contains(name[:at[0]], " ") {
		return name
	}
	return name[:at[0]]
}
