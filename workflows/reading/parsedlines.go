package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/clauses"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// itemsOf makes items of the parsed lines; it is false where one names nothing.
func (rd *reader) itemsOf(text string, read clauses.Reading) ([]item, bool) {
	var out []item
	nounsLarge := len(largeWord.FindAllString(text, minLarge)) == minLarge
	for _, l := range read.Lines {
		it := item{qty: known(l.Qty), price: known(l.Price), currency: l.Currency, unit: l.Unit, flat: l.Flat, quote: sentenceAt(text, l.At), why: whyParsed}
		it.desc = rd.nameSaid(text, l.Name)
		if also := rd.clauseName(text[l.Also[0]:l.Also[1]]); also != "" && it.desc != "" {
			it.desc += ", " + also
		}
		if l.Off.IsPositive() {
			it.discount = known(l.Off)
		}
		it.at = placeIn(text, it.quote, l.At)
		rd.areaOf(&it)
		it.desc = forLead.ReplaceAllString(withoutFirm(it.desc), "")
		if nameless := rd.unnamed(it.desc) || rd.fragment(it.desc) || inAddress(text, l.Name[0], l.Name[1]) || rd.recorded(vocab.Lower(it.quote), it.desc); nameless && !packUnit(l.Unit) || rd.lang == "de" && nounsLarge && !hasLarge(it.desc) {
			it.desc = rd.nameOfNone(text, read, l)
		}
		if it.desc == "" || rd.declared != "" && numberLast.MatchString(it.desc) || clockFirst.MatchString(it.desc) || noName.MatchString(vocab.Fold(it.desc)) || len(firmsIn(it.desc)) > 0 || l.Flat && rd.isNoThing(it.desc) || !named(it.desc) || speaks(it.desc) || rd.sumLabelled(it.desc) {
			return nil, false
		}
		out = append(out, it)
	}
	rd.oneOfThem(out, text)
	rd.tellApart(out)
	return out, len(out) > 0 && !sameNames(out)
}

// streetName is a street, which may stand for the job that was done there.
var streetName = regexp.MustCompile(`(?:^|\s)\pL*(?:str\.?|straße|strasse|weg|gasse|allee|street|road|lane|straat|laan)(?:\s\d+\pL?)?$|^(?:rue|avenue|calle|avda\.?|via|viale|piazza)\s`)

// nameOfNone names a line that nothing in its words names: by what the mail is
// about, else by the measure that is counted, beside other lines, as in "4 hours
// at 40 and the licence, 89". It is empty where there is no name.
func (rd *reader) nameOfNone(text string, read clauses.Reading, l clauses.Line) string {
	name := rd.matterOr(l.Unit, near(vocab.Lower(text), l.CountAt, l.CountAt+dateReach))
	if name != "" && rd.onlyWhen(name) {
		name, rd.matter = "", "" // "an invoice for October"
	}
	if streetName.MatchString(vocab.Lower(name)) {
		name, rd.matter = "", "" // the subject says where
	}
	switch noun := text[l.Noun[0]:l.Noun[1]]; {
	case name == "" && noun != "" && len(read.Lines) > 1 && countsFirst(text, l.CountAt):
		return rd.measured(noun)
	case rd.startsSmall(name):
		return ""
	}
	return name
}

// numberLast ends a name with a number, which may be a price where the currency is said
// for all of them: "1 centro 190 y 2 ramos a 85, todo en euros".
var numberLast = regexp.MustCompile(`\s\d{2,}$`)

// countsFirst is true for a count in a sentence, or at the beginning of a line: what
// stands before it in a list is who or what is counted.
func countsFirst(text string, at int) bool {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	return strings.TrimSpace(trimBullet(text[from:at])) == "" || endsSentence(strings.TrimSpace(line))
}

// areaOf is what the mail is about where only a measure of area stands for a name:
// "145 metri quadri".
func (rd *reader) areaOf(it *item) {
	if it.unit == "m" && squared.MatchString(" "+it.desc) {
		it.unit, it.desc = "m2", rd.matter
	}
}

// largeWord begins in capitals within a sentence. A text with some of them
// writes German nouns large, and a name holds one.
var largeWord = regexp.MustCompile(`[\pL,] \p{Lu}\p{Ll}`)

const minLarge = 5

func hasLarge(words string) bool { return strings.ToLower(words) != words }

// startsSmall is true for words of which the first names nothing: "last weekend".
func (rd *reader) startsSmall(words string) bool {
	first, _, _ := strings.Cut(leadArticle.ReplaceAllString(vocab.Fold(words), ""), " ")
	return rd.small(first)
}

// isNoThing is true for the name of one who is to pay, and for a time.
func (rd *reader) isNoThing(name string) bool {
	first, _, _ := strings.Cut(vocab.Fold(name), " ")
	who := *rd
	who.matter = name
	if at := ofSomething.FindStringIndex(vocab.Lower(name)); at != nil {
		who.matter = name[:at[0]] // "the panorama of the school" is no school
	}
	return who.namesSomebody() && institution.MatchString(vocab.Lower(who.matter)) || rd.s.confirmed(name) || rd.month(first) > 0 && !strings.Contains(name, " ")
}

// ofSomething leads from a thing to what it is of, or where it is.
var ofSomething = vocab.Around(`\s(?:<where or when>)\s`)

// sameNames is true where two lines bear one name, so that one of them is not
// the thing's.
func sameNames(items []item) bool {
	seen := map[string]bool{}
	for _, it := range items {
		name := letters(leadArticle.ReplaceAllString(it.desc, ""))
		if seen[name] {
			return true
		}
		seen[name] = true
	}
	return false
}

// nameSaid is the name at a place of a text: what asks for one thing more is none, and
// neither is the one to whom the bill is made out.
func (rd *reader) nameSaid(text string, at [2]int) string {
	name := text[at[0]:at[1]]
	if addsOnly.MatchString(strings.TrimSpace(name)) || namesBilled(text[:at[1]], name) {
		return ""
	}
	return rd.clauseName(name)
}

const whyParsed = "the only way in which every amount of the mail has its place"

func (rd *reader) clauseName(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	words = dayTail.ReplaceAllString(putOn.ReplaceAllString(words, ""), "")
	return strings.Trim(partitive.ReplaceAllString(words, ""), " ,:;-–—|(")
}

// putOn asks to put the thing behind it on the bill: "add the oven clean".
var putOn = vocab.Around(`(?i)^(?:<put on the bill>)\s(?:(?:<article>)\s|<article glued>)?`)
