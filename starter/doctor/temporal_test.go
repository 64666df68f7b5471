package doctor_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/mocks"

	"github.com/autonomous-employee/employee/starter/doctor"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
)

// examineAt looks at an installation whose Temporal has these pollers and schedules.
func examineAt(t *testing.T, pollers int, schedules ...*client.ScheduleListEntry) []doctor.Line {
	t.Helper()
	return examineSet(t, "", pollers, schedules...)
}

// examineSet does it under a setting of EMPLOYEE_BRIEFING_AT.
func examineSet(t *testing.T, briefingAt string, pollers int, schedules ...*client.ScheduleListEntry) []doctor.Line {
	t.Helper()
	listed := &mocks.ScheduleListIterator{}
	for _, s := range schedules {
		listed.On("HasNext").Return(true).Once()
		listed.On("Next").Return(s, nil).Once()
	}
	listed.On("HasNext").Return(false)
	times := &mocks.ScheduleClient{}
	times.On("List", mock.Anything, mock.Anything).Return(listed, nil)
	c := &mocks.Client{}
	c.On("Close").Return()
	c.On("ScheduleClient").Return(times)
	c.On("DescribeTaskQueue", mock.Anything, "employee", mock.Anything).Return(&workflowservice.DescribeTaskQueueResponse{Pollers: make([]*taskqueuepb.PollerInfo, pollers)}, nil)
	cfg, err := config.Load([]string{"OWNER_TIMEZONE=Europe/Berlin", "EMPLOYEE_BRIEFING_AT=" + briefingAt}, t.TempDir())
	require.NoError(t, err)
	var out []doctor.Line
	for _, l := range doctor.Examine(t.Context(), cfg, func(context.Context) (client.Client, connect.Target, error) {
		return c, connect.Target{Address: "127.0.0.1:7233", Namespace: "default"}, nil
	}) {
		if l.Name == "worker" || l.Name == "schedules" {
			out = append(out, l)
		}
	}
	return out
}

func TestDoctor_LooksAtSchedulesOfARunningWorker(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 12, 7, 6, 0, 0, 0, time.UTC)
	found := examineAt(t, 2,
		&client.ScheduleListEntry{ID: "briefing", NextActionTimes: []time.Time{monday}},
		&client.ScheduleListEntry{ID: "paused", Paused: true, Note: "by hand", NextActionTimes: []time.Time{monday}},
		&client.ScheduleListEntry{ID: "spent"},
	)
	require.Len(t, found, 4)
	state(t, doctor.OK, found[0], "127.0.0.1:7233")
	state(t, doctor.OK, found[1], "Mon 2026-12-07 07:00")
	state(t, doctor.Wrong, found[2], "paused (by hand)", "resume it")
	state(t, doctor.Wrong, found[3], "no next time")
}

func TestDoctor_HoldsTheScheduleOfTheMondayPageAgainstTheSetting(t *testing.T) {
	t.Parallel()
	monday, friday := []time.Time{time.Date(2026, 12, 7, 6, 0, 0, 0, time.UTC)}, []time.Time{time.Date(2026, 12, 4, 15, 30, 0, 0, time.UTC)}
	for name, c := range map[string]struct {
		setting string
		found   client.ScheduleListEntry
		state   doctor.State
		says    []string
	}{
		"the usual time":      {"", client.ScheduleListEntry{NextActionTimes: monday}, doctor.OK, []string{"Mon 2026-12-07 07:00", "EMPLOYEE_BRIEFING_AT is monday 07:00"}},
		"another time":        {"friday 16:30", client.ScheduleListEntry{NextActionTimes: friday}, doctor.OK, []string{"Fri 2026-12-04 16:30"}},
		"a time not yet set":  {"friday 16:30", client.ScheduleListEntry{NextActionTimes: monday}, doctor.Wrong, []string{"Mon 2026-12-07 07:00", "friday 16:30", "start the worker again"}},
		"off":                 {"off", client.ScheduleListEntry{Paused: true, Note: config.BriefingOff}, doctor.Off, []string{"go run ./starter briefing"}},
		"off, but not yet":    {"off", client.ScheduleListEntry{NextActionTimes: monday}, doctor.Wrong, []string{"EMPLOYEE_BRIEFING_AT is off", "start the worker again"}},
		"no longer off":       {"", client.ScheduleListEntry{Paused: true, Note: config.BriefingOff}, doctor.Wrong, []string{"monday 07:00", "start the worker again"}},
		"paused by its owner": {"", client.ScheduleListEntry{Paused: true, Note: "by hand"}, doctor.Wrong, []string{"paused (by hand)", "resume it"}},
		"no next time":        {"", client.ScheduleListEntry{}, doctor.Wrong, []string{"no next time"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.found.ID = "briefing"
			found := examineSet(t, c.setting, 1, &c.found)
			require.Len(t, found, 2)
			state(t, c.state, found[1], c.says...)
		})
	}
}

func TestDoctor_ATemporalWithoutAWorkerIsWrong(t *testing.T) {
	t.Parallel()
	state(t, doctor.Wrong, examineAt(t, 0)[0], "no worker takes work", "go run ./worker")
}

func TestDoctor_ATemporalThatRefusesSaysWhy(t *testing.T) {
	t.Parallel()
	cfg, err := config.Load([]string{"OWNER_TIMEZONE=UTC", "TEMPORAL_ADDRESS=temporal.example:7233"}, t.TempDir())
	require.NoError(t, err)
	for _, l := range doctor.Examine(t.Context(), cfg, func(context.Context) (client.Client, connect.Target, error) {
		return nil, connect.Target{}, errors.New("does not let us in; check TEMPORAL_API_KEY")
	}) {
		if l.Name == "worker" {
			state(t, doctor.Wrong, l, "check TEMPORAL_API_KEY")
		}
		if l.Name == "keys" {
			state(t, doctor.Wrong, l, "put back the payload-keys.json")
		}
	}
}
