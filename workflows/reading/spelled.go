package reading

import (
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

const (
	aHundred  = 100
	aThousand = 1000
	// maxAtoms is how many words, or parts of one, a number in words is made of.
	maxAtoms = 12
	// maxNumeral is how long one word of it is, in bytes.
	maxNumeral = 48
)

// spelling adds up a number in words, one part after the other.
type spelling struct {
	rd           *reader
	total, cur   int
	atoms, scale int
	and          bool // "and" stands before the next part
	loose        bool // a unit stands behind its tens, a blank between
}

// joint is the "and" before the next part of a number in words.
var joint = vocab.Around(`^(?:\s+(?:<and>)\s+|\s?-(?:<and>)-)`)

// spelled reads a number of several words, or of one that is made of several, at
// the head of a text: "two hundred and fifty", "cent vingt", "zweihundertdreißig".
// It is false where the words make no one number, or where they may be two.
func (rd *reader) spelled(text string) (v decimal.Decimal, width int, ok bool) {
	s := spelling{rd: rd}
	for at := 0; s.atoms < maxAtoms; {
		rest := text[at:]
		blank := at > 0 && strings.HasPrefix(rest, " ")
		if at > 0 {
			if m := joint.FindString(rest); m != "" && s.joins(rest[len(m):]) {
				s.and, rest, blank = true, rest[len(m):], false
			} else if rest = strings.TrimLeft(rest, " -"); len(rest) == len(text)-at {
				break
			}
		}
		word := wordPattern.FindString(rest)
		parts := rd.numberParts(word)
		if len(parts) == 0 {
			break
		}
		for _, p := range parts {
			if !s.add(p, blank) {
				return v, 0, false
			}
		}
		at = len(text) - len(rest) + len(word)
		width = at
	}
	if s.atoms < 2 || s.cur+s.total == 1 || !s.alone(text[width:]) {
		return v, 0, false
	}
	return decimal.NewFromInt(int64(s.total + s.cur)), width, true
}

// joins is true where an "and" may stand in the language: "two hundred and five",
// "vingt et un", "treinta y dos". In French only one and eleven are joined so: fifty
// "et quatre bouteilles" goes on with another count.
func (s *spelling) joins(rest string) bool {
	switch s.rd.lang {
	case "en":
		return s.cur >= aHundred && s.cur%aHundred == 0 || s.total > 0 && s.cur == 0
	case "fr":
		next := s.rd.numberPart(wordPattern.FindString(rest))
		return s.cur%aHundred >= 20 && s.cur%10 == 0 && (next == 1 || next == 11)
	case "es":
		return s.cur%aHundred >= 20 && s.cur%10 == 0
	}
	return false
}

// add takes the next part of the number; 0 is an "and" within a word.
func (s *spelling) add(v int, blank bool) bool {
	last, and := s.cur%aHundred, s.and
	s.and, s.atoms = v == 0, s.atoms+1
	switch {
	case v == 0:
		return true
	case v == aHundred && s.cur < 20:
		s.cur = max(s.cur, 1) * aHundred
		s.scale++
	case v == aThousand && s.total == 0 && s.cur < aThousand:
		s.total, s.cur = max(s.cur, 1)*aThousand, 0
	case v >= aHundred && v < aThousand && v%aHundred == 0 && s.cur == 0:
		s.cur = v
	case v < aHundred && last == 0 && (s.cur > 0 || s.total > 0 || s.atoms == 1):
		s.cur += v
	case v < 10 && last >= 20 && last%10 == 0:
		s.cur += v
		s.loose = blank
	case s.rd.lang == "fr" && (last == 60 || last == 80) && v < 20:
		s.cur += v
	case s.rd.lang == "fr" && last == 4 && v == 20 && !and:
		s.cur += 76
	case and && last > 0 && last < 10 && v >= 20 && v < aHundred && v%10 == 0:
		s.cur += v // "fünfundzwanzig"
	default:
		return false
	}
	return true
}

// alone is true where no more of the number follows, and no measure that its last
// word may belong to: "twenty five litre cans".
func (s *spelling) alone(rest string) bool {
	if strings.HasPrefix(rest, "-") || scaleWord.MatchString(rest) {
		return false
	}
	unit, _ := s.rd.unitAt(rest)
	return !s.loose || unit == "" || unit == "piece"
}

// numberParts are the values of what a word is made of, none where it is no number.
func (rd *reader) numberParts(word string) []int {
	if v := rd.numberPart(word); v > 0 {
		return []int{v}
	}
	if len(word) > maxNumeral || !vocab.HasListed("parts of numbers", word) {
		return nil
	}
	return rd.partsOf(word, maxAtoms)
}

// partsOf takes a word apart, the longest part first with which the rest goes on:
// "centottanta" begins with "cent".
func (rd *reader) partsOf(word string, most int) []int {
	for end := len(word); end > 0 && most > 0; end-- {
		v := rd.numberPart(word[:end])
		if v == 0 {
			continue
		}
		rest := word[end:]
		if rest == "" {
			return []int{v}
		}
		if more := rd.partsOf(rest, most-1); more != nil {
			return append([]int{v}, more...)
		}
		if and := len(andWithin.FindString(rest)); and > 0 {
			if more := rd.partsOf(rest[and:], most-2); more != nil {
				return append([]int{v, 0}, more...)
			}
		}
	}
	return nil
}

// andWithin is the "and" within a word: "hundertundzwanzig".
var andWithin = vocab.Around(`^(?:<and between>)`)

// numberPart is the whole number that a word means, 0 for none.
func (rd *reader) numberPart(word string) int {
	v, ok := rd.s.book.WordIn(rd.lang, "number words", word)
	if !ok {
		v, ok = rd.s.book.WordIn(rd.lang, "number parts", word)
	}
	if d, err := decimal.NewFromString(v); ok && err == nil && d.IsInteger() {
		return int(d.IntPart())
	}
	return 0
}

// withSpelled are figures of a text and its numbers of several words, in order.
func (rd *reader) withSpelled(text string, figures []numbers.Number) []numbers.Number {
	low, end, had := vocab.Lower(text), 0, len(figures)
	if len(low) != len(text) {
		return figures
	}
	for _, m := range numeralWord.FindAllStringIndex(low, -1) {
		if m[0] < end {
			continue
		}
		if v, width, ok := rd.spelled(low[m[0]:]); ok {
			end = m[0] + width
			figures = append(figures, numbers.Number{Start: m[0], End: end, Kind: numbers.Plain, Value: v, OK: true, Text: text[m[0]:end]})
		}
	}
	if len(figures) > had {
		sort.SliceStable(figures, func(i, k int) bool { return figures[i].Start < figures[k].Start })
	}
	return figures
}
