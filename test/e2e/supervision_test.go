package e2e_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Somebody has ended the watch over the mailbox in the Web UI.
func TestSupervision_AMailWatchThatEndedIsBackWithinSecondsAndThePageTellsOfIt(t *testing.T) {
	t.Parallel()
	gmail, settings := mailbox(t)
	p := harness.New(t, settings...)
	ready := p.Start()
	c, err := client.Dial(client.Options{HostPort: ready.TemporalAddress})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	running := func() string {
		about, err := c.DescribeWorkflowExecution(t.Context(), contract.GmailWatchID, "")
		if err != nil || about.GetWorkflowExecutionInfo().GetStatus() != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING {
			return ""
		}
		return about.GetWorkflowExecutionInfo().GetExecution().GetRunId()
	}
	var first string
	p.Eventually("the watch to begin", func() bool { first = running(); return first != "" })

	ended := time.Now()
	require.NoError(t, c.TerminateWorkflow(t.Context(), contract.GmailWatchID, first, "by hand"))
	p.Eventually("another watch", func() bool { now := running(); return now != "" && now != first })
	t.Logf("the watch was back after %s", time.Since(ended))

	page := func(like string) func() bool {
		return func() bool { return regexp.MustCompile(like).MatchString(p.Glimpse("", "Dashboard.md")) }
	}
	p.Eventually("the page to tell of it", page(`part: mail watch \| was begun again once`))
	gmail.AddMail([]byte(request("4300")))
	awaitPending(p, "4300")
	p.Eventually("the time of the last mail on the page", page(`gmail \|.* last mail read: \d\d:\d\d · `))
}
