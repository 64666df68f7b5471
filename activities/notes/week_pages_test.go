package notes_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// pages is a composer that shows what it was given.
func pages(w contract.Week, past []contract.WeekFigures, _ func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
	waits := -1
	if w.Vault != nil {
		waits = w.Vault.Waits
	}
	text := fmt.Sprintf("week %s, %d wait, %d weeks before, missing %v", w.Span.Week, waits, len(past), w.Missing)
	return contract.Pages{
		Audit: "# Audit\n\n" + text + "\n", Briefing: "# Briefing\n\n" + text + "\n", Headline: "All is well.",
		Pictures: []contract.Picture{{Name: "2099-w52-cash.svg", SVG: "<svg/>"}},
	}, contract.WeekFigures{Figures: []contract.WeekFigure{{Name: "waits", Value: contract.Decimal(fmt.Sprint(waits))}}}
}

// atBriefing is a desk that makes pages.
func atBriefing(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	atDesk(t, func(t *testing.T, o *office) {
		o.compose = pages
		o.open()
		test(t, o)
	})
}

func (o *office) make(w contract.Week) contract.BriefingResult {
	o.t.Helper()
	got, err := o.EnsureWeek(context.Background(), w)
	require.NoError(o.t, err)
	return got
}

func (o *office) weekOf(name string, waits int) contract.Week {
	o.t.Helper()
	w, err := week.Parse(name)
	require.NoError(o.t, err)
	return contract.Week{Span: w.Span(time.UTC, o.now), Vault: &contract.VaultWeek{Waits: waits}}
}

const (
	auditPage    = "Audits/2099-12-28-audit.md"
	briefingPage = "CEO_Briefings/2099-12-28-briefing.md"
)

func TestEnsureWeek_WritesTheNotesThePicturesAndTheFigures(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		require.NotContains(t, o.DashboardText(nil), "Monday page")
		got := o.make(o.weekOf("2099-W52", 4))
		require.Equal(t, contract.BriefingResult{Week: "2099-W52", Audit: auditPage, Briefing: briefingPage, Headline: "All is well."}, got)
		require.Contains(t, o.read(auditPage), "week 2099-W52, 4 wait, 0 weeks before")
		require.Contains(t, o.read(briefingPage), "# Briefing")
		require.Equal(t, "<svg/>", o.read("Audits/Charts/2099-w52-cash.svg"))
		require.Contains(t, o.read("Audits/Figures/2099-W52.json"), `"waits"`)
		require.Contains(t, o.DashboardText(nil), "| Monday page | [2099-W52](CEO_Briefings/2099-12-28-briefing.md), made 2100-01-01 01:00 |")
		at, made, err := o.BriefingMade("2099-W52")
		require.NoError(t, err)
		require.True(t, made)
		require.Equal(t, o.now, at)
		_, made, err = o.BriefingMade("2099-W51")
		require.NoError(t, err)
		require.False(t, made)
	})
}

func TestEnsureWeek_AgainReplacesTheNotesAndLeavesNothingBeside(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.make(o.weekOf("2099-W52", 4))
		require.Empty(t, o.make(o.weekOf("2099-W52", 5)).SetAside)
		require.Contains(t, o.read(briefingPage), "5 wait, 0 weeks before", "a week is not compared with itself")
		require.Empty(t, o.make(o.weekOf("2099-W52", 4)).SetAside)
		o.only("Audits")
		o.only("CEO_Briefings")
		before, err := os.Stat(o.path(briefingPage))
		require.NoError(t, err)
		o.make(o.weekOf("2099-W52", 4))
		after, err := os.Stat(o.path(briefingPage))
		require.NoError(t, err)
		require.True(t, os.SameFile(before, after), "the same is not written again")
	})
}

func TestEnsureWeek_WhatTheOwnerWroteIsSetAsideAndNeverLost(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.make(o.weekOf("2099-W52", 4))
		o.edit(briefingPage, "4 wait", "4 wait (call Ana!)")
		got := o.make(o.weekOf("2099-W52", 5))
		require.Equal(t, []string{"CEO_Briefings/2099-12-28-briefing (kept).md"}, got.SetAside)
		require.Contains(t, o.read(got.SetAside[0]), "call Ana!")
		require.Contains(t, o.read(briefingPage), "5 wait")
		o.edit(briefingPage, "5 wait", "5 wait (and Jo!)")
		got = o.make(o.weekOf("2099-W52", 5))
		require.Contains(t, o.read(got.SetAside[0]), "and Jo!")
		require.Contains(t, o.read("CEO_Briefings/2099-12-28-briefing (kept).md"), "call Ana!")
		o.only("Audits")
	})
}

func TestEnsureWeek_ANoteThatNobodyKnowsIsSetAside(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.make(o.weekOf("2099-W52", 4))
		o.remove("Audits/Figures/2099-W52.json")
		require.Len(t, o.make(o.weekOf("2099-W52", 5)).SetAside, 2)
		o.write("Audits/Figures/2099-W52.json", "{")
		require.Len(t, o.make(o.weekOf("2099-W52", 6)).SetAside, 2)
		require.Empty(t, o.make(o.weekOf("2099-W52", 7)).SetAside, "the damaged file was written anew")
	})
}

