package e2e_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

// layOff lays a note as it was saved this long ago, while the worker was off.
func layOff(t *testing.T, p *harness.Product, name, text string, ago time.Duration) {
	t.Helper()
	lay(p, name, text)
	saved := time.Now().Add(-ago)
	require.NoError(t, os.Chtimes(p.Path("Social_Posts", name), saved, saved))
}

// owners is a moment on the owner's clock.
func owners(t *testing.T, at time.Time) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	return at.In(zone)
}

// minuteOf is a moment as a note says it.
func minuteOf(t *testing.T, at time.Time) string {
	t.Helper()
	return owners(t, at).Format("2006-01-02T15:04")
}

// The worker is killed before the slot and comes back behind it.
func TestSocial_ASlotThatPassedWhileTheWorkerWasOffIsMadeUpForOnce(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	at, slot := soon(t, 5*time.Second)
	lay(p, "sunday.md", socialNote("We are open on Sunday.", "x", at))
	says(p, "Social_Posts", "sunday.md", "Scheduled for")

	p.Kill()
	p.EventuallyWithin(2*time.Minute, "the slot to pass", func() bool { return time.Now().After(slot.Add(5 * time.Second)) })
	require.Empty(t, x.Posts())
	began := time.Now()
	p.Start()

	p.Eventually("the post to be out", func() bool { return len(x.Posts()) == 1 })
	t.Logf("out %s after the start, %s after its slot", x.Posts()[0].Created.Sub(began), x.Posts()[0].Created.Sub(slot))
	require.Equal(t, "done", harness.Property(filed(p, "Completed", "sunday.md"), "outcome"))
	require.Len(t, x.Posts(), 1)
	require.Empty(t, p.Notes("Pending_Approval"))
}

func TestSocial_UpToHalfAnHourLateIsPublishedAndMoreAsks(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	p.Start()
	p.Write("", "Company_Handbook.md", withoutGap(p.Read("", "Company_Handbook.md")))
	p.Stop()
	now := time.Now()
	layOff(t, p, "a little late.md", socialNote("Fresh bread from seven.", "x", minuteOf(t, now.Add(-27*time.Minute))), 3*time.Hour)
	layOff(t, p, "too late.md", socialNote("The market opens at nine today.", "x", minuteOf(t, now.Add(-32*time.Minute))), 3*time.Hour)
	layOff(t, p, "never meant.md", socialNote("Yesterday's news on cheese.", "x", minuteOf(t, now.Add(-24*time.Hour))), 3*time.Hour)
	p.Start()

	filed(p, "Completed", "a little late.md")
	require.Equal(t, 1, x.Count("Fresh bread from seven."))
	note := p.Note("Pending_Approval", "too late")
	asked := p.Read("Pending_Approval", note)
	require.Regexp(t, `It is 3[2-9] minutes late; over 30 minutes late it asks\.`, asked)
	require.Contains(t, asked, "With your approval it is published at once.")
	says(p, "Social_Posts", "never meant.md", "is past; write a later time, or “now”.")
	require.Len(t, x.Posts(), 1)

	p.Approve(note)

	filed(p, "Completed", "too late.md")
	require.Equal(t, 1, x.Count("The market opens at nine today."))
	require.Len(t, x.Posts(), 2)
}

// A laptop that slept for ten days: of the days of a daily series at most one
// is made up for, that one asks, and the note lists the others.
func TestSocial_AfterTenDaysAsleepADailySeriesMakesUpForOneAndListsTheRest(t *testing.T) {
	t.Parallel()
	x, settings := onX(t, xfake.Options{})
	p := harness.New(t, settings...)
	first := owners(t, time.Now().Add(-2*time.Hour)).AddDate(0, 0, -10)
	layOff(t, p, "daily.md", socialNote("Today's soup is ready.", "x", minuteOf(t, first), "series: daily"), 10*24*time.Hour+3*time.Hour)
	p.Start()

	note := p.Note("Pending_Approval", "daily")
	asked := p.Read("Pending_Approval", note)
	says(p, "Social_Posts", "daily.md", "Left out")
	shown := p.Read("Social_Posts", "daily.md")
	require.Empty(t, x.Posts())
	for day := range 10 {
		missed := first.AddDate(0, 0, day).UTC().Format("2006-01-02 15:04")
		require.Contains(t, asked, missed)
		require.Contains(t, shown, missed)
	}
	require.NotContains(t, asked, first.AddDate(0, 0, 10).UTC().Format("2006-01-02 15:04"), "the one that is made up for is not left out")

	p.Approve(note)

	p.Eventually("the one that is made up for", func() bool { return x.Count("Today's soup is ready.") == 1 })
	says(p, "Social_Posts", "daily.md", "Scheduled for")
	shown = p.Read("Social_Posts", "daily.md")
	require.Contains(t, shown, first.UTC().Format("2006-01-02 15:04"), "it still says what was left out")
	p.Kill()
	p.Start()
	p.Eventually("the worker to have read the note again", func() bool { return strings.Contains(p.Output(), "ready") })
	require.Equal(t, 1, x.Count("Today's soup is ready."))
	require.Empty(t, p.Notes("Pending_Approval"))
}
