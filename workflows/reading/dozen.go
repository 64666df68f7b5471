package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// dozenCount finds "half a dozen", "10 dozen", "two dozen".
	dozenCount = vocab.Around(`(?:^|[\s(,:–-])(?:(<half a>)[\s-]?|(\d{1,3}|\pL+)\s)<dozen>(?:$|[^\pL])`)
	// perDozen is a price for a dozen.
	perDozen = vocab.Around(`^\s*[(,]?\s*(?:(?:<a noun>|<per>)\s+|/\s*)?<dozen>(?:$|[^\pL])`)
	// aMany is a price for many of them: "£3 a hundred".
	aMany = vocab.Around(`^\s*[(,]?\s*(?:<a noun>|<per>)\s+(?:<many>|<dozen>)(?:$|[^\pL])`)
)

// dozens lists counts in dozens: in pieces, or in dozens where that is what the
// price is for.
func (c *clause) dozens() []quantity {
	stop := c.clauseEnd()
	region := c.low[c.from:stop]
	var out []quantity
	for _, m := range dozenCount.FindAllStringSubmatchIndex(region, 10) {
		n, ok := decimal.New(5, -1), true
		start := m[2]
		if c.rd.lang == "nl" && strings.Contains(region[m[0]:m[1]], "dozen") {
			continue // there these are boxes
		}
		if start < 0 {
			start = m[4]
			n, ok = c.wholeNumber(region[m[4]:m[5]])
		}
		if !ok || !n.IsPositive() {
			continue
		}
		end := m[1]
		if strings.HasSuffix(region[:end], " ") || end < len(region) {
			end = len(strings.TrimRight(region[:end], " .,;:)–-"))
		}
		byDozen := perDozen.MatchString(c.low[c.price.End:min(len(c.low), c.price.End+24)])
		if !byDozen {
			n = n.Mul(decimal.NewFromInt(12))
		}
		q := c.at(known(n), c.from+start, c.from+end)
		q.half, q.unit, q.dozens = true, "", byDozen
		if aboutBehind.MatchString(c.low[min(len(c.low), q.end):stop]) {
			q.value, q.open = value{}, true // "2 dozen or so"
		}
		if (c.each != "" || c.many) && strings.Trim(c.low[q.end:stop], " ,;:–-") == "" {
			q.strong = true // "Baps, 10 dozen, £4.80 a dozen"
		}
		out = append(out, q)
	}
	return out
}
