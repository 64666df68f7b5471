package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// hourMinutes is a time that was spent, in hours and minutes: "2 h 30", "1u45",
// "3 Std. 15".
var hourMinutes = vocab.Around(`(?:^|[\s(,:+])(\d{1,2})\s?(?:<hour short>)\.?\s?([0-5]\d)\s?(?:min(?:uten|utes|uti)?\.?|m)?(?:$|[^\d\pL.,])`)

const minutes = 60

// hoursAndMinutes lists such times that stand right before the price of an hour.
// Times of the day are written alike and have no price.
func (c *clause) hoursAndMinutes() []quantity {
	var out []quantity
	region := c.low[c.from:c.clauseEnd()]
	for _, m := range hourMinutes.FindAllStringSubmatchIndex(region, 10) {
		h, errH := decimal.NewFromString(region[m[2]:m[3]])
		rest, errM := decimal.NewFromString(region[m[4]:m[5]])
		v := h.Add(rest.Div(decimal.NewFromInt(minutes)))
		end := m[1]
		for end > m[5] && !isWordByte(region[end-1]) {
			end--
		}
		if q := c.halfAt(known(v.Round(2)), "hour", m[2], end); errH == nil && errM == nil && v.Equal(v.Round(2)) && (q.strong || q.tail) {
			out = append(out, q)
		}
	}
	return out
}

func isWordByte(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '.' }
