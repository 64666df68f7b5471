package week

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// days is the length of a week in the calendar.
const days = 7

// Week is an ISO 8601 week: it begins on Monday, and the first of a year holds
// that year's first Thursday.
type Week struct{ Year, Number int }

// Of is the week that a moment falls into, in the moment's own zone.
func Of(t time.Time) Week {
	year, number := t.ISOWeek()
	return Week{Year: year, Number: number}
}

// Last is the last week that was over at a moment in a zone: on its Monday the
// week that ended the day before.
func Last(at time.Time, zone *time.Location) Week { return Of(at.In(zone)).Add(-1) }

// Parse reads "2026-W48". A 53rd week is refused in years that have none.
func Parse(text string) (Week, error) {
	year, number, ok := strings.Cut(text, "-W")
	y, errYear := strconv.Atoi(year)
	n, errNumber := strconv.Atoi(number)
	w := Week{Year: y, Number: n}
	if !ok || errYear != nil || errNumber != nil || w.String() != text || Of(w.monday(time.UTC)) != w {
		return Week{}, fmt.Errorf("%q is not a week; write one such as 2026-W48", clip(text))
	}
	return w, nil
}

// String writes "2026-W48".
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.Number) }

// Add gives the week so many weeks later.
func (w Week) Add(weeks int) Week { return Of(w.monday(time.UTC).AddDate(0, 0, days*weeks)) }

// Monday is the first day of the week, ISO.
func (w Week) Monday() string { return w.monday(time.UTC).Format(time.DateOnly) }

// Span gives the days of the week and the instants in a zone at which its
// Monday begins and its Sunday is over. at is when the pages are made.
func (w Week) Span(zone *time.Location, at time.Time) contract.WeekSpan {
	monday := w.monday(time.UTC)
	return contract.WeekSpan{
		Week: w.String(), Zone: zone.String(),
		From: monday.Format(time.DateOnly), To: monday.AddDate(0, 0, days-1).Format(time.DateOnly),
		Start: begin(monday, zone), End: begin(monday.AddDate(0, 0, days), zone),
		AsOf: at.UTC(), Today: at.In(zone).Format(time.DateOnly),
	}
}

// begin is the first instant of a day in a zone. Where the clocks go forward
// over midnight it is later than 00:00, which does not exist.
func begin(day time.Time, zone *time.Location) time.Time {
	t := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
	if t.Day() != day.Day() { // time.Date has taken the offset of before the gap, and so the day before
		_, end := t.ZoneBounds()
		t = end
	}
	return t.UTC()
}

// monday is midnight of the first day: 4 January is always in the first week.
func (w Week) monday(zone *time.Location) time.Time {
	fourth := time.Date(w.Year, time.January, 4, 0, 0, 0, 0, zone)
	return fourth.AddDate(0, 0, (w.Number-1)*days-(int(fourth.Weekday())+6)%7)
}

func clip(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}

// Replaced is when the page of a week gives way to the next week's: the end of
// the week after it, in the owner's zone.
func Replaced(span contract.WeekSpan, zone *time.Location) time.Time {
	w, err := Parse(span.Week)
	if err != nil {
		return span.End
	}
	return w.Add(1).Span(zone, span.AsOf).End
}
