package rig

import (
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"google.golang.org/protobuf/proto"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// History is what a process has cost Temporal.
type History struct {
	Events, Bytes int
	// Activities went through the server, Local ones did not.
	Activities, Local int
}

// History counts the history of the invoice process that was started last.
func (s *Shop) History(r *Run) History {
	c, err := client.DialContext(r.Context(), client.Options{HostPort: s.Ready.TemporalAddress})
	if err != nil {
		r.Errorf("%v", err)
	}
	defer c.Close()
	found, err := c.ListWorkflow(r.Context(), &workflowservice.ListWorkflowExecutionsRequest{
		PageSize: 1, Query: "WorkflowType = '" + contract.GmailToOdooInvoice + "'",
	})
	if err != nil || len(found.GetExecutions()) == 0 {
		r.Errorf("no process found: %v", err)
	}
	var h History
	run := found.GetExecutions()[0].GetExecution()
	events := c.GetWorkflowHistory(r.Context(), run.GetWorkflowId(), run.GetRunId(), false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			r.Errorf("%v", err)
		}
		h.Events++
		h.Bytes += proto.Size(event)
		switch event.GetEventType() {
		case enumspb.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
			h.Activities++
		case enumspb.EVENT_TYPE_MARKER_RECORDED:
			if event.GetMarkerRecordedEventAttributes().GetMarkerName() == "LocalActivity" {
				h.Local++
			}
		}
	}
	return h
}
