package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// unitMarker stands right before a price of one unit.
	unitMarker = regexp.MustCompile(`(?:^|[\s(,:;-])(?:@|at|à|á|zu(?: je)?|je|zum (?:stück)?preis von|a(?:l| un)? (?:precio|prezzo) (?:unitario )?(?:de|di)|x|×|\*|prix unitaire(?: de)?|prezzo unitario(?: di)?|precio unitario(?: de)?|(?:unit|each) (?:price|cost|rate)(?: of| is)?|stückpreis|einzelpreis|stuksprijs|tegen een tarief van|سعر الوحدة|سعر اليوم)\s*:?\s*$`)
	bareA      = regexp.MustCompile(`(?:^|\s)a\s*$`)
	// perUnit stands right after a price of one unit.
	perUnit         = regexp.MustCompile(`^\s*(?:\.?-)?\s*(?:usd|eur|gbp)?\s*(?:ht|h\.t\.|ttc|net|netto|excl\.? vat|ex vat)?\s*\(?(?:each|apiece|a piece|ea\b|per |/ ?(?:\pL|m²)|an? (?:hour|day|piece|month|page|head)|l'(?:unité|heure|unità|uno|una|ora|h)|la (?:pièce|journée|page|unidad|pieza|hora)|le (?:jour|mètre)|pièce|pce|par |c/u|cad\b|cadaun|a (?:pagina|testa|giorno|pezzo|hora|página|la hora)|all'ora|al (?:giorno|pezzo|metro)|por |la unidad|unidad|je |pro |das stück|die stunde|stück\b|per stuk|elk\b|both)`)
	leadWords       = regexp.MustCompile(`(?i)^(?:[\s,;:.)-]|(?:and|und|et|y|e|en|plus|sowie|ainsi que|then|also|ou|sind|that's|it's|pos\.? ?\d+)\s)+`)
	partitive       = regexp.MustCompile(`^(?:(?:of the|of|de la|de|del|du|di|van de|van|von)\s+|de l'|d')`)
	tailJunk        = regexp.MustCompile(`(?:[\s,;:=(|-]|\s(?:at|zu|je|à|a|for|por|pour|für|per|voor|van|von|is|just|only|forfait de|flat|pauschal|mit|de|unit price|with|by))+$`)
	openSinglePrice = regexp.MustCompile(`(?:no (?:more|less) than|at (?:most|least)|up to|about|around|approx\.?|roughly|circa|ca\.?|etwa|ungefähr|rund|höchstens|maximal|mindestens|bis zu|environ|autour de|jusqu'à|maximum|máximo|hasta|unos|alrededor de|más o menos|pasaría de|fino a|massimo|ongeveer|maximaal|hooguit|tot|budget(?: (?:is|of|de|von|di))?|between|zwischen|entre|tra|or so|from|ab|à partir de|desde|a partire da|vanaf|~|≈|>|<)\s*$`)
	flatMarker      = regexp.MustCompile(`(?:pauschal|pauschale|forfait|flat(?: rate| fee)?|fixed|lump sum|a corpo|forfettario|tanto alzado|vast bedrag|retainer)`)
	refWord         = regexp.MustCompile(`(?:^|[\s(])(?:no\.?|nr\.?|n°|nº|number|numéro|nummer|número|numero|po|p\.o\.|order|invoice|rechnung|facture|factura|fattura|factuur|ref\.?|réf\.?|pos\.?|position|item|phase|week|woche|semaine|page|seite|room|version|line|art\.?|code|option|#|hr[ab]|tel\.?|phone|fax|mob\.?|ext\.?|din|iso|ansi|api|astm|year|class|clase|grade|type|typ|model|modell|size|größe|taille)\s*$`)
)

// clause is the text around one price.
type clause struct {
	rd     *reader
	seg    string
	from   int // where the amount before ended
	price  numbers.Number
	next   int // where the next amount begins
	plain  []numbers.Number
	listed bool // a list line, where a name stands before its numbers
}

