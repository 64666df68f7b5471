package post

import (
	"slices"
	"strings"
	"time"
)

// clock is a time as a person writes it, without a zone.
type clock struct {
	day          time.Time // midnight UTC of that day
	hour, minute int
}

// localForms are the forms of publish_at that name a day and a time.
func localForms() []string {
	return []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05"}
}

// parseClock reads a local time; seconds are left away.
func parseClock(s string) (clock, bool) {
	for _, form := range localForms() {
		if t, err := time.Parse(form, s); err == nil {
			return clock{day: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), hour: t.Hour(), minute: t.Minute()}, true
		}
	}
	return clock{}, false
}

// on gives the same time of another day.
func (c clock) on(day time.Time) clock { return clock{day: day, hour: c.hour, minute: c.minute} }

// text is the time of day, such as 02:30.
func (c clock) text() string {
	return c.day.Add(time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute).Format("15:04")
}

// instants gives the moments at which the clocks of a zone show the time:
// usually one; none when they are put forward over it, two when they are put
// back over it. Earliest first.
func (c clock) instants(zone *time.Location) []time.Time {
	wall := time.Date(c.day.Year(), c.day.Month(), c.day.Day(), c.hour, c.minute, 0, 0, time.UTC)
	var found []time.Time
	for _, hours := range []int{-36, -24, -12, -3, 0, 3, 12, 24, 36} {
		_, offset := wall.Add(time.Duration(hours) * time.Hour).In(zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		there := at.In(zone)
		same := there.Year() == c.day.Year() && there.Month() == c.day.Month() && there.Day() == c.day.Day() &&
			there.Hour() == c.hour && there.Minute() == c.minute
		if same && !slices.ContainsFunc(found, at.Equal) {
			found = append(found, at)
		}
	}
	slices.SortFunc(found, func(a, b time.Time) int { return a.Compare(b) })
	return found
}

// after gives the first moment after a time that the clocks pass over.
func (c clock) after(zone *time.Location) time.Time {
	guess := time.Date(c.day.Year(), c.day.Month(), c.day.Day(), c.hour, c.minute, 0, 0, zone)
	begin, end := guess.ZoneBounds()
	if !begin.IsZero() && guess.Sub(begin).Abs() < end.Sub(guess).Abs() || end.IsZero() {
		return begin.UTC()
	}
	return end.UTC()
}

// Moment finds the moment that a publish_at names. The sentence says what is
// wrong with it; "" when nothing is.
func Moment(publishAt string, zone *time.Location) (at time.Time, sentence string) {
	if t, err := time.Parse(time.RFC3339, publishAt); err == nil {
		return t.UTC().Truncate(time.Minute), ""
	}
	for _, form := range []string{"2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00"} {
		if t, err := time.Parse(form, publishAt); err == nil {
			return t.UTC().Truncate(time.Minute), ""
		}
	}
	if isDay(publishAt) {
		return time.Time{}, "Say the time of day as well, such as " + publishAt + "T09:00."
	}
	c, ok := parseClock(publishAt)
	if !ok {
		return time.Time{}, "“" + clip(publishAt) + "” is no time that exists; write it as 2026-12-01T09:00, or “now”."
	}
	switch found := c.instants(zone); len(found) {
	case 1:
		return found[0].UTC(), ""
	case 0:
		next := c.after(zone).In(zone)
		return time.Time{}, c.text() + " does not exist on that day: the clocks are put forward over it. Write " + next.Format("15:04") + " or a time before " + gapBegin(c, zone) + "."
	default:
		first, second := found[0].In(zone), found[1].In(zone)
		return time.Time{}, c.text() + " comes twice on that day, because the clocks are put back. Write another time, or say which one: " +
			first.Format("2006-01-02T15:04Z07:00") + " or " + second.Format("2006-01-02T15:04Z07:00") + "."
	}
}

// gapBegin is the time of day at which the clocks are put forward over c.
func gapBegin(c clock, zone *time.Location) string {
	end := c.after(zone)
	_, before := end.Add(-time.Second).In(zone).Zone()
	return end.Add(time.Duration(before) * time.Second).UTC().Format("15:04")
}

// InWords gives a moment as the owner reads it: "Tuesday 1 December 2026,
// 09:00 (Europe/Berlin)".
func InWords(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(zone)
	name := zone.String()
	if name == "Local" || strings.TrimSpace(name) == "" {
		name = local.Format("MST")
	}
	return local.Format("Monday 2 January 2006, 15:04") + " (" + name + ")"
}
