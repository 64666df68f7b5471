package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// whichOnes are two numbers behind so many things, which say which of them and count
// nothing: "2 Zimmer 14 und 15 streichen".
var whichOnes = vocab.Around(`(?i)(?:^|[^\pL\d.,])\d{1,2}\s+\pL[\pL'’-]{2,}\s+(\d{1,4})\s*(?:&|\+|<and also>)\s+(\d{1,4})\s+\p{Ll}`)

// which makes such numbers count nothing.
func (rd *reader) which(seg string, nums []numbers.Number) {
	rd.labels(seg, nums)
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
