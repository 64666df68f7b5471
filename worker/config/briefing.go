package config

import (
	"fmt"
	"strings"
	"time"
)

// BriefingOff is the note of a Schedule that the setting has paused; under any
// other note it was its owner.
const BriefingOff = briefingAt + " is off"

// BriefingTime is EMPLOYEE_BRIEFING_AT: when in a week the Monday page is made
// by itself, in the owner's zone.
type BriefingTime struct {
	// Off is true when the owner makes the page alone. The rest is then when it would be made.
	Off          bool
	Day          time.Weekday
	Hour, Minute int
}

// UsualBriefing is when the page is made unless the owner wants another time.
func UsualBriefing() BriefingTime { return BriefingTime{Day: time.Monday, Hour: 7} }

// lastOnSunday is when it is too late on a Sunday, in minutes: six hours in which
// a page is caught up with and a quarter to make it (worker/schedule) would
// end on Monday, when another week is the last one.
const lastOnSunday = 17*60 + 45

// String writes the setting, such as "monday 07:00" or "off".
func (b BriefingTime) String() string {
	if b.Off {
		return "off"
	}
	return fmt.Sprintf("%s %02d:%02d", strings.ToLower(b.Day.String()), b.Hour, b.Minute)
}

// Words tell the owner when pages come.
func (b BriefingTime) Words() string {
	if b.Off {
		return "none is made by itself (" + BriefingOff + "); make one with: go run ./starter briefing"
	}
	return fmt.Sprintf("one comes every %s at %02d:%02d", b.Day, b.Hour, b.Minute)
}

func (l *loader) briefing() {
	l.cfg.Briefing = UsualBriefing()
	text := strings.ToLower(l.get(briefingAt))
	switch text {
	case "":
		return
	case "off":
		l.cfg.Briefing.Off = true
		return
	}
	at, ok := parseBriefing(text)
	if !ok {
		l.bad.add(briefingAt, "must be a weekday and a time such as monday 07:00, on sunday before 17:45, or off")
		return
	}
	l.cfg.Briefing = at
}

// parseBriefing reads a whole weekday and a time of 24 hours.
func parseBriefing(text string) (BriefingTime, bool) {
	words := strings.Fields(text)
	if len(words) != 2 {
		return BriefingTime{}, false
	}
	clock, err := time.Parse("15:04", words[1])
	if err != nil {
		return BriefingTime{}, false
	}
	at := BriefingTime{Hour: clock.Hour(), Minute: clock.Minute()}
	for at.Day = time.Sunday; at.Day <= time.Saturday; at.Day++ {
		if strings.ToLower(at.Day.String()) == words[0] {
			return at, at.Day != time.Sunday || at.Hour*60+at.Minute < lastOnSunday
		}
	}
	return BriefingTime{}, false
}
