package app

import (
	"context"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/activities/processes"
	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/schedule"
	"github.com/autonomous-employee/employee/workflows/briefing"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reminder"
)

// registerBriefing registers the process of the Monday page and its sources
// that are not on the desk.
func (h *host) registerBriefing(w worker.Worker, c client.Client, namespace string) error {
	w.RegisterWorkflowWithOptions(briefing.Run, workflow.RegisterOptions{Name: contract.WeeklyAuditAndBriefing})
	w.RegisterWorkflowWithOptions(reminder.Run, workflow.RegisterOptions{Name: contract.PaymentReminder})
	known, err := processes.New(c, processes.Options{Namespace: namespace, Retention: retention(c, namespace)})
	if err != nil {
		return err
	}
	known.Register(w)
	return nil
}

// retention asks how long the namespace keeps finished processes.
func retention(c client.Client, namespace string) func(context.Context) (time.Duration, error) {
	return func(ctx context.Context) (time.Duration, error) {
		got, err := c.WorkflowService().DescribeNamespace(ctx, &workflowservice.DescribeNamespaceRequest{Namespace: namespace})
		return got.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(), err
	}
}

// mailRequests gives the mail store what the desk knows of the requests.
func (h *host) mailRequests(since time.Time) ([]mail.Request, int, error) {
	found, goal, err := h.desk.MailRequests(since)
	out := make([]mail.Request, len(found))
	for i, f := range found {
		out[i] = mail.Request(f)
	}
	return out, goal, err
}

// looksMissed is how many looks into the mailbox may be missed before the page
// says so.
const looksMissed = 3

// mailbox tells the Monday page when Gmail could last be looked through, where
// that is too long ago. Beside a cluster another worker may look, and nothing is told.
func (h *host) mailbox(cfg *config.Config) mail.Mailbox {
	return func() (since time.Time, why string) {
		if !cfg.Gmail.Configured() || !cfg.Temporal.Embedded() {
			return since, ""
		}
		last := h.gmail.Progress()
		if time.Since(last) < looksMissed*cfg.MailPoll {
			return since, ""
		}
		return last.UTC(), "Gmail could not be looked through, so that mails which came since are not counted here. They are read when it answers again; `starter doctor` says what is wrong."
	}
}

// keepBriefing has a page made every week, and tells of a week without one.
func (h *host) keepBriefing(ctx context.Context, c client.Client, cfg *config.Config) error {
	return schedule.Briefing{
		Client: c.ScheduleClient(), Owner: cfg.Owner, Zone: cfg.Zone, At: cfg.Briefing, VaultQueue: vaultQueue(cfg), Converter: codec.In(cfg.DataDir).Converter(),
	}.Run(ctx, h.desk, h.log.Named("briefing"))
}
