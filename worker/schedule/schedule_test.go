package schedule_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/schedule"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// server keeps one Schedule; every call that is not modelled panics.
type server struct {
	client.ScheduleClient
	client.ScheduleHandle
	kept    *client.Schedule
	info    client.ScheduleInfo
	created client.ScheduleOptions
	twin    bool // another worker is quicker
	updates int
	err     error
	// downUntil is until when nothing is answered.
	downUntil time.Time
	// goneAt is when somebody deletes it in the Web UI.
	goneAt time.Time
}

func (s *server) GetHandle(_ context.Context, id string) client.ScheduleHandle {
	if id != contract.BriefingSchedule {
		panic("a Schedule that is not modelled: " + id)
	}
	return s
}

func (s *server) Create(_ context.Context, o client.ScheduleOptions) (client.ScheduleHandle, error) {
	if s.twin {
		return nil, temporal.ErrScheduleAlreadyRunning
	}
	s.created, s.info.CreatedAt = o, time.Now()
	s.kept = &client.Schedule{Spec: &o.Spec, Action: o.Action, Policy: &client.SchedulePolicies{Overlap: o.Overlap, CatchupWindow: o.CatchupWindow}, State: &client.ScheduleState{Paused: o.Paused, Note: o.Note}}
	s.normalise()
	return s, s.err
}

// normalise gives the arguments and the ranges the form in which the server returns them.
func (s *server) normalise() {
	action, ok := s.kept.Action.(*client.ScheduleWorkflowAction)
	if !ok {
		panic("an action that is not modelled")
	}
	if _, encoded := action.Args[0].(*commonpb.Payload); !encoded {
		p, err := converter.GetDefaultDataConverter().ToPayload(action.Args[0])
		if err != nil {
			panic(err)
		}
		action.Args = []any{p}
	}
	c := &s.kept.Spec.Calendars[0]
	for _, ranges := range []*[]client.ScheduleRange{&c.Second, &c.Minute, &c.Hour, &c.DayOfWeek} {
		if len(*ranges) == 0 {
			*ranges = []client.ScheduleRange{{}}
		}
		(*ranges)[0].End, (*ranges)[0].Step = (*ranges)[0].Start, 1
	}
}

func (s *server) Update(_ context.Context, o client.ScheduleUpdateOptions) error {
	s.updates++
	next, err := o.DoUpdate(client.ScheduleUpdateInput{Description: client.ScheduleDescription{Schedule: *s.kept}})
	if err == nil {
		s.kept = next.Schedule
		s.normalise()
	}
	return err
}

func (s *server) Describe(context.Context) (*client.ScheduleDescription, error) {
	if !s.goneAt.IsZero() && !time.Now().Before(s.goneAt) {
		s.kept, s.goneAt = nil, time.Time{}
	}
	if s.err != nil || time.Now().Before(s.downUntil) {
		return nil, errors.Join(s.err, context.DeadlineExceeded)
	}
	if s.kept == nil {
		return nil, serviceerror.NewNotFound("no such schedule")
	}
	return &client.ScheduleDescription{Schedule: *s.kept, Info: s.info}, nil
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func TestEnsure_PutsTheScheduleInOnceAndBringsItUpToDate(t *testing.T) {
	t.Parallel()
	s := &server{}
	b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: zone(t, "Europe/Berlin"), VaultQueue: "q"}
	require.NoError(t, b.Ensure(context.Background()))
	require.Equal(t, contract.BriefingSchedule, s.created.ID)
	require.Equal(t, enumspb.SCHEDULE_OVERLAP_POLICY_SKIP, s.kept.Policy.Overlap)
	require.Equal(t, 6*time.Hour, s.kept.Policy.CatchupWindow)
	require.Equal(t, "Europe/Berlin", s.kept.Spec.TimeZoneName)
	calendar := s.kept.Spec.Calendars[0]
	require.Equal(t, []int{1, 7, 0}, []int{calendar.DayOfWeek[0].Start, calendar.Hour[0].Start, calendar.Minute[0].Start})
	action, ok := s.kept.Action.(*client.ScheduleWorkflowAction)
	require.True(t, ok)
	require.Equal(t, contract.WeeklyAuditAndBriefing, action.Workflow)

	s.kept.State.Paused, s.kept.Policy.CatchupWindow, s.created = true, time.Hour, client.ScheduleOptions{}
	b.Zone = zone(t, "Pacific/Auckland")
	require.NoError(t, b.Ensure(context.Background()))
	require.Empty(t, s.created.ID, "it was there")
	require.Equal(t, "Pacific/Auckland", s.kept.Spec.TimeZoneName)
	require.Equal(t, 6*time.Hour, s.kept.Policy.CatchupWindow)
	require.True(t, s.kept.State.Paused, "that is the owner's")
}

