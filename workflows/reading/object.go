package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// matterIn is what a text asks an invoice for: "the invoice for the website",
// "could you bill the website job", or what it explains an amount with: "that
// is for the signs".
func (s *source) matterIn(text string) string {
	if name := calledOnInvoice(text); name != "" {
		return name
	}
	m := s.noMonth(subjectMatter(text))
	if m != "" || !s.has("ask invoice") {
		return m
	}
	text = text[:min(len(text), maxMatterText)]
	if without := withoutFirms(text); without != text {
		if m := s.noMonth(subjectMatter(without)); m != "" {
			return m
		}
	}
	if m := billedObject.FindStringSubmatch(text); m != nil && matterName(m[1]) {
		return strings.TrimSpace(m[1])
	}
	for _, m := range thatIsFor.FindAllStringSubmatchIndex(text, maxExplained) {
		name := strings.TrimSpace(text[m[2]:m[3]])
		if matterName(name) && amountLike.MatchString(near(text, m[0]-explainedReach, m[0])) {
			return name
		}
	}
	return ""
}

// noMonth leaves out a matter that only says when: "the invoice of October" names no thing.
func (s *source) noMonth(matter string) string {
	if first, _, _ := strings.Cut(vocab.Lower(matter), " "); matter != "" && s.month(first) > 0 {
		return ""
	}
	return matter
}

const (
	maxMatterText  = 4000
	maxMatter      = 9 // words
	maxExplained   = 10
	explainedReach = 200 // bytes before "that is for" in which its amount stands
)

var (
	// billedObject is the thing that a sentence asks to bill, where the verb
	// stands behind it.
	billedObject = vocab.Around(`(?i)(?:^|[^\pL])(?:<asking to bill>)\s(?:[^.,:;?!()\n\d]{1,40}?\s)?((?:<the invoiced>)\s[^.,:;?!()\n\d]{3,70}?)\s+(?:<bill at the end>)(?:$|[^\pL])`)
	// thatIsFor explains the amount of the sentence before: "That is for the signs".
	thatIsFor = vocab.Around(`(?i)(?:[.!?]\s+|\n\s*)(?:<that is for>)\s((?:<the invoiced>|<the>)\s[^.,:;?!()\n\d]{3,90})`)
)

func matterName(name string) bool {
	return named(name) && !noMatter.MatchString(strings.TrimSpace(name)) && !speaks(name) && len(strings.Fields(name)) <= maxMatter
}

// thingOf is the name of what is counted.
func (c *clause) thingOf(q quantity) string {
	if name := c.timesDone(q); name != "" {
		return name
	}
	if name := c.spentOn(q); name != "" {
		return name
	}
	if name := c.describe(q); name != "" {
		return name
	}
	if name := c.inParensBehind(q); name != "" {
		return name
	}
	return c.spent(q)
}

// spentOn is what hours or days without a name were for, behind their price: "1.5 hours
// at £60/h for the fitting".
func (c *clause) spentOn(q quantity) string {
	if !q.found || !q.value.ok || !spanOfTime.MatchString(q.unit) || c.each == "" || strings.TrimSpace(leadWords.ReplaceAllString(c.seg[c.from:q.start], "")) != "" || strings.TrimSpace(c.seg[q.end:max(q.end, c.clauseEnd())]) != "" {
		return ""
	}
	from := c.eachEnd()
	from += len(taxTail.FindString(c.low[from:max(from, c.next)]))
	rest := c.low[from:max(from, c.next)]
	lead := amountFor.FindString(rest)
	m := amountThing.FindStringSubmatchIndex(rest[len(lead):])
	if lead == "" || m == nil {
		return ""
	}
	name := c.seg[from+len(lead)+m[2] : from+len(lead)+m[3]]
	bare := leadArticle.ReplaceAllString(name, "")
	first, _, _ := strings.Cut(vocab.Lower(bare), " ")
	if !c.rd.isAmountThing(bare) || c.rd.measure(bare) || c.rd.month(first) > 0 || c.rd.onlyWhen(bare) || c.rd.lang != "de" && hasLarge(bare) || institution.MatchString(vocab.Lower(bare)) || people.MatchString(bare) {
		return "" // for whom or when
	}
	return bare
}

