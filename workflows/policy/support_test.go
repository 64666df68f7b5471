package policy_test

import (
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// today is a Wednesday in the middle of a month, a quarter and a year.
func today() time.Time { return time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC) }

// handbook is the one of the starter vault, with one recurring customer.
func handbook() contract.Handbook {
	return contract.Handbook{
		AutoLimit: "100", AutoLimitCurrency: "USD",
		Recurring: []contract.RecurringRule{{Name: "Berger Design GmbH", MaxAmount: "90", Currency: "USD", Period: "month"}},
	}
}

// usual are facts that policy lets through automatically.
func usual() policy.InvoiceFacts {
	return policy.InvoiceFacts{
		Draft: contract.InvoiceDraft{
			Customer: contract.Customer{Name: "Berger Design GmbH", Email: "anna@berger.example"}, Currency: "USD", Total: "80.00", Reference: "PO-1",
		},
		Match: contract.CustomerMatch{Configured: true, PartnerID: 7, PostedInvoices: 3},
		Today: today(),
	}
}

// with gives the usual facts after a change.
func with(change func(*policy.InvoiceFacts)) policy.InvoiceFacts {
	f := usual()
	change(&f)
	return f
}

func existing(date, ref string) []contract.ExistingInvoice {
	return []contract.ExistingInvoice{{ID: 9, Name: "INV/2026/0009", State: "posted", Date: date, Ref: ref, Total: "80.00", Currency: "USD"}}
}
