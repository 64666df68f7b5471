package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// denied begins words that say that the tax is not in the prices.
	denied = vocab.Around(`^(?:<without>)\s`)
	// eitherWay begins words that mean one or the other by what follows: "con el IVA aparte", "con el IVA ya dentro".
	eitherWay = vocab.Around(`^(?:<tax either way>)\s`)
	// allIn says that nothing else is charged, which is more than tax and less.
	allIn = vocab.Around(`^(?:<all in>)$`)
	// withTheTax begins words by which a tax is in the prices, or comes on top of those said to be without it.
	withTheTax = vocab.Around(`^(?:<with the tax>)(?:\s|$)`)
	// atRate is a rate right behind the name of a tax.
	atRate = regexp.MustCompile(`^[^\pL\d]{0,3}(?:\pL{1,4}[\s:]+)?\d{1,2}(?:[.,]\d{1,2})? ?%`)
)

// large is a word for large that another language says of prices with their tax.
var large = vocab.Around(`(^|[^\pL])(?:<large>)([^\pL]|$)`)

// onTop is true for a tax that is named with its rate beside prices without it: "28 €
// HT, avec la TVA à 10 %". Words alone would contradict: "19 € HT with VAT".
func onTop(folded string, m [2]int) bool {
	words := folded[m[0]:m[1]]
	return withTheTax.MatchString(words) && (strings.Contains(words, "%") || atRate.MatchString(near(folded, m[1], m[1]+maxTaxRate)))
}

const maxTaxRate = 20 // bytes behind a tax in which its rate stands

// taxSaid is what a text says about tax. "Sin IVA incluido" does not say that it
// is in the prices, and neither does "900 euro all in" beside "without VAT".
func (s *source) taxSaid(folded string) (excluded, included bool) {
	if s.language(s.best().text) != "en" {
		folded = large.ReplaceAllString(folded, "$1     $2") // "gross" is German for large, too
	}
	in, out := s.book.All("tax included", folded), s.book.All("tax excluded", folded)
	in, out = s.told(folded, oneWay(folded, in, out)), s.told(folded, oneWay(folded, out, in))
	if len(out) == 0 {
		return false, len(in) > 0
	}
	for _, m := range in {
		words, no := folded[m[0]:m[1]], allIn.MatchString(folded[m[0]:m[1]]) || onTop(folded, m)
		for _, o := range out {
			no = no || o[0] < m[1] && m[0] < o[1] && denied.MatchString(folded[o[0]:o[1]]) && !denied.MatchString(words)
		}
		included = included || !no
	}
	return true, included
}

const (
	maxWhether   = 40 // bytes before a tax in which it is made a question
	whetherWords = 4  // the words before it that do
)

// told leaves out what is asked or supposed rather than said: "please tell us whether
// GST is included". The word for it says something else in other languages.
func (s *source) told(folded string, said [][2]int) [][2]int {
	if len(said) == 0 {
		return nil
	}
	lang := s.language(s.best().text)
	return slices.DeleteFunc(said, func(m [2]int) bool {
		before := lastBytes(folded[:m[0]], maxWhether)
		words := strings.Fields(before[strings.LastIndexAny(before, ",.;:!?()\n")+1:])
		return slices.ContainsFunc(words[max(0, len(words)-whetherWords):], func(w string) bool {
			_, is := s.book.WordIn(lang, "whether", w)
			return is
		})
	})
}

// oneWay leaves out the words that mean one or the other where what follows them
// says the other.
func oneWay(folded string, said, other [][2]int) [][2]int {
	var kept [][2]int
	for _, m := range said {
		goesOn := func(o [2]int) bool { return o[0] < m[1] && m[1] < o[1] }
		if !eitherWay.MatchString(folded[m[0]:m[1]]) || !slices.ContainsFunc(other, goesOn) {
			kept = append(kept, m)
		}
	}
	return kept
}
