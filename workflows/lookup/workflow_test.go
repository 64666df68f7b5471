package lookup_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/lookup"
)

func TestLookup_GivesWhatOdooSays(t *testing.T) {
	t.Parallel()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterActivityWithOptions(func(_ context.Context, in contract.FindCustomerInput) (contract.CustomerMatch, error) {
		return contract.CustomerMatch{Configured: true, PartnerID: 7, Name: in.Customer.Name}, nil
	}, activity.RegisterOptions{Name: contract.OdooFindCustomer.Name()})
	env.ExecuteWorkflow(lookup.Customer, contract.FindCustomerInput{Customer: contract.Customer{Name: "Berger"}})
	var match contract.CustomerMatch
	require.NoError(t, env.GetWorkflowResult(&match))
	require.Equal(t, contract.CustomerMatch{Configured: true, PartnerID: 7, Name: "Berger"}, match)
}

func TestLookup_ARefusalIsTheResultOfTheCallAndNotRepeated(t *testing.T) {
	t.Parallel()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	calls := 0
	env.RegisterActivityWithOptions(func(context.Context, contract.FindInvoicesInput) (contract.FoundInvoices, error) {
		calls++
		return contract.FoundInvoices{}, temporal.NewNonRetryableApplicationError("Odoo refuses the password.", string(contract.FailAuth), nil)
	}, activity.RegisterOptions{Name: contract.OdooFindInvoices.Name()})
	env.ExecuteWorkflow(lookup.Invoices, contract.FindInvoicesInput{Numbers: []string{"INV/1"}})
	require.ErrorContains(t, env.GetWorkflowError(), "Odoo refuses the password.")
	require.Equal(t, 1, calls)
}
