package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/cli"
	"github.com/autonomous-employee/employee/vault"
)

// policyTest runs the command where the vault's handbook is as given; "" is none.
func policyTest(t *testing.T, page string) (out string, err error) {
	t.Helper()
	dir := t.TempDir()
	if page != "" {
		require.NoError(t, os.Mkdir(filepath.Join(dir, "AI_Employee"), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "AI_Employee", vault.HandbookPage), []byte(page), 0o600))
	}
	var b bytes.Buffer
	root := cli.Root(nil, func() (string, error) { return dir, nil })
	root.SetArgs([]string{"policy-test"})
	root.SetOut(&b)
	err = root.Execute()
	return b.String(), err
}

func starterPage(t *testing.T) string {
	t.Helper()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	defer func() { require.NoError(t, v.Close()) }()
	page, err := v.ReadFile(vault.HandbookPage, vault.MaxNoteBytes)
	require.NoError(t, err)
	return string(page)
}

func TestPolicyTest_ShowsWhichRuleDecidesEachExampleWithoutAWorker(t *testing.T) {
	t.Parallel()
	out, err := policyTest(t, starterPage(t))
	require.NoError(t, err, out)
	require.Contains(t, out, "Company_Handbook.md")
	require.Regexp(t, `ok +"known customer, recurring, 100 -> asks \(over_limit\)" +asks +invoice.over_limit`, out)
	require.Equal(t, 26, strings.Count(out, "\nok "))
	require.NotContains(t, out, "FAILS")
}

func TestPolicyTest_FailsWithWhatWasDecidedByWhichRule(t *testing.T) {
	t.Parallel()
	out, err := policyTest(t, strings.Replace(starterPage(t), `auto_limit: "100"`, `auto_limit: "100.01"`, 1))
	require.ErrorContains(t, err, "examples that fail: 2, lines of the handbook that cannot be used: 0; every invoice asks until it is put right")
	require.Regexp(t, `FAILS +"known customer, recurring, 100 -> asks \(over_limit\)" +automatic +invoice.recurring_under_limit`, out)
	require.Contains(t, out, "- The example “known customer, recurring, 100 -> asks (over_limit)” fails: it wants asks by over_limit, but the rule invoice.recurring_under_limit decides automatic.")
	require.Equal(t, 24, strings.Count(out, "\nok "))
}

func TestPolicyTest_FailsOnALineThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	out, err := policyTest(t, strings.Replace(starterPage(t), "known_customers: []", "known_customers:\n  - A | nobody", 1))
	require.ErrorContains(t, err, "examples that fail: 0, lines of the handbook that cannot be used: 1")
	require.Contains(t, out, `- This cannot be used: known_customers: "A | nobody": write one e-mail address`)
}

func TestPolicyTest_WithoutExamplesOrHandbookSaysSo(t *testing.T) {
	t.Parallel()
	out, err := policyTest(t, "---\nauto_limit: \"100\"\n---\n")
	require.NoError(t, err)
	require.Contains(t, out, "There are no examples under policy_examples")
	_, err = policyTest(t, "")
	require.ErrorContains(t, err, "start the worker once to get one: go run ./worker")
}

// A line of the handbook must not be able to write over the terminal.
func TestPolicyTest_ShowsControlCharactersAsText(t *testing.T) {
	t.Parallel()
	out, _ := policyTest(t, "---\npolicy_examples:\n  - \"customer A\\e[2J, 80 -> automatic\"\n---\n")
	require.NotContains(t, out, "\x1b")
}
