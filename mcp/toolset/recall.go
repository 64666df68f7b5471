package toolset

import (
	"context"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// memory is what a process's own history tells: the mail it began with, what was read from it, and what it last laid on the desk. It is there
// wherever Temporal is, also when the vault and the stored mails are on another machine. Where the worker's own machine is the desk, the
// history does not hold the note; it is read from the vault then.
type memory struct {
	Mail    contract.MailRef
	DryRun  bool
	Reading *contract.Reading
	Note    *contract.Note // as last laid or filed
	Result  []contract.Section
}

// recall reads a history. It is short: what is large never travels through one.
func (o *Office) recall(ctx context.Context, c client.Client, p connect.Process) (memory, error) {
	var m memory
	whole, err := connect.History(ctx, c, o.cfg, p.WorkflowID, p.RunID)
	if err != nil {
		return m, asking("reading what the process did", err)
	}
	scheduled := map[int64]string{}
	for _, event := range whole.GetEvents() {
		m.take(event, scheduled)
	}
	if m.Note == nil {
		m.Note, _ = o.deskNote(p)
	}
	return m, nil
}

// take looks at one event. What cannot be decoded is passed over: a later version of the worker may have written it.
func (m *memory) take(event *history.HistoryEvent, scheduled map[int64]string) {
	if began := event.GetWorkflowExecutionStartedEventAttributes(); began != nil {
		var in contract.InvoiceInput
		if decode(began.GetInput(), &in) {
			m.Mail, m.DryRun = in.Mail, in.DryRun
		}
	}
	if activity := event.GetActivityTaskScheduledEventAttributes(); activity != nil {
		name := activity.GetActivityType().GetName()
		scheduled[event.GetEventId()] = name
		m.takeNote(name, activity.GetInput())
	}
	if done := event.GetActivityTaskCompletedEventAttributes(); done != nil {
		m.takeReading(scheduled[done.GetScheduledEventId()], done.GetResult())
	}
	// What is done where the workflow runs leaves its name and its result in a marker.
	if marker := event.GetMarkerRecordedEventAttributes(); marker.GetMarkerName() == "LocalActivity" {
		var done struct{ ActivityType string }
		if decode(marker.GetDetails()["data"], &done) {
			m.takeReading(done.ActivityType, marker.GetDetails()["result"])
		}
	}
}

func (m *memory) takeReading(activity string, result *common.Payloads) {
	var r contract.Reading
	if activity == contract.MailReadRequest.Name() && decode(result, &r) {
		m.Reading = &r
	}
}

func (m *memory) takeNote(activity string, input *common.Payloads) {
	switch activity {
	case contract.NotesEnsureNote.Name():
		var n contract.Note
		if decode(input, &n) {
			m.Note = &n
		}
	case contract.NotesEnsureFiled.Name():
		var in contract.FileNoteInput
		if decode(input, &in) {
			m.Note, m.Result = &in.Note, in.Result
		}
	}
}

func decode(payloads *common.Payloads, into any) bool {
	return converter.GetDefaultDataConverter().FromPayloads(payloads, into) == nil
}

// why gives the sentences of the note that say why the owner is asked, and the open questions.
func (m memory) why() (reasons, questions []string) {
	if m.Note == nil {
		return nil, nil
	}
	for _, s := range append(m.Result, m.Note.Sections...) {
		switch s.Heading {
		case "Why you are asked", "Why you were not asked", "How it ended":
			reasons = append(reasons, lines(s.Text, 400)...)
		case "Look closely":
			reasons = append(reasons, lines(s.Bullets, 400)...)
		case "Please answer":
			for _, row := range s.Rows {
				if len(row) > 1 {
					questions = append(questions, line(row[0], 300)+" (property "+line(row[1], 60)+")")
				}
			}
		}
	}
	return reasons, questions
}

func parseTime(s string) (time.Time, error) { return time.Parse(time.RFC3339, s) }
