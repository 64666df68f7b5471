package reading

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// clauseText prepares a text for parsing. Figures are looked for line by line,
// as everywhere.
func (rd *reader) clauseText(text string) clauses.Text {
	t := clauses.Text{Text: text, Subject: rd.s.subject, Priced: rd.declared != ""}
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		last, lowLine, off := 0, vocab.Lower(line), false
		for _, n := range rd.scan(strings.TrimSuffix(line, "\n")) {
			if n.Kind == numbers.Money {
				n.OK = n.OK && rd.isPrice(lowLine, min(last, n.Start), n, off)
			}
			last, off = n.End, n.Kind == numbers.Percent
			n.Start, n.End = n.Start+at, n.End+at
			t.Figures = append(t.Figures, n)
		}
		at += len(line)
	}
	t.Figures = rd.withSpelled(text, t.Figures)
	for _, n := range t.Figures {
		t.Priced = t.Priced || n.Kind == numbers.Money
	}
	low := vocab.Lower(text)
	for _, section := range []string{"tax excluded", "tax included", "tax", "reverse charge"} {
		t.Tax = append(t.Tax, rd.s.book.All(section, low)...)
	}
	for _, m := range wordPattern.FindAllStringIndex(low, -1) {
		if rd.month(low[m[0]:m[1]]) > 0 {
			t.Months = append(t.Months, [2]int{m[0], m[1]})
		}
	}
	return t
}

// isPrice is false for an amount that words make something else than a price or
// a sum: taken off, paid before, vague, or another's. off is true behind a
// percentage, which is what such words take off: "less 5 % discount and 60 for".
func (rd *reader) isPrice(low string, from int, n numbers.Number, off bool) bool {
	before := lastBytes(strings.TrimRight(low[from:n.Start], " "), 60)
	return !minus.MatchString(low[from:n.Start]) && (off || !takesOff(lastSentence(before))) && !openSinglePrice.MatchString(before) &&
		!rd.vague(before) && !paidBefore.MatchString(before) && !aboutBehind.MatchString(low[n.End:]) && !ofAnotherTime(low[:n.Start]) && !rd.othersPrice(low, n)
}

// lastSentence is what stands behind the last full stop that words follow.
func lastSentence(words string) string {
	all := sentenceCut.FindAllStringIndex(words, -1)
	if len(all) == 0 || !strings.ContainsFunc(words[all[len(all)-1][1]:], unicode.IsLetter) {
		return words // "abzgl. 40"
	}
	return words[all[len(all)-1][1]:]
}

// clauseWords are the words of the mail's language.
type clauseWords struct{ rd *reader }

// clauseRoles are the parts of words, by the sections of the vocabulary.
var clauseRoles = map[string]clauses.Role{ //nolint:gochecknoglobals // read only
	"clause each": clauses.Each, "clause per": clauses.Per, "clause at": clauses.At, "clause costs": clauses.Costs, "clause for": clauses.For, "clause and": clauses.And,
	"clause of": clauses.Of, "clause article": clauses.Article, "clause glue": clauses.Glue, "clause rate": clauses.Rate, "clause fee": clauses.Fee, "clause flat": clauses.Flat,
	"clause total": clauses.Total, "clause ask": clauses.Ask, "clause stop": clauses.Stop, "clause label": clauses.Label, "clause unsure": clauses.Unsure,
	"clause bound": clauses.Bound, "clause one": clauses.One, "clause half": clauses.Half, "clause agreed": clauses.Agreed, "clause several": clauses.Several, "clause dated": clauses.Dated, "clause pieces": clauses.Pieces, "clause dozen": clauses.Dozen, "clause which": clauses.Which, "clause alike": clauses.Alike, "clause person": clauses.Person, "clause nth": clauses.Nth,
}

// Roles implements [clauses.Words].
func (w clauseWords) Roles(phrase string) (clauses.Role, string) {
	var roles clauses.Role
	measure := ""
	for _, p := range w.rd.s.book.Parts(w.rd.lang, phrase) {
		roles |= clauseRoles[p.Section]
		if p.Section == "clause rate" {
			measure = p.Meaning
		}
	}
	if w.rd.small(phrase) {
		roles |= clauses.Small
	}
	return roles, measure
}

// Longest implements [clauses.Words].
func (w clauseWords) Longest(word string) int { return w.rd.s.book.PhraseWords(w.rd.lang, word) }

// Unit implements [clauses.Words].
func (w clauseWords) Unit(word string) (string, bool) {
	unit, width := w.rd.unitAt(word)
	return unit, width == len(word) && unit != ""
}

// Number implements [clauses.Words].
func (w clauseWords) Number(word string) (decimal.Decimal, bool) {
	if both.MatchString(word) {
		return decimal.NewFromInt(2), true
	}
	if v, ok := w.rd.s.book.WordIn(w.rd.lang, "how often", word); ok {
		d, err := decimal.NewFromString(v)
		return d, err == nil
	}
	if n, ok := strings.CutSuffix(word, "mal"); ok && n != "" && w.rd.lang == "de" {
		word = n // "zweimal"
	}
	return w.rd.numberWord(word)
}
