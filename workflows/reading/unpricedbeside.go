package reading

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// unpricedBeside is what is asked to be billed in one breath with a line and has no
// price: "invoice us for the repair of the gate and 3 hinges at £12 each". Left out
// it would be missing from the invoice.
func (rd *reader) unpricedBeside(it item, all []item) string {
	low := vocab.Lower(bracketed.ReplaceAllString(it.quote, " "))
	at := strings.Index(low, vocab.Lower(it.desc))
	if at < 0 || it.part != "" {
		return ""
	}
	words := strings.Fields(low[strings.LastIndexAny(low[:at], ".!?;:()\n")+1 : at])
	i := len(words) - 1
	if i < 0 || !rd.isCount(words[i]) {
		return ""
	}
	for i--; i >= 0 && rd.smallBeside(words[i]); i-- {
	}
	if i < 0 || !rd.joinsThings(words[i]) {
		return ""
	}
	clause := vocab.Fold(strings.Join(words[:i], " "))
	if behind := rd.behindAsking(clause, vocab.Fold(clause+" "+low[at:])); behind != "" {
		return rd.thingWithoutPrice(strings.Fields(behind), all)
	}
	return ""
}

// behindAsking is what stands in a clause behind the words that ask for an invoice.
// German has their end behind what is asked for: "stellen Sie uns ... in Rechnung".
func (rd *reader) behindAsking(clause, sentence string) string {
	for _, asked := range rd.s.book.All("ask invoice", sentence) {
		switch {
		case asked[1] <= len(clause):
			return clause[asked[1]:]
		case asked[0] < len(clause):
			_, behind, _ := strings.Cut(clause[asked[0]:], " ")
			return behind
		}
	}
	return ""
}

// joinsThings is true for a word that joins two things to be billed.
func (rd *reader) joinsThings(w string) bool {
	_, ok := rd.s.book.WordIn(rd.lang, "joining words", w)
	return ok
}

// isCount is true for a number, in figures or in words.
func (rd *reader) isCount(w string) bool {
	w = strings.TrimRight(w, "x×")
	if _, ok := numbers.Parse(w, rd.out.style); ok {
		return true
	}
	_, ok := rd.s.book.WordIn(rd.lang, "number words", vocab.Fold(w))
	return ok || roundNumber.MatchString(w)
}

// roundNumber is a hundred or a thousand, which others stand before.
var roundNumber = vocab.Around(`^(?:<a hundred>|<a thousand>)$`)

// smallBeside is true for an article or a preposition, and false for what joins.
func (rd *reader) smallBeside(w string) bool {
	return !rd.joinsThings(w) && rd.small(vocab.Fold(w))
}

// thingWithoutPrice are the words behind an asking if they name a thing that no line
// is about.
func (rd *reader) thingWithoutPrice(words []string, all []item) string {
	for i, w := range words {
		if rd.leadsToMatter(w) {
			words = words[i+1:]
			break
		}
	}
	thing := strings.Join(words, " ")
	if hasDigit(thing) || strings.ContainsAny(thing, "@€£$") || rd.nothing(thing) || !named(thing) || rd.aboutTerms(thing) {
		return ""
	}
	names := 0
	for _, w := range words {
		if w = strings.Trim(w, ",'’"); rd.small(w) || len(w) < 4 || rd.s.month(w) > 0 || rd.isCount(w) {
			continue
		}
		for _, it := range all {
			if strings.Contains(vocab.Fold(it.desc), w) {
				return ""
			}
		}
		names++
	}
	if names == 0 {
		return ""
	}
	return thing
}

// askedWithoutPrice is a thing that an invoice is asked for beside another, and of
// which no line is, where a line is of the other: "a bill for the hedge and the three
// bags of bark. Bark was £7.50 a bag".
func (rd *reader) askedWithoutPrice(text string, all []item) string {
	if len(all) == 0 || len(text) > maxOpinion {
		return ""
	}
	for _, line := range strings.Split(text, "\n") {
		for _, sen := range sentences(line) {
			folded := ". " + vocab.Fold(sen) // asking begins a sentence
			invoices := docWord.FindAllStringIndex(folded, maxNames)
			if len(invoices) == 0 || hasMoney(sen) || amountLike.MatchString(sen) || !rd.s.book.Has("ask invoice", folded) {
				continue
			}
			for _, m := range invoices {
				if thing := rd.oneUnpriced(folded[m[1]:], all); thing != "" {
					return thing
				}
			}
		}
	}
	return ""
}

