package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// whichOnes are two numbers behind so many things, which say which of them and count
// nothing: "2 Zimmer 14 und 15 streichen".
var whichOnes = vocab.Around(`(?i)(?:^|[^\pL\d.,])\d{1,2}\s+\pL[\pL'’-]{2,}\s+(\d{1,4})\s*(?:&|\+|<and also>)\s+(\d{1,4})\s+\p{Ll}`)

// which makes such numbers count nothing.
func (rd *reader) which(seg string, nums []numbers.Number) {
	rd.labels(seg, nums)
	rd.numberedPlace(seg, nums)
	for _, m := range whichOnes.FindAllStringSubmatchIndex(seg, 20) {
		if unit, _ := rd.unitAt(vocab.Lower(seg[m[5]:])); unit != "" {
			continue // "2 people 3 and 4 hours"
		}
		for i := range nums {
			if nums[i].Kind == numbers.Plain && (nums[i].Start == m[2] || nums[i].Start == m[4]) {
				nums[i].Kind = numbers.Code
			}
		}
	}
}

// placeNumber begins a list line with one place of several, and goes on with what was
// done there: "Surgery 2, door, frame and skirting".
var placeNumber = regexp.MustCompile(`^\p{Lu}(\p{Ll}{2,}) (\d{1,3}), ?\pL`)

// numberedPlace makes such a number count nothing. English tells by its noun: two or
// more of a thing are never in the singular.
func (rd *reader) numberedPlace(seg string, nums []numbers.Number) {
	m := placeNumber.FindStringSubmatchIndex(seg)
	if m == nil || rd.lang != "en" || len(nums) == 0 || nums[0].Start != m[4] || nums[0].Kind != numbers.Plain || nums[0].Value.Equal(one()) {
		return
	}
	noun := vocab.Lower(seg[:m[3]])
	if _, unit := rd.unitAt(noun); unit > 0 || strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") || rd.month(noun) > 0 {
		return
	}
	nums[0].Kind = numbers.Code
}
