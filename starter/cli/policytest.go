package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/rules"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// policyTest tries the handbook's examples as the worker does, without one.
func (e *environment) policyTest() *cobra.Command {
	return &cobra.Command{
		Use:   "policy-test",
		Short: "Try the handbook's policy examples and show which rule decides each",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := e.config()
			if err != nil {
				return err
			}
			file := filepath.Join(vaultDir(cfg), vault.HandbookPage)
			page, err := os.ReadFile(file)
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("there is no handbook at %s yet; start the worker once to get one: go run ./worker", file)
			}
			if err != nil {
				return fmt.Errorf("reading the handbook: %w", err)
			}
			handbook, trials := rules.Read(page)
			out := cmd.OutOrStdout()
			printTrials(out, file, trials)
			printWrong(out, handbook)
			return policyVerdict(handbook)
		},
	}
}

func printTrials(out io.Writer, file string, trials []policy.Trial) {
	fmt.Fprintln(out, file)
	if len(trials) == 0 {
		fmt.Fprintln(out, "There are no examples under policy_examples that could be tried.")
		return
	}
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "\tEXAMPLE\tDECIDED\tRULE")
	for _, t := range trials {
		mark := "ok"
		if t.Trouble != "" {
			mark = "FAILS"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", mark, strconv.QuoteToGraphic(t.Example.Text), t.Judgement.Verdict.Word(), t.Judgement.Rule)
	}
	_ = table.Flush()
}

func printWrong(out io.Writer, h contract.Handbook) {
	for _, sentence := range h.FailedExamples {
		fmt.Fprintln(out, "-", sentence)
	}
	for _, problem := range h.Problems {
		fmt.Fprintln(out, "- This cannot be used:", problem)
	}
}

// policyVerdict makes the command exit with 1 when the worker would ask about
// every invoice.
func policyVerdict(h contract.Handbook) error {
	if len(h.FailedExamples) == 0 && len(h.Problems) == 0 {
		return nil
	}
	return fmt.Errorf("examples that fail: %d, lines of the handbook that cannot be used: %d; every invoice asks until it is put right",
		len(h.FailedExamples), len(h.Problems))
}
