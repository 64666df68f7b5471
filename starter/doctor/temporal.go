package doctor

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// databaseName is the embedded server's file. The package that has the name links the whole server.
const databaseName = "temporal.db"

// sqliteMagic begins every SQLite file. Source: https://www.sqlite.org/fileformat.html
const sqliteMagic = "SQLite format 3\x00"

// nextTime is how the next time of a Schedule is written.
const nextTime = "Mon 2006-01-02 15:04"

// worker looks whether somebody works, and at what goes by the clock.
func (p patient) worker(ctx context.Context) []Line {
	const name = "worker"
	c, target, err := p.dial(ctx)
	if errors.Is(err, ready.ErrNoWorker) {
		return []Line{
			off(name, "none runs; start it with: go run ./worker (or have it started always: go run ./starter install-service)"),
			off("schedules", "can be looked at when a worker runs"),
		}
	}
	if err != nil {
		return []Line{wrong(name, "%v", err), off("schedules", "Temporal does not answer")}
	}
	defer c.Close()
	works, err := takesWork(ctx, c)
	line := ok(name, "works at %s, namespace %s", target.Address, target.Namespace)
	switch {
	case err != nil:
		line = wrong(name, "Temporal at %s does not answer (%v); start the worker again", target.Address, err)
	case !works:
		line = wrong(name, "Temporal at %s answers, but no worker takes work there; start one with: go run ./worker", target.Address)
	}
	return append([]Line{line}, p.schedules(ctx, c)...)
}

// justBegun is how long a worker that has said it is ready may take until the
// server has heard it ask for work.
const justBegun = 2 * time.Second

// takesWork tells whether a worker asks Temporal for work, or will in a moment.
func takesWork(ctx context.Context, c client.Client) (bool, error) {
	for until := time.Now().Add(justBegun); ; {
		queue, err := c.DescribeTaskQueue(ctx, contract.TaskQueue, enumspb.TASK_QUEUE_TYPE_WORKFLOW)
		if err != nil || len(queue.GetPollers()) > 0 || time.Now().After(until) {
			return len(queue.GetPollers()) > 0, err
		}
		select {
		case <-ctx.Done():
			return false, ctx.Err()
		case <-time.After(justBegun / 20):
		}
	}
}

// schedules looks at the Monday page and the mail watch.
func (p patient) schedules(ctx context.Context, c client.Client) []Line {
	const name = "schedules"
	var out []Line
	listed, err := c.ScheduleClient().List(ctx, client.ScheduleListOptions{})
	if err != nil {
		return []Line{wrong(name, "Temporal does not tell its schedules: %v", err)}
	}
	for listed.HasNext() {
		s, err := listed.Next()
		if err != nil {
			return []Line{wrong(name, "Temporal does not tell its schedules: %v", err)}
		}
		switch {
		case s.ID == contract.BriefingSchedule:
			out = append(out, p.mondayPage(s))
		case s.Paused:
			out = append(out, wrong(name, "%s is paused (%s); resume it in the Web UI under Schedules", s.ID, s.Note))
		case len(s.NextActionTimes) == 0:
			out = append(out, wrong(name, "%s has no next time; start the worker again, which sets it up anew", s.ID))
		default:
			out = append(out, ok(name, "%s comes next on %s", s.ID, s.NextActionTimes[0].In(p.cfg.Zone).Format(nextTime)))
		}
	}
	if p.cfg.Gmail.Configured() {
		out = append(out, p.mailWatch(ctx, c))
	}
	if out == nil {
		return []Line{off(name, "there are none")}
	}
	return out
}

// mondayPage holds the Schedule against the setting, which counts from the next
// start of the worker on.
func (p patient) mondayPage(s *client.ScheduleListEntry) Line {
	const name = "schedules"
	at := p.cfg.Briefing
	switch {
	case at.Off && s.Paused:
		return off(name, "the Monday page: %s", at.Words())
	case s.Paused && s.Note != config.BriefingOff:
		return wrong(name, "%s is paused (%s); resume it in the Web UI under Schedules", s.ID, s.Note)
	case at.Off != s.Paused:
		return wrong(name, "EMPLOYEE_BRIEFING_AT is %s, but %s does not know it yet; start the worker again", at, s.ID)
	case len(s.NextActionTimes) == 0:
		return wrong(name, "%s has no next time; start the worker again, which sets it up anew", s.ID)
	}
	next := s.NextActionTimes[0].In(p.cfg.Zone)
	if next.Weekday() != at.Day || next.Hour() != at.Hour || next.Minute() != at.Minute {
		return wrong(name, "%s comes next on %s, but EMPLOYEE_BRIEFING_AT is %s; start the worker again, which sets the time", s.ID, next.Format(nextTime), at)
	}
	return ok(name, "%s comes next on %s (EMPLOYEE_BRIEFING_AT is %s)", s.ID, next.Format(nextTime), at)
}

func (p patient) mailWatch(ctx context.Context, c client.Client) Line {
	const name = "mail watch"
	about, err := c.DescribeWorkflowExecution(ctx, contract.GmailWatchID, "")
	if err != nil || about.GetWorkflowExecutionInfo().GetStatus() != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
		return wrong(name, "the mailbox is not watched; start the worker again, which starts the watch too")
	}
	return ok(name, "looks every %s", p.cfg.MailPoll)
}

// database looks at the file from outside; while a worker runs, its answers prove more.
func (p patient) database(context.Context) []Line {
	const name = "database"
	if !p.cfg.Temporal.Embedded() {
		return []Line{off(name, "is the outside Temporal's at %s", p.cfg.Temporal.Address)}
	}
	path := filepath.Join(p.cfg.DataDir, databaseName)
	begin, size, err := head(path, len(sqliteMagic))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []Line{off(name, "%s is not there yet; the worker makes it at its first start", path)}
	case err != nil:
		return []Line{wrong(name, "%s cannot be read: %v", path, cause(err))}
	case begin != sqliteMagic:
		return []Line{wrong(name, "%s is no database any more; put it back from your backup", path)}
	}
	return []Line{ok(name, "%s, %d MB", path, size>>20)}
}

func head(path string, length int) (begin string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return "", 0, err
	}
	buffer := make([]byte, length)
	n, err := io.ReadFull(f, buffer)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // a file so short begins with something else, which is what is asked
	}
	return string(buffer[:n]), info.Size(), err
}
