package inbox

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// watch is the state of one run. What must outlive the run is in the input,
// which is passed on when the process continues as new.
type watch struct {
	id     string // its workflow ID
	in     contract.GmailWatchInput
	status contract.ProcessStatus
	asked  workflow.ReceiveChannel

	more    bool // the listing has another page
	done    map[string]bool
	tries   map[string]try
	label   bool // mails may be labelled
	records int
	fetched int // mails that came through
	looks   int
	good    time.Time // last complete look of this run

	notice *contract.Note // of this run, as it lies on the desk
}

// try counts how often a mail could not be fetched, and how many others had
// come through when that began.
type try struct{ count, fetched int }

func begin(ctx workflow.Context, in contract.GmailWatchInput) (*watch, error) {
	switch {
	case in.Interval <= 0:
		in.Interval = usualInterval
	case in.Interval < minInterval:
		in.Interval = minInterval
	}
	w := &watch{
		id: flow.ID(ctx, contract.GmailWatchID), in: in, done: map[string]bool{}, tries: map[string]try{},
		asked:  workflow.GetSignalChannel(ctx, contract.SignalPollNow),
		status: contract.ProcessStatus{DryRun: in.DryRun},
	}
	return w, workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return w.status, nil })
}

// say tells the Web UI what the watch does. The search attribute changes only
// with the status, because each change is an event in the history.
func (w *watch) say(ctx workflow.Context, status, words string) {
	changed := w.status.Status != status
	w.status.Status, w.status.WaitingFor = status, words
	workflow.SetCurrentDetails(ctx, words)
	if !changed {
		return
	}
	w.status.Since = workflow.Now(ctx)
	err := workflow.UpsertTypedSearchAttributes(ctx, temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status))
	if err != nil {
		workflow.GetLogger(ctx).Error("search attribute of the Gmail watch", "error", err)
	}
}

// since says in words when the last look succeeded, as far as this run knows.
func (w *watch) since() string {
	if w.good.IsZero() {
		return ""
	}
	return " Last read completely at " + w.good.UTC().Format("2006-01-02 15:04:05 MST") + "."
}
