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

// clause is the text around one price: from where the item before it ended to
// where the next amount begins.
type clause struct {
	rd       *reader
	seg, low string
	from     int
	price    numbers.Number
	next     int
	plain    []numbers.Number // between from and the price
	behind   []numbers.Number // between the price and next
	listed   bool             // a short line, where a name stands before its numbers
	list     bool             // one line among others of its kind, or with a bullet

	mark int    // where the words that lead to a price of one begin, in low; -1 none
	each string // the words behind that make it the price of one
	many bool   // the price is for a number of them: "12.00 per 100"
}

func (c *clause) prepare() {
	before := c.low[c.from:c.price.Start]
	c.mark = -1
	if flatEnd.MatchString(before) {
		c.each = perUnit.FindString(c.low[c.price.End:c.next]) // "fixed price: 1.250" is for the whole
		return
	}
	if m := unitMarker.FindStringIndex(before[max(0, len(before)-48):]); m != nil {
		c.mark = c.from + max(0, len(before)-48) + m[0]
	} else if bareA.MatchString(before) && c.rd.lang != "en" {
		c.mark = c.from + strings.LastIndexByte(before, 'a')
	}
	c.each = perUnit.FindString(c.low[c.price.End:c.next])
	c.many = perMany.MatchString(c.low[c.price.End:min(len(c.low), c.price.End+40)])
}

// unitPrice is true when the words around the price say that it is for one.
func (c *clause) unitPrice() bool { return c.mark >= 0 || c.each != "" || c.many }

// item reads the clause as a line to be invoiced. It is false when the amount
// is not plainly the price of something. End is where the clause ends.
func (c *clause) item() (it item, end int, ok bool) {
	c.prepare()
	before := strings.TrimRight(c.low[c.from:c.price.Start], " ")
	if len(c.plain) > 12 || !c.price.OK || c.price.Value.IsNegative() || minus.MatchString(c.low[c.from:c.price.Start]) || takenOff.MatchString(before) || openSinglePrice.MatchString(before) {
		return item{}, 0, false
	}
	it = item{price: known(c.price.Value), currency: c.price.Currency}
	end = c.price.End + len(c.each)
	q, several := c.choose(c.counts())
	if several {
		if !c.listed || !c.unitPrice() {
			return item{}, 0, false
		}
		it.openQty, it.desc = true, c.nameBefore(c.clauseEnd())
		return it, end, named(it.desc)
	}
	switch {
	case q.found:
		it.qty, it.unit, it.openQty = q.value, q.unit, q.open
		it.desc = c.describe(q)
	default:
		if a, stop, ok := c.countBehind(end); ok {
			it.qty, it.unit, end = a.value, a.unit, stop
			it.desc = c.describeBehind(a, stop)
			break
		}
		if c.unitPrice() {
			it.openQty, it.desc = true, c.nameBefore(c.clauseEnd())
			if lone.MatchString(vocab.Lower(it.desc)) && c.each == "" {
				it.openQty, it.qty, it.flat = false, known(decimal.NewFromInt(1)), true
			}
			break
		}
		return c.single(it, end)
	}
	if !named(it.desc) || c.isSum(it, q) {
		return item{}, 0, false // a price of nothing named is asked about, not billed
	}
	if c.many || c.each != "" && c.otherMeasure(it, q) {
		it.price = value{}
	}
	if !c.unitPrice() && !(it.qty.ok && it.qty.Equal(decimal.NewFromInt(1))) {
		if !c.listed && !c.list {
			return item{}, 0, false
		}
		it.lump, it.price = it.price, value{}
	}
	return it, end, true
}

// clauseEnd is where the words about the thing end: before the marker.
func (c *clause) clauseEnd() int {
	if c.mark >= 0 {
		return c.mark
	}
	return c.price.Start
}

