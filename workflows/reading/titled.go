package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// titleLabel leads to what is to stand on the invoice: `Als Leistung bitte "Moderation"`, "Text auf der Rechnung: Beratung".
	titleLabel = vocab.Around(`(?i)(?:^|[^\pL])(?:<title of a line>)(?:\s(?:<polite>))?(?:\s*[:=]\s*["„“”'‘’»«]?|\s*["„“”'‘’»«])(\pL[^"„“”»«\n.;:]{2,80}?)(?:["„“”'‘’»«]|[.;\n]|$)`)
	// titleQuoted is a quotation that the sentence wants on the invoice.
	titleQuoted = vocab.Around(`(?i)(?:<on the invoice>)\s[^"„“”»«\n.!?]{0,60}["„“”»«](\pL[^"„“”»«\n]{2,80}?)["„“”»«]|["„“”»«](\pL[^"„“”»«\n]{2,80}?)["„“”»«]\s[^"„“”»«\n.!?]{0,30}(?:<on the invoice>)`)
)

// calledFor is true for the one amount of a mail that says how the thing is to be
// called on the invoice: it is no part of a price, and nobody else's.
func (rd *reader) calledFor(sm sum) bool {
	before := strings.TrimRight(sm.before, " ")
	return rd.matter == calledOnInvoice(rd.text) && !sm.aside && !sm.others && sm.each == "" && !takesOff(before) && !paidBefore.MatchString(before) &&
		!openSinglePrice.MatchString(before) && !rd.vague(before) && !aboutBehind.MatchString(sm.after) && rd.tellsAmountOnly(sm)
}

// tellsAmountOnly is true for an amount in a sentence that asks for the invoice, and
// for one that was paid, where its clause says nothing else.
func (rd *reader) tellsAmountOnly(sm sum) bool {
	if rd.s.book.Has("ask invoice", vocab.Fold(sm.quote)) {
		return true
	}
	after, _, _ := strings.Cut(sm.after, ",")
	words := paidInFull.ReplaceAllString(" "+lastClause(sm.before)+" "+after+" ", "  ")
	return rd.nothing(words) || rd.onlySmall(words)
}

// paidInFull says how an amount was paid, and no other was.
var paidInFull = vocab.Around(`(?:^|[^\pL])(?:<paid in full>)(?:$|[^\pL])`)

// calledOnInvoice is what the mail wants the thing to be called on the invoice.
func calledOnInvoice(text string) string {
	text = text[:min(len(text), maxMatterText)]
	for _, m := range [][]string{titleLabel.FindStringSubmatch(text), titleQuoted.FindStringSubmatch(text)} {
		for _, name := range m[min(1, len(m)):] {
			if name = strings.TrimSpace(name); matterName(name) && !hasMoney(name) && len(firmsIn(name)) == 0 && !strings.Contains(name, "@") {
				return name
			}
		}
	}
	return ""
}
