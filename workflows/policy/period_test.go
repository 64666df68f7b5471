package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestInvoice_RecurringLooksAtItsOwnPeriodOnly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		period, today, last string // last = day of the invoice before
		again               bool   // automatic once more
	}{
		"week, Sunday before":             {"week", "2026-11-18", "2026-11-15", true},
		"week, its Monday":                {"week", "2026-11-18", "2026-11-16", false},
		"week, on Monday itself":          {"week", "2026-11-16", "2026-11-15", true},
		"week, on Sunday":                 {"week", "2026-11-22", "2026-11-16", false},
		"week, Sunday, the week before":   {"week", "2026-11-22", "2026-11-15", true},
		"week over the end of a year":     {"week", "2027-01-01", "2026-12-28", false},
		"week before that":                {"week", "2027-01-01", "2026-12-27", true},
		"month, last day of the former":   {"month", "2026-11-18", "2026-10-31", true},
		"month, its first day":            {"month", "2026-11-18", "2026-11-01", false},
		"month, on the first":             {"month", "2026-12-01", "2026-11-30", true},
		"month, leap day":                 {"month", "2028-02-29", "2028-01-31", true},
		"quarter, its first day":          {"quarter", "2026-11-18", "2026-10-01", false},
		"quarter, the day before":         {"quarter", "2026-11-18", "2026-09-30", true},
		"quarter, on New Year's Day":      {"quarter", "2027-01-01", "2026-12-31", true},
		"quarter, end of March":           {"quarter", "2027-03-31", "2027-01-01", false},
		"year, its first day":             {"year", "2026-11-18", "2026-01-01", false},
		"year, the day before":            {"year", "2026-11-18", "2025-12-31", true},
		"an unknown period is a year":     {"fortnight", "2026-11-18", "2026-01-01", false},
		"no period is a year":             {"", "2026-11-18", "2026-01-01", false},
		"an invoice dated in the future":  {"month", "2026-11-18", "2026-12-01", false},
		"an existing one without a date":  {"month", "2026-11-18", "", false},
		"a draft of the month before too": {"month", "2026-11-18", "2026-10-01", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := handbook()
			h.Recurring[0].Period = c.period
			day, err := time.Parse(time.DateOnly, c.today)
			require.NoError(t, err)
			j := policy.Invoice(h, with(func(f *policy.InvoiceFacts) { f.Today, f.Existing = day, existing(c.last, "") }))
			if c.again {
				require.Equal(t, policy.Auto, j.Verdict)
				return
			}
			require.Equal(t, policy.RuleDuplicate, j.Rule)
		})
	}
}

func TestInvoice_EqualReferenceIsADuplicateWheneverItWas(t *testing.T) {
	t.Parallel()
	j := policy.Invoice(handbook(), with(func(f *policy.InvoiceFacts) { f.Existing = existing("2019-01-01", "PO-1") }))
	require.Equal(t, policy.RuleDuplicate, j.Rule)
	j = policy.Invoice(handbook(), with(func(f *policy.InvoiceFacts) {
		f.Existing, f.Draft.Reference = existing("2019-01-01", ""), ""
	}))
	require.Equal(t, policy.Auto, j.Verdict, "two invoices without a reference are not equal by it")
}

func TestInvoice_WithoutARecurringRuleAnyExistingInvoiceAsks(t *testing.T) {
	t.Parallel()
	h := handbook()
	h.Recurring = []contract.RecurringRule{}
	j := policy.Invoice(h, with(func(f *policy.InvoiceFacts) { f.Existing = existing("2019-01-01", "") }))
	require.Equal(t, policy.RuleDuplicate, j.Rule)
}

func TestPeriod_IsOnePerRuleAndCalendarPeriod(t *testing.T) {
	t.Parallel()
	h := handbook()
	on := func(day string, change func(*policy.InvoiceFacts)) string {
		today, err := time.Parse(time.DateOnly, day)
		require.NoError(t, err)
		return policy.Period(h, with(func(f *policy.InvoiceFacts) {
			f.Today = today
			if change != nil {
				change(f)
			}
		}))
	}
	november := on("2026-11-01", nil)
	require.NotEmpty(t, november)
	require.Equal(t, november, on("2026-11-30", func(f *policy.InvoiceFacts) { f.Draft.Total, f.Draft.Reference = "12.00", "PO-2" }), "whatever the mail is about")
	require.NotEqual(t, november, on("2026-12-01", nil))
	require.Empty(t, on("2026-11-01", func(f *policy.InvoiceFacts) { f.Draft.Total = "90.01" }), "no rule covers it")
	require.Empty(t, on("2026-11-01", func(f *policy.InvoiceFacts) { f.Draft.Total = "" }))

	h.Recurring[0].Period = "week"
	require.NotEqual(t, november, on("2026-11-01", nil), "another rule")
}
