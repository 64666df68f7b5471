package reading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// lines makes a line of each price; it is false when one of them is of nothing
// that the mail names.
func (rk *reckoning) lines(w way) ([]item, bool) {
	var out []item
	rest := len(w.prices)
	for i, p := range w.prices {
		it := item{price: known(p.value), currency: p.currency, qty: known(one()), quote: rk.sentence(p.start), why: whyReckoned}
		if c := w.counts[i]; c != nil {
			it.qty, it.unit = known(c.value), c.unit
		} else {
			it.flat = true
		}
		it.desc = rk.nameOf(p, w.counts[i], w, rest == 1)
		if rk.rd.unnamed(it.desc) {
			return nil, false
		}
		if it.currency == "" {
			it.currency = w.sum.currency
		}
		out = append(out, it)
	}
	for i := range out {
		for k := range i {
			if strings.EqualFold(out[i].desc, out[k].desc) {
				return nil, false // two prices of one thing
			}
		}
	}
	return out, true
}

// nameOf finds what a price is of: as it was read before, by the words behind
// the price or its count, by what the sum or the invoice is for.
func (rk *reckoning) nameOf(p mention, c *mention, w way, alone bool) string {
	names := []func() string{
		func() string { return rk.readBefore(p, c) },
		func() string { return rk.eachOf(p) },
	}
	if c != nil {
		names = append(names, func() string { return rk.measureName(p) }, func() string { return rk.asideName(*c) }, func() string { return rk.countedName(*c) })
	} else {
		names = append(names, func() string { return rk.forName(p) }, func() string { return rk.beforeName(p) })
	}
	if alone {
		names = append(names, func() string { return rk.forName(w.sum) }, func() string { return rk.readBefore(w.sum, nil) }, func() string { return rk.rd.matter })
	}
	names = append(names, func() string { return rk.headName(p) })
	if c != nil {
		names = append(names, func() string { return rk.beforeName(*c) }, func() string { return rk.timeOn(*c) })
	}
	said := vocab.Lower(rk.sentence(p.start))
	for _, name := range names {
		if n := name(); !rk.rd.unnamed(n) && !moneyWord(n) && !joinsNext.MatchString(vocab.Lower(n)) && !brokenOff.MatchString(vocab.Lower(n)) && !people.MatchString(n) && !pronouns.MatchString(vocab.Lower(n)) && !rk.rd.recorded(said, n) {
			return n
		}
	}
	return ""
}

// joinsNext ends words that stand between two things: "the roof box and then".
var joinsNext = vocab.Around(`\s<and then>$`)

// timeOn is what the mail is about, for hours or days of which it does not say what
// was done in them.
func (rk *reckoning) timeOn(c mention) string {
	if !spanOfTime.MatchString(c.unit) {
		return ""
	}
	return rk.rd.matterOr(c.unit, near(rk.low, c.start, c.end+dateReach))
}

// matterOr is what the mail is about, for time also by its subject alone, where
// the words that count it do not name what was done in it.
func (rd *reader) matterOr(unit, counted string) string {
	if rd.matter == "" && spanOfTime.MatchString(unit) && !slices.ContainsFunc(wordPattern.FindAllString(counted, 2), workTime.MatchString) {
		return rd.s.subjectName(rd)
	}
	return rd.matter
}

// readBefore is the name that was read for a price.
func (rk *reckoning) readBefore(p mention, c *mention) string {
	for _, it := range rk.items {
		price := it.price
		if it.lump.ok {
			price = it.lump
		}
		if price.ok && price.Equal(p.value) && (c == nil || !it.qty.ok || it.qty.Equal(c.value)) && len(strings.Fields(it.desc)) <= 8 {
			return it.desc
		}
	}
	return ""
}

// eachOfWords lead from a price to what it is the price of one of.
var eachOfWords = vocab.Around(`^[\s,;–-]*(?:<that is each>\s)?<for each>\s(?:<each one>\s)?<each of>(?:\s<each of the>)?\s+`)

func (rk *reckoning) eachOf(p mention) string {
	rest := rk.low[p.end:]
	m := eachOfWords.FindStringIndex(rest)
	if m == nil {
		return ""
	}
	return rk.nounAt(p.end + m[1])
}

// forWords lead from a figure to the thing it is for.
var forWords = vocab.Around(`^\s*(?:<for all>\s+)?<for or of>\s+`)

// inBracketsBehind is how a sum is made up, behind it: "£360 (12 hours x £30) for the edits".
var inBracketsBehind = regexp.MustCompile(`^\s*\([^()\n]{3,60}\)`)

func (rk *reckoning) forName(p mention) string {
	end := p.end + len(inBracketsBehind.FindString(rk.low[p.end:]))
	m := forWords.FindStringIndex(rk.low[end:])
	if m == nil {
		return ""
	}
	return rk.nounAt(end + m[1])
}

// countedName is what stands behind a count: "26 of the framed prints", "2.750
// voor de vertaling".
func (rk *reckoning) countedName(c mention) string {
	at := c.end
	if m := forWords.FindStringIndex(rk.low[at:]); m != nil {
		at += m[1]
	}
	return rk.nounAt(at)
}

// asideName is a thing with the measure it is counted in behind it: "the herbs,
// 16 pots".
func (rk *reckoning) asideName(c mention) string {
	name, measure := rk.beforeName(c), rk.countedName(c)
	if !strings.HasSuffix(strings.TrimRight(rk.text[:c.start], " "), ",") || rk.rd.unnamed(name) || measure == "" || len(strings.Fields(measure)) > 1 {
		return ""
	}
	return name + ", " + measure
}

