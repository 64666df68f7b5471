package post

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// maxMissed and maxComing bound the lists of a reading.
	maxMissed = 50
	maxComing = 5
	// maxDays is how far a series is followed from any moment, in days; a monthly one has a slot in each 31.
	maxDays = 800
	// hurry is how long before now a time may lie when the note with it is first seen: saving and syncing take a while.
	hurry = 5 * time.Minute
)

// When is what decides the slot of a post.
type When struct {
	Now  time.Time
	Zone *time.Location
	// Seen is when this publish_at was first read, or the note saved with it: what was past by then is a mistake, what has
	// become past since is late.
	Seen time.Time
	// After is the last slot that is settled, Slot the one that is being carried out; zero = none.
	After, Slot time.Time
}

// Slots says when a post goes out.
type Slots struct {
	// Slot is the next one, or the one that is being carried out; zero when none is left.
	Slot time.Time
	// Missed are the slots that are due, oldest first; the last one is Slot.
	Missed []time.Time
	// Coming are those after Slot.
	Coming []time.Time
	// Problem and Hint are sentences about publish_at; "" = none.
	Problem, Hint string
}

// SlotsOf finds the slots of a post. A series keeps the local time of day
// through the changes of the clocks: a slot in the missing hour goes out when
// that hour is over, one in the hour that comes twice in the first.
func SlotsOf(p contract.Post, w When) Slots {
	if p.PublishAt == "" {
		return Slots{}
	}
	if p.Series != nil && p.PublishAt != Now {
		return seriesSlots(p, w)
	}
	at, sentence := w.Seen.UTC().Truncate(time.Second), ""
	switch {
	case p.PublishAt != Now:
		at, sentence = Moment(p.PublishAt, w.Zone)
	case !w.Slot.IsZero():
		at = w.Slot // what goes out at once keeps the slot it got first: a later one would be another post
	}
	if sentence != "" {
		return Slots{Problem: sentence}
	}
	if !w.After.IsZero() && !at.After(w.After) && !at.Equal(w.Slot) {
		return Slots{} // it is settled
	}
	s := Slots{Slot: at}
	if !at.After(w.Now) {
		s.Missed = []time.Time{at}
	}
	if p.PublishAt != Now && at.Before(w.Seen.Add(-hurry)) {
		s.Problem = InWords(at, w.Zone) + " is past; write a later time, or “now”."
	}
	return s
}

func seriesSlots(p contract.Post, w When) Slots {
	first, ok := parseClock(p.PublishAt)
	if !ok {
		if _, sentence := Moment(p.PublishAt, w.Zone); sentence != "" {
			return Slots{Problem: sentence}
		}
		return Slots{Problem: "A series keeps your local time, so write publish_at without an offset, such as 2026-12-01T09:00."}
	}
	from := w.After
	if seen := w.Seen.Add(-hurry); seen.After(from) {
		from = seen // slots from before the series was written were never meant
	}
	r := rhythm{first: first, series: *p.Series, zone: w.Zone}
	var s Slots
	upcoming, moved := r.after(from, w.Now)
	for _, at := range upcoming {
		switch {
		case !at.After(w.Now):
			s.Missed = append(s.Missed, at)
		case s.Slot.IsZero() && len(s.Missed) == 0:
			s.Slot = at
		case len(s.Coming) < maxComing:
			s.Coming = append(s.Coming, at)
		}
	}
	if n := len(s.Missed); n > 0 {
		s.Slot = s.Missed[n-1]
		s.Missed = s.Missed[max(0, n-maxMissed):]
	}
	if pinned := w.Slot; !pinned.IsZero() && (slices.ContainsFunc(upcoming, pinned.Equal) || r.holds(pinned)) {
		s.Slot = pinned
		s.Coming = slices.DeleteFunc(s.Coming, func(t time.Time) bool { return !t.After(pinned) })
	}
	switch {
	case s.Slot.IsZero() && w.After.IsZero():
		s.Problem = "No day is left in this series; check publish_at, until and skip."
	case !moved.IsZero():
		s.Hint = "On " + moved.In(w.Zone).Format("2 January 2006") + " the clocks are put forward over " + first.text() + "; that day it goes out at " + moved.In(w.Zone).Format("15:04") + "."
	}
	return s
}

// rhythm is a series with its first slot.
type rhythm struct {
	first  clock
	series contract.Series
	zone   *time.Location
}

// after gives the slots after a moment: all up to now, and enough of those that
// come. moved is the first of these that the clocks push to a later hour.
func (r rhythm) after(from, now time.Time) (slots []time.Time, moved time.Time) {
	day := r.first.day
	if start := dayOf(from.In(r.zone)).AddDate(0, 0, -1); start.After(day) {
		day = start
	}
	ahead := 0
	for range maxDays {
		if r.series.Until != "" && day.Format(time.DateOnly) > r.series.Until {
			break
		}
		if at, pushed := r.at(day); r.covers(day) && at.After(from) {
			slots = append(slots, at)
			if pushed && moved.IsZero() && at.After(now) {
				moved = at
			}
			if at.After(now) {
				ahead++
			}
		}
		if ahead > maxComing {
			break
		}
		day = day.AddDate(0, 0, 1)
	}
	return slots, moved
}

// holds tells whether a moment is one of the slots.
func (r rhythm) holds(t time.Time) bool {
	day := dayOf(t.In(r.zone))
	at, _ := r.at(day)
	return !day.Before(r.first.day) && r.covers(day) && at.Equal(t) && (r.series.Until == "" || day.Format(time.DateOnly) <= r.series.Until)
}

// at is the moment of the slot on a day; pushed when the clocks pass over it.
func (r rhythm) at(day time.Time) (at time.Time, pushed bool) {
	c := r.first.on(day)
	if found := c.instants(r.zone); len(found) > 0 {
		return found[0].UTC(), false
	}
	return c.after(r.zone), true
}

// covers tells whether the series has a slot on a day.
func (r rhythm) covers(day time.Time) bool {
	if slices.Contains(r.series.Skip, day.Format(time.DateOnly)) {
		return false
	}
	switch r.series.Every {
	case "week":
		if len(r.series.Weekdays) == 0 {
			return day.Weekday() == r.first.day.Weekday()
		}
		return slices.Contains(r.series.Weekdays, day.Weekday())
	case "month":
		want := r.series.MonthDay
		if want == 0 {
			want = r.first.day.Day()
		}
		last := time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		return day.Day() == min(want, last)
	default:
		return true
	}
}

// dayOf is the day of a local time, as midnight UTC.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
