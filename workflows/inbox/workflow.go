package inbox

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const (
	// usualInterval is used when the input names none or one that would press Gmail.
	usualInterval = time.Minute
	minInterval   = 5 * time.Second
	// firstPause doubles with each failure in a row up to longestPause, which is also how often a dead login is tried, so that a new one is noticed.
	firstPause   = 30 * time.Second
	longestPause = 15 * time.Minute
	// runLength is the number of looks after which the history is cut.
	runLength = 100
)

// Run watches the mailbox until it is cancelled.
func Run(ctx workflow.Context, in contract.GmailWatchInput) error {
	ctx = flow.WithVaultQueue(ctx, in.VaultQueue)
	w, err := begin(ctx, in)
	if err != nil {
		return err
	}
	for {
		failed := w.look(ctx)
		if ctx.Err() != nil {
			return w.stop(ctx)
		}
		pause := w.judge(ctx, failed)
		if ctx.Err() != nil {
			return w.stop(ctx)
		}
		if w.due(ctx) {
			return w.again(ctx)
		}
		if w.rest(ctx, pause) != nil {
			return w.stop(ctx)
		}
	}
}

// judge says what came of a look and returns how long to rest.
func (w *watch) judge(ctx workflow.Context, failed error) time.Duration {
	if failed != nil {
		return w.setBack(ctx, failed)
	}
	if w.more {
		return 0 // cut short to renew the history
	}
	w.good = workflow.Now(ctx)
	w.say(ctx, contract.StatusWatching, "Waiting for new mail."+w.since()+" Next look in "+w.in.Interval.String()+".")
	return w.in.Interval
}

// rest waits for the pause or until someone asks to look now.
func (w *watch) rest(ctx workflow.Context, pause time.Duration) error {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	timer := workflow.NewTimerWithOptions(timed, pause, workflow.TimerOptions{Summary: "until the next look at Gmail"})
	s := workflow.NewSelector(ctx)
	s.AddFuture(timer, func(workflow.Future) {})
	s.AddReceive(w.asked, func(c workflow.ReceiveChannel, _ bool) { c.Receive(ctx, nil) })
	s.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
	s.Select(ctx)
	w.drain()
	return ctx.Err()
}

// drain takes what else was asked: one look answers them all.
func (w *watch) drain() {
	for w.asked.ReceiveAsync(nil) {
		continue
	}
}

// due reports whether the history has grown long enough. During an outage it
// may grow longer, so that what is known about the outage stays together.
func (w *watch) due(ctx workflow.Context) bool {
	return w.full(ctx) || (w.looks >= runLength && w.in.Failures == 0)
}

func (w *watch) full(ctx workflow.Context) bool {
	return workflow.GetInfo(ctx).GetContinueAsNewSuggested()
}

// again continues as new from the same position. The next run looks at once,
// which answers every signal that has arrived.
func (w *watch) again(ctx workflow.Context) error {
	w.drain()
	return workflow.NewContinueAsNewError(ctx, contract.GmailWatch, w.in)
}

func (w *watch) stop(ctx workflow.Context) error {
	w.say(ctx, w.status.Status, "Stopped. Mails are not read from Gmail until the watch is started again.")
	return ctx.Err()
}