// item reads the clause as a line to be invoiced. It is false when the amount
// is not plainly the price of something named. End is where the clause ends.
func (c *clause) item() (item, int, bool) {
	region := c.seg[c.from:c.price.Start]
	if len(c.plain) > 12 {
		return item{}, 0, false
	}
	low := vocab.Lower(region)
	after := vocab.Lower(c.seg[c.price.End:c.next])
	if minus.MatchString(region) || openSinglePrice.MatchString(strings.TrimRight(low, " ")) || !c.price.OK || c.price.Value.IsNegative() {
		return item{}, 0, false
	}
	each := unitMarker.MatchString(low) || c.spanishA(low)
	per := perUnit.FindString(after)
	it := item{price: known(c.price.Value), currency: c.price.Currency}
	end := c.price.End + len(per)
	q, ok := c.quantity(low)
	switch {
	case ok && q.open && q.several && !c.listed:
		return item{}, 0, false
	case ok:
		it.qty, it.unit, it.openQty = q.value, q.unit, q.open
		it.desc = c.describe(region, q)
	case each || per != "":
		it.openQty = true
		it.desc = c.nameBefore(region)
	default:
		return c.flat(it, region, low, end)
	}
	if c.isSum(low, it, each || per != "") || !named(it.desc) {
		return item{}, 0, false
	}
	if per != "" && c.otherMeasure(it, after[len(per):], per) {
		it.price = value{}
	}
	if !each && per == "" && !(it.qty.ok && it.qty.Equal(decimal.NewFromInt(1))) {
		if !c.listed {
			return item{}, 0, false
		}
		it.lump, it.price = it.price, value{}
	}
	return it, end, true
}

// spanishA accepts "a" before a price where it means "at".
func (c *clause) spanishA(low string) bool {
	return bareA.MatchString(low) && (c.rd.lang == "es" || c.rd.lang == "it")
}

// flat reads "the oak sign £165" and "- Homepage design: $500": one thing with
// its price.
func (c *clause) flat(it item, region, low string, end int) (item, int, bool) {
	if len(c.plain) > 0 || c.sumLabel(low) || c.rd.vague(low) {
		return item{}, 0, false
	}
	it.qty, it.flat = known(decimal.NewFromInt(1)), true
	switch {
	case c.listed && c.from == 0 && strings.HasSuffix(strings.TrimRight(region, " "), ":"):
		it.desc = strings.TrimRight(strings.TrimSpace(region), ": ")
	default:
		it.desc = c.thing(region)
	}
	if !named(it.desc) || utf8.RuneCountInString(it.desc) > 90 {
		return item{}, 0, false
	}
	return it, end, true
}

var thingStart = regexp.MustCompile(`(?:^|[\s(:])(?:for|für|pour|por|per|voor|über|invoice|and|und|et|y|e|en|:)\s+((?:the|a|an|our|one|die|der|das|den|eine?n?|la|le|les|l'|une?|el|los|il|lo|i|una?|uno|de|het|een)\s*(?:\pL|').*)$|(?:stellen sie uns |sie uns )((?:die|den|das)\s.*)$|:\s+(\pL.*)$`)

// thing finds the name of a single thing right before its price: it begins
// with an article after a preposition, or after a colon.
func (c *clause) thing(region string) string {
	trimmed := tailJunk.ReplaceAllString(strings.TrimRight(region, " "), "")
	best := ""
	for at := 0; at < len(trimmed); {
		m := thingStart.FindStringSubmatchIndex(vocab.Lower(trimmed[at:]))
		if m == nil {
			break
		}
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				best = trimmed[at+m[g] : at+m[g+1]]
				at += m[g]
				break
			}
		}
	}
	best = flatMarker.ReplaceAllString(best, "")
	if i := strings.LastIndex(best, ","); i >= 0 && len(strings.TrimSpace(best[i+1:])) == 0 {
		best = best[:i]
	}
	return strings.Trim(tailJunk.ReplaceAllString(best, ""), " ,:;-")
}

