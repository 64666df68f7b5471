package reading_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// A heading of a supplier's paper asks for nothing.
func TestDirection_AHeadingIsNoRequest(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("Hillhost Billing <billing@hillhost.example>", "Thank you for using Hillhost.\n\nOnline: https://www.hillhost.example/help\n\n\n\tE-MAIL INVOICE FOR HOSTING RENEWAL\n\n"+
		"Hillhost is in receipt of valid credit card information for payment and confirms the following:\n\nPlan:  small\nAmount Charged (US$):    $70.00\n"), fixtureOwner())
	require.Equal(t, contract.ExpectIgnore, r.Expected, r.Questions)
}

// A greeting needs no comma before what is asked.
func TestDirection_AGreetingWithoutItsCommaBeginsARequest(t *testing.T) {
	t.Parallel()
	r := reading.Read(written("Ann Lowe <ann@lowe.example>", "Dear Mr Toner\n\nInvoice for the gate please, £85.\n\nAnn Lowe"), fixtureOwner())
	require.Equal(t, contract.DirectionInvoice, r.Direction)
}
