package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// describe takes the name of the thing out of the clause: what stands between
// quantity and price, or what stands before a quantity that ends the clause.
func (c *clause) describe(q quantity) string {
	stop := max(q.end, c.clauseEnd())
	between := c.tidy(inAllBehind.ReplaceAllString(againBehind.ReplaceAllString(c.seg[q.end:stop], ""), ""))
	if labelsPrice(vocab.Lower(between)) {
		between = "" // "posters, quantity 90, price 2.40"
	}
	if c.unitIsThing(q, stop) && between != "" {
		between = c.unitWord(q) + " " + between
	}
	if !c.list && (crowd.MatchString(between) || q.unit == "person" && crowd.MatchString(c.unitWord(q)+" "+between)) {
		c.aside = true
		return ""
	}
	if name := c.namedElse(q, between, stop); name != "" {
		return name
	}
	between, alone := c.pastClause(q, between)
	if alone {
		return c.unitWord(q)
	}
	name := c.nameAhead(q)
	if of := ofUnit.FindStringSubmatch(between); of != nil && c.sameUnit(between) && named(of[1]) {
		return of[1] // "4 wheels of brie, £22 a wheel"
	}
	switch {
	case c.onlyCounts(q, between):
		return c.describeCount(q, name, between)
	case named(name) && !c.rd.leadsIn(name) && strings.HasSuffix(strings.TrimRight(c.seg[c.from:q.start], " "), ":"):
		return headed(name) + ": " + between
	case c.listed && between == "" && named(name):
		return name
	case c.listed && c.measuredName(q, name):
		return c.withMeasure(name, between) // "Training, 2 dates at 350"
	case !c.listed && c.asideOf(q):
		if whole := c.thing(withoutAbbreviation(c.seg[c.from:q.start])); named(whole) && !c.rd.leadsIn(whole) {
			return whole + ", " + between // "the van lettering, 2 vans"
		}
	}
	return between
}

// onlyCounts is true for a quantity of which the words behind it do not name the thing.
func (c *clause) onlyCounts(q quantity, between string) bool {
	return q.strong || q.tail || c.sameUnit(between) || c.peopleFor(q, between) || between == "" && !c.listed
}

// measuredName is true for a name before a count that only says how much of it:
// "Training, 2 dates", "lettering 5 windows", but not "rental of 8 stands".
func (c *clause) measuredName(q quantity, name string) bool {
	return named(name) && shortName(name) && !c.rd.leadsIn(name) && (c.asideOf(q) || !c.rd.small(lastWord(c.seg[c.from:q.start])))
}

// nameAhead is the name that stands before a quantity, where one can be told.
func (c *clause) nameAhead(q quantity) string {
	region := withoutAbbreviation(countLead.ReplaceAllString(c.seg[c.from:q.start], ""))
	if !c.listed && !c.list && !(q.strong && shortName(region)) {
		return ""
	}
	name := strings.Trim(tailJunk.ReplaceAllString(leadWords.ReplaceAllString(strings.TrimSpace(region), ""), ""), " ,:;-–—|(")
	if docWord.MatchString(vocab.Lower(name)) && c.rd.s.book.Has("ask invoice", vocab.Fold(name)) {
		return "" // "please send the invoice for" names nothing
	}
	if copula.MatchString(before(name)) {
		return subjectOf(name)
	}
	if referenceName.MatchString(name) {
		return ""
	}
	if at := docLead.FindStringIndex(vocab.Lower(name) + " "); c.rd.s.spokenTo(name) || at != nil && c.rd.nothing(name[min(len(name), at[1]):]) {
		return "" // "Mara, ...", "invoice for last ..."
	}
	return name
}

