package standing

import (
	"cmp"
	"context"
	"time"

	"go.temporal.io/api/workflowservice/v1"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/notes"
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
	// Waiting counts the requests that wait for it; nil leaves them out.
	Waiting func(context.Context) (int, error)
}

// state is the system's line on the page.
func (s System) state(ctx context.Context, now time.Time, zone *time.Location) notes.SystemState {
	if s.DetailNow != nil {
		s.Detail = s.DetailNow()
	}
	line := notes.SystemState{Name: s.Name, State: s.Detail}
	words := s.stalled(now, zone)
	if s.Status != nil {
		status := s.Status()
		words = cmp.Or(words, status.Words(now, zone, s.waiting(ctx, status)))
	}
	if words != "" {
		line.State = words + " · " + s.Detail
	}
	return line
}

// stalled says since when a part has not got through its work, and nothing
// while it does: a time that changes with every round would have the page
// written for nothing.
func (s System) stalled(now time.Time, zone *time.Location) string {
	if s.Progress == nil {
		return ""
	}
	last := s.Progress()
	if last.IsZero() || now.Sub(last) <= missedRounds*s.Every()+stallGrace {
		return ""
	}
	return "STANDS STILL since " + last.In(zone).Format("2006-01-02 15:04") + "; what comes meanwhile is not lost"
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
