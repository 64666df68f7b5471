package processes

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	pageSize = 500
	// maxListed bounds what is counted, far above what one owner's business does in a week.
	maxListed = 10_000
	// maxHistories bounds how many histories are read, and atOnce how many beside each other: one takes some milliseconds.
	maxHistories = 200
	atOnce       = 8
	maxSlowest   = 5
	maxWho       = 120 // runes
)

// Temporal is what is needed of a client.
type Temporal interface {
	ListWorkflow(ctx context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error)
	CountWorkflow(ctx context.Context, r *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error)
	GetWorkflowHistory(ctx context.Context, workflowID, runID string, isLongPoll bool, filter enumspb.HistoryEventFilterType) client.HistoryEventIterator
}

// Options of the activities.
type Options struct {
	Namespace string
	// Retention tells how long finished processes are kept; nil = nobody knows.
	Retention func(ctx context.Context) (time.Duration, error)
	Clock     func() time.Time
}

// Activities are the registered functions. They are safe for concurrent use.
type Activities struct {
	temporal Temporal
	opts     Options
}

// New needs a client and contacts nobody.
func New(c Temporal, opts Options) (*Activities, error) {
	if c == nil {
		return nil, errors.New("processes: a Temporal client is needed")
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	return &Activities{temporal: c, opts: opts}, nil
}

// Register puts the activity into the registry under its contract name.
func (a *Activities) Register(r worker.ActivityRegistry) {
	r.RegisterActivityWithOptions(a.ListWeek, activity.RegisterOptions{Name: contract.ProcessesListWeek.Name()})
}

// others leaves out the processes that run for ever, make the page itself, or
// only look something up.
const others = "WorkflowType NOT IN ('" + contract.GmailWatch + "', '" + contract.WeeklyAuditAndBriefing + "', '" +
	contract.LookUpCustomer + "', '" + contract.LookUpInvoices + "', '" + contract.LookUpInvoiceList + "')"

// ListWeek tells what Temporal knows of the processes of a week.
func (a *Activities) ListWeek(ctx context.Context, in contract.ListWeekInput) (contract.ProcessWeek, error) {
	out := contract.ProcessWeek{ReadAt: a.opts.Clock().UTC()}
	if err := a.stillKept(ctx, in.Span); err != nil {
		return out, err
	}
	within := func(what string) string {
		return fmt.Sprintf("%s >= '%s' AND %s < '%s' AND %s", what, in.Span.Start.UTC().Format(time.RFC3339Nano), what, in.Span.End.UTC().Format(time.RFC3339Nano), others)
	}
	started, err := a.temporal.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Namespace: a.opts.Namespace, Query: within("StartTime")})
	if err != nil {
		return out, unanswered(err)
	}
	open, moreOpen, err := a.list(ctx, "ExecutionStatus = 'Running' AND "+others)
	if err != nil {
		return out, unanswered(err)
	}
	// What this week's page has begun itself is no news for it, so that it says the same when it is made again.
	open = slices.DeleteFunc(open, func(info *workflow.WorkflowExecutionInfo) bool {
		of, _ := contract.SuggestedWeek(info.GetExecution().GetWorkflowId())
		return of == in.Span.Week
	})
	closed, moreClosed, err := a.list(ctx, within("CloseTime"))
	if err != nil {
		return out, unanswered(err)
	}
	out.Started, out.Open, out.Closed = int(started.GetCount()), len(open), len(closed)
	out.Kinds, out.Failed = kinds(open, closed)
	looked := pick(closed)
	paths, err := a.readAll(ctx, looked)
	if err != nil {
		return out, unanswered(err)
	}
	out.Looked, out.More = len(looked), moreOpen || moreClosed || len(looked) < len(closed)
	out.Steps, out.Slowest = steps(looked, paths), slowest(looked, paths)
	return out, nil
}

// stillKept refuses a week whose finished processes are gone: they would be
// counted as if nothing had happened.
func (a *Activities) stillKept(ctx context.Context, span contract.WeekSpan) error {
	if a.opts.Retention == nil {
		return nil
	}
	kept, err := a.opts.Retention(ctx)
	if err != nil || kept <= 0 || !span.Start.Before(a.opts.Clock().Add(-kept)) {
		return nil //nolint:nilerr // a cluster that does not tell is given the benefit of the doubt
	}
	return temporal.NewNonRetryableApplicationError(
		fmt.Sprintf("Temporal keeps finished processes for %d days, so those of %s are gone.", int(kept.Hours()/24), span.Week), string(contract.FailNotFound), nil)
}

func unanswered(err error) error {
	return temporal.NewApplicationErrorWithCause("Temporal did not tell what the processes did: "+err.Error()+".", string(contract.FailTransient), err)
}

func (a *Activities) list(ctx context.Context, query string) (found []*workflow.WorkflowExecutionInfo, more bool, err error) {
	var token []byte
	for {
		page, err := a.temporal.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: a.opts.Namespace, PageSize: pageSize, NextPageToken: token, Query: query,
		})
		if err != nil {
			return nil, false, err
		}
		found = append(found, page.GetExecutions()...)
		token = page.GetNextPageToken()
		if len(found) >= maxListed {
			return found[:maxListed], len(found) > maxListed || len(token) > 0, nil
		}
		if len(token) == 0 {
			return found, false, nil
		}
	}
}

// readAll reads the histories of some processes, in their order.
func (a *Activities) readAll(ctx context.Context, of []*workflow.WorkflowExecutionInfo) ([]path, error) {
	paths := make([]path, len(of))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i, info := range of {
		group.Go(func() error {
			events := a.temporal.GetWorkflowHistory(ctx, info.GetExecution().GetWorkflowId(), info.GetExecution().GetRunId(), false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
			var err error
			paths[i], err = follow(events)
			return err
		})
	}
	return paths, group.Wait()
}

// attribute reads a keyword that a process has told of itself.
func attribute(fields map[string]*commonpb.Payload, name string) string {
	var value string
	if p := fields[name]; p == nil || converter.GetDefaultDataConverter().FromPayload(p, &value) != nil {
		return ""
	}
	return value
}
