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

// ordinal is the sign behind a number that says which, not how many: "2.º B".
var ordinal = regexp.MustCompile(`^\.?[ºª](?:[^\pL\d]|$)`)
