package processes_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// run is one execution that the fake knows. Its visits are the states it told, in order, each with how long it stayed.
type run struct {
	id, kind, who string
	start         time.Time
	visits        []visit
	status        enumspb.WorkflowExecutionStatus // 0 = completed
}

type visit struct {
	state    string
	took     time.Duration
	attempts int32 // of the activity in it; 0 = none
}

func (r run) close() time.Time {
	at := r.start
	for _, v := range r.visits {
		at = at.Add(v.took)
	}
	return at
}

func (r run) open() bool { return r.status == enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING }

// server is a Temporal that lists, counts and gives histories, in pages of two. It refuses every question that it does not model.
type server struct {
	t       *testing.T
	runs    []run
	queries []string
	down    error
	unread  error // of a history
}

var (
	openQuery = regexp.MustCompile(`^ExecutionStatus = 'Running' AND WorkflowType NOT IN \('GmailWatch', 'WeeklyAuditAndBriefing', 'LookUpCustomer', 'LookUpInvoices', 'LookUpInvoiceList'\)$`)
	timeQuery = regexp.MustCompile(`^(StartTime|CloseTime) >= '([^']+)' AND (?:StartTime|CloseTime) < '([^']+)' AND WorkflowType NOT IN \('GmailWatch', 'WeeklyAuditAndBriefing', 'LookUpCustomer', 'LookUpInvoices', 'LookUpInvoiceList'\)$`)
)

func (s *server) find(query string) []run {
	s.t.Helper()
	s.queries = append(s.queries, query)
	var out []run
	m := timeQuery.FindStringSubmatch(query)
	require.True(s.t, m != nil || openQuery.MatchString(query), "a question that is not modelled: %s", query)
	for _, r := range s.runs {
		if r.kind == contract.GmailWatch || r.kind == contract.WeeklyAuditAndBriefing {
			continue
		}
		if m == nil {
			if r.open() {
				out = append(out, r)
			}
			continue
		}
		at := r.start
		if m[1] == "CloseTime" {
			at = r.close()
		}
		from, err := time.Parse(time.RFC3339Nano, m[2])
		require.NoError(s.t, err)
		until, err := time.Parse(time.RFC3339Nano, m[3])
		require.NoError(s.t, err)
		if !at.Before(from) && at.Before(until) && (m[1] == "StartTime" || !r.open()) {
			out = append(out, r)
		}
	}
	return out
}

func (s *server) CountWorkflow(_ context.Context, r *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	if s.down != nil {
		return nil, s.down
	}
	return &workflowservice.CountWorkflowExecutionsResponse{Count: int64(len(s.find(r.GetQuery())))}, nil
}

func (s *server) ListWorkflow(_ context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	if s.down != nil {
		return nil, s.down
	}
	require.Equal(s.t, "default", r.GetNamespace())
	found := s.find(r.GetQuery())
	from, _ := strconv.Atoi(string(r.GetNextPageToken()))
	to := min(from+2, len(found))
	out := &workflowservice.ListWorkflowExecutionsResponse{}
	for _, f := range found[from:to] {
		out.Executions = append(out.Executions, f.info())
	}
	if to < len(found) {
		out.NextPageToken = []byte(strconv.Itoa(to))
	}
	return out, nil
}

func (r run) info() *workflow.WorkflowExecutionInfo {
	info := &workflow.WorkflowExecutionInfo{
		Execution: &commonpb.WorkflowExecution{WorkflowId: r.id, RunId: "run-" + r.id}, Type: &commonpb.WorkflowType{Name: r.kind},
		StartTime: timestamppb.New(r.start), Status: r.status,
		SearchAttributes: attributes(map[string]string{contract.SearchCounterparty: r.who}),
	}
	if n := len(r.visits); n > 0 {
		info.SearchAttributes = attributes(map[string]string{contract.SearchCounterparty: r.who, contract.SearchStatus: r.visits[n-1].state})
	}
	if r.status == 0 {
		info.Status = enumspb.WORKFLOW_EXECUTION_STATUS_COMPLETED
	}
	if !r.open() {
		info.CloseTime = timestamppb.New(r.close())
	}
	return info
}

func attributes(values map[string]string) *commonpb.SearchAttributes {
	out := &commonpb.SearchAttributes{IndexedFields: map[string]*commonpb.Payload{}}
	for name, value := range values {
		if value == "" {
			continue
		}
		p, err := converter.GetDefaultDataConverter().ToPayload(value)
		if err != nil {
			panic(err)
		}
		out.IndexedFields[name] = p
	}
	return out
}

func (s *server) GetWorkflowHistory(_ context.Context, workflowID, runID string, long bool, _ enumspb.HistoryEventFilterType) client.HistoryEventIterator {
	if s.unread != nil {
		return &tape{err: s.unread, events: []*history.HistoryEvent{{}}}
	}
	for _, r := range s.runs {
		if r.id == workflowID && runID == "run-"+r.id && !long {
			return &tape{events: r.events()}
		}
	}
	return &tape{err: errors.New("no such process"), events: []*history.HistoryEvent{{}}}
}

// events are the history: started, then for each visit the state is told (the first by nobody, an invoice's effect by its call), an activity is tried, and time passes.
func (r run) events() []*history.HistoryEvent {
	at := r.start
	var out []*history.HistoryEvent
	add := func(e *history.HistoryEvent) {
		e.EventId, e.EventTime = int64(len(out)+1), timestamppb.New(at)
		out = append(out, e)
	}
	add(&history.HistoryEvent{EventType: enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED})
	for i, v := range r.visits {
		switch {
		case v.state == contract.StatusEffect && r.kind == contract.GmailToOdooInvoice: // told by the call alone
			add(&history.HistoryEvent{
				EventType: enumspb.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
				Attributes: &history.HistoryEvent_ActivityTaskScheduledEventAttributes{ActivityTaskScheduledEventAttributes: &history.ActivityTaskScheduledEventAttributes{
					ActivityType: &commonpb.ActivityType{Name: contract.OdooCreateDraftInvoice.Name()},
				}},
			})
		case i > 0:
			add(&history.HistoryEvent{
				EventType: enumspb.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES,
				Attributes: &history.HistoryEvent_UpsertWorkflowSearchAttributesEventAttributes{UpsertWorkflowSearchAttributesEventAttributes: &history.UpsertWorkflowSearchAttributesEventAttributes{
					SearchAttributes: attributes(map[string]string{contract.SearchStatus: v.state, contract.SearchCounterparty: r.who}),
				}},
			})
		}
		if v.attempts > 0 {
			add(&history.HistoryEvent{
				EventType: enumspb.EVENT_TYPE_ACTIVITY_TASK_STARTED,
				Attributes: &history.HistoryEvent_ActivityTaskStartedEventAttributes{ActivityTaskStartedEventAttributes: &history.ActivityTaskStartedEventAttributes{
					Attempt: v.attempts,
				}},
			})
		}
		at = at.Add(v.took)
	}
	add(&history.HistoryEvent{EventType: enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED})
	return out
}

type tape struct {
	events []*history.HistoryEvent
	err    error
}

func (t *tape) HasNext() bool { return len(t.events) > 0 }

func (t *tape) Next() (*history.HistoryEvent, error) {
	e := t.events[0]
	t.events = t.events[1:]
	return e, t.err
}

func invoice(n int, start time.Time, visits ...visit) run {
	return run{id: fmt.Sprintf("invoice/%03d", n), kind: contract.GmailToOdooInvoice, who: fmt.Sprint("Customer ", n), start: start, visits: visits}
}
