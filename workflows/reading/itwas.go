package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// itWasThing names one thing behind the verb: "C'était le forfait animation à 726 €".
var itWasThing = vocab.Around(`(?:^|[,;:.!?]\s+)<it was one>\s+((?:<the single>\s+|<article glued>)[^,;:.!?()\d]{3,70}?(?:\s\d{1,2}[x×]\d{1,2}(?:\s?m)?)?)(?:\s+<price at>|\s*[,:(])\s*$`)

// itWas is the one thing that a sentence says the invoice is for. The same
// words tell of what others charged, so the price must be said to be agreed, or
// how it is taxed, or the sentence before must speak of an invoice.
func (c *clause) itWas() string {
	if c.from > 0 || c.rd.row || c.each != "" || !c.priceAgreed() && !docWord.MatchString(vocab.Lower(c.rd.prior)) {
		return ""
	}
	m := itWasThing.FindStringSubmatchIndex(c.low[:c.price.Start])
	if m == nil {
		return ""
	}
	name := strings.TrimSpace(c.seg[m[2]:m[3]])
	low := vocab.Lower(name)
	bare := leadArticle.ReplaceAllString(name, "")
	if !named(bare) || c.rd.nothingElse(vocab.Fold(bare)) || speaks(name) || docWord.MatchString(low) || priceLabel.MatchString(low) || sumLike.MatchString(low) || c.sumLabel(low) || noMatter.MatchString(bare) || extentOnly(name) || pointing.MatchString(low) || relative.MatchString(low) {
		return ""
	}
	return bare
}