// minus stands before an amount that is taken off.
var minus = regexp.MustCompile(`(?:^|[\s(:])[-−–]$`)

// otherMeasure is true when the price is for another measure than the quantity
// counts: 12.00 per 100, or per box of what is counted in pieces.
func (c *clause) otherMeasure(it item, rest, per string) bool {
	rest = strings.TrimLeft(rest, " ")
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return true
	}
	word := perWord.FindString(strings.TrimLeft(per, " ./(") + rest)
	for _, lead := range []string{"per ", "par ", "por ", "je ", "pro ", "an ", "a ", "la ", "le ", "al ", "l'", "all'"} {
		word = strings.TrimPrefix(word, lead)
	}
	word = strings.TrimSuffix(word, " ")
	switch word {
	case "hundred", "thousand", "dozen", "cent", "mille", "hundert", "tausend", "dutzend", "mil", "ciento", "cento", "duizend", "honderd", "douzaine", "docena", "dozzina":
		return true
	}
	unit, ok := c.rd.s.book.Word("units", word)
	if !ok || unit == "piece" || unit == it.unit || !it.qty.ok {
		return false
	}
	for _, w := range strings.Fields(vocab.Fold(it.desc)) {
		if u, ok := c.rd.s.book.Word("units", strings.Trim(w, ",.()")); ok && u == unit {
			return false
		}
	}
	return true
}

var perWord = regexp.MustCompile(`^(?:(?:per|par|por|je|pro|an|a|la|le|al) |l'|all')?[\pL²]+`)

// isSum is true when the words before the amount name a sum rather than a thing.
func (c *clause) isSum(low string, it item, unit bool) bool {
	desc := vocab.Fold(it.desc)
	if c.rd.s.book.Has("discount", desc) || c.rd.s.book.Has("cash discount", desc) {
		return true
	}
	if len(strings.Fields(desc)) <= 3 && c.sumLabel(desc) {
		return true
	}
	return !unit && c.sumLabel(low) && len(c.plain) == 0
}

func (c *clause) sumLabel(low string) bool {
	tail := low[max(0, len(low)-60):]
	b := c.rd.s.book
	return b.Has("total", tail) || b.Has("subtotal", tail) || b.Has("tax", tail)
}

func (rd *reader) vague(low string) bool {
	return rd.s.book.Has("vague", low[max(0, len(low)-24):])
}

// named is true for a description that names something: letters, and more
// than a unit of measure.
func named(desc string) bool {
	letters := 0
	for _, r := range desc {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3 && utf8.RuneCountInString(desc) <= 160
}

// unitPriceWithoutSign takes "@ 42.00" for a price though no currency stands by it.
func unitPriceWithoutSign(seg string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if n.Kind != numbers.Plain || !n.OK || i == 0 {
		return false
	}
	before := strings.TrimRight(seg[:n.Start], " ")
	return strings.HasSuffix(before, "@")
}

// lineTotal finds the total of a line right after its unit price, and believes
// it only when quantity times price gives it.
func lineTotal(seg string, nums []numbers.Number, i int, it item, from int) (value, int, bool) {
	if i+1 >= len(nums) || nums[i+1].Kind != numbers.Money || !nums[i+1].OK {
		return value{}, 0, false
	}
	next := nums[i+1]
	if from > next.Start || strings.Trim(seg[from:next.Start], " =:|,;-\t") != "" {
		return value{}, 0, false
	}
	price := it.price
	if it.lump.ok {
		price = it.lump
	}
	if !it.qty.ok || !price.ok || !it.qty.Mul(price.Decimal).Round(2).Equal(next.Value) {
		return value{}, 0, false
	}
	return known(next.Value), i + 1, true
}