// describeCount names what a quantity counts that stands right before its price.
func (c *clause) describeCount(q quantity, name, between string) string {
	if name == "" {
		name = c.thing(withoutAbbreviation(c.seg[c.from:q.start]))
	}
	if name == "" {
		name = subjectOf(c.seg[c.from:q.start])
	}
	if addsOnly.MatchString(name) {
		name = c.nameBehindPrice() // "add 1 more hour at 35 for the leaves"
	}
	if name == "" && c.sameUnit(between) {
		name = apposed(c.seg[c.from:q.start])
	}
	if !named(name) && c.peopleFor(q, between) {
		name = c.provided(q)
	}
	switch {
	case named(name) && !c.rd.onlySmall(name) && !tellsCount.MatchString(name) && !endsInPaper.MatchString(vocab.Lower(withoutAsking(name))):
		return name
	case c.inRow(q) != "":
		return c.inRow(q)
	case c.thingLasting(q) != "":
		return c.thingLasting(q)
	case q.unit == "km" && c.from > 0 && c.rd.matter != "":
		return c.rd.matter + ", " + c.unitWord(q) // "the van, 3 days at 70, plus 412 km at 0.25"
	case c.rd.matter != "" && c.rd.row && packUnit(q.unit):
		return c.rd.matter + ", " + c.unitWord(q) // one of several things: "the move: 6 hours at 48, 12 boxes at 2.50"
	case c.countedAlone(q, between) != "":
		return c.countedAlone(q, between)
	case c.rd.matter != "":
		return c.rd.matter // "34 hours at 58" of what the mail is about
	case q.unit == "piece" && named(between):
		return between
	case q.unit == "":
		if name := c.rd.s.subjectName(c.rd); name != "" && c.perHead() && people.MatchString(between) {
			return name
		}
		return between
	case packUnit(q.unit), namesThing.MatchString(c.low[q.start:q.end]):
		return c.unitWord(q)
	case !spanOfTime.MatchString(q.unit):
		if name := c.rd.s.subjectName(c.rd); name != "" {
			return name + ", " + c.unitWord(q)
		}
	}
	return ""
}

// countedAlone is what a line of its own among others begins by counting, with nothing
// else to name it: "2 hours at 38", "2 trips £20 each trip".
func (c *clause) countedAlone(q quantity, between string) string {
	switch {
	case !c.list || strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:q.start], "")) != "":
		return ""
	case between == "" && q.unit != "" && q.unit != "piece":
		return c.unitWord(q)
	case c.sameUnit(between) && named(between):
		return between
	}
	return ""
}

// packUnit is true for a unit that is a thing itself: "35 boxes at 2.40".
func packUnit(unit string) bool {
	switch unit {
	case "box", "bag", "crate", "pack", "pallet", "roll", "set", "licence", "session", "visit":
		return true
	}
	return false
}

// unitIsThing is true for "35 scatole stampate": where words follow without
// "of", they say more about the box, in languages that put them behind.
func (c *clause) unitIsThing(q quantity, stop int) bool {
	switch c.rd.lang {
	case "de", "nl":
		return packUnit(q.unit) && madeHow.MatchString(strings.TrimSpace(c.low[q.end:stop]))
	case "fr", "es", "it":
		rest := strings.TrimLeft(c.low[q.end:stop], " ")
		return (packUnit(q.unit) || pieceOfKind.MatchString(c.unitWord(q)) || q.unit != "" && q.unit != "piece" && participle.MatchString(rest)) && startsWithLetter(rest) && !partitive.MatchString(rest)
	}
	return false
}

// participle says of what is counted what was done with it: "12 pages traduites".
var participle = vocab.Around(`^\pL{3,}(?:<end of a participle>)(?:$|[^\pL])`)

// madeHow is all that is said of a box or a bag: how it is, not what is in it.
var madeHow = vocab.Around(`^<made how>(?:$|[^\pL])`)

