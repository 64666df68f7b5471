package processes_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/processes"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func span() contract.WeekSpan {
	return contract.WeekSpan{Week: "2026-W48", Start: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), End: time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)}
}

func now() time.Time { return time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC) }

func listWeek(s *server, opts processes.Options) (contract.ProcessWeek, error) {
	opts.Namespace, opts.Clock = "default", now
	a, err := processes.New(s, opts)
	require.NoError(s.t, err)
	return a.ListWeek(context.Background(), contract.ListWeekInput{Span: span()})
}

func TestListWeek_PutsTheTimeOfEachStateBesideWhatWasPlanned(t *testing.T) {
	t.Parallel()
	tuesday := span().Start.Add(30 * time.Hour)
	s := &server{t: t, runs: []run{
		invoice(1, tuesday, visit{contract.StatusReading, 2 * time.Second, 3}, visit{contract.StatusWaitingApproval, 30 * time.Hour, 0}, visit{contract.StatusEffect, 4 * time.Second, 1}, visit{contract.StatusDone, 0, 0}),
		invoice(2, tuesday, visit{contract.StatusReading, 90 * time.Second, 1}, visit{contract.StatusWaitingApproval, 2 * time.Hour, 0},
			visit{contract.StatusReading, time.Second, 2}, visit{contract.StatusWaitingApproval, time.Hour, 0}, visit{contract.StatusRejected, 0, 0}),
		invoice(3, tuesday.Add(-7*24*time.Hour), visit{contract.StatusReading, time.Second, 1}, visit{contract.StatusDone, 0, 0}),
		{
			id: "invoice/004", kind: contract.GmailToOdooInvoice, start: tuesday, status: enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING,
			visits: []visit{{contract.StatusReading, time.Second, 1}, {contract.StatusWaitingApproval, 0, 0}},
		},
		{id: "invoice/005", kind: contract.GmailToOdooInvoice, start: tuesday, status: enumspb.WORKFLOW_EXECUTION_STATUS_FAILED, visits: []visit{{contract.StatusReading, time.Second, 1}}},
		{id: "inbox/gmail", kind: contract.GmailWatch, start: tuesday, visits: []visit{{contract.StatusWatching, time.Hour, 0}}},
	}}
	got, err := listWeek(s, processes.Options{})
	require.NoError(t, err)
	require.Equal(t, []int{4, 3, 1, 1, 3}, []int{got.Started, got.Closed, got.Open, got.Failed, got.Looked}, "%+v", got)
	require.False(t, got.More)
	require.Equal(t, []contract.ProcessKind{
		{Type: contract.GmailToOdooInvoice, State: contract.StatusDone, Count: 1},
		{Type: contract.GmailToOdooInvoice, State: "failed", Count: 1},
		{Type: contract.GmailToOdooInvoice, State: contract.StatusRejected, Count: 1},
		{Type: contract.GmailToOdooInvoice, State: contract.StatusWaitingApproval, Open: true, Count: 1},
	}, got.Kinds)
	require.Equal(t, []contract.ProcessStep{
		{
			Type: contract.GmailToOdooInvoice, Step: contract.StatusWaitingApproval, Planned: 24 * time.Hour, Owner: true,
			Times: contract.WeekTimes{Count: 2, Median: 3 * time.Hour, Longest: 30 * time.Hour}, Total: 33 * time.Hour, Over: 1,
		},
		{
			Type: contract.GmailToOdooInvoice, Step: contract.StatusReading, Planned: time.Minute,
			Times: contract.WeekTimes{Count: 3, Median: 2 * time.Second, Longest: 91 * time.Second}, Total: 94 * time.Second, Over: 1, Retried: 3,
		},
		{
			Type: contract.GmailToOdooInvoice, Step: contract.StatusEffect, Planned: time.Minute,
			Times: contract.WeekTimes{Count: 1, Median: 4 * time.Second, Longest: 4 * time.Second}, Total: 4 * time.Second,
		},
	}, got.Steps)
	require.Equal(t, contract.SlowProcess{
		WorkflowID: "invoice/001", Type: contract.GmailToOdooInvoice, Counterparty: "Customer 1", Took: 30*time.Hour + 6*time.Second,
		Slowest: contract.StatusWaitingApproval, SlowestTook: 30 * time.Hour,
	}, got.Slowest[0])
}

func TestListWeek_AsksForTheWeekInTheOwnersZone(t *testing.T) {
	t.Parallel()
	s := &server{t: t, runs: []run{
		invoice(1, span().Start.Add(-time.Second), visit{contract.StatusReading, time.Second, 0}, visit{contract.StatusDone, 0, 0}),
		invoice(2, span().End.Add(-time.Second), visit{contract.StatusReading, time.Second, 0}, visit{contract.StatusDone, 0, 0}),
	}}
	got, err := listWeek(s, processes.Options{})
	require.NoError(t, err)
	require.Equal(t, []int{1, 1}, []int{got.Started, got.Closed}, "the one closes as the week begins, the other as it ends")
	require.Equal(t, "invoice/001", got.Slowest[0].WorkflowID)
}

func TestListWeek_ReadsTheSlowestHistoriesWhenThereAreManyAndStaysShort(t *testing.T) {
	t.Parallel()
	s := &server{t: t}
	for n := range 300 {
		s.runs = append(s.runs, invoice(n, span().Start, visit{contract.StatusReading, time.Duration(n+1) * time.Second, 0}, visit{contract.StatusDone, 0, 0}))
		s.runs[n].who = strings.Repeat("Ä", 4000)
	}
	got, err := listWeek(s, processes.Options{})
	require.NoError(t, err)
	require.Equal(t, 300, got.Closed)
	require.Equal(t, 200, got.Looked)
	require.True(t, got.More)
	require.Equal(t, 200, got.Steps[0].Times.Count)
	require.Len(t, got.Slowest, 5)
	require.Equal(t, 300*time.Second, got.Slowest[0].Took)
	raw, err := json.Marshal(got)
	require.NoError(t, err)
	require.Less(t, len(raw), 16<<10)
}

func TestListWeek_SaysThatItIsNotToldInsteadOfNothing(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*server{
		"down":    {down: errors.New("connection refused")},
		"history": {unread: errors.New("history is damaged"), runs: []run{invoice(1, span().Start, visit{contract.StatusReading, time.Second, 0})}},
	} {
		s.t = t
		_, err := listWeek(s, processes.Options{})
		var app *temporal.ApplicationError
		require.ErrorAs(t, err, &app, name)
		require.Equal(t, string(contract.FailTransient), app.Type())
		require.Contains(t, app.Message(), "Temporal did not tell")
	}
}

func TestListWeek_AWeekThatTemporalHasForgottenIsNotOneWithoutProcesses(t *testing.T) {
	t.Parallel()
	kept := func(days int, err error) processes.Options {
		return processes.Options{Retention: func(context.Context) (time.Duration, error) { return time.Duration(days) * 24 * time.Hour, err }}
	}
	_, err := listWeek(&server{t: t}, kept(7, nil))
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	require.True(t, app.NonRetryable())
	require.Equal(t, "Temporal keeps finished processes for 7 days, so those of 2026-W48 are gone.", app.Message())
	_, err = listWeek(&server{t: t}, kept(8, nil))
	require.NoError(t, err)
	_, err = listWeek(&server{t: t}, kept(1, errors.New("not allowed to ask")))
	require.NoError(t, err)
}
