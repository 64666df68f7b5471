package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	listPage     = 200
	listMost     = 1000
	queryTime    = 3 * time.Second
	queryAtOnce  = 8
	minuteLayout = "2006-01-02 15:04"
)

// statusReport is what `status --json` prints.
type statusReport struct {
	TemporalAddress string          `json:"temporal_address"`
	UIURL           string          `json:"ui_url,omitempty"`
	VaultDir        string          `json:"vault_dir"`
	DryRun          bool            `json:"dry_run"`
	Processes       []processStatus `json:"processes"`
	// More is true when there are more processes than are listed.
	More bool `json:"more,omitempty"`
}

type processStatus struct {
	WorkflowID string `json:"workflow_id"`
	RunID      string `json:"run_id"`
	Type       string `json:"type"`
	Started    string `json:"started"`
	contract.ProcessStatus
	// Problem says why the process could not be asked.
	Problem string `json:"problem,omitempty"`
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
	report := statusReport{TemporalAddress: target.Address, UIURL: target.UIURL, VaultDir: cfg.VaultDir, DryRun: cfg.DryRun, Processes: []processStatus{}}
	if target.Embedded {
		report.VaultDir, report.DryRun = target.VaultDir, target.DryRun
	}
	open, more, err := listOpen(ctx, c, target.Namespace)
	if err != nil {
		return report, err
	}
	report.More = more
	report.Processes = make([]processStatus, len(open))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(queryAtOnce)
	for i, info := range open {
		group.Go(func() error {
			report.Processes[i] = ask(ctx, c, info)
			return nil
		})
	}
	return report, group.Wait()
}

func listOpen(ctx context.Context, c client.Client, namespace string) (open []*workflow.WorkflowExecutionInfo, more bool, err error) {
	var token []byte
	for {
		page, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: namespace, PageSize: listPage, NextPageToken: token,
			Query: fmt.Sprintf("ExecutionStatus = 'Running' AND WorkflowType IN ('%s', '%s')", contract.GmailToOdooInvoice, contract.GmailWatch),
		})
		if err != nil {
			return nil, false, fmt.Errorf("listing the open processes: %w", err)
		}
		open = append(open, page.GetExecutions()...)
		token = page.GetNextPageToken()
		if len(token) == 0 || len(open) >= listMost {
			return open, len(token) > 0, nil
		}
	}
}

func ask(ctx context.Context, c client.Client, info *workflow.WorkflowExecutionInfo) processStatus {
	ctx, cancel := context.WithTimeout(ctx, queryTime)
	defer cancel()
	id := info.GetExecution()
	p := processStatus{WorkflowID: id.GetWorkflowId(), RunID: id.GetRunId(), Type: info.GetType().GetName(), Started: info.GetStartTime().AsTime().Format(time.RFC3339)}
	answer, err := c.QueryWorkflow(ctx, p.WorkflowID, p.RunID, contract.QueryStatus)
	if err == nil {
		err = answer.Get(&p.ProcessStatus)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		p.Problem = "no worker answers"
	} else if err != nil {
		p.Problem = err.Error()
	}
	return p
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

func amount(p processStatus) string {
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
