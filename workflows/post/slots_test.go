package post_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

func TestMoment_OnBothNightsOfTheClockChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, at, want, says string }{
		{"Europe/Berlin", "2026-12-01T09:00", "2026-12-01T08:00:00Z", ""},
		{"Europe/Berlin", "2026-07-01 09:00", "2026-07-01T07:00:00Z", ""},
		{"Europe/Berlin", "2027-03-28T02:30", "", "02:30 does not exist on that day: the clocks are put forward over it. Write 03:00 or a time before 02:00."},
		{"Europe/Berlin", "2027-03-28T01:59", "2027-03-28T00:59:00Z", ""},
		{"Europe/Berlin", "2027-03-28T03:00", "2027-03-28T01:00:00Z", ""},
		{"Europe/Berlin", "2026-10-25T02:30", "", "02:30 comes twice on that day"},
		{"Europe/Berlin", "2026-10-25T02:30+02:00", "2026-10-25T00:30:00Z", ""},
		{"Europe/Berlin", "2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z", ""},
		{"Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z", ""},
		{"America/New_York", "2027-03-14T02:30", "", "does not exist"},
		{"America/New_York", "2026-11-01T01:30", "", "2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00"},
		{"Australia/Lord_Howe", "2026-10-04T02:15", "", "Write 02:30 or a time before 02:00"}, // half an hour only
		{"America/Santiago", "2026-09-06T00:30", "", "Write 01:00 or a time before 00:00"},    // at midnight
		{"Pacific/Apia", "2011-12-30T09:00", "", "does not exist"},                            // a day that was left out
		{"Asia/Kolkata", "2026-12-01T09:00", "2026-12-01T03:30:00Z", ""},
		{"Pacific/Auckland", "2026-12-01T09:00", "2026-11-30T20:00:00Z", ""},
		{"UTC", "2026-12-01T09:00:30", "2026-12-01T09:00:00Z", ""},
		{"UTC", "2026-12-01", "", "Say the time of day as well, such as 2026-12-01T09:00"},
		{"UTC", "2026-02-30T09:00", "", "no time that exists"},
		{"UTC", "tomorrow", "", "no time that exists"},
		{"UTC", "2026-12-01T25:00", "", "no time that exists"},
	} {
		at, says := post.Moment(c.at, zone(t, c.zone))
		if c.says != "" {
			require.Contains(t, says, c.says, "%s %s", c.zone, c.at)
			continue
		}
		require.Empty(t, says, "%s %s", c.zone, c.at)
		require.Equal(t, c.want, at.Format(time.RFC3339), "%s %s", c.zone, c.at)
	}
}

func series(at string, s contract.Series) contract.Post {
	p := plainPost()
	p.PublishAt, p.Series = at, &s
	return p
}

// local writes the next slots in the zone's own time.
func local(t testing.TB, p contract.Post, from time.Time, name string) []string {
	t.Helper()
	z := zone(t, name)
	s := post.SlotsOf(p, post.When{Now: from, Seen: from, Zone: z})
	require.Empty(t, s.Problem)
	var out []string
	for _, at := range append([]time.Time{s.Slot}, s.Coming...) {
		out = append(out, at.In(z).Format("Mon 2006-01-02 15:04 -07"))
	}
	return out
}

func TestSlots_ASeriesKeepsTheLocalTimeThroughBothChanges(t *testing.T) {
	t.Parallel()
	daily := series("2027-03-27T02:30", contract.Series{Every: "day"})
	require.Equal(t, []string{
		"Sat 2027-03-27 02:30 +01", "Sun 2027-03-28 03:00 +02", "Mon 2027-03-29 02:30 +02", "Tue 2027-03-30 02:30 +02", "Wed 2027-03-31 02:30 +02", "Thu 2027-04-01 02:30 +02",
	}, local(t, daily, now(), "Europe/Berlin"))
	s := post.SlotsOf(daily, post.When{Now: now(), Seen: now(), Zone: zone(t, "Europe/Berlin")})
	require.Contains(t, s.Hint, "28 March 2027 the clocks are put forward over 02:30; that day it goes out at 03:00")

	require.Equal(t, []string{
		"Sat 2026-10-24 02:30 +02", "Sun 2026-10-25 02:30 +02", "Mon 2026-10-26 02:30 +01", "Tue 2026-10-27 02:30 +01", "Wed 2026-10-28 02:30 +01", "Thu 2026-10-29 02:30 +01",
	}, local(t, series("2026-10-24T02:30", contract.Series{Every: "day"}), now().AddDate(-1, 0, 0), "Europe/Berlin"), "once, in the first of the two hours")
}

