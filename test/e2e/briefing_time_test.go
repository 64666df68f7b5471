package e2e_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestBriefing_ComesWhenTheOwnerWantsItFromTheNextStartOn(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Set("EMPLOYEE_BRIEFING_AT=off")
	ready := p.Start()
	p.Eventually("the Schedule to be paused", func() bool {
		s := scheduled(t, p, ready)
		return s != nil && s.Schedule.State.Paused
	})
	p.Eventually("the dashboard to say so", func() bool { return strings.Contains(p.Glimpse("", "Dashboard.md"), "none is made by itself") })
	p.Stop()

	p.Set("EMPLOYEE_BRIEFING_AT=sunday 16:30")
	ready = p.Start()
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	p.Eventually("the Schedule to have the time", func() bool {
		next := scheduled(t, p, ready).Info.NextActionTimes
		return len(next) > 0 && next[0].In(berlin).Format("Monday 15:04") == "Sunday 16:30"
	})
	out, err := p.Starter("doctor")
	require.Contains(t, out, "EMPLOYEE_BRIEFING_AT is sunday 16:30", err)
	updated := scheduled(t, p, ready).Info.LastUpdateAt
	p.Stop()

	ready = p.Start()
	p.Eventually("the dashboard to tell the time", func() bool { return strings.Contains(p.Glimpse("", "Dashboard.md"), "one comes every Sunday at 16:30") })
	require.Equal(t, updated, scheduled(t, p, ready).Info.LastUpdateAt, "set once")
}

// scheduled is the Schedule in the server, nil while there is none.
func scheduled(t *testing.T, p *harness.Product, ready harness.Ready) *client.ScheduleDescription {
	t.Helper()
	options := client.Options{HostPort: ready.TemporalAddress}
	codec.In(filepath.Join(p.Dir, ".employee")).Apply(&options)
	c, err := client.Dial(options)
	require.NoError(t, err)
	defer c.Close()
	described, err := c.ScheduleClient().GetHandle(t.Context(), contract.BriefingSchedule).Describe(t.Context())
	if err != nil {
		return nil
	}
	return described
}
