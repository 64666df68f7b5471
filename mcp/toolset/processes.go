package toolset

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// errNoProcess is within the sentence that says that an ID names none.
var errNoProcess = errors.New("no process")

var (
	workflowForm = regexp.MustCompile(`^([a-z][a-z0-9-]{0,31}:)?invoice/[0-9a-f]{64}$`)
	keyForm      = regexp.MustCompile(`^[0-9a-f]{64}$`)
	requestForm  = regexp.MustCompile(`^req-([0-9a-f]{16})-\d{1,6}$`)
)

// anyID is what the schemas take as the name of a request.
const anyID = `^(([a-z][a-z0-9-]{0,31}:)?invoice/[0-9a-f]{64}|[0-9a-f]{64}|req-[0-9a-f]{16}-[0-9]{1,6})$`

// longestID has room for the name of an owner before an ID.
const longestID = 120

// Visibility queries for the processes of mails.
const (
	ofMails   = "WorkflowType = '" + contract.GmailToOdooInvoice + "'"
	openMails = ofMails + " AND ExecutionStatus = 'Running'"
	pastMails = ofMails + " AND ExecutionStatus != 'Running'"
)

// Visibility queries for the processes of posts: a post's own, and one that takes published posts down.
const (
	ofPosts        = "WorkflowType = '" + contract.ScheduledSocialPost + "'"
	askingPosts    = "ExecutionStatus = 'Running' AND WorkflowType IN ('" + contract.ScheduledSocialPost + "', '" + contract.RemoveSocialPost + "') AND " + contract.SearchStatus
	undecidedPosts = askingPosts + " = '" + contract.StatusWaitingApproval + "'"
	waitingPosts   = askingPosts + " IN ('" + contract.StatusWaitingApproval + "', '" + contract.StatusWaitingNote + "', '" + contract.StatusWaitingSystem + "', '" + contract.StatusPaused + "')"
)

// request is a process as the tools tell of it.
type request struct {
	WorkflowID   string `json:"workflow_id" jsonschema:"names the process; the same mail always has the same"`
	RequestID    string `json:"request_id,omitempty" jsonschema:"names what lies before the owner"`
	Status       string `json:"status" jsonschema:"for example waiting_for_approval, waiting_for_answer, waiting_for_system, done, dry_run or rejected"`
	WaitingFor   string `json:"waiting_for,omitempty" jsonschema:"what it waits for or how it ended, in words"`
	Since        string `json:"since,omitempty" jsonschema:"since when it stands so, RFC 3339 in the owner's zone"`
	Counterparty string `json:"counterparty,omitempty" jsonschema:"the customer, as the mail or the owner names it"`
	Amount       string `json:"amount,omitempty" jsonschema:"decimal number as text"`
	Currency     string `json:"currency,omitempty" jsonschema:"ISO 4217"`
	DryRun       bool   `json:"dry_run" jsonschema:"true when the effect would only be described"`
	Rule         string `json:"rule,omitempty" jsonschema:"the policy rule that decided last"`
	NotePath     string `json:"note_path,omitempty" jsonschema:"where the note was laid, below the vault"`
	Started      string `json:"started,omitempty" jsonschema:"RFC 3339 in the owner's zone"`
	Problem      string `json:"problem,omitempty" jsonschema:"why the process could not be asked"`
}

func (o *Office) request(p connect.Process) request {
	started := p.Started
	if at, err := parseTime(p.Started); err == nil {
		started = o.stamp(at)
	}
	return request{
		WorkflowID: p.WorkflowID, RequestID: p.RequestID, Status: orUnknown(p.Status), WaitingFor: line(p.WaitingFor, 400), Since: o.stamp(p.Since),
		Counterparty: line(p.Counterparty, 120), Amount: string(p.Amount), Currency: p.Currency, DryRun: p.DryRun, Rule: p.Rule,
		NotePath: line(p.NotePath, 300), Started: started, Problem: line(p.Problem, 200),
	}
}

func orUnknown(status string) string {
	if status == "" {
		return "not_known"
	}
	return status
}

// find gives the process that an ID of any of its forms names.
func (o *Office) find(ctx context.Context, c client.Client, target connect.Target, id string) (connect.Process, error) {
	var query string
	switch {
	case keyForm.MatchString(id):
		query = "WorkflowId = '" + o.cfg.Owner.ID(contract.InvoiceID(id)) + "'"
	case workflowForm.MatchString(id):
		query = "WorkflowId = '" + o.cfg.Owner.ID(id) + "'"
	case requestForm.MatchString(id):
		query = "WorkflowId STARTS_WITH '" + o.cfg.Owner.ID(contract.InvoiceID(requestForm.FindStringSubmatch(id)[1])) + "'"
	default:
		return connect.Process{}, errors.New("that is no ID of a request; take the workflow_id or request_id as list_requests or what_waits shows it")
	}
	found, _, err := connect.Processes(ctx, c, target.Namespace, ofMails+" AND "+query, 1)
	if err != nil {
		return connect.Process{}, asking("looking for the request", err)
	}
	if len(found) == 0 && requestForm.MatchString(id) {
		if found, err = o.undecidedPost(ctx, c, target, id); err != nil {
			return connect.Process{}, err
		}
	}
	if len(found) == 0 {
		return connect.Process{}, fmt.Errorf("there is %w %s in Temporal; see list_requests for those that are there. An old one may have been forgotten: its note is in Completed/, and what_happened finds it in the log", errNoProcess, id)
	}
	return found[0], nil
}

// undecidedPost finds the post that a request is about, while it waits for the decision. The request's name does not hold the post's.
func (o *Office) undecidedPost(ctx context.Context, c client.Client, target connect.Target, requestID string) ([]connect.Process, error) {
	found, _, err := connect.Processes(ctx, c, target.Namespace, undecidedPosts, maxNotes)
	if err != nil {
		return nil, asking("looking for the request", err)
	}
	return slices.DeleteFunc(found, func(p connect.Process) bool { return p.RequestID != requestID }), nil
}

// exists asks Temporal itself, which knows a process the moment it has begun.
func exists(ctx context.Context, c client.Client, id string) (bool, error) {
	_, err := c.DescribeWorkflowExecution(ctx, id, "")
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return false, nil
	}
	if err != nil {
		return false, asking("looking for the process", err)
	}
	return true, nil
}

// waits is true for what a person has to act on.
func waits(status string) bool {
	return status == contract.StatusWaitingApproval || status == contract.StatusWaitingAnswer
}
