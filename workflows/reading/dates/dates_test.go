package dates_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/dates"
)

func month(word string) int {
	return map[string]int{"december": 12, "dezember": 12, "octobre": 10, "octubre": 10, "november": 11, "march": 3}[word]
}

func TestFind_DatesThatReadOneWay(t *testing.T) {
	t.Parallel()
	for text, iso := range map[string]string{
		"due 2026-12-01": "2026-12-01", "by 15 December 2026": "2026-12-15", "on the 30th of November 2026": "2026-11-30", "on December 1, 2026": "2026-12-01",
		"bis 15. Dezember 2026": "2026-12-15", "31 de octubre de 2026": "2026-10-31", "le 20 octobre 2026": "2026-10-20", "13/12/2026": "2026-12-13",
		"due 2026/12/01": "2026-12-01", "by 15-December-2026": "2026-12-15", "15/march/2026": "2026-03-15",
		"12/13/2026": "2026-12-13", "05/05/2026": "2026-05-05", "31.10.2026": "2026-10-31",
	} {
		got := dates.Find(text, month, "")
		require.Len(t, got, 1, text)
		require.Equal(t, iso, got[0].ISO, text)
	}
}

func TestFind_EitherWayIsNeverDecided(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"03/04/2026", "3-4-2026", "03.04.2026"} {
		got := dates.Find(text, month, "")
		require.Len(t, got, 1, text)
		require.Empty(t, got[0].ISO)
		require.Equal(t, []string{"2026-04-03", "2026-03-04"}, got[0].Readings)
	}
	got := dates.Find("03.04.2026", month, ".")
	require.Equal(t, "2026-04-03", got[0].ISO, "with dots the day stands first where the language says so")
	require.Empty(t, dates.Find("03/04/2026", month, ".")[0].ISO)
	require.Equal(t, "2026-04-03", dates.Find("03/04/2026", month, "./-")[0].ISO)
	require.Equal(t, "2026-03-13", dates.Find("03/13/2026", month, "./-")[0].ISO, "there is no thirteenth month")
}

func TestFind_NoSuchDayIsNoDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"31 november 2026", "2026-02-30", "00.01.2026", "45/46/2026", "15 Blursday 2026", "1 December", "1.12.26", "12.13.2026x", "192.168.1.1", "3/4-2026", "2026/12-31"} {
		for _, d := range dates.Find(text, month, ".") {
			require.Empty(t, d.ISO, text)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("due 03/04/2026 or 1 December 2026")
	f.Add("2026-02-30 31.12.1999")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, d := range dates.Find(s, month, ".") {
			if d.Start < last || d.End > len(s) || d.Start >= d.End {
				t.Fatalf("date at %d..%d of %d", d.Start, d.End, len(s))
			}
			last = d.End
			if d.ISO != "" {
				if _, err := time.Parse(time.DateOnly, d.ISO); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
