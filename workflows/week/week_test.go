package week_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/week"
)

func zone(t require.TestingT, name string) *time.Location {
	z, err := time.LoadLocation(name)
	require.NoError(t, err)
	return z
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return at
}

func TestSpan_IsTheOwnersWeekAlsoWhereTheClocksChange(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		week, zone, from, to, start, end string
		hours                            float64
	}{
		"an ordinary week":               {"2026-W48", "Europe/Berlin", "2026-11-23", "2026-11-29", "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z", 168},
		"the clocks go forward":          {"2026-W13", "Europe/Berlin", "2026-03-23", "2026-03-29", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", 167},
		"the week after that":            {"2026-W14", "Europe/Berlin", "2026-03-30", "2026-04-05", "2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z", 168},
		"the clocks go back":             {"2026-W43", "Europe/Berlin", "2026-10-19", "2026-10-25", "2026-10-18T22:00:00Z", "2026-10-25T23:00:00Z", 169},
		"in New York":                    {"2026-W44", "America/New_York", "2026-10-26", "2026-11-01", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z", 169},
		"the 53rd week":                  {"2026-W53", "Europe/Berlin", "2026-12-28", "2027-01-03", "2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z", 168},
		"the week after the 53rd":        {"2027-W01", "Europe/Berlin", "2027-01-04", "2027-01-10", "2027-01-03T23:00:00Z", "2027-01-10T23:00:00Z", 168},
		"a first week of the old year":   {"2025-W01", "UTC", "2024-12-30", "2025-01-05", "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z", 168},
		"thirteen hours ahead":           {"2026-W48", "Pacific/Auckland", "2026-11-23", "2026-11-29", "2026-11-22T11:00:00Z", "2026-11-29T11:00:00Z", 168},
		"fourteen hours ahead":           {"2026-W48", "Pacific/Kiritimati", "2026-11-23", "2026-11-29", "2026-11-22T10:00:00Z", "2026-11-29T10:00:00Z", 168},
		"a Sunday without midnight":      {"2017-W41", "America/Sao_Paulo", "2017-10-09", "2017-10-15", "2017-10-09T03:00:00Z", "2017-10-16T02:00:00Z", 167},
		"a Monday without midnight":      {"2021-W12", "Asia/Tehran", "2021-03-22", "2021-03-28", "2021-03-21T20:30:00Z", "2021-03-28T19:30:00Z", 167},
		"the same west of Greenwich":     {"1963-W50", "America/Recife", "1963-12-09", "1963-12-15", "1963-12-09T03:00:00Z", "1963-12-16T02:00:00Z", 167},
		"the week before that":           {"2021-W11", "Asia/Tehran", "2021-03-15", "2021-03-21", "2021-03-14T20:30:00Z", "2021-03-21T20:30:00Z", 168},
		"half an hour between the times": {"2026-W40", "Australia/Lord_Howe", "2026-09-28", "2026-10-04", "2026-09-27T13:30:00Z", "2026-10-04T13:00:00Z", 167.5},
	} {
		w, err := week.Parse(c.week)
		require.NoError(t, err, name)
		at := moment(t, "2027-06-01T00:00:00Z")
		got := w.Span(zone(t, c.zone), at)
		require.Equal(t, c.week, got.Week, name)
		require.Equal(t, c.zone, got.Zone, name)
		require.Equal(t, c.from, got.From, name)
		require.Equal(t, c.to, got.To, name)
		require.Equal(t, moment(t, c.start), got.Start, name)
		require.Equal(t, moment(t, c.end), got.End, name)
		require.InDelta(t, c.hours, got.End.Sub(got.Start).Hours(), 0, name)
		require.Equal(t, at, got.AsOf, name)
	}
}

func TestLast_IsTheLastWholeWeekInTheOwnersZone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ at, zone, week, today string }{
		"Monday morning":                      {"2026-11-30T06:00:00Z", "Europe/Berlin", "2026-W48", "2026-11-30"},
		"Sunday night":                        {"2026-11-29T22:59:59Z", "Europe/Berlin", "2026-W47", "2026-11-29"},
		"Monday begins":                       {"2026-11-29T23:00:00Z", "Europe/Berlin", "2026-W48", "2026-11-30"},
		"thirteen hours ahead it is Monday":   {"2026-11-29T18:00:00Z", "Pacific/Auckland", "2026-W48", "2026-11-30"},
		"in Honolulu it is Sunday still":      {"2026-11-30T06:00:00Z", "Pacific/Honolulu", "2026-W47", "2026-11-29"},
		"the Monday after the 53rd":           {"2027-01-04T06:00:00Z", "Europe/Berlin", "2026-W53", "2027-01-04"},
		"a Friday that is of the old year":    {"2027-01-01T06:00:00Z", "Europe/Berlin", "2026-W52", "2027-01-01"},
		"the Monday after the clocks changed": {"2026-10-26T06:00:00Z", "Europe/Berlin", "2026-W43", "2026-10-26"},
		"the Monday after summer time began":  {"2026-03-30T05:00:00Z", "Europe/Berlin", "2026-W13", "2026-03-30"},
	} {
		z := zone(t, c.zone)
		w := week.Last(moment(t, c.at), z)
		require.Equal(t, c.week, w.String(), name)
		require.Equal(t, c.today, w.Span(z, moment(t, c.at)).Today, name)
	}
}

func TestParse_RefusesWhatIsNoWeek(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "2026", "2026-W", "2026-W0", "2026-W00", "2026-W54", "2025-W53", "2026-W4", "2026W48", "26-W48", "2026-w48", " 2026-W48", "2026-W48-1", "../2026-W48"} {
		_, err := week.Parse(text)
		require.Error(t, err, text)
	}
}

func TestWeeks_FollowOneAnotherWithoutAGapInEveryZone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z := zone(t, rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Auckland", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe"}).Draw(t, "zone"))
		at := time.Unix(rapid.Int64Range(946684800, 2208988800).Draw(t, "at"), 0)
		w := week.Of(at.In(z))
		back, err := week.Parse(w.String())
		require.NoError(t, err)
		require.Equal(t, w, back)
		this, next := w.Span(z, at), w.Add(1).Span(z, at)
		require.Equal(t, this.End, next.Start)
		require.False(t, at.Before(this.Start))
		require.True(t, at.Before(this.End))
		require.Equal(t, w, w.Add(5).Add(-5))
		require.Equal(t, w.Add(-1), week.Last(at, z))
	})
}
