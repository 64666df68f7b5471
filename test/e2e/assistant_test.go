package e2e_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

type assistantRequest struct {
	WorkflowID   string `json:"workflow_id"`
	RequestID    string `json:"request_id"`
	Status       string `json:"status"`
	Counterparty string `json:"counterparty"`
	Amount       string `json:"amount"`
	Since        string `json:"since"`
	DryRun       bool   `json:"dry_run"`
	NotePath     string `json:"note_path"`
}

type assistantDraft struct {
	WorkflowID string `json:"workflow_id"`
	RequestID  string `json:"request_id"`
	State      string `json:"state"`
	DryRun     bool   `json:"dry_run"`
}

func TestAssistant_StartsADraftOnceAndTheOwnerDecides(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	a := p.Assistant("odoo")
	require.Contains(t, a.Call("list_requests", nil, nil), "go run ./worker", "it says how to start what is missing")
	p.Start()

	var first, again assistantDraft
	mail := map[string]any{"eml": request("8100"), "dry_run": false}
	require.Empty(t, a.Call("draft_invoice", mail, &first))
	require.Equal(t, "started", first.State)
	note := awaitPending(p, "8100")
	require.Empty(t, a.Call("draft_invoice", mail, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, first.WorkflowID, again.WorkflowID)
	require.Equal(t, first.RequestID, again.RequestID)

	var list struct {
		Requests []assistantRequest `json:"requests"`
	}
	p.Eventually("the request to wait", func() bool {
		return a.Call("list_requests", map[string]any{"state": "open"}, &list) == "" && len(list.Requests) == 1 && list.Requests[0].Status == "waiting_for_approval"
	})
	one := list.Requests[0]
	require.Equal(t, first.WorkflowID, one.WorkflowID)
	require.Equal(t, "Berger Design GmbH", one.Counterparty)
	require.Equal(t, "2020.00", one.Amount)
	require.NotEmpty(t, one.Since)
	require.FileExists(t, p.Path(one.NotePath))

	var shown struct {
		Request assistantRequest `json:"request"`
		Reasons []string         `json:"reasons"`
		HowTo   []string         `json:"how_to"`
	}
	require.Empty(t, a.Call("show_request", map[string]any{"id": first.RequestID}, &shown))
	require.Equal(t, first.WorkflowID, shown.Request.WorkflowID)
	require.Contains(t, shown.Reasons, "Rule: invoice.new_payee")
	require.Contains(t, strings.Join(shown.HowTo, " "), "move this note to Approved/")
	never(t, "drafts before the owner's word", len(fake.Moves()))

	p.Approve(note)
	completed(p, "8100")
	require.Len(t, fake.Drafts(), 1)
	p.Eventually("the end to be told", func() bool {
		return a.Call("list_requests", map[string]any{"state": "ended"}, &list) == "" && len(list.Requests) == 1 && list.Requests[0].Status == "done"
	})
	require.Empty(t, a.Call("draft_invoice", map[string]any{"eml": request("8100")}, &again))
	require.Equal(t, "joined", again.State)
	require.Equal(t, 1, p.Logged("mail.read", "event"))
	require.Equal(t, 3, p.Logged("mcp.draft_invoice", "result"))
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
	a.Protocol()
}

func TestAssistant_DryRunIsTheDefaultWhateverTheInstallationIsSetTo(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	a := p.Assistant("odoo")
	mail := p.Dir + "/request.eml"
	require.NoError(t, os.WriteFile(mail, []byte(request("8200")), 0o600))

	var draft assistantDraft
	require.Empty(t, a.Call("draft_invoice", map[string]any{"path": mail}, &draft))
	require.True(t, draft.DryRun)
	p.Approve(awaitPending(p, "8200"))

	_, done := completed(p, "8200")
	require.Equal(t, "dry_run", harness.Property(done, "outcome"))
	never(t, "drafts of a dry run", len(fake.Moves()))
	never(t, "writes of a dry run", fake.Count("account.move.load")+fake.Count("res.partner.load"))
}

// A client starts every server with each conversation, so they must cost next to nothing.
func TestAssistant_ServersStartAtOnceAndAreSmall(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"odoo"} {
		p := harness.New(t)
		best := p.Assistant(server)
		for range 4 { // the machine may be busy with other tests
			if next := p.Assistant(server); next.Took < best.Took {
				best = next
			}
		}
		require.NotEmpty(t, best.Call("list_requests", nil, nil))
		require.Less(t, best.Took.Milliseconds(), int64(300), server)
		if kilobytes, ok := best.Memory(); ok {
			require.Less(t, kilobytes, 60<<10, server)
		}
	}
}
