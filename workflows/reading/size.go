package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sizeBehind is a size in metres behind the name of a thing, with nothing
// behind it that it could count: "LED-Wand 3 x 2 m, pauschal 980 €".
var sizeBehind = regexp.MustCompile(`(?i)(\pL[\pL'’.-]+)["”»]?\s+\(?(\d[\d.,]*\s?m?\s*[x×]\s*\d[\d.,]*(?:\s?m?\s*[x×]\s*\d[\d.,]*)?\s?(?:m|mtr?|meter|metres?|metri|mètres?|metros?)\b\.?\)?)(?:\s*(?:[,;:|()–—=-]|$)|\s+(?:[€£$]|\d|(?:chf|eur|gbp|usd|euro)\b))`)

// sizes makes the numbers of a size in metres count nothing.
func (rd *reader) sizes(seg string, nums []numbers.Number) {
	for _, m := range sizeBehind.FindAllStringSubmatchIndex(seg, 20) {
		if rd.small(vocab.Lower(seg[m[2]:m[3]])) {
			continue // "for 3 x 2 m" may count
		}
		for i := range nums {
			if nums[i].Start >= m[4] && nums[i].End <= m[5] && nums[i].Kind == numbers.Plain {
				nums[i].Kind = numbers.Code
			}
		}
	}
}

// extent is a measure that says how large a thing is as well as how much of it
// there is.
func extent(unit string) bool {
	switch unit {
	case "m", "m2", "m3", "kg", "l", "km", "t":
		return true
	}
	return false
}

// sized is true for a number that ends the name of a thing and says how large it
// is, where a count with its own x stands right before the price: "stage 40 m²,
// 1 x 1350".
func (c *clause) sized(q, strong quantity) bool {
	return extent(q.unit) && strings.TrimSpace(c.seg[c.from:q.start]) != "" && strings.Trim(c.low[q.end:strong.start], " \t,;:–-|()") == "" &&
		timesMark.MatchString(c.low[strong.end:c.price.Start])
}

var timesMark = regexp.MustCompile(`^\s*[x×*]\s*$`)
