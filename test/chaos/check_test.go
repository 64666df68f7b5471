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
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/harness"
)

// check looks at everything that others would see.
func (r *run) check() {
	r.checkOdoo()
	r.checkNotes()
	r.checkPosts()
	r.checkLog()
	r.checkHistories()
}

// tellReady says how soon the worker was ready after its deaths.
func (r *run) tellReady() {
	slices.Sort(r.slow)
	at := func(share float64) time.Duration {
		return r.slow[int(share*float64(len(r.slow)-1))].Round(time.Millisecond)
	}
	r.t.Logf("from start to ready: median %s, 95 of 100 within %s, slowest %s", at(0.5), at(0.95), at(1))
}

// checkOdoo: each mail is one draft with one attachment, each customer one partner.
func (r *run) checkOdoo() {
	drafts, partners := map[any]int{}, map[any]int{}
	for _, d := range r.books.Drafts() {
		drafts[d["ref"]]++
		assert.Equal(r.t, "2020", d.Amount("amount_total"))
	}
	for _, p := range r.books.Partners() {
		partners[p["email"]]++
	}
	for n := range r.mails {
		assert.Equal(r.t, 1, drafts[fmt.Sprintf("PO-2026-c%d", n)], "drafts of mail %d", n)
		assert.Equal(r.t, 1, partners[fmt.Sprintf("anna@berger-%d.example", n)], "customers of mail %d", n)
	}
	assert.Len(r.t, r.books.Drafts(), r.mails)
	assert.Len(r.t, r.books.Attachments(), r.mails)
	assert.Len(r.t, r.books.Moves(), r.mails, "nothing else was made")
}

// checkNotes: each mail has one finished note, and nothing else lies anywhere.
func (r *run) checkNotes() {
	requests := map[string]int{}
	for _, n := range r.notesOf("Completed") {
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

// effects counts what the log says of one effect of one process.
type effects struct{ open, done int }

// checkLog: every intent has its result, of a mail one of them done, and the chain holds.
func (r *run) checkLog() {
	made, ended, records := map[[2]string]*effects{}, map[string]int{}, map[string]int{}
	for _, l := range r.p.Log() {
		records[l.RecordID]++
		if l.Action == "process.ended" {
			ended[l.WorkflowID]++
		}
		key := [2]string{l.WorkflowID, l.Action}
		if made[key] == nil {
			made[key] = &effects{}
		}
		switch e := made[key]; l.Phase {
		case "intent":
			assert.Zero(r.t, e.open, "%s: a second intent before the result of the first", key)
			e.open++
		case "result":
			assert.Equal(r.t, 1, e.open, "%s: a result without an intent", key)
			e.open--
			if l.Result == "done" {
				e.done++
			}
		}
	}
	drafts := 0
	for key, e := range made {
		assert.Zero(r.t, e.open, "%s: an intent without a result", key)
		assert.LessOrEqual(r.t, e.done, 1, "%s: done twice", key)
		if key[1] == string(draft) {
			drafts += e.done
		}
	}
	assert.Equal(r.t, r.mails, drafts)
	for id, times := range ended {
		assert.Equal(r.t, 1, times, "%s ended", id)
	}
	assert.Len(r.t, ended, r.mails+len(r.posts))
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
	r.checkType(c, "GmailToOdooInvoice", r.mails, enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED)
	r.checkType(c, "ScheduledSocialPost", len(r.posts), enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED)
	// It stays for a week to look how the post fares, unless none is out.
	r.checkType(c, "PublishSocialPost", len(r.posts), enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED)
}

// checkType looks at all processes of a type. A process ends a moment after
// its note is filed.
func (r *run) checkType(c client.Client, name string, want int, statuses ...enumspb.WorkflowExecutionStatus) {
	var all []*workflowpb.WorkflowExecutionInfo
	r.p.EventuallyWithin(patience, "every "+name+" to have ended", func() bool {
		all = r.processes(c, name)
		return !slices.ContainsFunc(all, func(info *workflowpb.WorkflowExecutionInfo) bool { return !slices.Contains(statuses, info.GetStatus()) })
	})
	for _, info := range all {
		r.checkHistory(c, info.GetExecution().GetWorkflowId(), info.GetExecution().GetRunId())
	}
	assert.Len(r.t, all, want, name)
}

func (r *run) processes(c client.Client, name string) (all []*workflowpb.WorkflowExecutionInfo) {
	var token []byte
	for {
		page, err := c.ListWorkflow(r.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: "WorkflowType = '" + name + "'", NextPageToken: token})
		require.NoError(r.t, err)
		all = append(all, page.GetExecutions()...)
		if token = page.GetNextPageToken(); len(token) == 0 {
			return all
		}
	}
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