// maxToMatter is how many words stand between an asking and the word that leads to its things.
const maxToMatter = 3

// oneUnpriced is the thing without a line among those that words behind an asking join.
func (rd *reader) oneUnpriced(behind string, all []item) string {
	words := strings.Fields(strings.TrimRight(behind, " .!?;:"))
	from := slices.IndexFunc(words[:min(len(words), maxToMatter)], rd.leadsToMatter) + 1
	if from == 0 {
		if at := slices.IndexFunc(words[:min(len(words), maxToMatter)], rd.isCount); at > 0 {
			return rd.countedUnpriced([][]string{words[at:]}, all) // "la factura de las 5 sesiones"
		}
		return ""
	}
	var things [][]string
	for i := from; i <= len(words); i++ {
		if i == len(words) || rd.joinsThings(words[i]) {
			things = append(things, words[from:i])
			from = i + 1
		}
	}
	unpriced, priced, bare := "", false, false
	for _, t := range things {
		switch without := rd.thingWithoutPrice(t, all); {
		case len(t) == 0:
		case without == "" && rd.namedInLine(t, all):
			priced, bare = true, bare || !rd.beginsThing(t[0])
		case without != "" && len(t) <= maxJoined && (bare || rd.beginsThing(t[0])):
			unpriced = without
		}
	}
	if !priced {
		return rd.countedUnpriced(things, all)
	}
	return unpriced
}

// maxCounted is how many things of a kind are asked for at most: what is more is a year or a number of something.
const maxCounted = 500

// maxCountedThing is how many words a counted thing has at most that is asked for.
const maxCountedThing = 10

// countedUnpriced is what an invoice is asked for if it is counted and no line is
// of it nor of as many: "the invoice for the 5 lessons. Add the travel, £40".
func (rd *reader) countedUnpriced(things [][]string, all []item) string {
	if len(things) != 1 {
		return ""
	}
	words := things[0]
	at := slices.IndexFunc(words[:min(len(words), maxToMatter)], rd.isCount)
	if at < 0 || at+1 == len(words) || rd.namedInLine(words, all) || len(words) > maxCountedThing {
		return ""
	}
	count, ok := rd.numberWord(words[at])
	if !ok {
		count, ok = numbers.Parse(words[at], rd.out.style)
	}
	if !ok || !count.GreaterThan(decimal.NewFromInt(1)) || count.GreaterThan(decimal.NewFromInt(maxCounted)) || rd.s.month(words[at+1]) > 0 || at > 0 && rd.s.month(words[at-1]) > 0 || count.Equal(decimal.NewFromInt(int64(len(all)))) {
		return ""
	}
	sum := decimal.Zero
	for _, it := range all {
		if it.qty.ok && it.qty.Equal(count) {
			return ""
		}
		sum = sum.Add(it.qty.Decimal)
	}
	if sum.Equal(count) || !named(strings.Join(words[at+1:], " ")) {
		return ""
	}
	return strings.Join(words, " ")
}

// namedInLine is true for words of which the name of a line holds one.
func (rd *reader) namedInLine(words []string, all []item) bool {
	for _, w := range words {
		for _, it := range all {
			if len(w) >= minStem && !rd.small(w) && strings.Contains(vocab.Fold(it.desc), w) {
				return true
			}
		}
	}
	return false
}

func (rd *reader) leadsToMatter(w string) bool {
	_, leads := rd.s.book.WordIn(rd.lang, "leads to a matter", w)
	return leads
}

// beginsThing is true for an article or a count, with which the name of a thing begins.
func (rd *reader) beginsThing(w string) bool { return articles.MatchString(w) || rd.isCount(w) }
