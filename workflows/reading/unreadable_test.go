package reading_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

func nested(n int) string {
	var b strings.Builder
	b.WriteString("From: a@b.example\r\nSubject: x\r\n")
	for i := range n {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	return b.String()
}

func TestUnreadable_EachReasonIsASentenceAndComesAtOnce(t *testing.T) {
	t.Parallel()
	secret := "SECRET-WORDS-OF-THE-MAIL"
	for name, raw := range map[string]string{
		"empty":         "",
		"blank":         " \r\n\r\n",
		"too large":     "From: a@b.example\n\n" + strings.Repeat("x", 26<<20),
		"header":        "From: a@b.example\nX-A: " + strings.Repeat(secret, 20_000) + "\n\nx",
		"binary":        "\x89PNG\x00\x01" + secret + "\x00\xff\xfe",
		"prose":         secret + " and nothing else\n",
		"two senders":   "From: a@b.example\nFrom: c@d.example\n\n" + secret,
		"5,000 nested":  nested(5000),
		"100,000 parts": "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\na\n", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			r := reading.Read([]byte(raw), contract.Owner{})
			require.NotEmpty(t, r.Unreadable)
			require.NotContains(t, r.Unreadable, "SECRET")
			require.Equal(t, contract.ExpectAsk, r.Expected)
			require.Empty(t, r.Subject)
			require.Less(t, time.Since(began), 30*time.Second, "generous, because tests share the machine")
		})
	}
}

func TestUnreadable_TwentyLevelsAreStillRead(t *testing.T) {
	t.Parallel()
	r := reading.Read([]byte(nested(19)+"\r\nhello\r\n"), contract.Owner{})
	require.Empty(t, r.Unreadable)
	require.NotEmpty(t, reading.Read([]byte(nested(21)), contract.Owner{}).Unreadable)
}

func TestUnreadable_MailboxFilesAndByteOrderMarksAreNoReason(t *testing.T) {
	t.Parallel()
	for _, head := range []string{"", "\xef\xbb\xbf", "\r\n\r\n", "From jo@acmeworks.example Tue Nov 10 09:30:00 2026\n"} {
		r := reading.Read(append([]byte(head), letter("Please invoice us for 12 mugs at EUR 6.00 each.")...), fixtureOwner())
		require.Empty(t, r.Unreadable)
		require.Equal(t, contract.ExpectDraft, r.Expected)
	}
}

func TestUnreadable_HostileTextIsReadInBoundedTime(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"attributions": strings.Repeat("On 1 Jan 2020 somebody somewhere wrote ", 5_000),
		"amounts":      "please send an invoice " + strings.Repeat("12 x 3 EUR ", 10_000),
		"rows":         "please invoice us\n" + strings.Repeat("| a | 1 | 2 |\n", 8_000),
		"names":        "please invoice us\n" + strings.Repeat("A B ", 5_000) + " Ltd",
		"open quotes":  strings.Repeat(">", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			reading.Read(letter(body), contract.Owner{})
			require.Less(t, time.Since(began), 60*time.Second, "generous, because tests share the machine and the race detector is slow")
		})
	}
}