// single reads one thing with its price: "the oak sign £165", "- Homepage
// design: $500", "Montage pauschal 450,00 €", "£1,875 for the dining table".
func (c *clause) single(it item, end int) (item, int, bool) {
	region := c.seg[c.from:c.price.Start]
	low := c.low[c.from:c.price.Start]
	flat := flatMarker.MatchString(low)
	if flat {
		low = flatMarker.ReplaceAllString(low, "  ") // a "lump sum" is no sum
	}
	flat = flat || flatBehind.MatchString(c.low[c.price.End:c.next])
	if c.rd.vague(low) || c.sumLabel(low) {
		return item{}, 0, false
	}
	it.qty, it.flat = known(decimal.NewFromInt(1)), true
	switch {
	case len(c.plain) > 0 && !flat:
		return item{}, 0, false
	case flat && !c.list && !c.listed, c.follows(region):
		it.desc = c.flatName(region)
	case c.list && c.separated(region) || c.listed && c.from == 0 && (strings.HasSuffix(strings.TrimRight(region, " "), ":") || flat):
		it.desc = c.nameBefore(c.price.Start)
	default:
		if m := c.namedBehind(before(region)); m != nil {
			it.desc = strings.TrimSpace(m[1])
			end = c.price.End + len(m[0])
		} else {
			it.desc = c.thing(region)
		}
	}
	if !named(it.desc) && flat {
		it.desc = c.rd.matter
	}
	if !named(it.desc) || utf8.RuneCountInString(it.desc) > 100 {
		return item{}, 0, false
	}
	return it, end, true
}

// follows is true for the next thing in a row: "pump clips 60 @ 3.75, carriage 24".
func (c *clause) follows(region string) bool {
	t := strings.TrimLeft(region, " ).(")
	opens := strings.HasPrefix(t, ",") || strings.HasPrefix(t, ";") || strings.HasPrefix(t, "+") || connector.MatchString(vocab.Lower(t))
	if c.list || c.from == 0 && !c.rd.row || c.from > 0 && !opens {
		return false
	}
	raw := vocab.Lower(before(t))
	if c.from == 0 && (relative.MatchString(raw) || noThing.MatchString(raw) || askWord.MatchString(raw)) {
		return false
	}
	name := c.tidy(before(t))
	return len(strings.Fields(name)) <= 4 && named(name) && !pronouns.MatchString(vocab.Lower(name)) && !sumLike.MatchString(vocab.Lower(name)) &&
		!sumRest.MatchString(vocab.Lower(name)) && !c.sumLabel(vocab.Lower(name)) && !c.rd.s.book.Has("tax included", vocab.Lower(name))
}

// lone begins the name of a single thing: "a trolley at 118".
var lone = regexp.MustCompile(`^(?:(?:an?|one|eine?n?|une?|una?|een)\s|the \pL+[^s\P{L}]\b)`)

// noThing begins or is in words that name no thing: "for ...", "price per ...".
var noThing = regexp.MustCompile(`^(?:for|für|pour|por|per|voor|de|with|mit|avec|con|met|at|zu|à|a)\s|(?:^|[^\pL])(?:price|rate|preis|prix|tarif|valor|precio|prezzo|prijs|coste|costo|invoice|bill|rechnung|facture|factura|fattura|factuur|per|por|par)(?:$|[^\pL])`)

// connector joins the next thing to the one before.
var connector = regexp.MustCompile(`^(?:and|und|et|y|e|ed|en|plus|sowie|más|mas|più)\s`)

var aside = regexp.MustCompile(`^\s*(?:\([^)]*\))?\s*`)

// flatName is the name before "flat 940": the whole of a short clause, or what
// follows the last preposition.
func (c *clause) flatName(region string) string {
	region = strings.TrimLeft(aside.ReplaceAllString(region, ""), " ).")
	if relative.MatchString(vocab.Lower(region)) || noThing.MatchString(vocab.Lower(region)) {
		return c.thing(region)
	}
	if len(region) > 90 || pronouns.MatchString(vocab.Lower(region)) || c.rd.s.book.Has("ask invoice", vocab.Lower(region)) {
		return c.thing(region)
	}
	name := flatMarker.ReplaceAllString(tailJunk.ReplaceAllString(leadWords.ReplaceAllString(region, ""), "")+" ", " ")
	return strings.Trim(tailJunk.ReplaceAllString(strings.TrimSpace(name), ""), " ,:;-–—|(")
}

