package schedule

import (
	"context"
	"errors"
	"fmt"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// catchUp is how late it is still made by itself, after which it is told that it was not: Temporal's default of a year would make a page
	// for every Monday of a long absence.
	catchUp = 6 * time.Hour
	// patience bounds a call to Temporal.
	patience   = 10 * time.Second
	daysOfWeek = 7
	overlap    = enumspb.SCHEDULE_OVERLAP_POLICY_SKIP
	// made is the note of a Schedule that was not paused.
	made = "Makes the audit and the briefing of the week before."
)

// Briefing is the Schedule of the Monday page.
type Briefing struct {
	Client client.ScheduleClient
	// Owner is whose page it is.
	Owner contract.OwnerID
	// At is when in a week the page is made; off leaves the Schedule there, paused.
	At config.BriefingTime
	// Zone is the owner's, by its IANA name.
	Zone *time.Location
	// VaultQueue is the task queue of the host that holds the vault; empty = the owner's.
	VaultQueue string
	// Converter reads the arguments that the client has written; nil = the SDK's own.
	Converter converter.DataConverter
}

// Ensure puts the Schedule in, or brings the one that is there up to date. One
// that is as it should be is not touched: an update makes the server forget
// what it has missed (service/worker/scheduler, processTimeRange: actions before
// the update time are discarded), and a worker that is started on Monday at nine
// still wants the page of seven.
func (b Briefing) Ensure(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	described, err := b.handle(ctx).Describe(ctx)
	var gone *serviceerror.NotFound
	switch {
	case errors.As(err, &gone):
		err = b.create(ctx)
	case err == nil && !b.isCurrent(described.Schedule):
		err = b.update(ctx)
	}
	if err != nil {
		return fmt.Errorf("the Schedule of the Monday page: %w", err)
	}
	return nil
}

func (b Briefing) create(ctx context.Context) error {
	options := client.ScheduleOptions{
		ID: b.Owner.ID(contract.BriefingSchedule), Spec: *b.spec(), Action: b.action(), Overlap: overlap, CatchupWindow: catchUp, Note: made,
	}
	if b.At.Off {
		options.Paused, options.Note = true, config.BriefingOff
	}
	_, err := b.Client.Create(ctx, options)
	if errors.Is(err, temporal.ErrScheduleAlreadyRunning) {
		return nil // another worker was quicker
	}
	return err
}

func (b Briefing) update(ctx context.Context) error {
	return b.handle(ctx).Update(ctx, client.ScheduleUpdateOptions{DoUpdate: func(now client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
		next := now.Description.Schedule
		next.State = b.state(next.State)
		next.Spec, next.Action, next.Policy = b.spec(), b.action(), &client.SchedulePolicies{Overlap: overlap, CatchupWindow: catchUp}
		return &client.ScheduleUpdate{Schedule: &next}, nil
	}})
}

// state pauses the Schedule when the setting is off, and lets it go on when the
// setting alone has paused it. That the owner has paused it stays.
func (b Briefing) state(now *client.ScheduleState) *client.ScheduleState {
	next := client.ScheduleState{}
	if now != nil {
		next = *now
	}
	switch {
	case b.At.Off && !next.Paused:
		next.Paused, next.Note = true, config.BriefingOff
	case !b.At.Off && next.Paused && next.Note == config.BriefingOff:
		next.Paused, next.Note = false, made
	}
	return &next
}

// isCurrent reports whether a Schedule does what it should, in the form in which
// the server gives it back.
func (b Briefing) isCurrent(s client.Schedule) bool {
	action, ok := s.Action.(*client.ScheduleWorkflowAction)
	if !ok || s.Spec == nil || s.Policy == nil || s.Policy.Overlap != overlap || s.Policy.CatchupWindow != catchUp {
		return false
	}
	if s.Spec.TimeZoneName != b.Zone.String() || len(s.Spec.Calendars) != 1 || len(s.Spec.Intervals) > 0 || len(s.Spec.CronExpressions) > 0 {
		return false
	}
	if s.State != nil && *b.state(s.State) != *s.State || s.State == nil && b.At.Off {
		return false
	}
	c := s.Spec.Calendars[0]
	return len(c.DayOfWeek) > 0 && only(c.DayOfWeek, int(b.At.Day)) && only(c.Hour, b.At.Hour) && only(c.Minute, b.At.Minute) && only(c.Second, 0) &&
		action.Workflow == contract.WeeklyAuditAndBriefing && action.TaskQueue == b.Owner.Queue() && b.asks(action.Args)
}

// only reports whether ranges hold one value and no other; none are zero.
func only(ranges []client.ScheduleRange, value int) bool {
	if len(ranges) == 0 {
		return value == 0
	}
	return len(ranges) == 1 && ranges[0].Start == value && (ranges[0].End == value || ranges[0].End == 0)
}

// asks reports whether the arguments of a run are those of this worker.
func (b Briefing) asks(args []any) bool {
	if len(args) != 1 {
		return false
	}
	payload, ok := args[0].(*commonpb.Payload)
	reader := b.Converter
	if reader == nil {
		reader = converter.GetDefaultDataConverter()
	}
	var in contract.BriefingInput
	if !ok || reader.FromPayload(payload, &in) != nil {
		return false
	}
	return in == contract.BriefingInput{VaultQueue: b.VaultQueue}
}

func (b Briefing) handle(ctx context.Context) client.ScheduleHandle {
	return b.Client.GetHandle(ctx, b.Owner.ID(contract.BriefingSchedule))
}

func (b Briefing) spec() *client.ScheduleSpec {
	return &client.ScheduleSpec{
		Calendars: []client.ScheduleCalendarSpec{{
			DayOfWeek: []client.ScheduleRange{{Start: int(b.At.Day)}}, Hour: []client.ScheduleRange{{Start: b.At.Hour}},
			Minute: []client.ScheduleRange{{Start: b.At.Minute}}, Comment: "the Monday page",
		}},
		TimeZoneName: b.Zone.String(),
	}
}

func (b Briefing) action() *client.ScheduleWorkflowAction {
	return &client.ScheduleWorkflowAction{
		ID: b.Owner.ID(contract.BriefingSchedule), Workflow: contract.WeeklyAuditAndBriefing, TaskQueue: b.Owner.Queue(),
		Args: []any{contract.BriefingInput{VaultQueue: b.VaultQueue}}, StaticSummary: "the Monday page", WorkflowTaskTimeout: contract.WorkflowTaskTimeout,
	}
}

// Due is until when the pages of the last whole week should have been made by
// themselves; zero = nobody has promised any, because the Schedule is younger
// than that, or it is paused.
func (b Briefing) Due(ctx context.Context, now time.Time) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	described, err := b.handle(ctx).Describe(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("the Schedule of the Monday page: %w", err)
	}
	slot := b.lastSlot(now)
	if described.Info.CreatedAt.After(slot) || described.Schedule.State != nil && described.Schedule.State.Paused {
		return time.Time{}, nil
	}
	return slot.Add(catchUp + grace), nil
}

// lastSlot is the latest of the times at which a page is made that has come.
func (b Briefing) lastSlot(now time.Time) time.Time {
	local := now.In(b.Zone)
	back := (int(local.Weekday()-b.At.Day) + daysOfWeek) % daysOfWeek
	slot := time.Date(local.Year(), local.Month(), local.Day()-back, b.At.Hour, b.At.Minute, 0, 0, b.Zone)
	if slot.After(now) {
		slot = time.Date(local.Year(), local.Month(), local.Day()-back-daysOfWeek, b.At.Hour, b.At.Minute, 0, 0, b.Zone)
	}
	return slot
}
