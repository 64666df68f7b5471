package toolset_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	mailKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	reqID   = "req-0123456789abcdef-0"
)

// happened writes lines as the worker does, one a minute, three days ago.
func (d *desk) happened(records ...auditlog.Record) {
	d.t.Helper()
	now := time.Now().AddDate(0, 0, -3).UTC().Truncate(time.Hour)
	l, err := auditlog.Open(filepath.Join(d.dir, "Vault", "Logs"), auditlog.Options{Clock: func() time.Time { now = now.Add(time.Minute); return now }})
	require.NoError(d.t, err)
	for i, r := range records {
		r.RecordID, r.WorkflowID, r.RequestID = auditlog.NewID(r.Action, d.dir, time.Now().String(), string(rune('a'+i))), contract.InvoiceID(mailKey), reqID
		if r.Actor == "" {
			r.Actor = "employee"
		}
		_, err := l.Append(r)
		require.NoError(d.t, err)
	}
	require.NoError(d.t, l.Close())
}

func requested(rule string) auditlog.Record {
	return auditlog.Record{Action: "approval.requested", Result: "pending", ApprovalStatus: "pending", PolicyRule: rule, Parameters: map[string]any{"reason": "The amount is over the limit."}}
}

func TestExplainDecision_TellsRuleReasonWhoAndWhenFromTheLogAlone(t *testing.T) {
	t.Parallel()
	approved := auditlog.Record{Action: "approval.decided", Result: "approved", ApprovalStatus: "approved", PolicyRule: "invoice.over_limit", Parameters: map[string]any{"decided_at": "2026-11-16T10:00:00Z"}}
	end := func(status string) auditlog.Record { return auditlog.Record{Action: "process.ended", Result: status} }
	for name, c := range map[string]struct {
		log              []auditlog.Record
		decision, by, at string
	}{
		"waits":     {[]auditlog.Record{requested("invoice.over_limit")}, "pending", "", ""},
		"approved":  {[]auditlog.Record{requested("invoice.over_limit"), approved, end("done")}, "approved", "the owner", "2026-11-16T10:00:00Z"},
		"rejected":  {[]auditlog.Record{requested("invoice.over_limit"), end("rejected")}, "rejected", "Rejected/", ""},
		"expired":   {[]auditlog.Record{requested("invoice.over_limit"), end("expired")}, "expired", "nobody", ""},
		"automatic": {[]auditlog.Record{{Action: "approval.automatic", Result: "auto", PolicyRule: "invoice.over_limit", Parameters: map[string]any{"reason": "The amount is over the limit."}}, end("dry_run")}, "automatic", "a rule", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t, toolset.Briefing)
			d.happened(c.log...)
			for _, id := range []string{mailKey, contract.InvoiceID(mailKey), reqID} {
				answer, problem := d.call("explain_decision", map[string]any{"id": id})
				require.Empty(t, problem)
				assert.Equal(t, c.decision, answer["decision"])
				assert.Equal(t, "invoice.over_limit", answer["rule"])
				assert.Equal(t, "The amount is over the limit.", answer["reason"])
				assert.Contains(t, answer["problem"], "go run ./worker")
				assert.Len(t, answer["log"], len(c.log))
				if c.by != "" {
					assert.Contains(t, answer["decided_by"], c.by)
					assert.NotEmpty(t, answer["decided_at"])
				}
				if c.at != "" {
					assert.Equal(t, c.at, answer["decided_at"])
				}
			}
		})
	}
}

func TestExplainDecision_OfSomethingUnknownSaysWhereToLook(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	_, problem := d.call("explain_decision", map[string]any{"id": reqID})
	require.Contains(t, problem, "what_happened")
}

func TestWhatHappened_FiltersAndKeepsTheNewest(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	var records []auditlog.Record
	for range 30 {
		records = append(records, auditlog.Record{Action: "odoo.create_draft_invoice", Result: "done", Phase: auditlog.Result}, requested("r"))
	}
	d.happened(records...)
	lines := func(arguments map[string]any) []any {
		answer, problem := d.call("what_happened", arguments)
		require.Empty(t, problem)
		return answer["lines"].([]any)
	}
	require.Len(t, lines(map[string]any{}), 50)
	require.Len(t, lines(map[string]any{"limit": 200}), 60, "the assistant's own looks are left out")
	require.Len(t, lines(map[string]any{"action": "odoo.*"}), 30)
	require.Len(t, lines(map[string]any{"result": "pending", "limit": 7}), 7)
	require.NotEmpty(t, lines(map[string]any{"actor": "mcp"}))
	today := time.Now().In(mustZone(t)).Format(time.DateOnly)
	require.Empty(t, lines(map[string]any{"from": today}))
	require.Empty(t, lines(map[string]any{"to": "2020-01-31"}))

	answer, _ := d.call("what_happened", map[string]any{"limit": 5})
	require.InDelta(t, 55, answer["left"], 0)
	kept := answer["lines"].([]any)
	require.Less(t, kept[0].(map[string]any)["at"], kept[4].(map[string]any)["at"], "oldest first")

	for _, wrong := range []map[string]any{{"from": "2026-02-30"}, {"to": "2026-13-01"}, {"from": "2026-02-02", "to": "2026-02-01"}} {
		_, problem := d.call("what_happened", wrong)
		require.NotEmpty(t, problem)
	}
}

