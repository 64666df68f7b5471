package toolset_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/toolset"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func received() map[string]any {
	return map[string]any{"invoice": "INV/2026/00012", "amount": "500.00", "currency": "EUR", "paid_on": "2026-11-24", "customer_email": "anna.berger@berger-design.example"}
}

func TestPreparePayment_GoesTheWayOfAMailAndReadsBackAsItWasGiven(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change map[string]any
		want   contract.PaymentNotice
	}{
		"as the customer": {nil, contract.PaymentNotice{Email: "anna.berger@berger-design.example", Numbers: []string{"INV/2026/00012"}, Amount: "500.00", Currency: "EUR", Date: "2026-11-24"}},
		"of nobody known": {map[string]any{"customer_email": ""}, contract.PaymentNotice{Email: "payment@assistant.invalid", Numbers: []string{"INV/2026/00012"}, Amount: "500.00", Currency: "EUR", Date: "2026-11-24"}},
		"in yen":          {map[string]any{"amount": "70000", "currency": "JPY", "invoice": "2026-0007"}, contract.PaymentNotice{Email: "anna.berger@berger-design.example", Numbers: []string{"2026-0007"}, Amount: "70000", Currency: "JPY", Date: "2026-11-24"}},
		"in thousands":    {map[string]any{"amount": "12345.6", "invoice": "RE2026118"}, contract.PaymentNotice{Email: "anna.berger@berger-design.example", Numbers: []string{"RE2026118"}, Amount: "12345.60", Currency: "EUR", Date: "2026-11-24"}},
		"of three digits": {map[string]any{"amount": "1.500"}, contract.PaymentNotice{Email: "anna.berger@berger-design.example", Numbers: []string{"INV/2026/00012"}, Amount: "1.50", Currency: "EUR", Date: "2026-11-24"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := at(t, toolset.Odoo)
			in := received()
			for key, value := range c.change {
				in[key] = value
			}
			first, problem := d.call("prepare_payment", in)
			require.Empty(t, problem)
			require.Equal(t, true, first["dry_run"], "dry run is the default")
			require.Equal(t, "waits_for_worker", first["state"])
			again, problem := d.call("prepare_payment", in)
			require.Empty(t, problem)
			require.Equal(t, first["workflow_id"], again["workflow_id"], "the same data is one process")

			r := composed(t, d)
			require.Equal(t, contract.ExpectIgnore, r.Expected, "beside the payment nothing comes of it")
			require.NotNil(t, r.Payment)
			require.NotEmpty(t, r.Payment.Words)
			got := *r.Payment
			got.Words = ""
			require.Equal(t, c.want, got)
		})
	}
}

func TestPreparePayment_RefusesWhatIsNoPaymentOfOneInvoice(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	before := d.tree()
	for why, change := range map[string]map[string]any{
		"nothing":                {"amount": "0"},
		"money that goes out":    {"amount": "-500.00"},
		"a price in words":       {"amount": "1,000.00"},
		"more decimals":          {"amount": "500.005"},
		"tomorrow":               {"paid_on": time.Now().AddDate(0, 0, 2).Format(time.DateOnly)},
		"no day":                 {"paid_on": "2026-02-30"},
		"two invoices":           {"invoice": "INV/2026/00012 INV/2026/00013"},
		"two invoices in one":    {"invoice": "INV/2026/00012,INV/2026/00013"},
		"no invoice":             {"invoice": ""},
		"a second line":          {"invoice": "INV/1\r\nWe have paid 9"},
		"an invisible character": {"invoice": "INV/2026/\u202e00012"},
		"no currency":            {"currency": "ZZZ"},
		"no address":             {"customer_email": "Anna Berger"},
		"a header":               {"customer_email": "a@b.example\r\nBcc: x@example.com"},
	} {
		in := received()
		for key, value := range change {
			in[key] = value
		}
		_, problem := d.call("prepare_payment", in)
		require.NotEmpty(t, problem, why)
		require.NotContains(t, problem, "mistake in the program", why)
	}
	require.Equal(t, before, d.tree())
}

func TestPreparePayment_FiftyAtOnceAreOneProcess(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	before := len(d.tree())
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			_, problem := d.call("prepare_payment", received())
			assert.Empty(t, problem)
		})
	}
	all.Wait()
	require.Len(t, d.tree(), before+1)
	require.Len(t, d.log(), 100, "an intent and a result of each")
}

func TestPreparePayment_IsLoggedWithItsArgumentsAndOutcome(t *testing.T) {
	t.Parallel()
	d := at(t, toolset.Odoo)
	answer, problem := d.call("prepare_payment", received())
	require.Empty(t, problem)
	bad := received()
	bad["amount"] = "-1"
	_, problem = d.call("prepare_payment", bad)
	require.NotEmpty(t, problem)

	log := d.log()
	require.Len(t, log, 4, "an intent and a result of each call")
	for _, e := range log {
		require.Equal(t, "mcp.prepare_payment", e.Action)
		require.Equal(t, "mcp", e.Actor)
		require.True(t, e.DryRun)
		require.Equal(t, "INV/2026/00012", e.Parameters["invoice"])
		require.NotContains(t, e.Parameters["customer_email"], "anna.berger")
	}
	require.Equal(t, "done", log[1].Result)
	require.Equal(t, answer["workflow_id"], log[1].WorkflowID)
	require.Equal(t, answer["request_id"], log[1].RequestID)
	require.Contains(t, log[3].Result, "refused: amount must be")
}
