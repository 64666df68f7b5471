package standing

import (
	"fmt"
	"time"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/supervise"
)

// ofPart is a part's line on the page while it has failed, and afterwards a
// word of what has been; ok is false for a part that never failed.
func ofPart(s supervise.State, now time.Time, zone *time.Location) (words string, ok bool) {
	if s.Restarts == 0 {
		return "", false
	}
	last := "last at " + breaker.Clock(s.Last, now, zone) + " (" + s.Reason + ")"
	if !s.Failing() {
		return "runs; was begun again " + times(s.Restarts) + ", " + last, true
	}
	if unsettled(s) {
		return fmt.Sprintf("FAILS again and again since %s (%s); begun again every %d seconds or sooner, what comes meanwhile is not lost",
			breaker.Clock(s.Since, now, zone), s.Reason, int(supervise.Pause.Seconds())), true
	}
	return "was begun again " + times(s.Failures) + ", " + last, true
}

// partHealth is what is known of a part's well-being. One that has just been
// begun again is neither well nor in trouble.
func partHealth(s supervise.State) (state alarm.State, known bool) {
	state = alarm.State{Kind: alarm.Fails, Name: s.Name}
	if unsettled(s) {
		state.Since = s.Since
		return state, true
	}
	return state, !s.Failing()
}

// unsettled tells a part that does not stay from one that has stumbled.
func unsettled(s supervise.State) bool { return s.Paused || s.Failures > manyFailures }

// manyFailures in a row are no stumble any more.
const manyFailures = 3

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprint(n, " times")
}