func before(region string) string { return strings.TrimSpace(leadWords.ReplaceAllString(region, "")) }

// namedBehind finds the thing after its price: "£95 for the table", and after
// another item "and 40 euro delivery".
func (c *clause) namedBehind(before string) []string {
	rest := c.seg[c.price.End:c.next]
	if len(rest) > 200 {
		return nil
	}
	if m := thingBehind.FindStringSubmatch(rest); m != nil {
		return m
	}
	if m := flatThing.FindStringSubmatch(rest); m != nil && before == "" {
		return m
	}
	if before == "" && c.from > 0 {
		return nounBehind.FindStringSubmatch(rest)
	}
	return nil
}

// separated is true when a list line sets its price off from the name.
func (c *clause) separated(region string) bool {
	t := strings.TrimRight(region, " ")
	if t == "" || sentenceEnd.MatchString(t) {
		return false
	}
	return !pronouns.MatchString(strings.ReplaceAll(vocab.Lower(t), "at cost", ""))
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]\s+\p{Lu}`)
	// pronouns make a line a sentence about somebody, not the name of a thing.
	pronouns = regexp.MustCompile(`(?:^|[^\pL'])(?:we|you|i|it|they|he|she|avait|avions|habíamos|quedamos|acordamos|avevamo|is|are|was|were|have|has|had|paid|agreed|owe|cost|costs|serán|eran|creo|acuerdo|glaube?|wurden?|wird|ausgemacht|vereinbart|wir|sie|ich|du|ist|sind|war|haben|hat|hatten|kostet|nous|vous|je|tu|est|sont|avons|avez|été|coûte|hemos|tenemos|usted|es|son|era|cuesta|abbiamo|avete|è|sono|costa|wij|we|jullie|ik|zijn|was|hebben|heeft|hadden|kost|budget)(?:$|[^\pL'])`)

	// unitMarker stands right before a price of one unit.
	unitMarker = regexp.MustCompile(`(?:^|[\s(,:;|\d-])(?:@|at(?: (?:a )?(?:unit )?(?:price|rate|cost)s? of)?(?: the agreed)?|à|á|à raison de|au (?:prix|tarif) (?:unitaire )?de|zu(?: je(?:weils)?)?|je(?:weils)?|zum (?:stück|einzel)?preis von|a(?:l| un)? (?:precio|prezzo|coste|costo|tarifa) (?:unitari[oa] )?(?:de|di)|a los mismos|a razón de|x|×|\*|mal|prix unitaire(?: (?:de|ht))?|prezzo unitario(?: di)?|precio unitario(?: de)?|(?:unit|each|per) (?:price|cost|rate)(?: of| is)?|(?:one|each|a single) (?:piece|unit|one|item)? ?(?:is|costs|at|for)|ein stück(?: kostet)?|la unidad a|(?:price|rate|preis|prijs|prix|precio|prezzo)(?: each| per unit)? ?:|tjm(?: de)?|taux(?: journalier| horaire)?(?: de)?|prix jour|au taux (?:horaire )?de|stückpreis|einzelpreis|ep|stuksprijs|stundensatz|tagessatz|uurtarief|(?:tegen|aan)(?: een tarief van)?|tarif(?: horaire)?(?: de)?|سعر الوحدة|سعر اليوم)\s*:?\s*(?:von |de |di |van )?$`)
	bareA      = regexp.MustCompile(`(?:^|\s)a\s*$`)
	// perUnit stands right after a price of one unit.
	perUnit = regexp.MustCompile(`^\s*(?:[.,]?[-–]+)?\s*(?:usd|eur|gbp)?\s*(?:ht|h\.t\.|ttc|net|netto|brutto|excl\.? (?:vat|btw|mwst)|ex (?:vat|btw|gst)|\+ ?vat|\+ ?iva|\+ ?tva|plus vat)?\s*[(,]?\s*(?:each|apiece|a piece|ea\b|p\.? ?p\.?(?:$|[\s,;)])|per \pL+(?:²|2\b)?|p/?(?:st|u|h|m|pc|unit)\b|/ ?(?:\pL+(?:²|2\b)?|1\b)|for (?:one|each|every|a single) \pL+|für (?:ein|eine|jede[nrs]?) \pL+|an? (?:hour|day|piece|month|page|head|metre|meter|night|session|word|pop)|l'(?:unité|heure|unità|uno|una|ora|h)|la (?:pièce|journée|page|unidad|pieza|hora|noche|sesión|séance|nuit)|le (?:jour|mètre|mot|lot)|el (?:metro|día|kilo|kg)|pièce|pce|par |chacun|c/u|c/una|cad\b|cadaun|a (?:pagina|testa|giorno|pezzo|hora|página|la hora|persona|persona|notte|mes)|all'ora|al (?:giorno|pezzo|metro|mese|kg|mq|mes|día|mes|metro)|alla (?:settimana|notte)|por |la unidad|unidad|cada un|je |pro |das stück|die stunde|der (?:meter|m²)|d\. ?st|stück\b|stk\b|per stuk|p\.?st|elk\b|het stuk|de (?:dag|uur)|both)`)
	perMany = regexp.MustCompile(`^\s*(?:[a-z€£$]{1,3}\s)?[(,]?\s*(?:per|par|por|je|pro|/|für|for|voor|the|le|les)\s*(?:\d|hundred|thousand|dozen|cent\b|mille|hundert|tausend|dutzend|ciento|duizend|honderd|douzaine|docena|dozzina)`)
	// perExplicit says "per" in so many words; "12 pieces" is a count.
	perExplicit = regexp.MustCompile(`^\s*(?:each|apiece|a piece|per |/ ?(?:\pL|m²)|an? (?:hour|day|piece|month|page|head)|l'(?:unité|heure|unità|uno|una|ora)|la (?:pièce|journée|unidad|pieza|hora)|c/u|cad\b|cadaun|a (?:pezzo|persona|hora|la hora)|all'ora|al (?:giorno|pezzo|metro|mese)|das stück|die stunde|pro |p/?(?:st|u|h)\b)`)
	// flatMarker names a price for the whole.
	flatMarker = regexp.MustCompile(`(?:^|[^\pL])(?:pauschal(?:e|preis|betrag)?|psch\.?|forfait(?:aire)?|flat(?:[- ](?:rate|fee|price|sum))?|fixed(?:[- ](?:fee|price|rate))?|fix(?:ed|preis)?(?: price)?|fijo|lump[- ]sum|one[- ]off|a corpo|forfettari[oa]|forfait|tanto alzado|precio cerrado|fisso|vast(?:e)? (?:bedrag|prijs)|all[- ]in|einmalig|por (?:un )?importe de|pour un montant de|d'un montant de|(?:for|in) the amount of|in höhe von|per un importo di|voor een bedrag van)(?:$|[^\pL])`)
	flatEnd    = regexp.MustCompile(`(?:fix(?:ed)?|flat|pauschal|vaste?|total|lump[- ]sum|agreed)[- ]?(?:price|preis|prijs|fee|rate|sum|amount)\s*[:=]?\s*$`)
	flatBehind = regexp.MustCompile(`^\s*[.,]?[-–]*\s*[(,]?\s*(?:flat|pauschal|forfait|forfaitaire|fixed|lump sum|all[- ]in|a corpo|tanto alzado|vast|einmalig)(?:$|[^\pL])`)
	// thingBehind names the thing after its price.
	thingBehind = regexp.MustCompile(`^(?:,-|\.-|[.,]–)?\s+(?:for|für|pour|por|per|voor)\s+((?:the|our|your|a|an|die|der|das|den|la|le|les|el|los|las|il|lo|i|gli|de|het)\s[^,.;:!?()]{3,60}?)(?:\s+(?:and|und|et|y|e|en|plus)(?:\s|$)|[,.;:!?()]|$)`)
	flatThing   = regexp.MustCompile(`^(?:,-|\.-|[.,]–)?\s+(?:flat|pauschal|forfait|fixed|lump sum)\s+(?:for|für|pour|por|per|voor)\s+(\pL[^,.;:!?()]{3,60}?)(?:\s+(?:and|und|et|y|e|en|plus)(?:\s|$)|[,.;:!?()]|$)`)

	nounBehind = regexp.MustCompile(`^\s+((?:\pL[\pL'-]+)(?: \pL[\pL'-]+){0,2})\s*(?:[,.;:!?()]|$)`)

	leadWords       = regexp.MustCompile(`(?i)^(?:[\s,;:.)|+•*–—-]|(?:dazu|ferner|noch|obendrein|además|inoltre|also|further|and|und|et|y|e|ed|en|plus|sowie|ainsi que|then|also|as well as|außerdem|zusätzlich|más|oltre a|più|ou|sind|that's|it's|pos\.? ?\d+)\s)+`)
	partitive       = regexp.MustCompile(`^(?:(?:of the|of|de la|de l'|de|del|della|dell'|du|des|di|van de|van het|van|von|vom|der)\s+|de l'|d'|dell')`)
	tailJunk        = regexp.MustCompile(`(?:[\s,;:=(|–—+-]|\s(?:in the (?:agreed )?(?:flat |fixed )?sum of|(?:at|for) (?:the|a|an) (?:agreed )?(?:flat |fixed |total )?(?:price|rate|fee|sum|amount|cost|total) of|au prix de|al precio de|al prezzo di|zum (?:fest)?preis von|voor een bedrag van|at|zu|je|à|a|for|por|pour|für|per|voor|van|von|is|just|only|forfait de|flat|flat fee|fixed|fix|fix price|fixed price|pauschal|forfait|mit|de|di|unit price|with|by|por importe de|por un importe de|pour un montant de|per un importo di|for an amount of|in the amount of|zum preis von|a corpo|tanto alzado|vast bedrag|lump sum|à|um|ist|sind|was|est|es|è|gesamt))+$`)
	openSinglePrice = regexp.MustCompile(`(?:no (?:more|less) than|at (?:most|least)|up to|about|around|approx\.?|roughly|circa|ca\.?|etwa|ungefähr|rund|höchstens|maximal|mindestens|bis zu|environ|autour de|jusqu'à|maximum|máximo|hasta|unos|alrededor de|más o menos|pasaría de|fino a|massimo|ongeveer|maximaal|hooguit|tot|budget(?: (?:is|of|de|von|di))?|between|zwischen|entre|tra|or so|from|ab|à partir de|desde|a partire da|vanaf|statt|instead of|au lieu de|en lugar de|invece di|in plaats van|~|≈|>|<)\s*$`)
	refWord         = regexp.MustCompile(`(?:^|[\s(])(?:no\.?|nr\.?|n°|nº|number|numéro|nummer|número|numero|po|p\.o\.|order|invoice|rechnung|facture|factura|fattura|factuur|ref\.?|réf\.?|pos\.?|position|item|phase|week|woche|semaine|page|seite|room|version|line|art\.?|code|option|#|hr[ab]|tel\.?|phone|fax|mob\.?|ext\.?|din|iso|ansi|api|astm|year|class|clase|grade|type|typ|model|modell|size|größe|taille|level|stage|part|teil|block|floor|q|kw|auftrag|projekt|project|job)\s*$`)
)

// takenOff names amounts that are no price of anything: they lower the sum.
var takenOff = regexp.MustCompile(`(?:^|[^\pL])(?:voucher|credit|deposit|down ?payment|prepaid|advance|discount|rebate|refund|less|minus|already paid|anzahlung|gutschrift|gutschein|rabatt|abzüglich|abzgl|nachlass|acompte|avoir|remise|moins|anticipo|abono|descuento|menos|acconto|sconto|meno|ritenuta|retención|irpf|aanbetaling|korting|tegoed|min)(?:$|[^\pL][^,;.]{0,40}$)`)

// minus stands before an amount that is taken off.
var minus = regexp.MustCompile(`(?:^|[\s(:])[-−–]$`)

// isSum is true when the words before the amount name a sum rather than a thing.
func (c *clause) isSum(it item, q quantity) bool {
	desc := vocab.Fold(it.desc)
	b := c.rd.s.book
	if b.Has("discount", desc) || b.Has("cash discount", desc) {
		return true
	}
	if len(strings.Fields(desc)) <= 3 && c.sumLabel(desc) {
		return true
	}
	return !c.unitPrice() && !q.found && c.sumLabel(c.low[c.from:c.price.Start])
}

func (c *clause) sumLabel(low string) bool {
	tail := low[max(0, len(low)-40):]
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

// unitPriceWithoutSign takes "@ 42.00" and "58.00 per hour" for a price though
// no currency stands by it.
func (rd *reader) unitPriceWithoutSign(seg, low string, nums []numbers.Number, i int) bool {
	n := nums[i]
	if n.Kind != numbers.Plain || !n.OK {
		return false
	}
	before := strings.TrimRight(low[max(0, n.Start-24):n.Start], " ")
	if i > 0 && strings.HasSuffix(before, "@") {
		return true
	}
	decimals := strings.ContainsAny(n.Text, ".,") || strings.HasSuffix(strings.TrimRight(seg[:n.End], " "), "–") || strings.HasSuffix(seg[:n.End], "-")
	marked := unitMarker.MatchString(before+" ") || rd.lang != "en" && bareA.MatchString(before+" ")
	per := perExplicit.MatchString(low[n.End:min(len(low), n.End+40)])
	flat := flatMarker.MatchString(low[max(0, n.Start-32):n.Start])
	behind := low[n.End:min(len(low), n.End+40)]
	moneyNext := i+1 < len(nums) && nums[i+1].Kind == numbers.Money && nums[i+1].Start-n.End < 24
	if flatBehind.MatchString(behind) && !moneyNext || rd.declared != "" && (marked || perUnit.MatchString(behind)) && (i > 0 || flat) || inBrackets(seg, n) {
		return true
	}
	return i > 0 && (decimals && (marked || per) || marked && per) || decimals && flat
}

// inBrackets is true for "(770.00)" at the end of a line.
func inBrackets(seg string, n numbers.Number) bool {
	cut := strings.LastIndexAny(n.Text, ".,")
	return cut > 0 && len(n.Text)-cut == 3 && strings.HasSuffix(seg[:n.Start], "(") && strings.TrimRight(seg[n.End:], " .,") == ")"
}

// lineTotal finds the total of a line right after its unit price, and believes
// it only when quantity times price gives it.
func lineTotal(seg string, nums []numbers.Number, i int, it item, from int) (value, int, bool) {
	if i+1 >= len(nums) || nums[i+1].Kind != numbers.Money && nums[i+1].Kind != numbers.Plain || !nums[i+1].OK {
		return value{}, 0, false
	}
	next := nums[i+1]
	if from > next.Start || strings.Trim(strings.ToLower(seg[from:next.Start]), " =:|,;-–—\t→()") != "" && !equalsWord.MatchString(strings.ToLower(seg[from:next.Start])) {
		return value{}, 0, false
	}
	price := it.price
	if it.lump.ok {
		price = it.lump
	}
	if !it.qty.ok || !price.ok || !it.qty.Mul(price.Decimal).Round(2).Equal(next.Value) {
		return value{}, 0, false
	}
	if next.Kind == numbers.Plain && it.qty.Equal(decimal.NewFromInt(1)) {
		return value{}, 0, false
	}
	return known(next.Value), i + 1, true
}

var equalsWord = regexp.MustCompile(`^\s*[=:,;|(–—-]*\s*(?:makes|equals|comes to|i\.?e\.?|so|macht|ergibt|sind|also|soit|igual a|son|pari a|fa|is|dus|total|gesamt|zusammen)?\s*[=:]?\s*$`)
