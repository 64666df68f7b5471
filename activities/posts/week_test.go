package posts_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

func TestListWeek_CountsWhatTheBooksHold(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		asOf := time.Date(2100, 3, 8, 6, 0, 0, 0, time.UTC)
		span := week.Last(asOf, o.zone).Span(o.zone, asOf)
		list := func() contract.PostWeek {
			got, err := o.ListWeek(context.Background(), contract.ListWeekInput{Span: span})
			require.NoError(t, err)
			return got
		}
		require.False(t, list().Configured)

		o.write(note, replaceAll(hello, "ready: true", "ready: true\nseries: daily"))
		id := o.adopt(note)
		r := o.ready(id)
		o.published(r, contract.Facebook, contract.StatusDone)
		o.published(r, contract.X, contract.StatusUnknown)
		_, err := o.EnsurePublished(context.Background(), contract.EnsurePublishedInput{
			PostID: id, Title: "Opening", Slot: r.Slot, Post: r.Posts[0], After: "24h",
			Metrics: &contract.Metrics{Values: []contract.Metric{{Name: contract.MetricViews, Count: 90}, {Name: contract.MetricLikes, Count: 7}, {Name: contract.MetricShares, Count: 2}}},
		})
		require.NoError(t, err)
		next := o.reading(contract.ReadPostInput{PostID: id, After: r.Slot})
		o.published(next, contract.Facebook, contract.StatusRefused)

		got := list()
		require.True(t, got.Configured)
		require.Len(t, got.Platforms, 2)
		facebook, x := got.Platforms[0], got.Platforms[1]
		require.Equal(t, contract.PlatformFigures{Week: span.Week, Planned: 2, Published: 1, Failed: 1, Reach: number(90), Engagement: number(9)}, facebook.Week)
		require.Nil(t, facebook.Spend)
		require.Equal(t, contract.PlatformFigures{Week: span.Week, Planned: 1, Unknown: 1}, x.Week)
		require.Equal(t, &contract.WeekMoney{Currency: "USD", Amount: "0.015", Count: 1}, x.Spend)
		require.Len(t, x.Before, 4)
		require.Equal(t, 9, got.Best.Engagement)
		require.Equal(t, "Opening", got.Best.Title)
		require.Empty(t, got.Upcoming)

		o.now = asOf
		o.reading(contract.ReadPostInput{PostID: id, After: asOf})
		require.Len(t, list().Upcoming, 2)
		require.Equal(t, note, list().Upcoming[0].Path)

		o.open()
		require.Equal(t, got.Platforms, list().Platforms, "after a crash it says the same")
	})
}

func number(n int) *int { return &n }
