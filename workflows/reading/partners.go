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
	for i := from + 1; i < len(ws) && i <= from+maxPartners; i++ {
		t := ws[i].text
		if (ws[i-1].text == "&" || ws[i-1].text == "e") && (formKey(t) == "c" || formKey(t) == "figli") {
			return i + 1 - from
		}
		if r, _ := utf8.DecodeRuneInString(t); !unicode.IsUpper(r) && t != "&" && t != "e" || strings.HasSuffix(t, ",") {
			return 0
		}
	}
	return 0
}
