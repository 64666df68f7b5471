package vault_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestParseGoals_ReadsTheFieldsAndTheQuartersLines(t *testing.T) {
	t.Parallel()
	g, problems := vault.ParseGoals([]byte("---\nrevenue_goal_month: 12000\nrevenue_goal_currency: usd\nresponse_goal_hours: 24\n---\n# Goals\n\n## This quarter\n\nMy words.\n\n- Win three customers\n-  \n- Finish the site\n\n## Later\n\n- Not this one\n"))
	require.Empty(t, problems)
	require.Equal(t, vault.Goals{RevenueMonth: "12000", RevenueCurrency: "USD", ResponseHours: "24", Quarter: []string{"Win three customers", "Finish the site"}}, g)
}

func TestParseGoals_TheStarterPageHasNoneAndNoProblem(t *testing.T) {
	t.Parallel()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	defer func() { require.NoError(t, v.Close()) }()
	page, err := v.ReadFile(vault.GoalsPage, 0)
	require.NoError(t, err)
	g, problems := vault.ParseGoals(page)
	require.Empty(t, problems)
	require.Equal(t, vault.Goals{}, g)
}

func TestParseGoals_TellsWhatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for page, said := range map[string]string{
		"---\nrevenue_goal_month: 12k\nrevenue_goal_currency: USD\n---\n": `revenue_goal_month: "12k": write a plain number`,
		"---\nrevenue_goal_month: 12000\n---\n":                           "say in which currency",
		"---\nrevenue_goal_currency: USD\n---\n":                          "there is a currency but no amount",
		"---\nresponse_goal_hours: 0\n---\n":                              "write whole hours such as 24",
		"---\nrevenue_goal_mouth: 12000\n---\n":                           "did you mean revenue_goal_month?",
		"---\nrevenue_goal_month: [\n---\n":                               "cannot be read",
	} {
		_, problems := vault.ParseGoals([]byte(page))
		require.Len(t, problems, 1, page)
		require.Contains(t, problems[0].String(), said)
	}
}
