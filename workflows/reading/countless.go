package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// paperDash is a count behind the number of a paper, which are no range: "Lieferschein 7701 - 75 Sack".
var paperDash = vocab.Around(`(?i)(?:^|[\s(])(?:<reference word>)\s*\d{2,}\s+[-–]\s+(\d[\d.,]*)\s+\pL`)

// behindPaper makes numbers count that stand behind that of a paper.
func behindPaper(seg string, nums []numbers.Number) {
	if !strings.Contains(seg, " - ") && !strings.Contains(seg, " – ") {
		return
	}
	for _, m := range paperDash.FindAllStringSubmatchIndex(seg, 20) {
		for i := range nums {
			if nums[i].Start == m[2] && nums[i].Kind == numbers.Code && nums[i].OK {
				nums[i].Kind = numbers.Plain
			}
		}
	}
}

// boxes makes a number count before "dozen", which in Dutch are boxes.
func boxes(seg string, nums []numbers.Number) {
	for i := range nums {
		if nums[i].Kind == numbers.Code && nums[i].OK && strings.HasPrefix(seg[nums[i].End:], " dozen ") {
			nums[i].Kind = numbers.Plain
		}
	}
}

// dayMonth is a day and its month in figures, behind a word that leads to a day:
// "am 14.11.", "op 3.12".
var dayMonth = vocab.Around(`(?i)(?:^|[\s(])(?:<day lead>)\s+((?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2]))(?:\.?(?:$|[\s,;:)!?])|\.-)`)

// whichGerman is an ordinal before its noun, which says which and not how many:
// "die 2. Rate", "der 3. Termin".
var whichGerman = vocab.Around(`(?:^|[\s(])(?i:<which one>)\s+(\d{1,2})\.\s+\p{Lu}`)

// dayAlone is a day of this month behind its article and before a price: "une livraison
// le 16 à 10 €".
var dayAlone = regexp.MustCompile(`(?:^|[\s(])(?:le|el|il)\s+([1-9]|[12]\d|3[01])(?:,|\s+(?:à|a|al|pour|per|para|por)\s)`)

// days makes the numbers of such days, and ordinals, count nothing: a price has its currency, and
// a count its measure.
func (rd *reader) days(seg string, nums []numbers.Number) {
	found := append(dayMonth.FindAllStringSubmatchIndex(seg, 20), whichGerman.FindAllStringSubmatchIndex(seg, 20)...)
	if rd.lang == "fr" || rd.lang == "es" || rd.lang == "it" {
		found = append(found, dayAlone.FindAllStringSubmatchIndex(seg, 20)...)
	}
	for _, m := range found {
		if unit, _ := rd.unitAt(vocab.Lower(near(seg, m[3], m[3]+dateReach))); unit != "" {
			continue // "sessions of, on average, 1.5 hours"
		}
		for i := range nums {
			if nums[i].Kind == numbers.Plain && nums[i].Start < m[3] && m[2] < nums[i].End {
				nums[i].Kind = numbers.Code
			}
		}
	}
}

// ordinal is the sign behind a number that says which, not how many: "2.º B".
var ordinal = regexp.MustCompile(`^\.?[ºª](?:[^\pL\d]|$)`)

// crew is a number of people right before the time they worked: "2 Mann 3 Stunden".
var crew = vocab.Around(`(?:^|[^\pL\d.,])(?:[2-9]|1\d)\s+(?:<staff>|<people>|<crew>)[\s,:x×-]*(?:(?:<so many each>)\s+)?$`)

// byCrew is true for hours or days of several people at a price of one: whether the
// time is each one's or all's together, the mail does not say.
func (c *clause) byCrew(q quantity) bool {
	return spanOfTime.MatchString(q.unit) && (crew.MatchString(lastBytes(c.low[c.from:q.start], 48)) || crewBehind.MatchString(c.low[q.end:max(q.end, c.clauseEnd())]) || asideCounts.MatchString(c.low[q.end:max(q.end, c.clauseEnd())]))
}

// asideCounts counts other things in brackets behind a time: "3 nights (2 rooms)".
var asideCounts = regexp.MustCompile(`^\s*\((?:[2-9]|1\d)\s+\pL{3,}\)`)

// crewBehind is the same behind the time: "6 hours with two fitters".
var crewBehind = vocab.Around(`^\s+(?:<made of>)\s+(?:[2-9]|1\d|\pL+)\s+(?:<staff>|<people>|<crew>)(?:$|[^\pL])`)
