package peerclock_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/peerclock"
)

// machine is this side's clock.
type machine struct{ shown time.Time }

func newMachine() *machine { return &machine{shown: time.Now()} }

func (m *machine) now() time.Time { return m.shown }

func (m *machine) pass(d time.Duration) { m.shown = m.shown.Add(d) }

func header(at time.Time) http.Header {
	return http.Header{"Date": {at.UTC().Format(http.TimeFormat)}}
}

func TestNow_CountsOnFromTheLastAnswerForAMinute(t *testing.T) {
	t.Parallel()
	m := newMachine()
	c := peerclock.New(m.now)
	_, known := c.Now()
	require.False(t, known, "nothing was heard")

	theirs := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	c.Learn(header(theirs))
	m.pass(10 * time.Second)
	c.Learn(http.Header{})
	c.Learn(http.Header{"Date": {"yesterday"}})
	now, known := c.Now()
	require.True(t, known)
	require.Equal(t, theirs.Add(10*time.Second), now)

	m.pass(time.Minute)
	_, known = c.Now()
	require.False(t, known, "a minute is too old")
	c.Learn(header(theirs.Add(time.Hour)))
	now, known = c.Now()
	require.True(t, known)
	require.Equal(t, theirs.Add(time.Hour), now)
}

// A setting of the clock shows in what it shows alone; a sleep of the machine
// may, too. Either way the other side is asked anew.
func TestNow_IsNotKnownAfterTheClockWasSet(t *testing.T) {
	t.Parallel()
	for _, by := range []time.Duration{-time.Hour, time.Hour} {
		shown := time.Now()
		c := peerclock.New(func() time.Time { return shown })
		c.Learn(header(shown))
		shown = shown.Round(0).Add(by) // without the count, as after a setting
		_, known := c.Now()
		require.False(t, known, by)
	}
}

func TestTheirs_PutsAMomentOnTheOtherClock(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	c := peerclock.New(func() time.Time { return now })
	require.Equal(t, now, c.Theirs(now), "nothing was heard")
	for ahead, want := range map[time.Duration]time.Duration{0: 0, time.Second: 0, -time.Hour: -time.Hour, time.Hour: time.Hour} {
		c.Learn(header(now.Add(ahead)))
		require.Equal(t, now.Add(want), c.Theirs(now))
	}
}
