package processes

import (
	"time"

	"go.temporal.io/api/history/v1"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// events are a history, as the client gives it.
type events interface {
	HasNext() bool
	Next() (*history.HistoryEvent, error)
}

// path is what one process has gone through.
type path struct {
	took    map[string]time.Duration // by state, all visits together
	retried map[string]int           // attempts beyond the first, by the state in which they were made
}

// plan is how long a state should take. A state of which nothing is said here
// is an end, or a wait that was wanted, such as for the time of a post.
func plan(state string) (planned time.Duration, owner, counts bool) {
	switch state {
	case contract.StatusReading, contract.StatusEffect:
		return time.Minute, false, true
	case contract.StatusVerifying:
		return 3 * time.Minute, false, true // a lost answer is looked for during 150 s
	case contract.StatusWaitingSystem:
		return 0, false, true // no outage is planned
	case contract.StatusWaitingApproval, contract.StatusWaitingAnswer:
		return 24 * time.Hour, true, true
	case contract.StatusPaused:
		return 0, true, true
	}
	return 0, false, false
}

// follow reads a history. A process begins by reading, and tells every later
// state in its search attributes; that it carries something out may only be seen
// by the call.
func follow(all events) (path, error) {
	p := path{took: map[string]time.Duration{}, retried: map[string]int{}}
	state := contract.StatusReading
	var since time.Time
	for all.HasNext() {
		e, err := all.Next()
		if err != nil {
			return p, err
		}
		at := e.GetEventTime().AsTime()
		if since.IsZero() {
			since = at
		}
		if attempts := e.GetActivityTaskStartedEventAttributes().GetAttempt(); attempts > 1 {
			p.retried[state] += int(attempts) - 1
		}
		p.took[state] += max(at.Sub(since), 0)
		since = at
		if contract.IsEffect(e.GetActivityTaskScheduledEventAttributes().GetActivityType().GetName()) {
			state = contract.StatusEffect
		}
		fields := e.GetUpsertWorkflowSearchAttributesEventAttributes().GetSearchAttributes().GetIndexedFields()
		if next := attribute(fields, contract.SearchStatus); next != "" {
			state = next
		}
	}
	return p, nil
}

// longest is the state in which most of the time went.
func (p path) longest() (state string, took time.Duration) {
	for s, d := range p.took {
		if _, _, counts := plan(s); counts && (d > took || d == took && s < state) {
			state, took = s, d
		}
	}
	return state, took
}