// unitWord is the word by which the mail calls the unit of a quantity.
func (c *clause) unitWord(q quantity) string {
	words := wordPattern.FindAllString(c.seg[q.start:q.end], -1)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// apposed is the thing that a count behind it only measures: "it was the spring
// and autumn newsletters, three issues, at £60 an issue".
func apposed(region string) string {
	m := itWas.FindStringSubmatch(region)
	if m == nil || len(strings.Fields(m[1])) > maxLoose || speaks(m[1]) {
		return ""
	}
	return leadArticle.ReplaceAllString(strings.TrimSpace(m[1]), "")
}

// itWas says what there is to be billed, before a count that says how much of it.
var itWas = vocab.Around(`(?i)(?:^|[.,;:!?]\s+|\s<and also>\s+)<it was>\s+((?:<article>\s+|<article glued>)\pL.*?)\s*[,(:–-]\s*$`)

// maxLoose is how many words a name may have that only its place tells.
const maxLoose = 8

// countAbbreviation stands before a count: "traduzione giurata, n. 22 cartelle".
var countAbbreviation = vocab.Around(`(?i)(?:^|\s)<count short>\.\s*$`)

func withoutAbbreviation(region string) string { return countAbbreviation.ReplaceAllString(region, "") }

// asideOf is true when the count only says more about a thing named before it.
func (c *clause) asideOf(q quantity) bool {
	before := strings.TrimRight(withoutAbbreviation(c.seg[c.from:q.start]), " ")
	if c.listed && (strings.HasSuffix(before, " -") || strings.HasSuffix(before, " –")) {
		return true
	}
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, ":")
}

const maxShortName = 7 // words

// shortName is true for words before a count that can only be the thing's name.
func shortName(region string) bool {
	name := before(region)
	return named(name) && len(strings.Fields(name)) <= maxShortName && !speaks(name) && !docWord.MatchString(vocab.Lower(name)) && !askWord.MatchString(vocab.Lower(name))
}

var askWord = vocab.Around(`(?:^|[^\pL])<asking>(?:$|[^\pL])`)

// tidy cuts what does not belong to a name: a clause about it, junk at its ends.
func (c *clause) tidy(s string) string {
	s = strings.TrimLeft(s, " .,:;-–—x×*|)")
	if c.rd.lang == "nl" || !strings.HasPrefix(s, "van ") { // a vehicle in English
		s = partitive.ReplaceAllString(s, "")
	}
	if m := relative.FindStringIndex(vocab.Lower(s)); m != nil && !c.listed {
		s = s[:m[0]]
	}
	s = agreedTail.ReplaceAllString(theyCost.ReplaceAllString(s, ""), "")
	if !c.listed {
		s = c.withoutClauses(s)
	}
	if onlyTime.MatchString(strings.TrimSpace(asides.ReplaceAllString(s, ""))) {
		return "" // "2 days last week at £280"
	}
	s = tailJunk.ReplaceAllString(billVerb.ReplaceAllString(strings.TrimRight(s, " ,"), ""), "")
	s = andTail.ReplaceAllString(s, "") // "26 of the prints, and at 12 apiece"
	return strings.Trim(flatMarker.ReplaceAllString(s, " "), " ,:;?!-–—(|")
}

// theyCost leads from a thing to its price in a clause of its own: "the menus, they were 95p each".
var theyCost = vocab.Around(`(?i),\s<they cost>\s*$`)

// billVerb ends a German clause: "die 3 Tage Moderation verrechnen".
var billVerb = vocab.Around(`(?i)\s<billing at the end>$`)

// people are counted, and are not what is billed.
var people = vocab.Around(`(?i)^<people>$`)

// staff are people who do the work: what one of them costs is a price per person.
var staff = vocab.Around(`(?i)^<staff>(?:$|[^\pL])`)

// meals are one for each person.
var meals = vocab.Around(`(?i)(?:^|[^\pL])<meals>(?:$|[^\pL])`)

// sameUnit is true for the "half days" of "2 half days at 390 per half day".
func (c *clause) sameUnit(between string) bool {
	per := strings.Trim(perLead.ReplaceAllString(strings.TrimSpace(c.each), ""), " .,()")
	b := vocab.Fold(between)
	if len(per) < 2 || len(b) < 3 || len(b) > 24 {
		return false
	}
	whole := strings.Trim(c.low[c.price.End+len(c.each):min(len(c.low), c.price.End+len(c.each)+20)], " ")
	full := strings.Fields(per + whole)
	return len(full) > 0 && strings.HasPrefix(b, full[0][:min(len(full[0]), 4)])
}

