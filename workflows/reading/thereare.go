package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// thereAre stands behind the price of one thing and tells how many there are of it:
	// "340 € la table, il y en a 3", "£85 a stool, I counted 12".
	thereAre = vocab.Around(`^(?:[.,]?[-–]+)?\s*(?:(?:<price for>\s)?(?:<of one thing>\s|<of one glued>)?(\pL[^,;:.!?()\d]{1,50}?))?(?:\s*[,;:(–-]\s*(?:(?:<and also>)\s)?|\s<and also>\s|,?\s<relative>\s)(?:(?:<there are>|<so the>)\s(?:<exactly>\s)?(\d[\d.,]*\d|\d|\pL+)(?:\s(?:<of them behind>))?|(\d[\d.,]*\d|\d|\pL+)\s(?:<of them behind>))(?:\s(?:<partitive>)\s(\pL{3,20}))?\s*(?:$|[.,;)!]|\s(?:<and also>)\s)`)
	// ahead of such a count no bare price stands: "il y en a 3" is not "a 3".
	thereAreEnd = vocab.Around(`(?:^|[^\pL])(?:<there are>)$`)
	// onlyThing is an article and the name of a thing at the end of a line that began
	// with its price: "et 60 € HT la livraison".
	onlyThing = vocab.Around(`^\s*(?:<of one thing>\s|<of one glued>)(\pL[^,;:.!?()\d]{2,50}?)\s*[,.;]?\s*$`)
)

// thereAre reads a price, its thing and how many there are of it. The name may stand
// before the price as well.
func (c *clause) thereAre(it item) (item, int, bool) {
	if len(c.plain) > 0 || c.many {
		return item{}, 0, false
	}
	if c.each != "" {
		if counted, stop, ok := c.thereAreFrom(it, c.price.End+len(c.each)); ok {
			return counted, stop, true
		}
	}
	return c.thereAreFrom(it, c.price.End+len(taxTail.FindString(c.low[c.price.End:c.next])))
}

func (c *clause) thereAreFrom(it item, from int) (item, int, bool) {
	m := thereAre.FindStringSubmatchIndex(c.low[from:max(from, c.next)])
	if m == nil {
		return item{}, 0, false
	}
	at, stop := m[4], m[5]
	if at < 0 {
		at, stop = m[6], m[7]
	}
	word := c.low[from+at : from+stop]
	n, ok := numbers.Parse(word, c.rd.out.style)
	if !ok {
		n, ok = c.rd.numberWord(word)
	}
	name := ""
	if m[2] >= 0 {
		name = strings.TrimSpace(c.seg[from+m[2] : from+m[3]])
	}
	if low := vocab.Lower(name); name == "" || c.rd.unnamed(name) || c.smallIn(low) {
		name = c.namedBefore()
	}
	if !ok || !n.IsPositive() || !named(name) || speaks(name) || c.rd.nothing(name) {
		return item{}, 0, false
	}
	if m[8] >= 0 && !strings.Contains(vocab.Lower(name), c.low[from+m[8]:from+m[9]]) {
		if c.rd.small(c.low[from+m[8] : from+m[9]]) {
			return item{}, 0, false
		}
		name += c.seg[from+stop : from+m[9]] // "8 euros el saco y nos trajiste 20 de tierra"
	}
	it.qty, it.desc, it.why = known(n), name, "the words behind the price say how many there are"
	return it, from + max(stop, m[9]), true
}

// thenCounted is true for a number with cents behind which stand its thing and how many
// there are: "2,50 la boisson, 15 aussi".
func (rd *reader) thenCounted(seg, low string, n numbers.Number) bool {
	return rd.inMoney && hasCents(seg, n) && thereAre.MatchString(low[n.End:])
}

// namedBefore is the thing that stands before its price, without the words that tell it.
func (c *clause) namedBefore() string {
	stop := c.price.Start
	if c.mark >= 0 {
		stop = c.mark
	}
	if strings.TrimSpace(c.seg[c.from:stop]) == "" {
		return ""
	}
	return toldThing(toldTail.ReplaceAllString(c.seg[c.from:stop], ""))
}

// aloneBehind is the thing of a line that began with its price. Whether that is the
// price of one or of all only a sum tells.
func (c *clause) aloneBehind() string {
	if !c.list && !c.listed || c.next != len(c.seg) || c.unitPrice() || !leadAlone.MatchString(c.low[c.from:c.price.Start]) {
		return ""
	}
	from := c.price.End + len(taxTail.FindString(c.low[c.price.End:]))
	if m := onlyThing.FindStringSubmatchIndex(c.low[from:]); m != nil {
		return c.seg[from+m[2] : from+m[3]]
	}
	if name := plainName.FindStringSubmatch(c.seg[from:]); name != nil && c.list && c.rd.isAmountThing(name[1]) {
		return name[1]
	}
	return ""
}

// plainName is nothing but a name behind a price: "€300 garden design".
var plainName = regexp.MustCompile(`^\s+(\pL[^,;:.!?()\d]{2,60}?)\s*[,.;]?\s*$`)

// saidBehind is what stands behind the amount and may call it a sum: not "HT" before
// the name of a thing.
func (c *clause) saidBehind() string {
	if c.aloneBehind() != "" {
		return ""
	}
	return vocab.Fold(c.seg[c.price.End:c.next])
}

// leadAlone is all that stands before the price of such a line.
var leadAlone = vocab.Around(`^\s*(?:(?:<and also>|<and then>)\s)?(?:<just>\s)?$`)
