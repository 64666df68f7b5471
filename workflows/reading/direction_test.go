package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
)

// english gives the lines of testdata/english that were written for one kind
// of mail; "subject // body" in one line.
func english(t *testing.T, kind string, atLeast int) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "english", kind+".txt"))
	require.NoError(t, err)
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	require.GreaterOrEqual(t, len(out), atLeast)
	return out
}

// wrote is what is read of a mail from a stranger to the owner of the fixtures.
func wrote(text string, headers ...string) contract.Reading {
	subject, body, ok := strings.Cut(text, " // ")
	if !ok {
		subject, body = "Hello", text
	}
	head := "From: Jo Miller <jo@acmeworks.example>\nTo: mara@lindholm-studio.example\nSubject: " + subject + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
	for _, h := range headers {
		head += h + "\n"
	}
	return reading.Read([]byte(head+"\nHi,\n\n"+strings.ReplaceAll(body, `\n`, "\n")+"\n\nRegards,\nJo Miller\n"), fixtureOwner())
}

func TestDirection_RequestsInManyWordsAreFoundAndToldApart(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct {
		direction contract.Direction
		atLeast   int
	}{
		"invoice": {contract.DirectionInvoice, 100}, "quote": {contract.DirectionQuote, 30},
		"order": {contract.DirectionOrder, 20}, "correction": {contract.DirectionCorrection, 10},
	} {
		for _, text := range english(t, kind, want.atLeast) {
			assert.Equal(t, want.direction, wrote(text).Direction, text)
		}
	}
}

func TestDirection_MailThatAsksForNothingStaysQuiet(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "quiet", 50) {
		assert.Equal(t, contract.ExpectIgnore, wrote(text).Expected, text)
	}
}

func TestDirection_ArabicAndUrduRequestsAreDetected(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "arabic_invoice", 10) {
		r := wrote(text)
		assert.Equal(t, contract.DirectionInvoice, r.Direction, text)
		assert.NotEqual(t, contract.ExpectIgnore, r.Expected, text)
	}
	for _, line := range english(t, "arabic_other", 15) {
		kind, text, _ := strings.Cut(line, " = ")
		r := wrote(text)
		if kind == "quiet" {
			assert.Equal(t, contract.ExpectIgnore, r.Expected, text)
			continue
		}
		assert.Equal(t, contract.Direction(kind), r.Direction, text)
	}
}

const threadOfRequest = `\n\nOn 3 May 2026, Jo Miller wrote:\n> Hi Mara, please invoice us for 12 boxes at £40 and 6 hours of set-up at £30.\n> Jo`

func TestDirection_ReplyThatChangesOnesOwnRequestIsAChange(t *testing.T) {
	t.Parallel()
	for _, text := range english(t, "amends", 10) {
		r := wrote("Re: Invoice for boxes // "+text+threadOfRequest, "In-Reply-To: <one@acmeworks.example>")
		assert.Equal(t, contract.DirectionInvoice, r.Direction, text)
		assert.Contains(t, r.Flags, contract.FlagAmendment, text)
		assert.Equal(t, contract.ExpectAsk, r.Expected, text)
		assert.Empty(t, r.Lines, text)
	}
}
