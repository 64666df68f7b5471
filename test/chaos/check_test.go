package chaos_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/harness"
)

const effect = "odoo.create_draft_invoice"

// check looks at everything that others would see.
func (r *run) check() {
	r.checkOdoo()
	r.checkNotes()
	r.checkLog()
	r.checkHistories()
	slices.Sort(r.slow)
	r.t.Logf("from start to ready: median %s, slowest %s", r.slow[len(r.slow)/2].Round(time.Millisecond), r.slow[len(r.slow)-1].Round(time.Millisecond))
}

// checkOdoo: each mail is one draft with one attachment, each customer one partner.
func (r *run) checkOdoo() {
	drafts, partners := map[any]int{}, map[any]int{}
	for _, d := range r.fake.Drafts() {
		drafts[d["ref"]]++
		assert.Equal(r.t, "2020", d.Amount("amount_total"))
	}
	for _, p := range r.fake.Partners() {
		partners[p["email"]]++
	}
	for n := range r.mails {
		assert.Equal(r.t, 1, drafts[fmt.Sprintf("PO-2026-c%d", n)], "drafts of mail %d", n)
		assert.Equal(r.t, 1, partners[fmt.Sprintf("anna@berger-%d.example", n)], "customers of mail %d", n)
	}
	assert.Len(r.t, r.fake.Drafts(), r.mails)
	assert.Len(r.t, r.fake.Attachments(), r.mails)
	assert.Len(r.t, r.fake.Moves(), r.mails, "nothing else was made")
}

// checkNotes: each mail has one finished note, and nothing else lies anywhere.
func (r *run) checkNotes() {
	requests := map[string]int{}
	for _, n := range r.p.Notes("Completed") {
		text := r.p.Read("Completed", n)
		if !assert.Equal(r.t, "done", harness.Property(text, "outcome"), n) {
			r.tell(harness.Property(text, "workflow_id"))
		}
		requests[harness.Property(text, "request_id")]++
	}
	assert.Len(r.t, requests, r.mails)
	assert.Zero(r.t, r.desk())
	mails, err := os.ReadDir(r.p.Path("Completed", "Mails"))
	require.NoError(r.t, err)
	assert.Len(r.t, mails, r.mails)
}

// tell prints what the log says about a process that went wrong.
func (r *run) tell(workflowID string) {
	for _, l := range r.p.Log() {
		if l.WorkflowID == workflowID {
			r.t.Logf("%s %s %s %s %v", l.Timestamp, l.Phase, l.Action, l.Result, l.Parameters)
		}
	}
}

// checkLog: every intent has its result, one of them done, and the chain holds.
func (r *run) checkLog() {
	open, done, ended, records := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, l := range r.p.Log() {
		records[l.RecordID]++
		switch {
		case l.Action == "process.ended":
			ended[l.WorkflowID]++
		case l.Action == effect && l.Phase == "intent":
			assert.Zero(r.t, open[l.WorkflowID], "%s: a second intent before the result of the first", l.WorkflowID)
			open[l.WorkflowID]++
		case l.Action == effect && l.Phase == "result":
			assert.Equal(r.t, 1, open[l.WorkflowID], "%s: a result without an intent", l.WorkflowID)
			open[l.WorkflowID]--
			if l.Result == "done" {
				done[l.WorkflowID]++
			}
		}
	}
	assert.Len(r.t, done, r.mails)
	assert.Len(r.t, ended, r.mails)
	for id := range ended {
		assert.Equal(r.t, []int{0, 1, 1}, []int{open[id], done[id], ended[id]}, "%s: open intents, done, ended", id)
	}
	for id, times := range records {
		assert.Equal(r.t, 1, times, "record %s", id)
	}
	out, err := r.p.Starter("verify-log")
	assert.NoError(r.t, err, out)
	assert.Contains(r.t, out, "The chain holds.")
}

// checkHistories: each process has ended as it should, and no task of any found
// another way than the one that was taken.
func (r *run) checkHistories() {
	raw, err := os.ReadFile(filepath.Join(r.p.Dir, ".employee", "ready.json"))
	require.NoError(r.t, err)
	var ready harness.Ready
	require.NoError(r.t, json.Unmarshal(raw, &ready))
	c, err := client.Dial(client.Options{HostPort: ready.TemporalAddress})
	require.NoError(r.t, err)
	defer c.Close()
	var token []byte
	seen := 0
	for {
		page, err := c.ListWorkflow(r.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: "WorkflowType = 'GmailToOdooInvoice'", NextPageToken: token})
		require.NoError(r.t, err)
		for _, info := range page.GetExecutions() {
			seen++
			id := info.GetExecution()
			assert.Equal(r.t, enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED, info.GetStatus(), id.GetWorkflowId())
			r.checkHistory(c, id.GetWorkflowId(), id.GetRunId())
		}
		if token = page.GetNextPageToken(); len(token) == 0 {
			break
		}
	}
	assert.Equal(r.t, r.mails, seen)
}

func (r *run) checkHistory(c client.Client, id, runID string) {
	events := c.GetWorkflowHistory(r.t.Context(), id, runID, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		require.NoError(r.t, err)
		// A task that was overtaken by a signal is done again: that is Temporal's ordinary way.
		if failed := event.GetWorkflowTaskFailedEventAttributes(); failed != nil && failed.GetCause() != enumspb.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND {
			assert.Failf(r.t, "a workflow task failed", "%s: %s %s", id, failed.GetCause(), failed.GetFailure().GetMessage())
		}
	}
}
