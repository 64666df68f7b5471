package reading

import (
	"regexp"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// hourMinutes is a time that was spent, in hours and minutes: "2 h 30", "1u45",
// "3 Std. 15".
var hourMinutes = vocab.Around(`(?:^|[\s(,:+])(\d{1,2})\s?(?:<hour short>)\.?\s?([0-5]\d)\s?(?:min(?:uten|utes|uti)?\.?|m)?(?:$|[^\d\pL.,])`)

// spentAt is such a time with the price behind it, without a time of the day before.
var spentAt = vocab.Around(`(?:^|[\s(,:+])(\d{1,2}\s?(?:<hour short>)\.?\s?([0-5]\d)\s?(?:min(?:uten|utes|uti)?\.?|m)?)\s*(?:(?:<price at>)\s|[à@x×:=])\s*[€£$]?\s?\d`)

const minutes = 60

// hoursInFigures writes such times as a number of hours, for those who read a number
// and its measure: "2h30 à 48 €" as "2,50 h à 48 €".
func (rd *reader) hoursInFigures(text string) string {
	point := ","
	if rd.out.style == numbers.Point {
		point = "."
	}
	low := vocab.Lower(text)
	all := spentAt.FindAllStringSubmatchIndex(low, maxAmountName)
	if len(low) != len(text) {
		return text
	}
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		mins, err := decimal.NewFromString(low[m[4]:m[5]])
		part := mins.Div(decimal.NewFromInt(minutes))
		if hours := wholeDigits.FindString(low[m[2]:]); err == nil && part.Equal(part.Round(2)) {
			text = text[:m[2]] + hours + point + part.StringFixed(2)[2:] + " h" + text[m[3]:]
		}
	}
	return text
}

var wholeDigits = regexp.MustCompile(`^\d+`)

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
