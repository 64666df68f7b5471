package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	listMost     = 1000
	minuteLayout = "2006-01-02 15:04"
)

// statusReport is what `status --json` prints.
type statusReport struct {
	TemporalAddress string            `json:"temporal_address"`
	UIURL           string            `json:"ui_url,omitempty"`
	VaultDir        string            `json:"vault_dir"`
	DryRun          bool              `json:"dry_run"`
	Processes       []connect.Process `json:"processes"`
	// More is true when there are more processes than are listed.
	More bool `json:"more,omitempty"`
}

func (e *environment) status() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show every open process and what it waits for",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, cfg, target, err := e.dial(cmd.Context())
			if err != nil {
				return err
			}
			defer c.Close()
			report, err := gatherStatus(cmd.Context(), c, cfg, target)
			if err != nil {
				return err
			}
			if asJSON {
				out := json.NewEncoder(cmd.OutOrStdout())
				out.SetIndent("", "  ")
				return out.Encode(report)
			}
			return printStatus(cmd.OutOrStdout(), report, cfg.Zone)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return cmd
}

func gatherStatus(ctx context.Context, c client.Client, cfg *config.Config, target connect.Target) (statusReport, error) {
	report := statusReport{TemporalAddress: target.Address, UIURL: target.UIURL, VaultDir: cfg.VaultDir, DryRun: cfg.DryRun, Processes: []connect.Process{}}
	if target.Embedded {
		report.VaultDir, report.DryRun = target.VaultDir, target.DryRun
	}
	// The process of a slot stays open for a week to count; it is listed only while a platform is waited for.
	open := fmt.Sprintf("ExecutionStatus = 'Running' AND (WorkflowType IN ('%s', '%s', '%s', '%s') OR (WorkflowType = '%s' AND %s = '%s'))",
		contract.GmailToOdooInvoice, contract.GmailWatch, contract.ScheduledSocialPost, contract.RemoveSocialPost,
		contract.PublishSocialPost, contract.SearchStatus, contract.StatusWaitingSystem)
	var err error
	report.Processes, report.More, err = connect.Processes(ctx, c, target.Namespace, open, listMost)
	return report, err
}

func printStatus(out io.Writer, r statusReport, zone *time.Location) error {
	mode := "dry run"
	if !r.DryRun {
		mode = "real"
	}
	fmt.Fprintf(out, "Temporal %s   Web UI %s\nVault    %s   Mode %s\n\n", r.TemporalAddress, orDash(r.UIURL), r.VaultDir, mode)
	if len(r.Processes) == 0 {
		fmt.Fprintln(out, "Nothing is open.")
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SINCE\tCUSTOMER\tAMOUNT\tWAITS FOR\tPROCESS")
	for _, p := range r.Processes {
		since, words := "-", p.WaitingFor
		if !p.Since.IsZero() {
			since = p.Since.In(zone).Format(minuteLayout)
		}
		if p.Problem != "" {
			words = p.Problem
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", since, orDash(p.Counterparty), orDash(amount(p)), words, p.WorkflowID)
	}
	if r.More {
		fmt.Fprintln(w, "… and more; see the Web UI")
	}
	return w.Flush()
}

func amount(p connect.Process) string {
	if p.Amount == "" {
		return ""
	}
	return string(p.Amount) + " " + p.Currency
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
