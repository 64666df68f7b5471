package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// noName are words that name nothing though they stand where a name does: an
// answer to a question, the label of a line's total, and how something turned out.
var noName = vocab.Around(`^(?:<answered>|<equals>)[.,:=! ]*$|^(?:<in the end>)(?:$|[^\pL])`)

// pieceOfSentence is what stands where a name could, and is a piece of what the
// mail tells: how many came, who was there, what a message says.
var pieceOfSentence = vocab.Around(`^(?:<the>\s)?(?:<whole>\s)?(?:<time span>|<label of a name>|<time spent>)$|^(?:<the>\s)?(?:<time span>\s<gone by>|<gone by>\s<time span>)(?:$|\s)|^(?:<so many of us>)(?:$|[^\pL])|(?:^|[^\pL])(?:<been there>|<it reads>|<agreed on>)$|(?:^|[^\pL])(?:<of whom a message>)\s(?:\pL+\s)?(?:<message>)(?:$|[^\pL])`)

// namesNothing is true for a description without a word for a thing.
func (rd *reader) namesNothing(it item) bool {
	low := vocab.Lower(it.desc)
	return pieceOfSentence.MatchString(low) || forPaper.MatchString(it.desc) || beginsWithForm(it.desc) || it.unit == "" && it.flat && rd.nothing(it.desc)
}

// beginsWithForm is true for the end of a firm's name: "Co Solicitors".
func beginsWithForm(desc string) bool {
	ws := wordsOf(desc)
	if len(ws) < 2 || strings.ToLower(ws[0].text) == ws[0].text {
		return false
	}
	switch mode := legalForm(formKey(ws[0].text)); mode {
	case formAny:
		return true
	case formCaps:
		return formKey(ws[0].text) == "co"
	}
	return false
}

// onlyNamed leaves out lines that are named by a piece of a sentence, or that all
// bear the mail's subject and a measure: what stands in their words is asked about.
func (s *source) onlyNamed(v view, st settled) settled {
	rd := &reader{s: s, lang: s.language(v.text)}
	subject, kept := s.subjectName(rd), make([]item, 0, len(st.items))
	same := len(st.items) > 1 && subject != "" && sameNames(st.items)
	for _, it := range st.items {
		if it.part == "" && (rd.namesNothing(it) || same && strings.HasPrefix(it.desc, subject)) {
			st.loose = append(st.loose, sum{quote: it.quote})
			continue
		}
		kept = append(kept, it)
	}
	st.items = kept
	return st
}

// notTheCustomer leaves out lines that bear the name of who is billed: "an invoice
// to Mill Farm Ltd: 3 days at £40" does not say what the days were.
func notTheCustomer(st settled, company string) settled {
	kept := make([]item, 0, len(st.items))
	for _, it := range st.items {
		if l := letters(it.desc); it.part == "" && l != "" && l == letters(company) {
			st.loose = append(st.loose, sum{quote: it.quote})
			continue
		}
		kept = append(kept, it)
	}
	st.items = kept
	return st
}

// onlyKind is a word that only says what kind of price follows: "vereinbarter Stundensatz".
var onlyKind = vocab.Around(`^(?:<price kind>)$`)

func labelsPrice(low string) bool { return priceLabel.MatchString(low) || onlyKind.MatchString(low) }
