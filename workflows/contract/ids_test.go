package contract_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const mailKey = "0123456789abcdef0123456789abcdef"

func TestIDs_OfAKnownMailStandForEver(t *testing.T) {
	t.Parallel()
	require.Equal(t, "invoice/0123456789abcdef0123456789abcdef", contract.InvoiceID(mailKey))
	require.Equal(t, "req-0123456789abcdef-0", contract.RequestID(mailKey, 0))
	require.Equal(t, "req-0123456789abcdef-12", contract.RequestID(mailKey, 12))
	require.Equal(t, "AE-e33265d13985812f", contract.BusinessKey(mailKey))
	require.Equal(t, "AP-f8bd1e67916062d0", contract.PeriodKey(7, "a rule\n2026-11-01"))
	require.Equal(t, "inbox/gmail", contract.GmailWatchID)
}

func key(t *rapid.T) string { return rapid.StringMatching(`[0-9a-f]{16,64}`).Draw(t, "key") }

func TestIDs_ParsersUndoTheBuilders(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k, n := key(t), rapid.IntRange(0, 1_000_000).Draw(t, "reissue")
		back, ok := contract.MailKeyOf(contract.InvoiceID(k))
		require.True(t, ok)
		require.Equal(t, k, back)
		count, ok := contract.ReissueOf(contract.RequestID(k, n))
		require.True(t, ok)
		require.Equal(t, n, count)
	})
}

func TestIDs_ABriefingIsNamedByItsWeek(t *testing.T) {
	t.Parallel()
	for _, week := range []string{"2026-W01", "2026-W48", "2026-W53"} {
		back, ok := contract.BriefedWeek(contract.BriefingID(week))
		require.True(t, ok)
		require.Equal(t, week, back)
	}
}

func TestIDs_ParsersRefuseWhatIsNotTheirs(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "invoice/", "inbox/gmail", "Invoice/abc", "abc", "social/abc"} {
		_, ok := contract.MailKeyOf(id)
		require.False(t, ok, id)
	}
	for _, id := range []string{"", "briefing", "briefing/", "briefing/2026-W00", "briefing/2026-W54", "briefing/2026-W4", "briefing/2026-W48-2026-11-30T06:00:00Z", "2026-W48"} {
		_, ok := contract.BriefedWeek(id)
		require.False(t, ok, id)
	}
	for _, id := range []string{"", "req-", "req-abc", "req-abc-", "req-abc-x", "abc-0", "req-abc-0-problem", "req-stray-0f0f0f0f0f0f0f0x"} {
		_, ok := contract.ReissueOf(id)
		require.False(t, ok, id)
	}
}

func TestBusinessKey_IsOnePerMailInTheFormOdooIsSearchedFor(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	rapid.Check(t, func(t *rapid.T) {
		k := key(t)
		b := contract.BusinessKey(k)
		require.Regexp(t, `^AE-[0-9a-f]{16}$`, b)
		require.Equal(t, b, contract.BusinessKey(k))
		if other, known := seen[b]; known {
			require.Equal(t, other, k)
		}
		seen[b] = k
	})
}

func TestRequestID_IsOnePerReissue(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for n := range 50 {
		id := contract.RequestID(mailKey, n)
		require.False(t, seen[id])
		require.False(t, strings.ContainsAny(id, "/\\ \n"), "it is a file name")
		seen[id] = true
	}
}

func FuzzReissueOf(f *testing.F) {
	for _, seed := range []string{"", "req-abc-0", "req-abc-+1", "req--1", "req-abc--1", "req-abc-007", "req-abc-99999999999999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		n, ok := contract.ReissueOf(id)
		if !ok {
			return
		}
		if n < 0 || !strings.HasPrefix(id, "req-") {
			t.Fatalf("%q was read as reissue %d", id, n)
		}
		if !strings.HasSuffix(id, "-"+strconv.Itoa(n)) {
			t.Fatalf("%q was read as reissue %d, which is written otherwise", id, n)
		}
	})
}

func FuzzMailKeyOf(f *testing.F) {
	for _, seed := range []string{"", "invoice/", "invoice/a", "invoice/a/b", "inbox/gmail"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if k, ok := contract.MailKeyOf(id); ok && contract.InvoiceID(k) != id {
			t.Fatalf("%q was read as mail %q", id, k)
		}
	})
}
