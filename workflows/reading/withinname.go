package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPartners is how many words name the partners behind an Italian form.
const maxPartners = 7

// partners is how many words behind a legal form name whose firm it is: "Manca
// Costruzioni S.n.c. di Manca P. & C.".
func partners(ws []word, from int) int {
	if from >= len(ws) || ws[from].text != "di" || from == 0 {
		return 0
	}
	switch formKey(ws[from-1].text) {
	case "snc", "sas", "sapa", "ss":
	default:
		return 0
	}
	two := 0 // words up to the second partner: "snc di Verri e Sala"
	for i := from + 1; i < len(ws) && i <= from+maxPartners; i++ {
		t, joined := ws[i].text, joinsPartners(ws[i-1].text)
		switch {
		case joined && (formKey(t) == "c" || formKey(t) == "figli"):
			return i + 1 - from
		case joinsPartners(t):
			continue
		case !startsLarge(t) || !partOfName(ws, i, false):
			return two
		case two > 0 || joined:
			two = i + 1 - from
		}
		if endsName(t) {
			return two
		}
	}
	return two
}

func joinsPartners(t string) bool { return t == "&" || t == "e" }

// placeInBrackets is true for the "(Powys)" of "Castell Roofing (Powys) Ltd".
func placeInBrackets(ws []word, i int) bool {
	t := ws[i].text
	if len(t) < 4 || t[0] != '(' || t[len(t)-1] != ')' || i+1 >= len(ws) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t[1:])
	return unicode.IsUpper(r) && formRun(ws, i+1) > 0
}

// dutchThe is true for the article drawn together at the head of a word or within a
// name: "Kinderboerderij 't Hoefijzer", "'s Lands Huys".
func dutchThe(t string) bool {
	switch strings.ReplaceAll(t, "’", "'") {
	case "'t", "'s", "‘t", "‘s", "`t":
		return true
	}
	return false
}

func dutchArticle(t string) bool {
	switch t {
	case "van", "de", "het", "aan", "op", "naar":
		return true
	}
	return false
}
