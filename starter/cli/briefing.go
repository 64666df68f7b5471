package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

// briefing makes the pages of a week, as the Schedule does on Monday.
func (e *environment) briefing() *cobra.Command {
	var of, scratch string
	cmd := &cobra.Command{
		Use:   "briefing",
		Short: "Make the audit and the briefing of a week, and say where they are",
		Long: "Makes the audit and the briefing of a week and says where they are. Made again, they replace those that are there; what you wrote into " +
			"them is kept beside them.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("demo") {
				return fillDemo(cmd.OutOrStdout(), scratch)
			}
			if of != "" {
				if _, err := week.Parse(of); err != nil {
					return err
				}
			}
			c, cfg, target, err := e.dial(cmd.Context())
			if err != nil {
				return err
			}
			defer c.Close()
			made, err := makeBriefing(cmd.Context(), c, cfg, of)
			if err != nil {
				return err
			}
			return printBriefing(cmd.OutOrStdout(), made, whereVault(cfg, target))
		},
	}
	cmd.Flags().StringVar(&of, "week", "", "the ISO week, such as 2026-W48; the last whole week when not given")
	cmd.Flags().StringVar(&scratch, "demo", "", "a new or empty folder to fill with sixty weeks of an invented business; needs no worker and no credential")
	cmd.MarkFlagsMutuallyExclusive("week", "demo")
	return cmd
}

func whereVault(cfg *config.Config, target connect.Target) string {
	if target.VaultDir != "" {
		return target.VaultDir
	}
	return cfg.VaultDir
}

// makeBriefing starts the run of a week, or joins the one under way, and waits for it.
func makeBriefing(ctx context.Context, c client.Client, cfg *config.Config, of string) (contract.BriefingResult, error) {
	run, err := connect.StartBriefing(ctx, c, cfg, of)
	if err != nil {
		return contract.BriefingResult{}, err
	}
	var made contract.BriefingResult
	if err := run.Get(ctx, &made); err != nil {
		return made, fmt.Errorf("the briefing was not made; look at the process %s in the Web UI: %w", run.GetID(), err)
	}
	if made.Running { // by another process of the same week
		err = c.GetWorkflow(ctx, contract.BriefingID(made.Week), "").Get(ctx, &made)
	}
	return made, err
}

// errNotMade makes the command exit with 1 after the reason has been printed.
var errNotMade = errors.New("the briefing was not made")

func printBriefing(out io.Writer, made contract.BriefingResult, vaultDir string) error {
	if made.Problem != "" {
		fmt.Fprintln(out, made.Problem)
		return errNotMade
	}
	if made.Headline != "" {
		fmt.Fprintln(out, made.Headline)
	}
	place := func(name string) string { return filepath.Join(vaultDir, filepath.FromSlash(name)) }
	fmt.Fprintf(out, "\n%s\nBriefing  %s\nAudit     %s\n", made.Week, place(made.Briefing), place(made.Audit))
	if len(made.Missing) > 0 {
		fmt.Fprintf(out, "Missing   %s; the audit says why\n", strings.Join(made.Missing, ", "))
	}
	for _, name := range made.SetAside {
		fmt.Fprintf(out, "Kept      %s, because you had written into it\n", place(name))
	}
	return nil
}
