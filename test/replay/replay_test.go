package replay_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/briefing"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/inbox"
	"github.com/autonomous-employee/employee/workflows/invoice"
	"github.com/autonomous-employee/employee/workflows/reminder"
	"github.com/autonomous-employee/employee/workflows/social"
)

// recorded is how many histories there must be at least. It only grows.
const recorded = 22

// histories lists the recorded histories of every release.
func histories(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "v*", "*.json"))
	require.NoError(t, err)
	return files
}

func load(t *testing.T, file string) (*history.History, workflow.Execution) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	h, err := client.HistoryFromJSON(bytes.NewReader(raw), client.HistoryJSONOptions{})
	require.NoError(t, err)
	started := h.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes()
	require.NotNil(t, started, "%s begins with something else", file)
	return h, workflow.Execution{ID: started.GetWorkflowId(), RunID: started.GetOriginalExecutionRunId()}
}

// replay runs a history through the given code of the processes of mails.
func replay(t *testing.T, file string, gmailToOdooInvoice, gmailWatch any) error {
	t.Helper()
	h, execution := load(t, file)
	r := worker.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(gmailToOdooInvoice, workflow.RegisterOptions{Name: contract.GmailToOdooInvoice})
	r.RegisterWorkflowWithOptions(gmailWatch, workflow.RegisterOptions{Name: contract.GmailWatch})
	r.RegisterWorkflowWithOptions(briefing.Run, workflow.RegisterOptions{Name: contract.WeeklyAuditAndBriefing})
	r.RegisterWorkflowWithOptions(social.Run, workflow.RegisterOptions{Name: contract.ScheduledSocialPost})
	r.RegisterWorkflowWithOptions(social.PublishSlot, workflow.RegisterOptions{Name: contract.PublishSocialPost})
	r.RegisterWorkflowWithOptions(social.Remove, workflow.RegisterOptions{Name: contract.RemoveSocialPost})
	r.RegisterWorkflowWithOptions(reminder.Run, workflow.RegisterOptions{Name: contract.PaymentReminder})
	return r.ReplayWorkflowHistoryWithOptions(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), h, worker.ReplayWorkflowHistoryOptions{OriginalExecution: execution})
}

func TestReplay_EveryRecordedProcessGoesOnUnderThisCode(t *testing.T) {
	t.Parallel()
	for _, file := range histories(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			require.NoError(t, replay(t, file, invoice.Run, inbox.Run), `
This change breaks processes that are under way. Put it behind workflow.GetVersion with an entry in the process's changes.go,
and record a history of the old path first (testdata/v0/README.md and "Changing a workflow" in CONTRIBUTING.md).`)
		})
	}
}

// Were a changed process not noticed, the test above would prove nothing.
func TestReplay_ChangedProcessIsNoticed(t *testing.T) {
	t.Parallel()
	changes := map[string]func(workflow.Context, contract.InvoiceInput) (contract.InvoiceResult, error){
		"a wait more": func(ctx workflow.Context, in contract.InvoiceInput) (contract.InvoiceResult, error) {
			if err := workflow.Sleep(ctx, time.Second); err != nil {
				return contract.InvoiceResult{}, err
			}
			return invoice.Run(ctx, in)
		},
		"nothing done at all": func(workflow.Context, contract.InvoiceInput) (contract.InvoiceResult, error) {
			return contract.InvoiceResult{Status: contract.StatusDone}, nil
		},
		"an activity of another name": func(ctx workflow.Context, _ contract.InvoiceInput) (contract.InvoiceResult, error) {
			ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
			return contract.InvoiceResult{}, workflow.ExecuteActivity(ctx, "notes.FetchRules").Get(ctx, nil)
		},
	}
	for name, changed := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			noticed := 0
			for _, file := range histories(t) {
				h, _ := load(t, file)
				if h.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes().GetWorkflowType().GetName() != contract.GmailToOdooInvoice {
					continue
				}
				require.Error(t, replay(t, file, changed, inbox.Run), "%s was replayed against another process and nobody noticed", file)
				noticed++
			}
			require.Positive(t, noticed)
		})
	}
}

func TestReplay_ChangedWatchIsNoticed(t *testing.T) {
	t.Parallel()
	changed := func(ctx workflow.Context, in contract.GmailWatchInput) error {
		if err := workflow.Sleep(ctx, time.Second); err != nil {
			return err
		}
		return inbox.Run(ctx, in)
	}
	require.Error(t, replay(t, filepath.Join("testdata", "v0", "watch.json"), invoice.Run, changed))
}

func TestReplay_ChangedBriefingIsNoticed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"briefing.json", "briefing_due.json"} {
		h, execution := load(t, filepath.Join("testdata", "v0", name))
		r := worker.NewWorkflowReplayer()
		r.RegisterWorkflowWithOptions(func(ctx workflow.Context, in contract.BriefingInput) (contract.BriefingResult, error) {
			if err := workflow.Sleep(ctx, time.Second); err != nil {
				return contract.BriefingResult{}, err
			}
			return briefing.Run(ctx, in)
		}, workflow.RegisterOptions{Name: contract.WeeklyAuditAndBriefing})
		require.Error(t, r.ReplayWorkflowHistoryWithOptions(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), h, worker.ReplayWorkflowHistoryOptions{OriginalExecution: execution}), name)
	}
}

func TestReplay_NoHistoryIsLostOrChanged(t *testing.T) {
	t.Parallel()
	files := histories(t)
	require.GreaterOrEqual(t, len(files), recorded, "histories are added, never removed")
	sums := map[string]bool{}
	lists, err := filepath.Glob(filepath.Join("testdata", "v*", "SHA256SUMS"))
	require.NoError(t, err)
	for _, list := range lists {
		raw, err := os.ReadFile(list)
		require.NoError(t, err)
		for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
			sum, name, ok := strings.Cut(line, "  ")
			require.True(t, ok, line)
			sums[sum+" "+filepath.Join(filepath.Dir(list), name)] = true
		}
	}
	require.Len(t, sums, len(files), "every history is listed in SHA256SUMS, and every listed one is there")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		sum := sha256.Sum256(raw)
		require.True(t, sums[hex.EncodeToString(sum[:])+" "+file], "%s is not what was recorded", file)
	}
}

// A history holds what mails say and where a worker ran, so what is kept here
// must be of invented people and of no place.
func TestReplay_HistoriesNameNoMachineAndNoRealPerson(t *testing.T) {
	t.Parallel()
	for _, file := range histories(t) {
		h, _ := load(t, file)
		for _, event := range h.GetEvents() {
			text := readable(event)
			for _, place := range []string{"/tmp/", "/root/", "/home/", "/Users/", `C:\`} {
				require.NotContains(t, text, place, "%s, event %d", file, event.GetEventId())
			}
			for _, host := range hosts(text) {
				require.Equal(t, "recorder", host, "%s, event %d names the machine of a worker", file, event.GetEventId())
			}
			for _, address := range addresses(text) {
				require.True(t, strings.HasSuffix(address, ".example") || strings.HasSuffix(address, "@example.com"), "%s names %s", file, address)
			}
		}
	}
}
