package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// used is a customer that was invoiced five times, at most for this.
func used(smallest, median, largest contract.Decimal) contract.AmountHistory {
	return contract.AmountHistory{
		Count: 5, Currency: "EUR", Smallest: smallest, Median: median, Largest: largest, Oldest: "2025-03-02", Newest: "2026-10-14",
	}
}

func TestInvoice_AmountIsShownBesideTheCustomersHistory(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		history contract.AmountHistory
		row     string
		rule    string
	}{
		"far over": {
			used("120.00", "300.00", "480.00"),
			"LOOK | Amount: 2020.00 EUR; earlier invoices to this customer were 120.00 to 480.00 EUR (5 since 2025-03-02, the last on 2026-10-14): unusually high.",
			policy.RuleUnusualAmount,
		},
		"as usual": {
			used("1200.00", "2000.00", "4800.00"),
			"GOOD | Amount: 2020.00 EUR; earlier invoices to this customer were 1200.00 to 4800.00 EUR (5 since 2025-03-02, the last on 2026-10-14).",
			policy.RuleOverLimit,
		},
		"no history": {
			contract.AmountHistory{},
			" | Amount: 2020.00 EUR; there is no earlier invoice to this customer in EUR, so no history to compare with.",
			policy.RuleOverLimit,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.odoo.history = c.history
			w.owner(time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, w.run(t).Status, "a plain yes is enough")

			require.Len(t, w.desk.laid, 1)
			said := words(w.desk.laid[0])
			require.Contains(t, said, "Can the sender be trusted?")
			require.Contains(t, said, "\n"+c.row+"\n")
			require.Contains(t, said, "Rule: "+c.rule)
			require.NotContains(t, w.desk.laid[0].Title, "Suspicious")
			require.NotContains(t, said, "confirm_sender", "it is no fraud by itself")
		})
	}
}

func TestInvoice_AmountStandsBelowWhatIsGraver(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = suspicious()
	w.reading.Trust = append(w.reading.Trust, contract.TrustSign{Name: "own_domain", Level: contract.TrustGood, Text: "The mail is signed."})
	w.odoo.history = used("120.00", "300.00", "480.00")
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Regexp(t, `(?s)RED \| .*LOOK \| The sender has never written before\.\nLOOK \| Amount: .*\nGOOD \| The mail is signed\.`, words(w.desk.laid[0]))
	require.Contains(t, words(w.desk.laid[0]), policy.RuleSuspicious)
}

func TestInvoice_WithoutOdooTheNoteSaysThatThereIsNoHistory(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.match = contract.CustomerMatch{}
	w.owner(time.Hour, contract.VerdictRejected)

	w.run(t)

	require.Contains(t, words(w.desk.laid[0]), "\n | Amount: 2020.00 EUR; Odoo is not configured, so there is no history to compare with.\n")
}

func TestInvoice_UnusualAmountAsksThoughARecurringRuleCoversIt(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.odoo.history = used("8.00", "9.00", "39.00")
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	require.Contains(t, words(w.desk.laid[0]), "The total is unusually high for this customer, whose earlier invoices were 8.00 to 39.00 EUR.\nRule: invoice.unusual_amount")
	require.Len(t, w.odoo.sent, 1)
	for _, r := range w.records {
		require.NotEqual(t, "auto", r.ApprovalStatus, r.Action)
	}
	require.Equal(t, policy.RuleUnusualAmount, w.records[len(w.records)-1].PolicyRule)
}

func TestInvoice_EditThatMakesTheAmountUnusualIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.history = used("1200.00", "2000.00", "4800.00")
	w.owner(time.Hour, contract.VerdictApproved, "line_1_unit_price", "9500.00")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 2)
	said := words(w.desk.laid[1])
	require.Contains(t, said, "With your change the total is unusually high for this customer; see below. Nothing was sent; please approve again if it is right.")
	require.Contains(t, said, "LOOK | Amount: 19120.00 EUR; ")
	require.Contains(t, said, policy.RuleUnusualAmount)
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, contract.Decimal("19120.00"), w.odoo.sent[0].Draft.Total)
}

func TestInvoice_EditOfAnAmountKnownToBeUnusualGoesThrough(t *testing.T) {
	t.Parallel()
	for name, price := range map[string]string{"still unusual": "900.00", "usual again": "100.00"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.odoo.history = used("120.00", "300.00", "480.00")
			w.owner(time.Hour, contract.VerdictApproved, "line_1_unit_price", price)

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			require.Len(t, w.desk.laid, 1)
			require.Len(t, w.odoo.sent, 1)
			rule := map[string]string{"900.00": policy.RuleUnusualAmount, "100.00": policy.RuleOverLimit}[price]
			require.Equal(t, rule, w.records[len(w.records)-1].PolicyRule, "judged again with the new total")
		})
	}
}

// A history is that of one customer and one currency.
func TestInvoice_EditOfTheCurrencyIsComparedWithItsOwnHistory(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.history = used("1200.00", "2000.00", "4800.00")
	w.at(30*time.Minute, func() {
		w.odoo.history = used("10.00", "20.00", "40.00")
		w.odoo.history.Currency = "USD"
	})
	w.owner(time.Hour, contract.VerdictApproved, "currency", "usd")
	w.owner(2*time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, words(w.desk.top()), "LOOK | Amount: 2020.00 USD; earlier invoices to this customer were 10.00 to 40.00 USD")
	require.Empty(t, w.odoo.sent)
}

func TestInvoice_CustomerChosenByTheOwnerHasAHistoryToo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.match = contract.CustomerMatch{Configured: true, Candidates: []contract.Partner{{ID: 11, Name: "Berger A"}, {ID: 12, Name: "Berger B"}}}
	w.odoo.history = used("1200.00", "2000.00", "4800.00")
	w.owner(time.Hour, contract.VerdictAnswered, "odoo_partner_id", "12")
	w.owner(2*time.Hour, contract.VerdictRejected)

	w.run(t)

	require.NotContains(t, words(w.desk.laid[0]), "Amount:", "not known whose history it is")
	require.Contains(t, words(w.desk.laid[1]), "GOOD | Amount: 2020.00 EUR; earlier invoices to this customer were 1200.00 to 4800.00 EUR")
	require.NotContains(t, words(w.desk.laid[1]), "no earlier invoice")
}
