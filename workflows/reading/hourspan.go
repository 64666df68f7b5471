package reading

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// hourSpan is a time that was spent on something, in hours and minutes: "1 h 30 de main
	// d'œuvre", "2 ore e 15 minuti di lavoro".
	hourSpan = vocab.Around(`(?:^|[\s(,:;+'’])(\d{1,2})\s?(?:<hour short>)\.?\s?(?:(?:<and also>)\s)?([0-5]\d)(?:\s?min(?:uten|utes|uti|utos)?\.?|\s?m)?(?:\s+(?:<partitive>|<price for>)\s|\s+<partitive glued>|\s+(\pL{4}))`)
	// inHours is such a time as it is written in place of a number.
	inHours = vocab.Around(`^\d{1,2}\s?(?:<hour short>)`)
)

// hoursNamed are hours and minutes within a name, whose count was not read.
var hoursNamed = vocab.Around(`(?:^|\s)\d{1,2}\s?(?:<hour short>)\.?\s?[0-5]\d(?:$|[^\d\pL])`)

// mostHours is how many hours with minutes are surely no time of the day where nothing
// but a name stands behind them.
const mostHours = 6

// hourSpans makes one number of such a time, which would else be a count of minutes.
// Times of the day, and minutes that make no whole hundredths of an hour, count nothing.
func (rd *reader) hourSpans(low string, nums []numbers.Number) []numbers.Number {
	for _, m := range hourSpan.FindAllStringSubmatchIndex(low, 20) {
		i := slices.IndexFunc(nums, func(n numbers.Number) bool { return n.Start == m[2] })
		if i < 0 {
			continue
		}
		h, errH := decimal.NewFromString(low[m[2]:m[3]])
		rest, errM := decimal.NewFromString(low[m[4]:m[5]])
		v := h.Add(rest.Div(decimal.NewFromInt(minutes)))
		end := m[5] + len(minutesNamed.FindString(low[m[5]:]))
		n := numbers.Number{Start: m[2], End: end, Kind: numbers.Plain, Value: v.Round(2), OK: v.Equal(v.Round(2)), Text: low[m[2]:end]}
		if errH != nil || errM != nil || !n.OK || beforeTime.MatchString(low[:m[2]]) || m[6] >= 0 && h.GreaterThanOrEqual(decimal.NewFromInt(mostHours)) {
			n.Kind = numbers.Code
		}
		nums = slices.DeleteFunc(nums, func(o numbers.Number) bool { return o.Start > m[2] && o.Start < end })
		nums[i] = n
	}
	return nums
}

// minutesNamed is the word behind a number of minutes.
var minutesNamed = vocab.Around(`^\s?(?:min(?:uten|utes|uti|utos)?\.?|m)(?:$|[^\pL])`)

// clockSpan is from when to when something was done: "dalle 9 alle 13", "de las 9 a las 13".
var clockSpan = vocab.Around(`(?:^|[^\pL])<from the hour>\s?(\d{1,2})(?:[.:,]\d\d)?\s<to the hour>\s?(\d{1,2})(?:[.:,]\d\d)?(?:$|[^\d\pL])`)

// clockSpans takes the hours of the day out of the numbers that count.
func clockSpans(low string, nums []numbers.Number) {
	for _, m := range clockSpan.FindAllStringSubmatchIndex(low, 20) {
		for i := range nums {
			if nums[i].Start >= m[2] && nums[i].End <= m[1] && nums[i].Kind == numbers.Plain {
				nums[i].Kind = numbers.Code
			}
		}
	}
}
