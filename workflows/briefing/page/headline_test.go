package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestHeadline_ComparesRevenueInWordsThatMeanSomething(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		now, before contract.Decimal
		want        string
	}{
		"more":               {"1080.00", "1000.00", "Revenue was 1,080.00 EUR, 8% more than the week before;"},
		"less":               {"920.00", "1000.00", "Revenue was 920.00 EUR, 8% less than the week before;"},
		"the same":           {"1000.00", "1000.00", "Revenue was 1,000.00 EUR, the same as the week before;"},
		"nothing before":     {"5.00", "0.00", "Revenue was 5.00 EUR, after 0.00 EUR the week before;"},
		"a loss before":      {"5.00", "-10.00", "Revenue was 5.00 EUR, after −10.00 EUR the week before;"},
		"a loss now":         {"-5.00", "10.00", "Revenue was −5.00 EUR, after 10.00 EUR the week before;"},
		"ten times as much":  {"10990.00", "1000.00", "Revenue was 10,990.00 EUR, 999% more than the week before;"},
		"more than that":     {"12000.00", "1000.00", "Revenue was 12,000.00 EUR, after 1,000.00 EUR the week before;"},
		"a rounding to none": {"1000.01", "1000.00", "Revenue was 1,000.01 EUR, about the same as the week before;"},
		"no week before":     {"5.00", "", "Revenue was 5.00 EUR, with no week before to compare;"},
	} {
		w := plainWeek(t)
		w.Books.Revenue.Current.Amount, w.Books.Revenue.Previous.Amount = c.now, c.before
		pages, _ := composed(t, w, nil)
		require.Contains(t, pages.Headline, c.want, name)
	}
}

func TestHeadline_SaysWhatWaitsAndForHowLong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set  func(w *contract.Week)
		want string
	}{
		"nothing": {func(*contract.Week) {}, "Nothing waits for your decision."},
		"one, of today": {func(w *contract.Week) {
			w.Vault.Waits, w.Vault.Waiting = 1, []contract.WaitingNote{{Title: "Invoice for Hill", Created: w.Span.AsOf}}
		}, "1 request waits for you, since today: Invoice for Hill."},
		"two, one with an amount": {func(w *contract.Week) {
			w.Vault.Waits, w.Vault.Worth = 2, []contract.WeekMoney{{Currency: "EUR", Amount: "7.00", Count: 1}}
			w.Vault.Waiting = []contract.WaitingNote{{Title: "Old", Amount: "7.00", Currency: "EUR", Created: w.Span.AsOf.AddDate(0, 0, -3)}, {Title: "New", Created: w.Span.AsOf}}
		}, "2 requests wait for you, worth 7.00 EUR, the oldest for 3 days: Old."},
		"no vault": {func(w *contract.Week) { w.Vault = nil }, "What waits for you could not be read."},
	} {
		w := plainWeek(t)
		c.set(&w)
		pages, _ := composed(t, w, nil)
		require.Contains(t, pages.Headline, c.want, name)
	}
}
