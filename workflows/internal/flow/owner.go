package flow

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// ID is the ID of another process of the same owner, whose name the ID of the
// running one holds.
func ID(ctx workflow.Context, id string) string {
	owner, _ := contract.OwnerOf(workflow.GetInfo(ctx).WorkflowExecution.ID)
	return owner.ID(id)
}
