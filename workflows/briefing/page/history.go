package page

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/briefing/chart"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

const (
	// usualWeeks is how many weeks say what is usual.
	usualWeeks = 8
	// leastPoints is how many of them must be known before anything is called unusual.
	leastPoints = 6
)

// history are the figures of earlier pages, by how many weeks ago they are.
type history struct{ weeks map[int]contract.WeekFigures }

// newHistory takes the pages before this week; of one week made twice the
// later. Later weeks, of a page that is made again, are left out.
func newHistory(this string, past []contract.WeekFigures) history {
	h := history{weeks: map[int]contract.WeekFigures{}}
	now, err := week.Parse(this)
	if err != nil {
		return h
	}
	ago := map[string]int{}
	for n := 1; n <= usualWeeks; n++ {
		ago[now.Add(-n).String()] = n
	}
	for _, p := range past {
		n, ok := ago[p.Week]
		if old, seen := h.weeks[n]; ok && (!seen || p.AsOf.After(old.AsOf)) {
			h.weeks[n] = p
		}
	}
	return h
}

// value is a figure of so many weeks ago; one in another unit is another figure.
func (h history) value(ago int, name, unit string) (decimal.Decimal, bool) {
	for _, f := range h.weeks[ago].Figures {
		if f.Name == name && f.Unit == unit {
			return parse(f.Value)
		}
	}
	return decimal.Zero, false
}

// points are the weeks before this one, oldest first, with gaps where a week
// is not known.
func (h history) points(name, unit string) []chart.Point {
	out := make([]chart.Point, usualWeeks)
	for i := range out {
		v, ok := h.value(usualWeeks-i, name, unit)
		out[i] = chart.Point{Value: v, Known: ok}
	}
	return out
}

// latest are the last pages before this week, at most four weeks old; ago is 0
// when there are none.
func (h history) latest() (w contract.WeekFigures, ago int) {
	for n := 1; n <= 4; n++ {
		if w, ok := h.weeks[n]; ok {
			return w, n
		}
	}
	return contract.WeekFigures{}, 0
}

// usual says what earlier weeks were like.
type usual struct {
	median, largest decimal.Decimal
	points          int
}

// usually needs six known weeks; with fewer nothing may be called unusual.
func usually(points []chart.Point) (usual, bool) {
	var values []decimal.Decimal
	for _, p := range points {
		if p.Known {
			values = append(values, p.Value)
		}
	}
	u := usual{points: len(values)}
	if len(values) < leastPoints {
		return u, false
	}
	slices.SortFunc(values, decimal.Decimal.Cmp)
	middle := len(values) / 2
	u.median, u.largest = values[middle], values[len(values)-1]
	if len(values)%2 == 0 {
		u.median = values[middle-1].Add(values[middle]).DivRound(decimal.NewFromInt(2), 6)
	}
	return u, true
}

// unusuallyHigh is a quarter above each of those weeks and half as much again as
// their median: what comes once a month has a median of zero, and a price that
// rose a little is no news there.
func (u usual) unusuallyHigh(v decimal.Decimal) bool {
	return v.GreaterThan(u.largest.Mul(decimal.RequireFromString("1.25"))) && v.GreaterThan(u.median.Mul(decimal.RequireFromString("1.5")))
}
