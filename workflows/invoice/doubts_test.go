package invoice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestInvoice_DoubtOfTheReaderIsShownInWordsAndAsks(t *testing.T) {
	t.Parallel()
	for flag, sentence := range map[string]string{
		contract.FlagReplyToMismatch: "Answers would go to another organisation than the sender's.",
		contract.FlagBankChange:      "never taken from a mail",
		contract.FlagTotalMismatch:   "The figures in the mail do not add up.",
		contract.FlagCut:             "longer than what was read",
		"a_flag_of_the_next_release": "A_flag_of_the_next_release.",
	} {
		t.Run(flag, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.reading = small()
			w.reading.Flags = []string{contract.FlagFirstContact, flag}
			w.owner(time.Hour, contract.VerdictApproved)

			w.run(t)

			require.Len(t, w.desk.laid, 1, "small and recurring, and asked about all the same")
			require.Contains(t, words(w.desk.laid[0]), sentence)
			require.Contains(t, words(w.desk.laid[0]), policy.RuleSuspicious)
		})
	}
}

func TestInvoice_HarmlessRemarkDoesNotKeepARecurringInvoiceFromBeingAutomatic(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.reading.Flags = []string{contract.FlagFirstContact, contract.FlagForwarded, contract.FlagWebForm, contract.FlagQuotedThread, contract.FlagHTMLOnly}

	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Empty(t, w.desk.laid)
}

func TestInvoice_HarmlessRemarkIsShownWhenTheOwnerIsAskedAnyway(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading.Flags = []string{contract.FlagForwarded, contract.FlagHTMLOnly}
	w.owner(time.Hour, contract.VerdictApproved)

	w.run(t)

	require.Contains(t, words(w.desk.laid[0]), "The request was forwarded.")
	require.Contains(t, words(w.desk.laid[0]), policy.RuleOverLimit)
}
