package odooclient_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

func TestLastException_FindsTheClassBeneathContextLines(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'\n":                                                                  {"KeyError", "'x'"},
		"Traceback\npsycopg2.errors.DeadlockDetected: deadlock detected\nDETAIL:  Process 1\nCONTEXT:  while updating\n":                                      {"psycopg2.errors.DeadlockDetected", "deadlock detected"},
		"Traceback\nValueError: first\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback\nodoo.exceptions.UserError: second": {"odoo.exceptions.UserError", "second"},
		"MemoryError\n":       {"MemoryError", ""},
		"":                    {"", ""},
		"no traceback at all": {"", ""},
	} {
		class, message := odooclient.LastException(in)
		require.Equal(t, want, [2]string{class, message}, in)
	}
}

func TestWarningText_IsShortAndWithoutSecretsOfTheServer(t *testing.T) {
	t.Parallel()
	require.Equal(t, "Set it up.", odooclient.WarningText(`('Set it up.', 42, 'Go', {'k': 'v'})`))
	require.Equal(t, `It's "here".`, odooclient.WarningText(`("It's \"here\".", 42, 'Go')`))
	require.Equal(t, "new row violates x", odooclient.WarningText("new row violates x\nDETAIL:  Failing row contains (31, secret)"))
	require.Equal(t, "a b c", odooclient.WarningText("a\n\n b\tc "))
	long := odooclient.WarningText(strings.Repeat("ü", 5000))
	require.LessOrEqual(t, utf8.RuneCountInString(long), 403)
	require.NotContains(t, odooclient.WarningText("Traceback (most recent call last):\n  File \"/srv/secret.py\", line 3\nValueError: bad"), "/srv")
}

func TestRetryAfter_ReadsSecondsAndDatesWithinAnHour(t *testing.T) {
	t.Parallel()
	require.Equal(t, 30*time.Second, odooclient.RetryAfter("30"))
	require.Equal(t, time.Hour, odooclient.RetryAfter("999999"))
	require.Zero(t, odooclient.RetryAfter("-5"))
	require.Zero(t, odooclient.RetryAfter("soon"))
	require.Zero(t, odooclient.RetryAfter(""))
	at := time.Now().Add(10 * time.Minute).UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")
	require.InDelta(t, 600, odooclient.RetryAfter(at).Seconds(), 5)
}

func FuzzFaultText(f *testing.F) {
	f.Add(1, "Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n")
	f.Add(2, "('a', 1, 'b')")
	f.Add(4, "You are not allowed to create")
	f.Add(9, "\x00\xff")
	f.Fuzz(func(t *testing.T, code int, text string) {
		odooclient.LastException(text)
		if shown := odooclient.WarningText(text); !utf8.ValidString(shown) || utf8.RuneCountInString(shown) > 403 {
			t.Fatalf("not fit to show: %q", shown)
		}
		e := odooclient.ClassifyFault(odooclient.Call{Model: "account.move", Method: "load"}, 2, code, text)
		if e.Kind == "" || e.Code == "" || !e.Sent || !utf8.ValidString(e.Error()) {
			t.Fatalf("not classified: %+v", e)
		}
	})
}
