package schedule_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/schedule"
)

func TestEnsure_TheOwnersTimeIsSetOnceAndAnotherOneReplacesIt(t *testing.T) {
	t.Parallel()
	s := &server{}
	b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: zone(t, "Europe/Berlin")}
	require.NoError(t, b.Ensure(context.Background()))
	b.At = config.BriefingTime{Day: time.Sunday, Hour: 16, Minute: 30}
	for range 2 {
		require.NoError(t, b.Ensure(context.Background()))
		require.Equal(t, 1, s.updates, "only when it differs")
	}
	c := s.kept.Spec.Calendars[0]
	require.Equal(t, []int{0, 16, 30}, []int{c.DayOfWeek[0].Start, c.Hour[0].Start, c.Minute[0].Start})
	b.At.Minute = 0
	require.NoError(t, b.Ensure(context.Background()))
	require.Equal(t, 2, s.updates)
	require.Equal(t, 0, s.kept.Spec.Calendars[0].Minute[0].Start)
}

func TestEnsure_OffPausesTheScheduleAndATimeLetsItGoOn(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]config.BriefingTime{"off from the start": {Off: true, Day: time.Monday, Hour: 7}, "off later": config.UsualBriefing()} {
		s := &server{}
		b := schedule.Briefing{Client: s, At: first, Zone: time.UTC}
		require.NoError(t, b.Ensure(context.Background()))
		require.Equal(t, first.Off, s.kept.State.Paused, name)
		b.At.Off = true
		require.NoError(t, b.Ensure(context.Background()))
		require.True(t, s.kept.State.Paused, name)
		require.Equal(t, config.BriefingOff, s.kept.State.Note, name)
		before := s.updates
		require.NoError(t, b.Ensure(context.Background()))
		require.Equal(t, before, s.updates, name)
		due, err := b.Due(context.Background(), time.Now().AddDate(0, 1, 0))
		require.NoError(t, err)
		require.Zero(t, due, "nothing is promised")

		b.At = config.UsualBriefing()
		require.NoError(t, b.Ensure(context.Background()))
		require.False(t, s.kept.State.Paused, name)
		require.NotEqual(t, config.BriefingOff, s.kept.State.Note, name)
	}
}

func TestEnsure_APauseOfTheOwnerStaysWhateverTheSettingSaysMeanwhile(t *testing.T) {
	t.Parallel()
	s := &server{}
	b := schedule.Briefing{Client: s, At: config.UsualBriefing(), Zone: time.UTC}
	require.NoError(t, b.Ensure(context.Background()))
	s.kept.State.Paused, s.kept.State.Note = true, "on holiday"
	for _, off := range []bool{true, false} {
		b.At.Off = off
		require.NoError(t, b.Ensure(context.Background()))
		require.True(t, s.kept.State.Paused)
		require.Equal(t, "on holiday", s.kept.State.Note)
	}
	require.Zero(t, s.updates)
}

func TestDue_IsCountedFromTheOwnersTime(t *testing.T) {
	t.Parallel()
	friday := config.BriefingTime{Day: time.Friday, Hour: 16, Minute: 30}
	for name, c := range map[string]struct {
		at       config.BriefingTime
		now, due string
	}{
		"Friday, at the time":   {friday, "2026-11-27T15:30:00Z", "2026-11-27T21:45:00Z"},
		"a minute before":       {friday, "2026-11-27T15:29:00Z", "2026-11-20T21:45:00Z"},
		"Monday":                {friday, "2026-11-30T10:00:00Z", "2026-11-27T21:45:00Z"},
		"Saturday":              {friday, "2026-11-28T10:00:00Z", "2026-11-27T21:45:00Z"},
		"the latest on Sundays": {config.BriefingTime{Hour: 17, Minute: 44}, "2026-11-29T17:00:00Z", "2026-11-29T22:59:00Z"},
	} {
		s := &server{}
		b := schedule.Briefing{Client: s, At: c.at, Zone: zone(t, "Europe/Berlin")}
		require.NoError(t, b.Ensure(context.Background()))
		now, err := time.Parse(time.RFC3339, c.now)
		require.NoError(t, err)
		s.info.CreatedAt = now.AddDate(-1, 0, 0)
		due, err := b.Due(context.Background(), now)
		require.NoError(t, err)
		require.Equal(t, c.due, due.UTC().Format(time.RFC3339), name)
	}
}
