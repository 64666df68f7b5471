package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	maxActions    = 40
	maxSystems    = 40
	maxUnfinished = 20
	maxTorn       = 20
)

// actionEnded is the last line of a process.
const actionEnded = "process.ended"

// Words of a result, up to the first colon.
const (
	resultDone    = "done"
	resultDryRun  = "dry_run"
	resultUnknown = "unknown"
	resultNotDone = "not_done"
	resultRefused = "refused"
	// resultStopped: the process was cancelled before anything was sent, which is nobody's failure.
	resultStopped = "not_done:stopped"
)

// ListWeek counts what the log says of a week, and checks the chain of the
// whole log. Damage is part of the answer; an error means that the log cannot be read.
func (a *Activities) ListWeek(ctx context.Context, in contract.ListWeekInput) (contract.AuditWeek, error) {
	t := tally{from: in.Span.Start, until: in.Span.End, actions: map[string]int{}, systems: map[string]*contract.AuditSystem{}}
	t.week.ReadAt = time.Now().UTC()
	report, err := auditlog.VerifyEach(a.log.Dir(), t.add)
	if errors.Is(err, auditlog.ErrNoLog) {
		return contract.AuditWeek{}, temporal.NewNonRetryableApplicationError("There is no audit log in "+a.log.Dir()+".", string(contract.FailNotFound), err)
	}
	if err != nil {
		return contract.AuditWeek{}, temporal.NewApplicationErrorWithCause(
			"The audit log cannot be read: "+err.Error()+". Look at the file that is named, or bring it back from a backup.", string(contract.FailTransient), err)
	}
	if err := ctx.Err(); err != nil {
		return contract.AuditWeek{}, err
	}
	t.week.Chain, t.week.Unreadable = chain(report), report.Unreadable
	return t.finish(), nil
}

// tally counts the lines of a week.
type tally struct {
	from, until time.Time
	week        contract.AuditWeek
	actions     map[string]int
	systems     map[string]*contract.AuditSystem
}

func (t *tally) add(e auditlog.Entry) {
	if e.Timestamp.Before(t.from) || !e.Timestamp.Before(t.until) {
		return
	}
	t.week.Lines++
	t.actions[e.Action]++
	switch {
	case e.Action == actionEnded && e.Result == contract.StatusRejected:
		t.week.Rejected++
	case e.Action == actionEnded && e.Result == contract.StatusRefused:
		t.week.Refused++
	}
	if e.Phase == auditlog.Result {
		t.effect(e)
	}
}

// effect counts what came of something that was meant to be done.
func (t *tally) effect(e auditlog.Entry) {
	w, s := &t.week, t.system(e.Action)
	w.Effects++
	s.Effects++
	switch word, _, _ := strings.Cut(e.Result, ":"); {
	case word == resultDone:
		w.Done++
		t.approved(e)
	case word == resultDryRun:
		w.DryRun++
		t.approved(e)
	case word == resultUnknown:
		w.Unknown++
		s.Errors++
	case word == resultRefused, e.Result == resultNotDone+":"+string(contract.FailInvalid), e.Result == resultNotDone+":"+string(contract.FailConflict), e.Result == resultStopped:
		w.Refused++
		s.Refused++
	default:
		w.Failed++
		s.Errors++
	}
}

// approved counts who let happen what happened.
func (t *tally) approved(e auditlog.Entry) {
	switch e.ApprovalStatus {
	case "auto":
		t.week.Automatic++
	case "approved":
		t.week.Approved++
	}
}

// system is the count of what stands before the action's dot.
func (t *tally) system(action string) *contract.AuditSystem {
	name, _, _ := strings.Cut(action, ".")
	s := t.systems[name]
	if s == nil {
		s = &contract.AuditSystem{System: name}
		t.systems[name] = s
	}
	return s
}

// finish puts the counts in order, the most first.
func (t *tally) finish() contract.AuditWeek {
	for name, n := range t.actions {
		t.week.Actions = append(t.week.Actions, contract.WeekCount{Name: name, Count: n})
	}
	slices.SortFunc(t.week.Actions, func(a, b contract.WeekCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
	})
	t.week.Actions = t.week.Actions[:min(len(t.week.Actions), maxActions)]
	for _, s := range t.systems {
		t.week.Systems = append(t.week.Systems, *s)
	}
	slices.SortFunc(t.week.Systems, func(a, b contract.AuditSystem) int {
		return cmp.Or(cmp.Compare(b.Errors, a.Errors), cmp.Compare(b.Effects, a.Effects), cmp.Compare(a.System, b.System))
	})
	t.week.Systems = t.week.Systems[:min(len(t.week.Systems), maxSystems)]
	return t.week
}

func chain(r auditlog.Report) contract.AuditChain {
	c := contract.AuditChain{
		Whole: r.OK(), Head: r.Head, Lines: r.Lines, Intents: r.Intents, Results: r.Results, Open: len(r.Unfinished), First: r.First, Last: r.Last,
	}
	if r.Broken != nil {
		c.Broken = r.Broken.String()
	}
	for _, u := range r.Unfinished[:min(len(r.Unfinished), maxUnfinished)] {
		c.Unfinished = append(c.Unfinished, fmt.Sprintf("%s:%d %s", u.File, u.Line, u.Action))
	}
	for _, torn := range r.Torn[:min(len(r.Torn), maxTorn)] {
		c.Torn = append(c.Torn, fmt.Sprintf("%s (%d bytes)", torn.File, torn.Bytes))
	}
	return c
}
