package flow

import (
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// maxAttempts is the owner's limit for repeating a harmless outside call.
	maxAttempts = 5
	// gatherAttempts is for what a Monday page is made of, on the desk and elsewhere: a source that does not answer is missing on the page, and
	// the page does not wait for it.
	gatherAttempts = 3
	// createTimeout covers Odoo's own limit for a request (120 s) and a margin, so that an answer is not thrown away while the server still works.
	createTimeout = 135 * time.Second
	readTimeout   = 70 * time.Second
	// uploadTimeout covers the largest video that X takes (512 MB) over a slow line.
	uploadTimeout = 30 * time.Minute
	// deskTimeout bounds one access to the vault or the log; after a crash the next attempt starts when it has passed.
	deskTimeout = 10 * time.Second
	// postTimeout bounds the reading of a post's note: its media are fetched and hashed on the way, of which X takes 512 MB.
	postTimeout = 2 * time.Minute
	// unlimited keeps the SDK from taking the time of one attempt for that of all.
	unlimited = 10 * 365 * 24 * time.Hour
	// heartbeat is how soon the death of a worker in the middle of a write is noticed.
	heartbeat = 8 * time.Second
)

type vaultQueueKey struct{}

// WithVaultQueue makes calls that need the owner's host (vault, log, mail
// store) run on the given task queue; empty leaves them on the workflow's own.
func WithVaultQueue(ctx workflow.Context, queue string) workflow.Context {
	return workflow.WithValue(ctx, vaultQueueKey{}, queue)
}

// Do carries out an activity and waits for it. Options follow from the name's
// verb. The summary is shown in the Web UI beside the activity; keep it short
// and free of private text.
func Do[In, Out any](ctx workflow.Context, a contract.Activity[In, Out], in In, summary string) (Out, error) {
	return Begin(ctx, a, in, summary).Await(ctx)
}

// Begun is an activity that is under way.
type Begun[Out any] struct{ future workflow.Future }

// Await waits for it. An activity may be left without being awaited only where
// it changes nothing.
func (b Begun[Out]) Await(ctx workflow.Context) (Out, error) {
	var out Out
	err := b.future.Get(ctx, &out)
	return out, err
}

// Begin is Do without the wait, for what can go on side by side.
func Begin[In, Out any](ctx workflow.Context, a contract.Activity[In, Out], in In, summary string) Begun[Out] {
	opts := options(a.Name())
	opts.Summary = summary
	queue, _ := ctx.Value(vaultQueueKey{}).(string)
	if queue == "" && atHand(a.Name()) {
		ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
			ScheduleToCloseTimeout: unlimited, StartToCloseTimeout: opts.StartToCloseTimeout, RetryPolicy: opts.RetryPolicy, Summary: summary,
		})
		return Begun[Out]{workflow.ExecuteLocalActivity(ctx, a.Name(), in)}
	}
	opts.TaskQueue = queueOf(workflow.GetInfo(ctx).TaskQueueName, queue, a.Name())
	ctx = workflow.WithActivityOptions(ctx, opts)
	return Begun[Out]{workflow.ExecuteActivity(ctx, a.Name(), in)}
}

// queueOf gives the task queue of an activity: that of the process, or of the
// host that holds the vault where it is needed, and beside it one for each
// outside system, so that a slow one holds up nobody else. Where everything is
// one program, Odoo stays with the process: there an activity starts with the
// answer to the workflow task, and an owner waits for these.
func queueOf(own, vault, name string) string {
	base := own
	if vault != "" && needsHost(name) {
		base = vault
	}
	system, outside := contract.SystemOf(name)
	if !outside || vault == "" && system == contract.Odoo {
		return base
	}
	return contract.SystemQueue(base, system)
}

// atHand names what is done in the worker that runs the workflow, as a local
// activity: a file read or written where the vault is takes a millisecond, and a
// mail is read in five, the way through the server takes ten. Each is safe to
// repeat, because a crash before the workflow task is kept repeats it. What a
// page is gathered from is read for longer, and not while a workflow task waits.
func atHand(name string) bool {
	system, _, _ := strings.Cut(name, ".")
	return (system == "notes" || system == "audit" || system == "mail" || system == "posts") && !verb(name, "ListWeek")
}

// options gives the retry class of an activity. The vault and the log are the
// owner's own disk: a full disk or a folder that is not mounted is waited out
// without limit, because giving up would lose the process.
func options(name string) workflow.ActivityOptions {
	if verb(name, "ListWeek") {
		return workflow.ActivityOptions{
			StartToCloseTimeout: readTimeout,
			RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumAttempts: gatherAttempts},
		}
	}
	if onDesk(name) {
		timeout := deskTimeout
		if strings.HasPrefix(name, "posts.") {
			timeout = postTimeout
		}
		return workflow.ActivityOptions{
			StartToCloseTimeout: timeout,
			RetryPolicy:         &temporal.RetryPolicy{InitialInterval: 200 * time.Millisecond, BackoffCoefficient: 2, MaximumInterval: 15 * time.Second},
		}
	}
	if contract.IsEffect(name) {
		return workflow.ActivityOptions{
			StartToCloseTimeout: createTimeout,
			HeartbeatTimeout:    heartbeat,
			RetryPolicy:         &temporal.RetryPolicy{MaximumAttempts: 1},
		}
	}
	repeated := workflow.ActivityOptions{
		StartToCloseTimeout: readTimeout,
		RetryPolicy: &temporal.RetryPolicy{
			InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: 30 * time.Second, MaximumAttempts: maxAttempts,
		},
	}
	if verb(name, "EnsurePrepared") {
		repeated.StartToCloseTimeout, repeated.HeartbeatTimeout = uploadTimeout, heartbeat
	}
	return repeated
}

func verb(name string, verbs ...string) bool {
	_, rest, _ := strings.Cut(name, ".")
	for _, v := range verbs {
		if strings.HasPrefix(rest, v) {
			return true
		}
	}
	return false
}

func onDesk(name string) bool {
	system, _, _ := strings.Cut(name, ".")
	return system == "notes" || system == "audit" || system == "mail" || system == "posts"
}

// needsHost names what can only run where the vault and the mail store are:
// the desk itself, and calls that take the bytes of a stored mail or of a
// post's media.
func needsHost(name string) bool {
	return onDesk(name) || name == contract.OdooEnsureAttachment.Name() || name == contract.GmailFetchMail.Name() || verb(name, "EnsurePrepared")
}
