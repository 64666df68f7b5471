package notes_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (o *office) checkHandbook() []string {
	o.t.Helper()
	wrong, err := o.CheckHandbook(context.Background())
	require.NoError(o.t, err)
	return wrong
}

func (o *office) rules() contract.Handbook {
	o.t.Helper()
	h, err := o.FetchHandbook(context.Background(), contract.Nothing{})
	require.NoError(o.t, err)
	return h
}

func TestCheckHandbook_TheStarterPageIsFine(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.Empty(t, o.checkHandbook())
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.rules().FailedExamples)
		require.Contains(t, o.DashboardText(nil), "| Policy examples | All 26 hold |")
	})
}

func TestCheckHandbook_AFailingExampleIsToldOnceUntilItIsPutRight(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.edit(vault.HandbookPage, `auto_limit: "100"`, `auto_limit: "100.01"`)
		for range 3 {
			require.Len(t, o.checkHandbook(), 2)
		}
		note := o.read(o.only("Needs_Action"))
		require.Contains(t, note, "type: \"notice\"")
		require.Contains(t, note, "known customer, recurring, 100 -\\> asks (over_limit)")
		require.Contains(t, note, "the rule invoice.recurring_under_limit decides automatic")
		require.Contains(t, note, "every invoice asks")
		require.Contains(t, note, "starter policy-test")
		text := o.DashboardText(nil)
		require.Contains(t, text, "| Policy examples | 2 of 26 fail: every invoice asks |")
		require.Contains(t, text, "## Examples of the handbook that fail")
		require.Contains(t, text, "the rule invoice.recurring_under_limit decides automatic")
		require.Len(t, o.rules().FailedExamples, 2, "and policy is told")
		require.Empty(t, o.OpenRequests(), "nobody waits for a notice")
		require.NoError(t, o.Settle(context.Background(), never))
		o.only("Needs_Action")

		o.edit(vault.HandbookPage, `auto_limit: "100.01"`, `auto_limit: "100"`)
		require.Empty(t, o.checkHandbook())
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.files("Completed"))
		require.NotContains(t, o.DashboardText(nil), "every invoice asks")
	})
}

func TestCheckHandbook_ALineThatCannotBeReadIsToldAndAnotherTakesItsPlace(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.edit(vault.HandbookPage, "policy_examples:\n", "policy_examples:\n  - known customer, lots -> asks\n")
		o.checkHandbook()
		require.Contains(t, o.read(o.only("Needs_Action")), "\"lots\" is not understood")
		require.Contains(t, o.DashboardText(nil), "| Policy examples | The handbook has lines that cannot be used: every invoice asks |")
		o.edit(vault.HandbookPage, "known customer, lots -> asks", "known customer, 10 -> perhaps")
		o.checkHandbook()
		note := o.read(o.only("Needs_Action"))
		require.Contains(t, note, "end the line with automatic, asks or refused")
		require.NotContains(t, note, "lots")
	})
}

func TestCheckHandbook_ANoticeTheOwnerDeletedIsNotForcedOnHimAndComesBackWhenItBreaksAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		right := o.read(vault.HandbookPage)
		wrong := strings.Replace(right, "recurring_customers:", "recuring_customers:", 1)
		o.write(vault.HandbookPage, wrong)
		o.checkHandbook()
		o.remove(o.only("Needs_Action"))
		o.checkHandbook()
		require.Empty(t, o.files("Needs_Action"))
		o.write(vault.HandbookPage, right)
		o.checkHandbook()
		o.write(vault.HandbookPage, wrong)
		o.checkHandbook()
		require.Contains(t, o.read(o.only("Needs_Action")), "did you mean recurring_customers?")
	})
}

func TestCheckHandbook_AMissingPageIsToldToo(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.remove(vault.HandbookPage)
		require.Len(t, o.checkHandbook(), 1)
		require.Contains(t, o.read(o.only("Needs_Action")), "is not there")
	})
}

func TestDashboard_AHandbookWithoutExamplesSaysSo(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write(vault.HandbookPage, "---\nauto_limit: \"100\"\n---\n")
		require.Empty(t, o.checkHandbook())
		require.Contains(t, o.DashboardText(nil), "| Policy examples | The handbook has none |")
	})
}

func TestHandbook_TheLastGoodPageStaysInForceWhileOneCannotBeRead(t *testing.T) {
	t.Parallel()
	broken := map[string]func(o *office){
		"a line":   func(o *office) { o.edit(vault.HandbookPage, `default_tax_percent: "19"`, `default_tax_percent: "l9"`) },
		"the page": func(o *office) { o.write(vault.HandbookPage, "---\na: [\n---\n") },
		"no page":  func(o *office) { o.remove(vault.HandbookPage) },
	}
	for name, breakIt := range broken {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				o.edit(vault.HandbookPage, `owner_name: ""`, `owner_name: "Anna Berg"`)
				o.edit(vault.HandbookPage, `default_tax_percent: ""`, `default_tax_percent: "19"`)
				good := o.rules()
				require.Empty(t, good.Problems)

				breakIt(o)
				o.open() // also after a restart
				h := o.rules()
				require.NotEmpty(t, h.Problems, "policy must know, and ask")
				require.Equal(t, "Anna Berg", h.Owner.Name)
				require.Equal(t, contract.Decimal("19"), h.DefaultTaxPercent)
				require.Equal(t, good.Hash, h.Hash, "the log names the page that was in force")

				right := strings.Replace(string(skeletonPage(t)), `owner_name: ""`, `owner_name: "Carla"`, 1)
				o.write(vault.HandbookPage, right)
				require.Equal(t, "Carla", o.rules().Owner.Name)
				require.Empty(t, o.rules().Problems)
			})
		})
	}
}

// skeletonPage is the handbook as a new vault has it.
func skeletonPage(t *testing.T) []byte {
	t.Helper()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	defer func() { require.NoError(t, v.Close()) }()
	page, err := v.ReadFile(vault.HandbookPage, 0)
	require.NoError(t, err)
	return page
}