func TestEnsureWeek_ARunThatWasCutOffKnowsItsOwnWork(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.make(o.weekOf("2099-W52", 4))
		old := o.read(auditPage)
		o.make(o.weekOf("2099-W52", 5))
		o.write(auditPage, old) // as if the disk had filled up between the two notes
		require.Empty(t, o.make(o.weekOf("2099-W52", 6)).SetAside)
	})
}

func TestEnsureWeek_ComparesWithTheWeeksBeforeAndSaysSinceWhenASourceIsMissing(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		var seen []contract.WeekFigures
		o.compose = func(w contract.Week, past []contract.WeekFigures, names func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
			seen = past
			return pages(w, past, names)
		}
		o.open()
		with := o.weekOf("2099-W50", 1)
		with.Books = &contract.Books{Configured: true}
		with.Span.AsOf = time.Date(2099, 12, 14, 6, 0, 0, 0, time.UTC)
		o.make(with)
		o.make(o.weekOf("2099-W53", 9)) // later: not compared with
		o.make(o.weekOf("2099-W51", 2))
		w := o.weekOf("2099-W52", 3)
		w.Missing = []contract.WeekMissing{
			{Source: contract.SourceBooks, Kind: contract.FailTransient, Why: "Odoo does not answer."},
			{Source: contract.SourcePosts, Kind: contract.FailNotConfigured, Why: "No social platform is set up."},
		}
		got := o.make(w)
		require.Equal(t, []string{"odoo", "social"}, got.Missing)
		require.Equal(t, []string{"2099-W50", "2099-W51"}, []string{seen[0].Week, seen[1].Week})
		require.Len(t, seen, 2)
		require.Equal(t, []string{"odoo", "vault"}, seen[0].Sources)
		require.Equal(t, contract.Decimal("2"), seen[1].Figures[0].Value)
		require.Contains(t, o.read(auditPage), "Odoo does not answer. 2099-12-14 06:00:00 +0000 UTC")
	})
}

func TestEnsureWeek_DamagedFiguresOfAWeekAreNamedAndTheOthersCount(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.make(o.weekOf("2099-W50", 1))
		o.make(o.weekOf("2099-W51", 2))
		o.write("Audits/Figures/2099-W50.json", "{}")
		o.write("Audits/Figures/my notes.json", "{}")
		got := o.make(o.weekOf("2099-W52", 3))
		require.Empty(t, got.Missing, "the vault itself is there")
		require.Contains(t, o.read(auditPage), "1 weeks before")
		require.Contains(t, o.read(auditPage), "Audits/Figures/2099-W50.json is damaged")
		require.Contains(t, o.read(auditPage), "go run ./starter briefing --week 2099-W50")
	})
}

func TestEnsureWeek_WritesNowhereButInItsFolders(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"../../x.svg", "x.md", "X.svg", "a/b.svg", ".svg", ""} {
		atDesk(t, func(t *testing.T, o *office) {
			o.compose = func(w contract.Week, past []contract.WeekFigures, names func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
				p, f := pages(w, past, names)
				p.Pictures[0].Name = name
				return p, f
			}
			o.open()
			_, err := o.EnsureWeek(context.Background(), o.weekOf("2099-W52", 1))
			requireInvalid(t, err, "a picture of the week")
			require.Empty(t, o.files("Audits"), name)
		})
	}
	atDesk(t, func(t *testing.T, o *office) {
		_, err := o.EnsureWeek(context.Background(), o.weekOf("2099-W52", 1))
		requireInvalid(t, err, "makes no pages")
	})
}

func TestDashboard_TellsWhenTheNextPageComes(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		o.pagesCome = "one comes every Friday at 16:30"
		o.open()
		require.Contains(t, o.DashboardText(nil), "| Monday page | one comes every Friday at 16:30 |")
		o.make(o.weekOf("2099-W52", 4))
		require.Contains(t, o.DashboardText(nil), "made 2100-01-01 01:00; one comes every Friday at 16:30 |")
	})
}

func TestCheckBriefing_TellsWhatWasMissedUntilItIsMade(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		check := func(due time.Time) []string {
			require.NoError(t, o.CheckBriefing(context.Background(), due))
			return o.files("Needs_Action")
		}
		due := o.now.Add(-time.Minute)
		require.Empty(t, check(time.Time{}))
		require.Empty(t, check(o.now.Add(time.Hour)))
		missed := check(due)
		require.Len(t, missed, 1)
		require.Contains(t, o.read(missed[0]), "go run ./starter briefing --week 2099-W52")
		require.Equal(t, missed, check(due), "once")
		o.make(o.weekOf("2099-W52", 1))
		require.Empty(t, check(due))
	})
}

func TestCheckBriefing_NextWeeksNoticeTakesThePlaceOfTheOldOne(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		due := o.now.Add(-time.Minute)
		require.NoError(t, o.CheckBriefing(context.Background(), due))
		o.now = o.now.AddDate(0, 0, 7)
		o.open()
		require.NoError(t, o.CheckBriefing(context.Background(), due.AddDate(0, 0, 7)))
		require.Contains(t, o.read(o.only("Needs_Action")), "2099-W53")
	})
}
