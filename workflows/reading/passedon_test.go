package reading_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading"
)

// A forwarded message of the sender's own client about the owner's work is read with
// the words that ask to bill that client.
func TestPassedOn_AClientsWordsAboutTheOwnersWorkAreRead(t *testing.T) {
	t.Parallel()
	const below = "\n\nFrom: Ben Ode <ben@odeyachts.example>\nSent: Sunday, 22 November 2026 21:15\nTo: Jo Miller\nSubject: regatta\n\n"
	forwarded := func(words string) []byte {
		raw := letter("Mara, can you invoice Ode Yachts Ltd for the below please? Jo" + below + words)
		return bytes.Replace(raw, []byte("Subject: Invoice"), []byte("Subject: FW: regatta"), 1)
	}
	r := reading.Read(forwarded("Jo, from Lindholm Studio we had 60 prints at £4 and 12 frames at £9, all plus VAT.\nBen"), fixtureOwner())
	require.Equal(t, "60 prints 4; 12 frames 9", linesOf(r))
	for _, words := range []string{
		"Jo, from the Harbour Bakery we had 60 buns at £4 and 12 cakes at £9, all plus VAT.\nBen",
		"Please find attached our invoice 4711 to Lindholm Studio: 60 prints at £4, due on 30 November.\nBen",
	} {
		r := reading.Read(forwarded(words), fixtureOwner())
		require.Empty(t, r.Lines, words)
	}
}