var perLead = vocab.Around(`^[(,\s]*(?:<per>\s+|/\s*|<per glued>)`)

// relative begins a clause about the thing, which is no part of its name.
var relative = vocab.Around(`,? <relative> `)

// nameBefore takes the name that stands before the figures of a list line. In
// running text a name has no beginning one could trust.
func (c *clause) nameBefore(stop int) string {
	region := withoutAgreed(c.seg[c.from:max(c.from, stop)])
	if !c.listed && !c.list {
		return c.thingOrNext(region)
	}
	name := leadWords.ReplaceAllString(strings.TrimSpace(region), "")
	if speaks(name) || docWord.MatchString(vocab.Lower(name)) && c.rd.s.book.Has("ask invoice", vocab.Fold(name)) {
		return c.thing(region)
	}
	if docWord.MatchString(vocab.Lower(name)) {
		if thing := c.thing(region); named(thing) || c.rd.s.book.Has("ask invoice", vocab.Fold(name)) {
			return thing // "we need the invoice for the marquee: 450"
		}
	}
	name = tailJunk.ReplaceAllString(name, "")
	name = flatMarker.ReplaceAllString(name+" ", " ")
	name = tailJunk.ReplaceAllString(strings.TrimSpace(name), "")
	return strings.Trim(name, " ,:;-–—|(")
}

// thingOrNext is the thing that words lead to, else the one single thing that joins the
// one before in any words: "3 chairs at 40 each, as well as the table at 140".
func (c *clause) thingOrNext(region string) string {
	name := c.thing(region)
	if named(name) || c.mark < 0 || !c.follows(region) {
		return name
	}
	if next := joinLead.ReplaceAllString(region, ""); c.isLone(next) {
		return c.flatName(next)
	}
	return name
}

// joinLead are words and signs that join the next thing to the one before.
var joinLead = vocab.Around(`(?i)^[\s,;+).]*(?:(?:<joined by>|<next thing>|<and then>|<joins>),?\s+)*`)

// describeBehind names the thing of "£160 for each of the six chairs", and says
// where its name ends.
func (c *clause) describeBehind(q quantity, stop int) (string, int) {
	rest := c.seg[stop:c.next]
	if i := strings.IndexAny(rest, ",.;:!?()|"); i >= 0 {
		rest = rest[:i]
	}
	rest = strings.TrimRight(unitMarker.ReplaceAllString(tailJunk.ReplaceAllString(rest, "")+" ", ""), " ")
	rest = andTail.ReplaceAllString(rest, "")
	if name := c.tidy(forFirst.ReplaceAllString(rest, "")); named(name) {
		return name, stop + len(rest)
	}
	return c.nameBefore(c.clauseEnd()), stop
}

var andTail = vocab.Around(`\s<and also>\s*$`)

var thingStart = vocab.Around(`(?:^|[\s(:])(?:<thing lead>|:)\s+((?:(?:<article>|<ours>)\s+|<article glued>)\pL.*)$|<the invoice>\s+(?:<for us>\s)?<invoice for>\s+(\pL.*)$|<invoice us>\s(<what is invoiced>\s.*?)(?:\s<on an invoice>)?$|<invoice of a thing>\.?\s+(?:<of the thing>\s+|<of the glued>)(\pL.*)$|<invoice a thing>(?:[- ]<invoicing kindly>)*\s+((?:<the thing invoiced>\s+|l')\pL.*)$|<got>\s+((?:<the thing got>\s+|<article glued>)\pL.*)$|:\s+(\pL.*)$`)

