package connect

import (
	"context"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
)

// History reads the whole history of an execution, decrypted. An empty run is
// the latest one. Errors are the SDK's and those of worker/codec, whose text
// says what to do.
func History(ctx context.Context, c client.Client, cfg *config.Config, workflowID, run string) (*history.History, error) {
	whole := &history.History{}
	events := c.GetWorkflowHistory(ctx, workflowID, run, false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		if err != nil {
			return nil, err
		}
		whole.Events = append(whole.Events, event)
	}
	return whole, codec.In(cfg.DataDir).Reveal(ctx, whole)
}
