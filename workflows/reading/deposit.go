package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// depositAsked ends words that ask for the invoice of a deposit, right before how much
	// it is: "the invoice for the 30 % deposit, that is £", "une facture d'acompte de 30 % à la commande, soit".
	depositAsked = vocab.Around(`(?:^|[^\pL])<the invoice>\s(?:<for us>\s)?(?:<invoice for or of>\s|<partitive glued>)(?:(?:<article>|<the>|<ours>)\s|<article glued>)?((?:\d{1,2}\s?%\s(?:<partitive>\s|<partitive glued>)?)?<deposit>(?:\s<invoice for or of>\s\d{1,2}\s?%)?)[^.;!?\d]{0,40}$`)
	// depositInvoice is the same with the deposit before the invoice: "a deposit invoice for £".
	depositInvoice = vocab.Around(`(?:^|[^\pL])((?:\d{1,2}\s?%\s)?<deposit>)\s<the invoice>(?:\s<invoice for or of>)?\s*$`)
	// shareOfDeposit stands before a percentage that says how much a deposit is, and
	// depositOfShare behind it.
	shareOfDeposit = vocab.Around(`(?:^|[^\pL])<deposit>(?:\s<invoice for or of>)?\s$`)
	depositOfShare = vocab.Around(`^\s(?:<partitive>\s|<partitive glued>)?<deposit>(?:$|[^\pL])`)
)

// deposit is the name of a deposit whose invoice is asked for at this price, the only
// amount of the mail. Any other deposit was paid or is taken off.
func (c *clause) deposit() string {
	ahead := c.low[c.from:c.price.Start]
	m := depositAsked.FindStringSubmatchIndex(ahead)
	if m == nil {
		m = depositInvoice.FindStringSubmatchIndex(ahead)
	}
	if m == nil {
		return ""
	}
	asking := c.low[:c.price.Start]
	if c.rd.lang == "de" || c.rd.lang == "nl" {
		asking = c.low // the verb may stand last
	}
	if len(c.rd.out.items) > 0 || moneys(c.rd.scan(c.rd.text)) != 1 || !c.rd.s.book.Has("ask invoice", asking) || paidBefore.MatchString(ahead[:m[2]]) || paidBefore.MatchString(ahead[m[3]:]) {
		return ""
	}
	return strings.TrimSpace(c.seg[c.from+m[2] : c.from+m[3]])
}

// ofDeposit is true for a percentage that says how much a deposit is.
func ofDeposit(seg string, n numbers.Number) bool {
	return shareOfDeposit.MatchString(vocab.Lower(lastBytes(seg[:n.Start], maxTaxWords))) || depositOfShare.MatchString(vocab.Lower(seg[n.End:]))
}