// thing finds the name of a single thing right before its price: it begins
// with an article after a preposition, or after a colon.
func (c *clause) thing(region string) string {
	if len(region) > 300 {
		region = strings.ToValidUTF8(region[len(region)-300:], "")
	}
	trimmed := tailJunk.ReplaceAllString(strings.TrimRight(region, " "), "")
	if m := priceNamed.FindStringIndex(vocab.Lower(trimmed)); m != nil {
		trimmed = tailJunk.ReplaceAllString(trimmed[:m[0]], "")
	}
	best := flatMarker.ReplaceAllString(lastThing(trimmed)+" ", " ")
	if i := strings.LastIndex(best, ","); i >= 0 && len(strings.TrimSpace(best[i+1:])) == 0 {
		best = best[:i]
	}
	if first, _, _ := strings.Cut(best, " "); speaks(best) || noMatter.MatchString(best) || c.rd.s.month(vocab.Lower(first)) > 0 {
		return "" // a sentence about somebody, not the name of a thing
	}
	best = strings.Trim(tailJunk.ReplaceAllString(idEst.ReplaceAllString(leadWords.ReplaceAllString(best, ""), ""), ""), " ,:;-.?!")
	if noMatter.MatchString(best) || referenceName.MatchString(best) || namesBilled(trimmed, best) || c.rd.s.book.Has("payment words", vocab.Fold(best)) {
		return ""
	}
	return toBill.ReplaceAllString(best, "")
}

// namesBilled is true for words behind those that say to whom the bill is made out:
// "the invoice in the name of Villa Serena: two days at 240" is for no villa.
func namesBilled(region, best string) bool {
	at := strings.LastIndex(region, best)
	if at < 0 {
		return false
	}
	lead := vocab.Fold(lastBytes(region[:at], maxMadeOut)) + madeOutHead(best)
	m := whom.FindStringIndex(lead)
	return m != nil && !strings.ContainsAny(lead[m[0]:], ".:;!?\n") && len(strings.Fields(lead[m[1]:])) <= 1
}

// maxMadeOut is how many bytes before a name may lead to it.
const maxMadeOut = 24

// madeOutHead are the first two words of a name, which may end what leads to it: "a", "nome di Villa Serena".
func madeOutHead(best string) string {
	words := strings.Fields(best)
	return vocab.Fold(strings.Join(words[:min(2, len(words))], " ")) + " "
}

// addsOnly asks for one thing more and does not name it.
var addsOnly = vocab.Around(`(?i)^(?:<please add>|<put on the bill>)$`)

// nameBehindPrice is what stands behind the price of a quantity as what it is for, up to the clause's end.
func (c *clause) nameBehindPrice() string {
	rest := c.seg[min(len(c.seg), c.price.End+len(c.each)):c.next]
	m := forFirst.FindStringIndex(rest)
	if m == nil || m[0] > 1 {
		return ""
	}
	if i := strings.IndexAny(rest, ",.;:!?()|"); i >= 0 {
		rest = rest[:i]
	}
	return c.tidy(rest[min(len(rest), m[1]):])
}

// priceNamed ends a clause by saying that its price follows: "au prix forfaitaire convenu de".
var priceNamed = vocab.Around(`(?:^|[\s,(])<price named>\s*$`)

var idEst = vocab.Around(`,? <id est>,?\s*$`)

// agreedOn says of a price that it is the one to be billed.
var agreedOn = vocab.Around(`(?:^|[^\pL])<agreed on>(?:$|[^\pL])`)

// priceAgreed is true for a sentence that says of its only thing and price that
// they were agreed on, or how the price is taxed: "the table was 1480 including
// VAT". What was paid at the door is told in the same words without them.
func (c *clause) priceAgreed() bool {
	b := c.rd.s.book
	around := c.low[:c.next]
	return !pluralCopula.MatchString(c.low[c.from:c.price.Start]) && (agreedOn.MatchString(around) || b.Has("tax included", vocab.Fold(around)) || b.Has("tax excluded", vocab.Fold(around)))
}

// priceAt leads from a verb to its price: "war mit 650 €", "était à 650 €".
var priceAt = vocab.Around(`\s<price at>$`)

var pluralCopula = vocab.Around(`(?:^|[^\pL])<are>(?:$|[^\pL])`)
