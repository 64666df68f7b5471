package contract_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestOwner_TheOnlyOneHasTheIDsAndQueuesOfAlways(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "owner"} {
		o, err := contract.ParseOwner(text)
		require.NoError(t, err)
		require.Equal(t, "invoice/abc", o.ID(contract.InvoiceID("abc")))
		require.Equal(t, contract.TaskQueue, o.Queue())
		require.Equal(t, "employee-vault-host", o.VaultQueue("host"))
	}
}

func TestOwner_MakesIDsAndQueuesThatAreReadBack(t *testing.T) {
	t.Parallel()
	anna, err := contract.ParseOwner("anna-2")
	require.NoError(t, err)

	require.Equal(t, "anna-2:invoice/abc", anna.ID(contract.InvoiceID("abc")))
	require.Equal(t, "employee:anna-2", anna.Queue())
	require.Equal(t, "employee:anna-2-vault-host", anna.VaultQueue("host"))
	require.Equal(t, "anna-2:invoice/abc", anna.ID(anna.ID(contract.InvoiceID("abc"))), "an ID is made somebody's once")

	slot := time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC)
	for _, bare := range []string{
		contract.InvoiceID("abc"), contract.GmailWatchID, contract.PostWorkflowID("a:b"), contract.SlotWorkflowID("p", slot), contract.RemovalWorkflowID("p"),
		contract.BriefingID("2026-W48"), contract.SuggestionID("2026-W48", "k"), contract.LookUpID("ff"), contract.BriefingSchedule, contract.BriefingSchedule + "-2026-11-30T07:00:00Z",
	} {
		nobody, same := contract.OwnerOf(bare)
		require.Empty(t, nobody, bare)
		require.Equal(t, bare, same)
		whose, rest := contract.OwnerOf(anna.ID(bare))
		require.Equal(t, anna, whose)
		require.Equal(t, bare, rest)
		require.True(t, anna.Owns(anna.ID(bare)))
		require.False(t, anna.Owns(bare))
		require.False(t, contract.OwnerID("").Owns(anna.ID(bare)))
		require.False(t, contract.OwnerID("bob").Owns(anna.ID(bare)))
	}
}

func TestOwner_IDsOfAnOwnerAreTakenApartLikeOthers(t *testing.T) {
	t.Parallel()
	anna := contract.OwnerID("anna")

	key, ok := contract.MailKeyOf(anna.ID(contract.InvoiceID("abc")))
	require.True(t, ok)
	require.Equal(t, "abc", key)
	post, ok := contract.PostIDOf(anna.ID(contract.PostWorkflowID("p1")))
	require.True(t, ok)
	require.Equal(t, "p1", post)
	week, ok := contract.BriefedWeek(anna.ID(contract.BriefingID("2026-W48")))
	require.True(t, ok)
	require.Equal(t, "2026-W48", week)
}

func TestOwner_RefusesNamesThatCouldBeSomethingElse(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Anna", "an na", "anna:bob", "anna/bob", "../x", "1st", "-a", "a'b", "ä", "a234567890123456789012345678901234", "anna\n"} {
		_, err := contract.ParseOwner(text)
		require.Error(t, err, text)
	}
}

func TestOwner_OnlyNarrowsEveryQuery(t *testing.T) {
	t.Parallel()
	anna := contract.OwnerID("anna")
	require.Equal(t, "TaskQueue = 'employee:anna'", anna.Only(""))
	require.Equal(t, "TaskQueue = 'employee:anna' AND (A = 'x' OR B = 'y')", anna.Only("A = 'x' OR B = 'y'"))
	require.Equal(t, "TaskQueue = 'employee' GROUP BY ExecutionStatus", contract.OwnerID("").Only("GROUP BY ExecutionStatus"))
	require.Equal(t, "TaskQueue = 'employee' AND (A = 'x') GROUP BY ExecutionStatus", contract.OwnerID("").Only("A = 'x' GROUP BY ExecutionStatus"))
}

func TestIsEffect_TellsTheCallsThatChangeSomethingOutside(t *testing.T) {
	t.Parallel()
	for _, effect := range []string{
		contract.OdooCreateDraftInvoice.Name(), contract.OdooCreateDraftQuotation.Name(), contract.XPublishPost.Name(), contract.FacebookDeletePost.Name(), contract.GmailCreateDraft.Name(),
	} {
		require.True(t, contract.IsEffect(effect), effect)
	}
	for _, none := range []string{"", contract.OdooFindCustomer.Name(), contract.OdooVerifyDraftInvoice.Name(), contract.NotesEnsureNote.Name(), contract.InstagramEnsurePrepared.Name()} {
		require.False(t, contract.IsEffect(none), none)
	}
}