// An update would make the server forget the page that it has missed this morning.
func TestEnsure_AScheduleThatIsAsItShouldBeIsNotTouched(t *testing.T) {
	t.Parallel()
	s := &server{}
	b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: zone(t, "Europe/Berlin"), VaultQueue: "q"}
	for range 3 {
		require.NoError(t, b.Ensure(context.Background()))
	}
	require.Zero(t, s.updates)
	for name, change := range map[string]func(){
		"zone":     func() { s.kept.Spec.TimeZoneName = "UTC" },
		"hour":     func() { s.kept.Spec.Calendars[0].Hour[0].Start = 8 },
		"day":      func() { s.kept.Spec.Calendars[0].DayOfWeek[0].End = 5 },
		"minute":   func() { s.kept.Spec.Calendars[0].Minute[0] = client.ScheduleRange{Start: 30, End: 30} },
		"more":     func() { s.kept.Spec.Calendars = append(s.kept.Spec.Calendars, s.kept.Spec.Calendars[0]) },
		"catch-up": func() { s.kept.Policy.CatchupWindow = time.Hour },
		"overlap":  func() { s.kept.Policy.Overlap = enumspb.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL },
		"queue":    func() { b.VaultQueue = "another" },
	} {
		before := s.updates
		change()
		require.NoError(t, b.Ensure(context.Background()))
		require.Equal(t, before+1, s.updates, name)
		require.NoError(t, b.Ensure(context.Background()))
		require.Equal(t, before+1, s.updates, name)
	}
}

func TestEnsure_AnotherWorkerThatIsQuickerIsNoTroubleAndAServerThatIsDownIs(t *testing.T) {
	t.Parallel()
	require.NoError(t, schedule.Briefing{Client: &server{twin: true}, At: config.UsualBriefing(), Zone: time.UTC}.Ensure(context.Background()))
	require.ErrorContains(t, schedule.Briefing{Client: &server{err: errors.New("down")}, At: config.UsualBriefing(), Zone: time.UTC}.Ensure(context.Background()), "the Schedule of the Monday page")
}

func TestDue_IsSixHoursAfterMondayMorningInTheOwnersZone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ now, zone, due string }{
		"Monday at seven":                   {"2026-11-30T06:00:00Z", "Europe/Berlin", "2026-11-30T12:15:00Z"},
		"a second before":                   {"2026-11-30T05:59:59Z", "Europe/Berlin", "2026-11-23T12:15:00Z"},
		"Sunday night":                      {"2026-11-29T22:00:00Z", "Europe/Berlin", "2026-11-23T12:15:00Z"},
		"the Monday after the clocks":       {"2026-10-26T12:00:00Z", "Europe/Berlin", "2026-10-26T12:15:00Z"},
		"the Sunday when the clocks change": {"2026-10-25T12:00:00Z", "Europe/Berlin", "2026-10-19T11:15:00Z"},
		"thirteen hours ahead":              {"2026-11-29T18:00:00Z", "Pacific/Auckland", "2026-11-30T00:15:00Z"},
		"the year's end":                    {"2027-01-03T12:00:00Z", "Europe/Berlin", "2026-12-28T12:15:00Z"},
	} {
		s := &server{}
		b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: zone(t, c.zone)}
		require.NoError(t, b.Ensure(context.Background()))
		now, err := time.Parse(time.RFC3339, c.now)
		require.NoError(t, err)
		s.info.CreatedAt = now.AddDate(-1, 0, 0)
		due, err := b.Due(context.Background(), now)
		require.NoError(t, err)
		require.Equal(t, c.due, due.UTC().Format(time.RFC3339), name)
	}
}

func TestDue_NothingIsPromisedBeforeTheScheduleOrWhileItIsPaused(t *testing.T) {
	t.Parallel()
	s := &server{}
	b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: time.UTC}
	require.NoError(t, b.Ensure(context.Background()))
	now := time.Date(2026, 12, 3, 12, 0, 0, 0, time.UTC)
	s.info.CreatedAt = time.Date(2026, 11, 30, 7, 0, 1, 0, time.UTC)
	due, err := b.Due(context.Background(), now)
	require.NoError(t, err)
	require.Zero(t, due)
	s.info.CreatedAt = time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC)
	due, err = b.Due(context.Background(), now)
	require.NoError(t, err)
	require.False(t, due.IsZero())
	s.kept.State.Paused = true
	due, err = b.Due(context.Background(), now)
	require.NoError(t, err)
	require.Zero(t, due)
}

// desk remembers what it was asked.
type desk struct{ asked []time.Time }

func (d *desk) CheckBriefing(_ context.Context, due time.Time) error {
	d.asked = append(d.asked, due)
	return errors.New("the disk is full")
}

func TestRun_LooksAtOnceAndAgainWhateverGoesWrong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, d := &server{}, &desk{}
		b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: time.UTC}
		ctx, cancel := context.WithTimeout(t.Context(), 16*time.Minute)
		defer cancel()
		require.NoError(t, b.Run(ctx, d, zap.NewNop()))
		require.Len(t, d.asked, 4)
		require.Zero(t, d.asked[0], "nothing was promised yet")
	})
}

// Whoever keeps it alive calls it again.
func TestRun_ReturnsWhenTheScheduleCannotBePutInOrIsGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, d := &server{downUntil: time.Now().Add(time.Second)}, &desk{}
		b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: time.UTC}
		require.ErrorContains(t, b.Run(t.Context(), d, zap.NewNop()), "go run ./starter briefing")
		require.Nil(t, s.kept)
		time.Sleep(time.Second)
		s.goneAt = time.Now().Add(7 * time.Minute)
		require.ErrorContains(t, b.Run(t.Context(), d, zap.NewNop()), "may not be made by itself")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.NoError(t, b.Run(ctx, d, zap.NewNop()))
		require.NotNil(t, s.kept, "it is put in again")
	})
}
