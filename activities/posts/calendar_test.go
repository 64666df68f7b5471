package posts_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestCalendar_ShowsThisWeekAndNextAndTheNextFiveOfASeries(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write("Social_Posts/once.md", "---\ntype: social_post\nready: true\nplatforms: [x, facebook]\npublish_at: 2100-03-03T09:00\n---\nHello.\n")
		o.write("Social_Posts/tea time.md", "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: 2100-03-02T16:00\nseries: weekly on tuesday\n---\nTea.\n")
		o.write("Social_Posts/far.md", "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: 2100-06-03T09:00\n---\nLater.\n")
		o.scan()
		for _, name := range []string{"Social_Posts/once.md", "Social_Posts/tea time.md", "Social_Posts/far.md"} {
			o.adopt(name)
		}
		require.NoError(t, o.WriteCalendar())
		text := o.read(posts.CalendarPage)

		require.Contains(t, text, "This week, 1 March to 7 March 2100")
		require.Contains(t, text, "Wed 3 Mar, 09:00 | [once](Social_Posts/once.md) | Facebook, X")
		require.Contains(t, text, "Tue 2 Mar, 16:00 | [tea time](Social_Posts/tea%20time.md)")
		require.Contains(t, text, "Tue 9 Mar, 16:00")
		require.NotContains(t, text, "far")
		require.Contains(t, text, "Tuesday 30 March 2100, 16:00", "the local time of day stays through the change of the clocks")
		require.NotContains(t, text, "Tuesday 6 April 2100")
		require.Contains(t, o.Scheduled(), "once")
	})
}

func TestCalendar_ShowsWhatWasPublished(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		slot := o.now.Add(-time.Hour)
		_, err := o.EnsurePublished(t.Context(), contract.EnsurePublishedInput{
			PostID: "post-0123456789abcdef", Title: "sunday", Slot: slot,
			Post:   contract.PlatformPost{BusinessKey: contract.PostKey("post-0123456789abcdef", slot, contract.X), Platform: contract.X},
			Result: contract.PlatformResult{Platform: contract.X, Status: contract.StatusDone, Outcome: contract.PostOutcome{ID: "1", URL: "https://x.com/shop/status/1"}},
		})
		require.NoError(t, err)

		require.Contains(t, o.CalendarText(), "[live](https://x.com/shop/status/1)")
		require.Contains(t, o.Scheduled(), "Published in the last seven days")
	})
}

func TestCalendar_APageOfTheOwnersIsLeftAlone(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(posts.CalendarPage, "my own\n")
		require.NoError(t, o.WriteCalendar())
		require.Equal(t, "my own\n", o.read(posts.CalendarPage))
	})
}