func TestSlots_EachRhythm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		post contract.Post
		want []string
	}{
		"weekly": {series("2026-12-02T09:00", contract.Series{Every: "week"}), []string{"Wed 2026-12-02", "Wed 2026-12-09", "Wed 2026-12-16", "Wed 2026-12-23", "Wed 2026-12-30", "Wed 2027-01-06"}},
		"on two days": {
			series("2026-12-02T09:00", contract.Series{Every: "week", Weekdays: []time.Weekday{time.Monday, time.Thursday}}),
			[]string{"Thu 2026-12-03", "Mon 2026-12-07", "Thu 2026-12-10", "Mon 2026-12-14", "Thu 2026-12-17", "Mon 2026-12-21"},
		},
		"monthly on the 31st": {
			series("2026-12-31T09:00", contract.Series{Every: "month", MonthDay: 31}),
			[]string{"Thu 2026-12-31", "Sun 2027-01-31", "Sun 2027-02-28", "Wed 2027-03-31", "Fri 2027-04-30", "Mon 2027-05-31"},
		},
		"monthly as the first": {series("2026-12-15T09:00", contract.Series{Every: "month"}), []string{"Tue 2026-12-15", "Fri 2027-01-15", "Mon 2027-02-15", "Mon 2027-03-15", "Thu 2027-04-15", "Sat 2027-05-15"}},
		"until":                {series("2026-12-01T09:00", contract.Series{Every: "day", Until: "2026-12-03"}), []string{"Tue 2026-12-01", "Wed 2026-12-02", "Thu 2026-12-03"}},
		"skip":                 {series("2026-12-01T09:00", contract.Series{Every: "day", Until: "2026-12-04", Skip: []string{"2026-12-01", "2026-12-03"}}), []string{"Wed 2026-12-02", "Fri 2026-12-04"}},
	} {
		got := local(t, c.post, now(), "Europe/Berlin")
		require.Len(t, got, len(c.want), name)
		for i := range got {
			require.Equal(t, c.want[i]+" 09:00", got[i][:len("Tue 2026-12-01 09:00")], name)
		}
	}
}

func TestSlots_ALeapDayCounts(t *testing.T) {
	t.Parallel()
	got := local(t, series("2027-12-31T09:00", contract.Series{Every: "month", MonthDay: 31}), now(), "UTC")
	require.Equal(t, "Tue 2028-02-29 09:00 +00", got[2])
}

func TestSlots_AfterTenDaysAsleepOneCatchUpIsLeftAndTheRestIsListed(t *testing.T) {
	t.Parallel()
	z := zone(t, "Europe/Berlin")
	p := series("2026-11-01T09:00", contract.Series{Every: "day"})
	last := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	awake := last.AddDate(0, 0, 10).Add(time.Hour)
	s := post.SlotsOf(p, post.When{Now: awake, Seen: last.AddDate(0, 0, -30), After: last, Zone: z})
	require.Len(t, s.Missed, 10)
	require.Equal(t, s.Missed[9], s.Slot)
	require.Equal(t, last.AddDate(0, 0, 10), s.Slot)
	require.Len(t, s.Coming, 5)
	require.Equal(t, last.AddDate(0, 0, 11), s.Coming[0])
	require.Empty(t, s.Problem)

	next := post.SlotsOf(p, post.When{Now: awake, Seen: last, After: s.Slot, Zone: z})
	require.Empty(t, next.Missed)
	require.Equal(t, s.Coming[0], next.Slot)
}

func TestSlots_TheListOfMissedOnesIsBounded(t *testing.T) {
	t.Parallel()
	p := series("2025-01-01T09:00", contract.Series{Every: "day"})
	s := post.SlotsOf(p, post.When{Now: now(), Seen: now().AddDate(-1, 0, 0), After: now().AddDate(-1, 0, 0), Zone: time.UTC})
	require.Len(t, s.Missed, 50)
	require.Equal(t, s.Slot, s.Missed[49])
}

func TestSlots_APinnedSlotStaysWhileItIsOneOfThem(t *testing.T) {
	t.Parallel()
	p := series("2026-12-01T09:00", contract.Series{Every: "day"})
	pinned := time.Date(2026, 12, 3, 9, 0, 0, 0, time.UTC)
	w := post.When{Now: pinned.AddDate(0, 0, 2), Seen: now(), After: pinned.AddDate(0, 0, -1), Slot: pinned, Zone: time.UTC}
	require.Equal(t, pinned, post.SlotsOf(p, w).Slot)
	p.Series.Skip = []string{"2026-12-03"}
	require.NotEqual(t, pinned, post.SlotsOf(p, w).Slot, "the owner has left that day out")
	p.Series.Skip, p.PublishAt = nil, "2026-12-01T10:00"
	require.NotEqual(t, pinned, post.SlotsOf(p, w).Slot, "the owner has moved it")
}

func TestSlots_ASeriesThatWasWrittenTodayMissesNothingOfThePast(t *testing.T) {
	t.Parallel()
	p := series("2026-01-01T09:00", contract.Series{Every: "day"})
	s := post.SlotsOf(p, post.When{Now: now(), Seen: now(), Zone: time.UTC})
	require.Empty(t, s.Missed)
	require.Equal(t, time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), s.Slot)
}

func TestSlots_WhatIsWrongIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		post contract.Post
		says string
	}{
		"past":           {once("2026-11-29T09:00"), "is past; write a later time"},
		"missing hour":   {once("2027-03-28T02:30"), "does not exist"},
		"twice":          {once("2026-10-25T02:30"), "comes twice"},
		"no day left":    {series("2026-12-01T09:00", contract.Series{Every: "day", Until: "2026-11-01"}), "No day is left"},
		"with an offset": {series("2026-12-01T09:00+01:00", contract.Series{Every: "day"}), "without an offset"},
		"no such time":   {series("soon", contract.Series{Every: "day"}), "no time that exists"},
	} {
		s := post.SlotsOf(c.post, post.When{Now: now(), Seen: now(), Zone: zone(t, "Europe/Berlin")})
		require.Contains(t, s.Problem, c.says, name)
	}
	require.Empty(t, post.SlotsOf(once("2026-11-30T08:58"), post.When{Now: now(), Seen: now(), Zone: zone(t, "Europe/Berlin")}).Problem, "saving takes a while")
}

func once(at string) contract.Post {
	p := plainPost()
	p.PublishAt = at
	return p
}
