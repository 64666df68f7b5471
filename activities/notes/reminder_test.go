package notes_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// at sets the desk's clock to an hour of March 2026, when the notes of these
// tests were laid.
func (o *office) at(day, hour int) { o.now = time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }

func TestDashboard_RemindsLouderTheLongerItWaits(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(approval())
		for _, c := range []struct {
			day          int
			said, unsaid string
		}{
			{2, "| 1190.00 EUR |  | 2026-03-16 |", "[!warning]"},
			{3, "> [!warning] 1 request waiting for more than a day", "**"},
			{6, "| **4 days** | 2026-03-16 |", "[!danger]"},
			{15, "> [!danger] About to expire", ""},
			{15, "| **13 days** | **2026-03-16** |", ""},
		} {
			o.at(c.day, 9)
			text := o.DashboardText(nil)
			require.Contains(t, text, c.said)
			if c.unsaid != "" {
				require.NotContains(t, text, c.unsaid)
			}
		}
		require.Contains(t, o.DashboardText(nil), "1 request, 1190.00 EUR in all.")
	})
}

func TestDashboard_NoticesDoNotRemind(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(notice())
		o.at(15, 9)
		text := o.DashboardText(nil)
		require.NotContains(t, text, "[!")
		require.NotContains(t, text, "in all")
	})
}

func TestSnooze_PutsARequestOffAndBringsItBack(t *testing.T) {
	t.Parallel()
	for _, written := range []string{`"2026-03-20"`, "2026-03-20", `"2026-03-20T00:00"`, "2026-03-20T00:00:00", `"2026-03-20T00:00:00+01:00"`} {
		t.Run(written, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				n := approval()
				name := o.lay(n)
				o.edit(name, `snooze_until: ""`, "snooze_until: "+written)
				o.at(5, 9)
				before := o.Version()
				o.NoteSnooze(n.RequestID, name)
				require.NotEqual(t, before, o.Version())
				before = o.Version()
				o.NoteSnooze(n.RequestID, name)
				require.Equal(t, before, o.Version(), "nothing is new")

				text := o.DashboardText(nil)
				require.Contains(t, text, "## Put off\n\n| Comes back | What | Amount |\n| --- | --- | --- |\n| 2026-03-20 00:00 |")
				require.Contains(t, text, "Nothing waits for your decision.")
				require.NotContains(t, text, "[!")

				o.at(20, 9)
				text = o.DashboardText(nil)
				require.NotContains(t, text, "Put off")
				require.Contains(t, text, "| **2026-03-21** |", "it does not expire on the day it comes back")

				require.Equal(t, time.Date(2026, 3, 19, 23, 0, 0, 0, time.UTC), o.decide(n).SnoozedUntil.UTC())
				o.edit(name, "snooze_until: "+written, `snooze_until: ""`)
				o.NoteSnooze(n.RequestID, name)
				require.Contains(t, o.DashboardText(nil), "| **2026-03-16** |")
			})
		})
	}
}

func TestSnooze_WhatCannotBeReadIsSaidAndPutsNothingOff(t *testing.T) {
	t.Parallel()
	for written, said := range map[string]string{
		"next week":         "snooze_until cannot be read; write a day such as 2026-12-05",
		"2026-02-30":        "snooze_until cannot be read",
		"9999-01-01":        "more than a year away",
		"![[x]] <b>`$(id)`": "cannot be read",
	} {
		t.Run(written, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				n := approval()
				name := o.lay(n)
				o.edit(name, `snooze_until: ""`, `snooze_until: "`+written+`"`)
				o.at(5, 9)
				o.NoteSnooze(n.RequestID, name)
				text := o.DashboardText(nil)
				require.Contains(t, text, said)
				require.NotContains(t, text, "Put off")
				require.NotContains(t, text, "![[")
				require.Zero(t, o.decide(n).SnoozedUntil)
			})
		})
	}
}

func TestSnooze_IsNoChangeOfWhatIsApproved(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		name := o.lay(n)
		o.edit(name, `snooze_until: ""`, `snooze_until: "2026-03-20"`)
		o.move(name, vault.Approved)
		d := o.decide(n)
		require.Equal(t, contract.VerdictApproved, d.Verdict)
		require.NotContains(t, d.Fields, "snooze_until")
		require.NotContains(t, o.read(o.file(filing(n, "done"))), "snooze_until:")
	})
}

func TestSnooze_ARevisedRequestIsPutBeforeTheOwnerAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		name := o.lay(n)
		o.edit(name, `snooze_until: ""`, `snooze_until: "2026-03-20"`)
		o.at(5, 9)
		o.NoteSnooze(n.RequestID, name)
		n.Revision++
		name = o.lay(n)
		require.Contains(t, o.read(name), `snooze_until: ""`)
		o.NoteSnooze(n.RequestID, name)
		require.NotContains(t, o.DashboardText(nil), "Put off")
	})
}

func TestDashboard_TellsWhatEndedTodayAndThisWeek(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		end := func(id, outcome string, day, hour int) {
			n := approval()
			n.RequestID = id
			o.at(day, hour)
			o.lay(n)
			o.file(filing(n, outcome))
		}
		end("req-aaaa-0", contract.StatusDone, 1, 12)     // Sunday
		end("req-bbbb-0", contract.StatusDone, 2, 12)     // Monday
		end("req-cccc-0", contract.StatusRejected, 3, 12) // Tuesday
		end("req-dddd-0", contract.StatusDone, 3, 22)     // Tuesday 23:00 in the owner's zone
		o.at(3, 22)

		text := o.DashboardText(nil)
		require.Contains(t, text, "Since Monday 2026-03-02: 2 done; 1 you said no.")
		require.Regexp(t, `(?s)## Today\n\n\| At .*\| 23:00 \| \[Invoice.* \| done \|\n\| 13:00 \|.*\| you said no \|\n\n## This week`, text)

		o.at(3, 23) // Wednesday in the owner's zone
		require.Contains(t, o.DashboardText(nil), "Nothing has ended today.")
		o.open()
		require.Contains(t, o.DashboardText(nil), "Since Monday 2026-03-02: 2 done; 1 you said no.", "also after a restart")
		o.at(9, 12)
		require.Contains(t, o.DashboardText(nil), "Since Monday 2026-03-09: nothing has ended.")
	})
}

func TestDashboard_SaysThatTheWorkIsPaused(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.NotContains(t, o.DashboardText(nil), "PAUSED")
		o.write(vault.PausePage, "holiday\n")
		require.Contains(t, o.DashboardText(nil), "| Mode | PAUSED: nothing leaves until PAUSE.md is deleted")
	})
}

func TestDashboard_TellsWhatOnTheGoalsPageCannotBeUsed(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.NotContains(t, o.DashboardText(nil), vault.GoalsPage)
		o.edit(vault.GoalsPage, `revenue_goal_month: ""`, `revenue_goal_month: "12k"`)
		require.Contains(t, o.DashboardText(nil), "## Lines of Business_Goals.md that cannot be used\n\n- revenue_goal_month: \"12k\": write a plain number")
		o.remove(vault.GoalsPage)
		require.NotContains(t, o.DashboardText(nil), vault.GoalsPage)
	})
}
