package notes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// byRule is the filing of an invoice that went out without asking.
func byRule(outcome string) contract.FileNoteInput {
	in := filing(approval(), outcome)
	in.AutoRule, in.AutoReason = "invoice.recurring_under_limit", "The handbook's recurring rule for Orchard | Tools (up to 90 USD a month) covers it."
	return in
}

func TestAutomatic_IsAnnouncedOnTheDashboardWithRuleAmountAndNote(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.Contains(t, o.DashboardText(nil), "Nothing was done without asking you.")
		before := o.Version()
		name := o.file(byRule("done"))
		require.NotEqual(t, before, o.Version(), "the page is written anew")
		row := "| 2100-01-01 01:00 | [Invoice Orchard Tools Ltd 1190.00 EUR](" + strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(name) +
			") | 1190.00 EUR | invoice.recurring_under_limit: The handbook's recurring rule for Orchard \\| Tools (up to 90 USD a month) covers it. |\n"
		text := o.DashboardText(nil)
		require.Contains(t, text, "## Done without asking\n\n| When | What | Amount | Rule |\n| --- | --- | --- | --- |\n"+row)
		require.Contains(t, o.read(name), "\npolicy_rule: \"invoice.recurring_under_limit\"\n")
		o.open()
		require.Contains(t, o.DashboardText(nil), row, "also after a restart")
	})
}

func TestAutomatic_ADryRunSaysThatNothingWasSent(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.file(byRule(contract.StatusDryRun))
		require.Contains(t, o.DashboardText(nil), ".md) (dry run: nothing was sent) | 1190.00 EUR |")
	})
}

func TestAutomatic_WhatTheOwnerApprovedIsNotAnnounced(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.move(o.lay(approval()), vault.Approved)
		name := o.file(filing(approval(), "done"))
		require.Contains(t, o.DashboardText(nil), "Nothing was done without asking you.")
		require.NotContains(t, o.read(name), "policy_rule")
	})
}

func TestAutomatic_TheNewestStandFirstAndTheRestIsCounted(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for i := range 23 {
			in := byRule("done")
			in.Note.RequestID = "req-many-" + string(rune('a'+i))
			in.Note.Title = "Number " + string(rune('A'+i))
			o.file(in)
			o.now = o.now.Add(time.Minute)
		}
		text := o.DashboardText(nil)
		require.Contains(t, text, "… and 3 more in Completed/")
		require.Less(t, strings.Index(text, "Number W"), strings.Index(text, "Number V"))
		require.NotContains(t, text, "Number C")
		require.Contains(t, text, "Number D")
	})
}