// beforeName is the thing named in the same sentence before a figure, after
// the last article that no other figure follows.
func (rk *reckoning) beforeName(m mention) string {
	from := strings.LastIndexAny(rk.text[:m.start], "\n.!?:;0123456789") + 1
	c := &clause{rd: rk.rd, seg: rk.text, low: rk.low}
	if name := c.thing(rk.text[from:m.start]); name != "" && !brokenOff.MatchString(vocab.Lower(name)) {
		return name
	}
	if all := beforeArticle.FindAllStringIndex(rk.low[from:m.start], 40); len(all) > 0 {
		k := len(all) - 1
		for k > 0 && behindPlace.MatchString(rk.low[from:from+all[k][0]]) {
			k-- // "the leaf clearing after the storm"
		}
		return rk.nounIn(rk.text[from+all[k][1] : m.start])
	}
	return ""
}

// headName is the name that a line begins with and sets off with a colon:
// "Stewards: 6 of them for 5 hours each, that is 30 hours at EUR 29".
func (rk *reckoning) headName(p mention) string {
	line := rk.text[strings.LastIndexByte(rk.text[:p.start], '\n')+1 : p.start]
	name, _, ok := strings.Cut(trimBullet(line), ": ")
	low := vocab.Lower(name)
	if !ok || !shortName(name) || hasDigit(name) || rk.rd.leadsIn(name) || rk.rd.sumLabelled(name) || priceLabel.MatchString(low) || labelLike.MatchString(low) {
		return ""
	}
	return name
}

// priceNext leads to a price or names its currency; a name ends before it.
var priceNext = regexp.MustCompile(`^(?:EUR|CHF|USD|GBP|à|á|@|x|×)$`)

// beforeArticle leads to the name of a thing.
var beforeArticle = vocab.Around(`(?:^|[\s(])(?:<definite article>\s+|l')`)

// behindPlace leads from a thing to where or when it was.
var behindPlace = vocab.Around(`\s(?:<where or when>)$`)

const maxNoun = 6 // words

// nounAt takes the words that name a thing from a place on: up to a sign, a
// small word or a figure. An article and "of the" before them are left out.
func (rk *reckoning) nounAt(at int) string {
	if at >= len(rk.text) {
		return ""
	}
	rest := strings.TrimLeft(rk.text[at:], " ")
	if t := strings.TrimLeft(rest, ", "); partitive.MatchString(t) {
		rest = t // "sept, des panneaux"
	}
	return rk.nounIn(partitive.ReplaceAllString(rest, ""))
}

func (rk *reckoning) nounIn(rest string) string {
	end := strings.IndexFunc(rest, func(r rune) bool { return strings.ContainsRune(".,;:!?()\"\n|/=€$£", r) || unicode.IsDigit(r) })
	if end >= 0 {
		rest = rest[:end]
	}
	var words []string
	all := strings.Fields(rest)
	for i, w := range all {
		low := vocab.Fold(w)
		if rk.rd.small(low) || pronouns.MatchString(low) || priceNext.MatchString(w) {
			if len(words) == 0 && articles.MatchString(low) {
				continue
			}
			break
		}
		if len(words) > 0 && rk.rd.lang == "en" && strings.HasSuffix(low, "ing") && i+1 < len(all) && (articles.MatchString(vocab.Fold(all[i+1])) || !rk.rd.small(vocab.Fold(all[i+1]))) {
			break // "photos showing the hall", but not "leaf clearing after"
		}
		if words = append(words, w); len(words) == maxNoun {
			break
		}
	}
	return strings.Join(words, " ")
}

var articles = vocab.Around(`^<only an article>$`)

// small is true for words that name no thing: articles, pronouns, verbs and
// adverbs in common use.
func (rd *reader) small(word string) bool {
	for _, section := range []string{"small words", "no thing"} {
		if _, ok := rd.s.book.WordIn(rd.lang, section, word); ok {
			return true
		}
	}
	return false
}

// mostlySmall is true for a run of words of which two in three name nothing:
// a piece of a sentence.
func (rd *reader) mostlySmall(name string) bool {
	words := strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' })
	small := 0
	for _, w := range words {
		if rd.small(w) {
			small++
		}
	}
	return len(words) >= 5 && 3*small > 2*len(words)
}

// nothing is true for a name of which no word names a thing: "die Stunde", "so
// we had", "quindi".
func (rd *reader) nothing(name string) bool {
	return !workTime.MatchString(vocab.Lower(name)) && rd.onlyWords(name, func(unit string) bool { return spanOfTime.MatchString(unit) })
}

// workTime are hours in one word with what was done in them: "Arbeitsstunden".
var workTime = vocab.Around(`^(?:<hours of work>)$`)

// unnamed is nothing, or a measure alone: of the "60 bundles" of a letter one
// has to know what is in them.
func (rd *reader) unnamed(name string) bool {
	return !named(name) || crowd.MatchString(name+" ") || rd.onlyWords(name, func(string) bool { return true })
}

var spanOfTime = regexp.MustCompile(`^(?:minute|hour|half-day|day|night|week|month|quarter|year)$`)

// onlyWords is true for a name made of small words, numbers and those units
// that do not name a thing.
func (rd *reader) onlyWords(name string, empty func(unit string) bool) bool {
	b := rd.s.book
	if costNoun.MatchString(vocab.Fold(name)) {
		return false
	}
	for _, w := range strings.FieldsFunc(vocab.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
		stem, _, _ := strings.Cut(w, "'")
		unit, measure := b.Word("units", w)
		_, count := b.WordIn(rd.lang, "number words", w)
		if !rd.small(w) && !rd.small(stem) && !(measure && empty(unit)) && !count && !pronouns.MatchString(stem) {
			return false
		}
	}
	return true
}
