package breaker

import (
	"fmt"
	"strings"
	"time"
)

// Status is how a system stands, as far as its calls have told.
type Status struct {
	// Open is true when calls are not let through.
	Open bool
	// Since is the first failure after the last answer; zero = none.
	Since time.Time
	// Reason is the last failure in a few words.
	Reason string
	// Again is when the system is tried again; zero when it is not down.
	Again time.Time
	// LastAnswer is zero when the system has not answered yet.
	LastAnswer time.Time
}

// Down tells that the system's last word was a failure, whether or not the
// breaker has opened on it.
func (s Status) Down() bool { return !s.Since.IsZero() }

// Words are the status in a phrase for a person, empty when nothing is known;
// waiting counts the requests that wait for the system, and below 1 is left
// out. They change only when something has happened, or a time in them is past.
func (s Status) Words(now time.Time, zone *time.Location, waiting int) string {
	if !s.Down() {
		if s.LastAnswer.IsZero() {
			return ""
		}
		return "answers; last at " + Clock(s.LastAnswer, now, zone)
	}
	var b strings.Builder
	b.WriteString("down since " + Clock(s.Since, now, zone) + " (" + s.Reason + ")")
	switch {
	case waiting == 1:
		b.WriteString("; 1 request waits")
	case waiting > 1:
		fmt.Fprintf(&b, "; %d requests wait", waiting)
	}
	again := s.Again
	if again.Before(now) {
		again = now // the try is on its way
	}
	b.WriteString("; tried again at " + Clock(again, now, zone))
	return b.String()
}

// Clock is a time of day in the owner's zone, with the date when that is
// another day.
func Clock(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// DownError is a call that was not made.
type DownError struct {
	Status Status
	// Wait is how long it is until the system is tried again, 0 = it is being tried.
	Wait time.Duration
}

// Error tells since when, why, and when it is tried again, in UTC.
func (e *DownError) Error() string {
	return fmt.Sprintf("not sent: down since %s (%s), tried again at %s",
		e.Status.Since.UTC().Format(time.RFC3339), e.Status.Reason, e.Status.Again.UTC().Format(time.RFC3339))
}
