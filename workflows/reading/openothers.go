package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// openWithOthers opens the prices that were read like one that is open now: where
// "1000 flyers for 89" may be what all of them cost, "250 posters for 175" beside it may be too.
func openWithOthers(items []item) {
	open := false
	for _, it := range items {
		open = open || it.why == whyParsed && it.qty.ok && !it.price.ok
	}
	for i := range items {
		it := &items[i]
		if open && it.why == whyParsed && it.price.ok && it.qty.ok && it.unit == "" && !it.qty.Equal(one()) && !eachSaid.MatchString(vocab.Lower(near(it.quote, it.at-eachReach, it.at+eachReach))) {
			it.price = value{}
		}
	}
}

// labelledTwo are two numbers behind a word, which may say which ones are meant: "Haus 3 und 4".
var labelledTwo = vocab.Around(`(?i)(?:^|[^\pL])(\pL{2,})\s(\d{1,4})\s*(?:<and also>|,|&|\+|/)\s*(\d{1,4})(?:\s*(?:<and also>|,|&|\+|/)\s*(\d{1,4}))?(?:$|[^\d.,\pL]|[.,]\s|[.,]$)`)

// labels makes numbers count nothing where the word before them is one that numbers
// tell from others of its kind: "Wartung Haus 3 und 4, je Haus 210".
func (rd *reader) labels(seg string, nums []numbers.Number) {
	for _, m := range labelledTwo.FindAllStringSubmatchIndex(seg, maxLabelled) {
		if !rd.isLabel(vocab.Lower(seg[m[2]:m[3]])) {
			continue
		}
		for i := range nums {
			at := nums[i].Start
			if nums[i].Kind == numbers.Plain && (at == m[4] || at == m[6] || at == m[8]) {
				nums[i].Kind = numbers.Code
			}
		}
	}
}

const maxLabelled = 20

// isLabel is true for a word behind which a number is a name: "room 14".
func (rd *reader) isLabel(word string) bool {
	for _, p := range rd.s.book.Parts(rd.lang, word) {
		if p.Section == "clause label" {
			return true
		}
	}
	return false
}
