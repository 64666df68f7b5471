package devserver_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/worker/devserver"
)

func attributes(names ...string) func(*devserver.Options) {
	return func(o *devserver.Options) {
		o.SearchAttributes = map[string]enumspb.IndexedValueType{}
		for _, name := range names {
			o.SearchAttributes[name] = enumspb.INDEXED_VALUE_TYPE_KEYWORD
		}
	}
}

// findBy starts a process with the attribute set and finds it again by a query.
func findBy(t *testing.T, c client.Client, attribute string) {
	t.Helper()
	_, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{
		ID: "by/" + attribute, TaskQueue: queue,
		TypedSearchAttributes: temporal.NewSearchAttributes(temporal.NewSearchAttributeKeyKeyword(attribute).ValueSet("Acme")),
	}, "WaitsForYes")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		got, err := c.WorkflowService().ListWorkflowExecutions(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: devserver.DefaultNamespace, Query: attribute + " = 'Acme'",
		})
		return err == nil && len(got.GetExecutions()) == 1
	}, waitLimit, waitStep)
}

func TestStart_RegistersSearchAttributesInANewNamespace(t *testing.T) {
	t.Parallel()
	server := start(t, t.TempDir(), attributes("EmployeeStatus", "EmployeeCounterparty"))

	findBy(t, connect(t, server), "EmployeeStatus")
}

func TestStart_AddsSearchAttributesAnOlderDatabaseHasNot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, attributes("EmployeeStatus")).Stop()

	server := start(t, dir, attributes("EmployeeStatus", "EmployeeCounterparty"))

	c := connect(t, server)
	findBy(t, c, "EmployeeStatus")
	findBy(t, c, "EmployeeCounterparty")
}

func TestStart_RefusesASearchAttributeThatChangedItsType(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, attributes("EmployeeStatus")).Stop()

	_, err := tryStart(t, dir, func(o *devserver.Options) {
		o.SearchAttributes = map[string]enumspb.IndexedValueType{"EmployeeStatus": enumspb.INDEXED_VALUE_TYPE_INT}
	})

	require.ErrorContains(t, err, "EmployeeStatus is of type Keyword")
}

func TestStart_SaysWhenThereAreTooManySearchAttributes(t *testing.T) {
	t.Parallel()
	_, err := tryStart(t, t.TempDir(), attributes("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11"))

	require.ErrorContains(t, err, "more than 10 search attributes")
}
