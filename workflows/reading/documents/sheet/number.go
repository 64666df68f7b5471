package sheet

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// rawNumber is how a workbook stores a number, with an exponent that cannot
// grow into a long text.
var rawNumber = regexp.MustCompile(`^[+-]?[0-9]{1,20}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?$`)

const (
	// A workbook computes with about fifteen digits; what stands behind them is
	// noise of its binary arithmetic (0.30000000000000004).
	significant = 15
	maxDecimals = 10
)

// number writes a stored number as its format means it.
func (f format) number(raw string, epoch04 bool) string {
	raw = strings.TrimSpace(raw)
	if !rawNumber.MatchString(raw) {
		return cellText(raw)
	}
	if f.year || f.month || f.day || f.clock {
		return f.moment(raw, epoch04)
	}
	d, err := decimal.NewFromString(raw)
	if err != nil {
		return ""
	}
	if d = settle(d); f.percent {
		return oneWay(d.Shift(2)) + "%"
	}
	text := oneWay(d)
	if f.prefix != "" {
		text = f.prefix + " " + text
	}
	if f.suffix != "" {
		text += " " + f.suffix
	}
	return text
}

func settle(d decimal.Decimal) decimal.Decimal {
	lead := d.NumDigits() + int(d.Exponent())
	return d.Round(int32(min(significant-lead, maxDecimals)))
}

// oneWay writes a decimal so that no reader takes its point for a grouping
// sign: 1.234 becomes 1.2340.
func oneWay(d decimal.Decimal) string {
	s := d.String()
	if whole, fraction, ok := strings.Cut(s, "."); ok && len(fraction) == 3 && len(strings.TrimPrefix(whole, "-")) <= 3 {
		s += "0"
	}
	return s
}

// lastDay is 9999-12-31, the last that a workbook counts.
const lastDay = 2_958_465

// moment writes a serial number as the parts of date and time that the format
// shows; parts that it does not show are not made up.
func (f format) moment(raw string, epoch04 bool) string {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || v < 0 || v > lastDay {
		return ""
	}
	days, fraction := math.Modf(v)
	seconds := int(math.Round(fraction * 86_400))
	if f.elapsed {
		return clock(int(days)*86_400 + seconds)
	}
	if seconds == 86_400 {
		days, seconds = days+1, 0
	}
	if !f.year && !f.month && !f.day {
		return clock(seconds)
	}
	date, ok := calendar(int(days), epoch04)
	if !ok {
		return ""
	}
	switch {
	case !f.day && !f.month:
		return date.Format("2006")
	case !f.day:
		return date.Format("2006-01")
	case f.clock && seconds > 0:
		return date.Format(time.DateOnly) + " " + clock(seconds)
	}
	return date.Format(time.DateOnly)
}

// calendar counts days from the workbook's epoch. Day 60 of the older epoch is
// a 29 February 1900 that never was, and day 0 is none.
func calendar(days int, epoch04 bool) (time.Time, bool) {
	switch {
	case epoch04:
		return time.Date(1904, 1, 1+days, 0, 0, 0, 0, time.UTC), true
	case days == 60 || days == 0:
		return time.Time{}, false
	case days < 60:
		return time.Date(1899, 12, 31+days, 0, 0, 0, 0, time.UTC), true
	}
	return time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC), true
}

func clock(seconds int) string {
	if s := seconds % 60; s != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, s)
	}
	return fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
}
