package standing

import (
	"context"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/workflowservice/v1"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// countPatience bounds the question how many wait, so that a slow answer does
// not hold the page up.
const countPatience = 2 * time.Second

// A part stands still when it has missed so many rounds, and then some.
const (
	missedRounds = 3
	stallGrace   = time.Minute
)

// System is an outside system as the dashboard lists it.
type System struct {
	Name string
	// Detail says what is configured, or that nothing is. DetailNow, when it is not nil, says so as things stand.
	Detail    string
	DetailNow func() string
	// Status tells how it stands; nil for a system that is not called.
	Status func() breaker.Status
	// Probe asks it whether it answers, after which Status knows.
	Probe func(context.Context)
	// Progress tells when a part that works by the clock last got through its work, zero = never yet; nil for the others. Every is how
	// often it should, as things stand.
	Progress func() time.Time
	Every    func() time.Duration
	// Moved tells when it last moved something since the program began, zero = not yet, and What that is, such as "last mail read"; nil
	// for what moves nothing. It is remembered over restarts.
	Moved func() time.Time
	What  string
	// Waiting counts the requests that wait for it; nil leaves them out.
	Waiting func(context.Context) (int, error)
}

// line is the system's line on the page. moved is when it last moved something.
func (s System) line(ctx context.Context, now, moved time.Time, zone *time.Location) notes.SystemState {
	if s.DetailNow != nil {
		s.Detail = s.DetailNow()
	}
	var words []string
	if since := s.stalled(now); !since.IsZero() {
		words = append(words, "STANDS STILL since "+since.In(zone).Format("2006-01-02 15:04")+"; what comes meanwhile is not lost")
	} else if s.Status != nil {
		status := s.Status()
		words = append(words, status.Words(now, zone, s.waiting(ctx, status)))
	}
	words = append(words, s.movedWords(now, moved, zone), s.Detail)
	return notes.SystemState{Name: s.Name, State: strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " · ")}
}

// LastCall is What of a system whose calls are all that is known of it. Its
// status tells the same once it has been called.
const LastCall = "last call that worked"

// movedWords stay the same as long as nothing happens, and change once more
// when the day is over.
func (s System) movedWords(now, moved time.Time, zone *time.Location) string {
	switch {
	case s.Moved == nil, s.What == LastCall && s.Status != nil && !s.Status().LastAnswer.IsZero():
		return ""
	case moved.IsZero():
		return s.What + ": none yet"
	default:
		return s.What + ": " + breaker.Clock(moved, now, zone)
	}
}

// stalled is since when a part has not got through its work, and zero while it
// does: a time that changes with every round would have the page written for
// nothing.
func (s System) stalled(now time.Time) time.Time {
	if s.Progress == nil {
		return time.Time{}
	}
	last := s.Progress()
	if last.IsZero() || now.Sub(last) <= missedRounds*s.Every()+stallGrace {
		return time.Time{}
	}
	return last
}

// health is what is known of the system's well-being.
func (s System) health(now time.Time) (out []alarm.State) {
	if s.Progress != nil && !s.Progress().IsZero() {
		out = append(out, alarm.State{Kind: alarm.StandsStill, Name: s.Name, Since: s.stalled(now)})
	}
	if s.Status != nil {
		// One that has not been called since the program began is not known to be well.
		if status := s.Status(); status.Down() || !status.LastAnswer.IsZero() {
			out = append(out, alarm.State{Kind: alarm.Down, Name: s.Name, Since: status.Since})
		}
	}
	return out
}

// waiting counts while it matters. When it cannot be told the line goes without.
func (s System) waiting(ctx context.Context, status breaker.Status) int {
	if s.Waiting == nil || !status.Down() {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, countPatience)
	defer cancel()
	n, err := s.Waiting(ctx)
	if err != nil {
		return 0
	}
	return n
}

// Counter is the part of a Temporal client that counts processes.
type Counter interface {
	CountWorkflow(ctx context.Context, request *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error)
}

// WaitingProcesses counts the processes of a type that wait for an outside
// system. Temporal knows them; nothing waits in this process.
func WaitingProcesses(c Counter, workflowType string) func(context.Context) (int, error) {
	query := "WorkflowType = '" + workflowType + "' AND ExecutionStatus = 'Running' AND " +
		contract.SearchStatus + " = '" + contract.StatusWaitingSystem + "'"
	return func(ctx context.Context) (int, error) {
		answer, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Query: query})
		if err != nil {
			return 0, err
		}
		return int(answer.GetCount()), nil
	}
}
