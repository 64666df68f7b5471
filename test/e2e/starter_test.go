package e2e_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/harness"
)

func TestStarter_StatusTellsWhatWaitsForWhomAndHowMuch(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	out, err := p.Starter("status")
	require.Error(t, err)
	require.Contains(t, out, "go run ./worker", "it says how to start what is missing")
	p.Start()
	out, err = p.Starter("status")
	require.NoError(t, err, out)
	require.Contains(t, out, "Nothing is open.")
	pending(p, "5100")

	var report struct {
		DryRun    bool `json:"dry_run"`
		Processes []struct {
			WorkflowID   string `json:"workflow_id"`
			Status       string `json:"status"`
			WaitingFor   string `json:"waiting_for"`
			Counterparty string `json:"counterparty"`
			Amount       string `json:"amount"`
			Currency     string `json:"currency"`
			NotePath     string `json:"note_path"`
		} `json:"processes"`
	}
	p.Eventually("the process to be listed", func() bool {
		out, err := p.Starter("status", "--json")
		return err == nil && json.Unmarshal([]byte(out), &report) == nil && len(report.Processes) == 1 && report.Processes[0].Status == "waiting_for_approval"
	})
	one := report.Processes[0]
	require.True(t, report.DryRun)
	require.Equal(t, "Berger Design GmbH", one.Counterparty)
	require.Equal(t, "2020.00", one.Amount)
	require.Equal(t, "EUR", one.Currency)
	require.Contains(t, one.WaitingFor, "Waiting for your approval: 2020.00 EUR for Berger Design GmbH")
	require.FileExists(t, p.Path(one.NotePath))

	table, err := p.Starter("status")
	require.NoError(t, err)
	require.Contains(t, table, one.WorkflowID)
	history, err := p.Starter("export-history", one.WorkflowID)
	require.NoError(t, err)
	require.Contains(t, history, "EVENT_TYPE_WORKFLOW_EXECUTION_STARTED")
	out, err = p.Starter("export-history", "invoice/none")
	require.Error(t, err)
	require.Contains(t, out, "there is no process")
}

func TestStarter_InvoiceWithoutAWorkerWaitsInTheInbox(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	mail := filepath.Join(t.TempDir(), "a mail.eml")
	require.NoError(t, os.WriteFile(mail, []byte(request("5200")), 0o600))

	out, err := p.Starter("invoice", "--eml", mail)

	require.NoError(t, err, out)
	require.Contains(t, out, "No worker is running")
	require.FileExists(t, p.Path("Inbox", "a mail.eml"))
	p.Start()
	p.Approve(awaitPending(p, "5200"))
	completed(p, "5200")
}

func TestStarter_ReadMailNeedsNoServerAndSaysNullWhereTheMailIsSilent(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	mail := filepath.Join(t.TempDir(), "m.eml")
	require.NoError(t, os.WriteFile(mail, []byte(request("5300")), 0o600))

	out, err := p.Starter("read-mail", mail)

	require.NoError(t, err, out)
	var read map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &read))
	require.Equal(t, "draft", read["expected"])
	require.Equal(t, "PO-2026-5300", read["po"])
	require.Nil(t, read["vat_id"])
	require.Len(t, read["lines"], 2)
	require.Equal(t, "EUR", read["currency"])
}

func TestStarter_VerifyLogNamesTheLineThatWasTouched(t *testing.T) {
	t.Parallel()
	p := harness.New(t)
	p.Start()
	p.Approve(pending(p, "5400"))
	completed(p, "5400")
	p.Eventually("the last line", func() bool { return p.Logged("process.ended", "event") == 1 })
	p.Stop()
	files, err := filepath.Glob(filepath.Join(p.Dir, "Vault", "Logs", "*.json"))
	require.NoError(t, err)
	raw, err := os.ReadFile(files[0])
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(files[0], []byte(strings.Replace(string(raw), "2020.00", "9020.00", 1)), 0o600))

	out, err := p.Starter("verify-log")

	require.Error(t, err)
	require.Contains(t, out, "BROKEN at "+filepath.Base(files[0]))
}
