package toolset_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func TestDraftInvoice_LiesInTheInboxOnceHoweverOftenItIsCalled(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	before := len(d.tree())
	key := reading.Identity([]byte(mail))
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			answer, problem := d.call("draft_invoice", map[string]any{"eml": mail})
			assert.Empty(t, problem)
			assert.Equal(t, contract.InvoiceID(key), answer["workflow_id"])
			assert.Equal(t, contract.RequestID(key, 0), answer["request_id"])
			assert.Equal(t, "waits_for_worker", answer["state"])
			assert.Equal(t, true, answer["dry_run"])
		})
	}
	all.Wait()
	require.Len(t, d.tree(), before+1)
	raw, err := os.ReadFile(d.path("Inbox", "from the assistant "+key[:12]+".assistant.dry-run.eml"))
	require.NoError(t, err)
	require.Equal(t, mail, string(raw))
	intents, results := 0, 0
	for _, e := range d.log() {
		require.Equal(t, "mcp.draft_invoice", e.Action)
		require.Equal(t, "mcp", e.Actor)
		require.True(t, e.DryRun)
		switch e.Phase {
		case auditlog.Intent:
			intents++
		case auditlog.Result:
			results++
			require.Equal(t, "done", e.Result)
			require.Equal(t, contract.InvoiceID(key), e.WorkflowID)
		}
	}
	require.Equal(t, []int{50, 50}, []int{intents, results})
}

func TestDraftInvoice_TakesAMailAndNoOtherFile(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	outside := t.TempDir()
	file := func(name, content string) string {
		name = filepath.Join(outside, name)
		require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
		return name
	}
	link := filepath.Join(outside, "link.eml")
	require.NoError(t, os.Symlink(file("good.eml", mail), link))
	require.NoError(t, os.Mkdir(filepath.Join(outside, "folder.eml"), 0o700))
	before := d.tree()
	for why, arguments := range map[string]map[string]any{
		"no ending":     {"path": file(".env", "ODOO_PASSWORD=x")},
		"another file":  {"path": file("env.eml", "ODOO_PASSWORD=x\nFOO=y\n")},
		"a link":        {"path": link},
		"a folder":      {"path": filepath.Join(outside, "folder.eml")},
		"relative":      {"path": "good.eml"},
		"not there":     {"path": filepath.Join(outside, "none.eml")},
		"both":          {"path": filepath.Join(outside, "good.eml"), "eml": mail},
		"neither":       {},
		"nothing of it": {"eml": "hello"},
	} {
		_, problem := d.call("draft_invoice", arguments)
		assert.NotEmpty(t, problem, why)
		assert.NotContains(t, problem, "FOO", why)
	}
	for _, odd := range []string{link, filepath.Join(outside, "folder.eml")} {
		_, problem := d.call("draft_invoice", map[string]any{"path": odd})
		assert.Contains(t, problem, "only an ordinary file")
	}
	require.Equal(t, before, d.tree())

	answer, problem := d.call("draft_invoice", map[string]any{"path": filepath.Join(outside, "good.eml"), "dry_run": false})
	require.Empty(t, problem)
	require.Equal(t, true, answer["dry_run"], "the installation is in dry run")
	require.Contains(t, d.tree(), "Inbox/from the assistant "+reading.Identity([]byte(mail))[:12]+".assistant.eml")
}

func TestDraftInvoice_AnInboxThatLeadsElsewhereIsNotWrittenTo(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	outside := t.TempDir()
	require.NoError(t, os.RemoveAll(d.path("Inbox")))
	require.NoError(t, os.Symlink(outside, d.path("Inbox")))
	_, problem := d.call("draft_invoice", map[string]any{"eml": mail})
	require.Contains(t, problem, "Inbox")
	left, err := os.ReadDir(outside)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestCalls_LeaveNoTextOfAMailAndNoAddressInTheLog(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	d.call("draft_invoice", map[string]any{"eml": mail})
	d.call("show_request", map[string]any{"id": "anna.berger@berger-design.example " + secret})
	d.call("list_requests", map[string]any{"anna@berger.example": strings.Repeat("long ", 1000)})
	files, err := filepath.Glob(filepath.Join(d.dir, "Vault", "Logs", "*.json"))
	require.NoError(t, err)
	raw, err := os.ReadFile(files[0])
	require.NoError(t, err)
	for _, never := range []string{"Workshop", "anna.berger@", "anna@", secret, strings.Repeat("long ", 100)} {
		require.NotContains(t, string(raw), never)
	}
	require.Contains(t, string(raw), "sha256")
}

func TestCalls_ThatCannotBeLoggedAreRefusedAndDoNothing(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	require.NoError(t, os.MkdirAll(filepath.Join(d.dir, "Vault"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(d.dir, "Vault", "Logs"), nil, 0o600))
	before := d.tree()
	for _, tool := range []string{"draft_invoice", "list_requests"} {
		_, problem := d.call(tool, map[string]any{})
		require.NotEmpty(t, problem)
	}
	_, problem := d.call("draft_invoice", map[string]any{"eml": mail})
	require.Contains(t, problem, "audit log")
	require.Equal(t, before, d.tree())

	b := at(t, toolset.Briefing)
	require.NoError(t, os.WriteFile(filepath.Join(b.dir, "Vault"), nil, 0o600))
	_, problem = b.call("health", nil)
	require.Contains(t, problem, "audit log", "what only reads is logged, too")
}

func TestCalls_WithoutAWorkerSayWhatToDo(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	_, problem := d.call("list_requests", nil)
	require.Contains(t, problem, "go run ./worker")
	_, problem = d.call("show_request", map[string]any{"id": strings.Repeat("0", 64)})
	require.Contains(t, problem, "go run ./worker")
}

func TestCalls_ThatBreakOffShowNothingOfTheInsideAndEndInTheLog(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Faulty("inner words"))
	for range 2 {
		_, problem := d.call("break_off", nil)
		require.Contains(t, problem, "mistake in the program")
		require.NotContains(t, problem, "inner words")
	}
	report, err := auditlog.Verify(filepath.Join(d.dir, "Vault", "Logs"))
	require.NoError(t, err)
	require.Empty(t, report.Unfinished)
	require.Equal(t, 2, report.Results)
}
