package odooclient_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

func TestDecodeJSON_ReadsOdoosValues(t *testing.T) {
	t.Parallel()
	got, err := odooclient.DecodeJSON([]byte(`{"s": "Zażółć 😀 <&>", "i": 9223372036854775807, "d": 215.29, "w": 60.0, "b": true,
		"m": [7, "ACME"], "l": [1, false, 3], "t": "2026-11-23 06:51:11", "e": false, "n": null}`))
	require.NoError(t, err)
	r := odooclient.Record(got.(map[string]any))
	require.Equal(t, "Zażółć 😀 <&>", r.Str("s"))
	require.Equal(t, int64(9223372036854775807), r.Int("i"))
	require.Equal(t, "215.29", r.Decimal("d").String())
	require.Equal(t, "60", r.Decimal("w").String())
	require.True(t, r.Bool("b"))
	require.Equal(t, odooclient.Ref{ID: 7, Name: "ACME"}, r.Ref("m"))
	require.Equal(t, []int64{1, 3}, r.IDs("l"))
	require.Equal(t, "2026-11-23", r.Date("t"))
	for _, empty := range []string{"e", "n", "absent"} {
		require.Empty(t, r.Str(empty))
		require.Zero(t, r.Int(empty))
		require.Zero(t, r.Ref(empty))
		require.Empty(t, r.Date(empty))
	}
}

func TestDecodeJSON_RefusesWhatIsNoAnswer(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"", " ", "<html>", "{", `{"a": }`, `{"a": 1`, "[1, 2", "1 2", "NaN", `[Infinity]`, "99999999999999999999", "1e999", `{1: 2}`, "[1,]",
	} {
		_, err := odooclient.DecodeJSON([]byte(body))
		require.Error(t, err, body)
	}
}

func TestDecodeJSON_RefusesDeepNesting(t *testing.T) {
	t.Parallel()
	for _, open := range []string{"[", `{"a":`} {
		_, err := odooclient.DecodeJSON([]byte(strings.Repeat(open, 400_000)))
		require.ErrorContains(t, err, "nested too deeply")
	}
	_, err := odooclient.DecodeJSON([]byte(strings.Repeat("[", 60) + strings.Repeat("]", 60)))
	require.NoError(t, err)
}

func FuzzDecodeJSON(f *testing.F) {
	for _, seed := range []string{`{"ids": [1], "messages": []}`, `[[1, "a"], false]`, "1.5", "null", `"\ud800"`, `{"a": {"a": 1}, "a": 2}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if value, err := odooclient.DecodeJSON(body); err == nil {
			checkPlain(t, value)
		}
	})
}
