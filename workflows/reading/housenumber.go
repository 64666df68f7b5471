package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// numberFirst is the number of a house before its street, as addresses are written
// in English: "3 Quay Street", "11b Marine Parade".
var numberFirst = vocab.Around(`(?:^|[^\pL\d.,£€$])(\d{1,4})[a-zA-Z]?\s+(?:\p{Lu}[\pL'’.]+\s+){1,3}(?i:<street kind>)(?:$|[^\pL])`)

// houses makes such numbers count nothing.
func houses(seg string, nums []numbers.Number) {
	for _, m := range numberFirst.FindAllStringSubmatchIndex(seg, 20) {
		for i := range nums {
			if nums[i].Start == m[2] && nums[i].Kind == numbers.Plain {
				nums[i].Kind = numbers.Code
			}
		}
	}
}
