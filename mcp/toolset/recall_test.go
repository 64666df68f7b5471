package toolset_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/common/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func payloads(t *testing.T, value any) *common.Payloads {
	t.Helper()
	p, err := converter.GetDefaultDataConverter().ToPayloads(value)
	require.NoError(t, err)
	return p
}

// A mail is read where the workflow runs; beside an outside cluster that is an
// activity like any other.
func TestRecall_WhatWasReadIsFoundWhereverItWasRead(t *testing.T) {
	t.Parallel()
	read := payloads(t, contract.Reading{FromAddress: "anna.berger@berger-design.example"})
	marker := func(activity string) *history.History {
		return &history.History{Events: []*history.HistoryEvent{{Attributes: &history.HistoryEvent_MarkerRecordedEventAttributes{
			MarkerRecordedEventAttributes: &history.MarkerRecordedEventAttributes{
				MarkerName: "LocalActivity",
				Details:    map[string]*common.Payloads{"data": payloads(t, map[string]any{"ActivityID": "2", "ActivityType": activity}), "result": read},
			},
		}}}}
	}
	activity := &history.History{Events: []*history.HistoryEvent{
		{EventId: 5, Attributes: &history.HistoryEvent_ActivityTaskScheduledEventAttributes{
			ActivityTaskScheduledEventAttributes: &history.ActivityTaskScheduledEventAttributes{ActivityType: &common.ActivityType{Name: contract.MailReadRequest.Name()}},
		}},
		{EventId: 7, Attributes: &history.HistoryEvent_ActivityTaskCompletedEventAttributes{
			ActivityTaskCompletedEventAttributes: &history.ActivityTaskCompletedEventAttributes{ScheduledEventId: 5, Result: read},
		}},
	}}
	for _, h := range []*history.History{marker(contract.MailReadRequest.Name()), activity} {
		got := toolset.ReadingOf(h)
		require.NotNil(t, got)
		require.Equal(t, "anna.berger@berger-design.example", got.FromAddress)
	}
	require.Nil(t, toolset.ReadingOf(marker(contract.NotesFetchHandbook.Name())), "another step's result is no reading")
}
