package flow_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

func TestID_IsOfTheOwnerOfTheRunningProcess(t *testing.T) {
	t.Parallel()
	for running, want := range map[string]string{"anna:post/p1": "anna:invoice/abc", "post/p1": "invoice/abc"} {
		var suite testsuite.WorkflowTestSuite
		env := suite.NewTestWorkflowEnvironment()
		env.SetStartWorkflowOptions(client.StartWorkflowOptions{ID: running})
		env.ExecuteWorkflow(func(ctx workflow.Context) (string, error) { return flow.ID(ctx, contract.InvoiceID("abc")), nil })
		var got string
		require.NoError(t, env.GetWorkflowResult(&got))
		require.Equal(t, want, got)
	}
}
