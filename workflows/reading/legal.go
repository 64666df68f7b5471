package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// How a legal form must be written to be told from a word.
const (
	formNone  = iota
	formAny   // in any case
	formTitle // with a capital: "Trust"
	formCaps  // all capitals or with dots: "AS", "S.A."
	formTall  // capitals with dots: "P.C."
	formDots  // with dots, or exactly so: "e.V.", "eG", "SpA"
)

const (
	maxFormWords = 6
	maxFormWord  = 20 // bytes
)

// word is a token of a line with its place.
type word struct {
	text       string
	start, end int
}

// wordsOf splits a line at blanks and bars; a bar is a word of its own.
func wordsOf(line string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, word{line[start:end], start, end})
			start = -1
		}
	}
	for i, r := range line {
		switch {
		case r == '|' || r == '·' || r == '•' || r == '\n':
			flush(i)
			out = append(out, word{"|", i, i + utf8.RuneLen(r)})
		case unicode.IsSpace(r):
			flush(i)
		case start < 0:
			start = i
		}
	}
	flush(len(line))
	return out
}

// formAt returns how many words from the i-th on are a legal form, 0 for none.
func formAt(ws []word, i int) int {
	if len(ws[i].text) > maxFormWord {
		return 0
	}
	key, best := "", 0
	for n := 0; n < maxFormWords && i+n < len(ws); n++ {
		t := ws[i+n].text
		if n > 0 {
			key += " "
		}
		key += formKey(t)
		if !vocab.Begins("legal forms", key) {
			break
		}
		if mode := legalForm(key); mode != formNone && (n > 0 || writtenAs(t, mode)) {
			best = n + 1
		}
		if strings.HasSuffix(t, ";") || strings.HasSuffix(t, ":") || strings.HasSuffix(t, ",") && !strings.HasSuffix(t, "Co.,") && !strings.HasSuffix(t, "Co,") {
			break
		}
	}
	if best == 1 && otherWord(ws[i:]) {
		return 0
	}
	return best
}

// otherWord is true for a word that is written as a legal form and is none by what
// stands behind it: the country of a tax number, "Farmacia Lda. Nuria Soto" that is run
// by a graduate, "Price inc VAT".
func otherWord(ws []word) bool {
	if len(ws) < 2 {
		return false
	}
	this, next := ws[0].text, ws[1].text
	return formKey(this) == "se" && hasDigit(next) || titleShort.MatchString(this) && startsLarge(next) ||
		!endsName(this) && withTaxNamed.MatchString(formKey(this)+" "+formKey(next))
}

// withTaxNamed is the word before a tax that a legal form is written as, too: "inc VAT".
var withTaxNamed = vocab.Around(`^(?:<with tax>) (?:<tax short name>)$`)

// formKey is a word without dots and closing signs, in lower case.
func formKey(t string) string {
	t = closed(strings.TrimRight(t, `,;:!?"'”»`))
	if strings.HasSuffix(t, ")") && !strings.HasPrefix(t, "(") {
		t = strings.TrimRight(t, ")")
	}
	return strings.ToLower(strings.ReplaceAll(t, ".", ""))
}

// closed drops the sentence's end behind a bracket: "SL)."
func closed(t string) string {
	if strings.HasSuffix(t, ").") {
		return t[:len(t)-1]
	}
	return t
}

func writtenAs(t string, mode int) bool {
	t = strings.TrimRight(closed(t), `,;:!?)"'”»`)
	dotted := strings.Contains(strings.TrimSuffix(t, "."), ".")
	letter := strings.ReplaceAll(t, ".", "")
	switch mode {
	case formAny:
		return true
	case formTitle:
		r, _ := utf8.DecodeRuneInString(letter)
		return unicode.IsUpper(r)
	case formCaps:
		return dotted || letter == strings.ToUpper(letter) || letter == "bv" || letter == "nv"
	case formTall:
		return dotted && letter == strings.ToUpper(letter)
	case formDots:
		return dotted || letter == "eV" || letter == "eG" || letter == "eK" || letter == "eU" || letter == "SpA" || letter == "SPA"
	}
	return false
}

// legalForm says how the form under the key is written.
func legalForm(key string) int {
	switch kind, _ := vocab.Word("legal forms", key); kind {
	case "any":
		return formAny
	case "title":
		return formTitle
	case "capitals":
		return formCaps
	case "dotted":
		return formTall
	case "dots":
		return formDots
	}
	return formNone
}

// opensFirm is true for words that begin the name of a body, before which no
// legal form is needed: "Stichting", "Comune di".
func opensFirm(w string) bool {
	_, ok := vocab.Word("firm openings", formKey(w))
	return ok
}

// namesFirm is true for words that stand in names of firms and bodies but not
// of people.
func namesFirm(w string) bool {
	if opensFirm(w) {
		return true
	}
	k := formKey(w)
	if _, ok := vocab.Word("firm words", k); ok {
		return true
	}
	for _, end := range vocab.List("firm endings") {
		if len(k) > len(end)+2 && strings.HasSuffix(k, end) {
			return true
		}
	}
	return false
}

// titleShort is a title before a person's name that is a legal form elsewhere.
var titleShort = regexp.MustCompile(`^(?i:lda|ldo)\.$`)

func startsLarge(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return unicode.IsUpper(r)
}
