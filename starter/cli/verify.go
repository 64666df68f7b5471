package cli

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

// errBroken makes the command exit with 1 after the report has been printed.
var errBroken = errors.New("the log's chain is broken")

func (e *environment) verifyLog() *cobra.Command {
	return &cobra.Command{
		Use:   "verify-log",
		Short: "Check the audit log's hash chain and name the first broken line",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := e.config()
			if err != nil {
				return err
			}
			report, err := auditlog.Verify(cfg.LogDir)
			if err != nil {
				return err
			}
			printReport(cmd.OutOrStdout(), cfg.LogDir, report)
			if !report.OK() {
				return errBroken
			}
			return nil
		},
	}
}

func printReport(out io.Writer, dir string, r auditlog.Report) {
	fmt.Fprintf(out, "%s: %d lines in %d files (%d intents, %d results, %d events)\n", dir, r.Lines, r.Files, r.Intents, r.Results, r.Events)
	if r.Lines > 0 {
		fmt.Fprintf(out, "From %s to %s, head %s\n", r.First.Format(time.RFC3339), r.Last.Format(time.RFC3339), r.Head)
	}
	for _, t := range r.Torn {
		fmt.Fprintf(out, "A half line of a crash, never acknowledged: %s (%d bytes)\n", t.File, t.Bytes)
	}
	for _, u := range r.Unfinished {
		fmt.Fprintf(out, "Intended, no result yet: %s:%d %s %s\n", u.File, u.Line, u.Action, u.WorkflowID)
	}
	if r.OK() {
		fmt.Fprintln(out, "The chain holds.")
		return
	}
	fmt.Fprintln(out, "BROKEN at", r.Broken.String())
}