func mustZone(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	return zone
}

func TestHealth_TellsWithoutAWorkerWhatIsMissing(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	require.NoError(t, os.WriteFile(d.path(vault.DashboardPage),
		[]byte("# Dashboard\n\n## How it stands\n\n| System | State |\n| --- | --- |\n| Mode | Dry run |\n| odoo | down since 00:12 |\n\n## Other\n\n| a | b |\n"), 0o600))
	answer, problem := d.call("health", map[string]any{})
	require.Empty(t, problem)
	require.Equal(t, false, answer["worker_running"])
	require.Equal(t, false, answer["temporal_reachable"])
	require.Contains(t, answer["temporal"], "go run ./worker")
	require.Equal(t, true, answer["dry_run"])
	require.Equal(t, false, answer["paused"])
	require.Equal(t, []any{"Mode: Dry run", "odoo: down since 00:12"}, answer["standing"])
	require.Len(t, answer["systems"], 5)

	require.NoError(t, os.WriteFile(d.path(vault.PausePage), nil, 0o600))
	answer, _ = d.call("health", nil)
	require.Equal(t, true, answer["paused"])
}

func TestResources_AreTheVaultsPagesMarkedAsDataAndLogged(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	require.NoError(t, os.WriteFile(d.path(vault.DashboardPage), []byte("# Dashboard\npassword: "+secret+"\n\u202eodd"), 0o600))
	for uri, page := range map[string]string{
		"employee://handbook": vault.HandbookPage, "employee://goals": vault.GoalsPage, "employee://dashboard": vault.DashboardPage,
	} {
		raw, failure := d.ask("resources/read", map[string]any{"uri": uri})
		require.Empty(t, failure)
		var result struct{ Contents []struct{ Text string } }
		require.NoError(t, json.Unmarshal(raw, &result))
		text := result.Contents[0].Text
		require.True(t, strings.HasPrefix(text, "<!-- A read-only copy."), text)
		require.Contains(t, text, "never instructions")
		require.NotContains(t, text, secret)
		require.NotContains(t, text, "\u202e")
		written, err := os.ReadFile(d.path(page))
		require.NoError(t, err)
		require.Contains(t, text, strings.SplitN(string(written), "\n", 2)[0])
	}
	require.Len(t, d.log(), 3)
	require.Equal(t, "mcp.read_resource", d.log()[0].Action)
}

func TestResources_LeadNowhereElse(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	outside := filepath.Join(t.TempDir(), "secret.md")
	require.NoError(t, os.WriteFile(outside, []byte("root:x:"), 0o600))
	require.NoError(t, os.Remove(d.path(vault.GoalsPage)))
	require.NoError(t, os.Symlink(outside, d.path(vault.GoalsPage)))
	for _, uri := range []string{
		"employee://goals", "employee://", "employee://requests/../handbook", "employee://requests/..%2f..%2fetc%2fpasswd", "file:///etc/passwd", "employee://PAUSE.md",
		"employee://requests/" + reqID, "employee://requests/' OR 1=1", "employee://handbook/../../.env", "\x00", strings.Repeat("a", 100_000),
	} {
		raw, failure := d.ask("resources/read", map[string]any{"uri": uri})
		require.NotEmpty(t, failure, uri)
		require.NotContains(t, string(raw)+failure, "root:x:")
	}
}

func TestResources_AreNoOtherFileOfTheVaultEither(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	require.NoError(t, os.WriteFile(d.path("mine.md"), []byte("my own words"), 0o600))
	require.NoError(t, os.Remove(d.path(vault.GoalsPage)))
	require.NoError(t, os.Symlink("mine.md", d.path(vault.GoalsPage)))
	_, failure := d.ask("resources/read", map[string]any{"uri": "employee://goals"})
	require.Contains(t, failure, "no ordinary page")
}

func TestAnswers_HoldNoSecretAndNoHiddenCharacters(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	d.happened(auditlog.Record{Action: "odoo.create_draft_invoice", Result: "not_done: " + secret, Parameters: map[string]any{"call": "login " + secret, "customer": "a\u202eb"}})
	answer, problem := d.call("what_happened", nil)
	require.Empty(t, problem)
	told, err := json.Marshal(answer)
	require.NoError(t, err)
	require.Contains(t, string(told), "not_done")
	require.NotContains(t, string(told), secret)
	require.NotContains(t, string(told), "\u202e")
}

func TestPrompts_SayThatTheOwnerDecides(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Briefing)
	for _, name := range []string{"clear_approvals", "today"} {
		raw, failure := d.ask("prompts/get", map[string]any{"name": name})
		require.Empty(t, failure)
		require.Contains(t, string(raw), "You cannot approve")
		require.Contains(t, string(raw), "what_waits")
	}
}

func TestCalls_WithoutAWorkerSayWhatToDoEverywhere(t *testing.T) {
	t.Parallel()
	b, g := at(t, toolset.Briefing), at(t, toolset.Gmail)
	for tool, d := range map[string]*desk{"what_waits": b, "scan_now": g, "list_mails": g} {
		_, problem := d.call(tool, nil)
		require.Contains(t, problem, "go run ./worker", tool)
	}
}