// spent names a count of hours or days with no thing of its own, "3 hours x 70
// euros": it is what the invoice is for, or the subject of the mail.
func (c *clause) spent(q quantity) string {
	if !q.found || !q.value.ok || !q.strong || !spanOfTime.MatchString(q.unit) {
		return ""
	}
	words := leadWords.ReplaceAllString(c.seg[c.from:q.start], "")
	if firms := firmsIn(words); len(firms) > 0 && c.rd.s.book.Has("ask invoice", vocab.Fold(words)) {
		words = strings.Trim(words[firms[len(firms)-1].end:], " .,:;–-") // "please invoice Reed Ltd. 4 hours at £55"
	}
	if strings.TrimSpace(words) != "" {
		return ""
	}
	if c.rd.matter != "" {
		if c.rd.namesSomebody() {
			return ""
		}
		return c.rd.matter
	}
	return c.rd.s.subjectName(c.rd)
}

// toBill are words that ask for the bill before its thing: "our agreement, please bill the retainer".
var toBill = vocab.Around(`(?i)^.*\s<to bill>\s+(?:<invoicing us>\s+)?(?:<price for>\s+)?`)

// lastThing is what the last words that lead to a thing lead to.
func lastThing(trimmed string) string {
	best := ""
	for at := 0; at < len(trimmed); {
		m := thingStart.FindStringSubmatchIndex(vocab.Lower(trimmed[at:]))
		if m == nil {
			break
		}
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				if best == "" || !connector.MatchString(strings.TrimLeft(vocab.Lower(trimmed[at+m[0]:at+m[g]]), " (:")) {
					best = trimmed[at+m[g] : at+m[g+1]] // "the lamp and the table" have one price together
				}
				at += m[g]
				break
			}
		}
	}
	return best
}

// referenceName is a reference where the name of a thing could stand: "ref J-204, 7 hrs at £32.50".
var referenceName = vocab.Around(`(?i)^<reference word>[\s:#.]+[^\s\d]*[\pL-][^\s\d]*\d\S*$`)

// subjectOf is what a clause says that it was, so many of: "Material was 14 sets
// at 6.50". What only points, and what says when, is no thing.
func subjectOf(region string) string {
	m := copula.FindStringSubmatch(before(region))
	if m == nil || len(strings.Fields(m[1])) > 4 {
		return ""
	}
	name, low := strings.TrimSpace(m[1]), vocab.Lower(m[1])
	if !named(name) || speaks(name) || pointing.MatchString(low) || docWord.MatchString(low) || priceLabel.MatchString(low) || sumLike.MatchString(low) {
		return ""
	}
	return name
}

var (
	copula = vocab.Around(`(?i)^(?:.*[,;:.!?]\s+)?([^,;:.!?()\d]+?)\s+<copula>$`)
	// pointing are words for what was named before, for people, and for times.
	pointing = vocab.Around(`(?:^|[^\pL])<pointing>(?:$|[^\pL])`)
)

// headed is the heading before a thing without the word that leads to it: "For the
// fence: 120 m of wire".
func headed(name string) string {
	if bare := forFirst.ReplaceAllString(vocab.Lower(name), ""); len(bare) < len(name) && strings.HasSuffix(vocab.Lower(name), bare) {
		return leadArticle.ReplaceAllString(name[len(name)-len(bare):], "")
	}
	return name
}

// pastClause drops a clause about the thing from what stands behind its count. It is
// true where the measure alone names the thing: "two sessions you ran".
func (c *clause) pastClause(q quantity, between string) (string, bool) {
	if !c.listed && nextClause.MatchString(" "+between) && nextClause.FindStringIndex(" " + between)[0] == 0 {
		return "", packUnit(q.unit)
	}
	return between, c.onlyDated(q, between)
}

// onlyDated is true for a measure that is a thing, of which only is said when it
// was: "the five lessons of October".
func (c *clause) onlyDated(q quantity, between string) bool {
	return (packUnit(q.unit) || namesThing.MatchString(c.low[q.start:q.end])) && between != "" && c.rd.onlyWhen(between)
}
