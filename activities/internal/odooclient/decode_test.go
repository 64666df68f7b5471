package odooclient_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/kolo/xmlrpc"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

func readOp() odooclient.Call { return odooclient.Call{Model: "res.partner", Method: "read"} }

func answer(value string) []byte {
	return []byte("<?xml version='1.0'?>\n<methodResponse><params><param><value>" + value + "</value></param></params></methodResponse>")
}

func TestDecode_TakesEveryShapeOfAnEmptyField(t *testing.T) {
	t.Parallel()
	for _, empty := range []string{"<boolean>0</boolean>", "<nil/>", "<string></string>"} {
		got, err := odooclient.DecodeAnswer(readOp(), 2, answer("<struct><member><name>f</name><value>"+empty+"</value></member></struct>"))
		require.NoError(t, err)
		r := odooclient.Record(got.(map[string]any))
		require.Empty(t, r.Str("f"))
		require.Zero(t, r.Int("f"))
		require.False(t, r.Bool("f"))
		require.True(t, r.Decimal("f").IsZero())
		require.Zero(t, r.Ref("f"))
		require.Empty(t, r.IDs("f"))
		require.Empty(t, r.Date("f"))
	}
}

func TestDecode_ReadsOdoosValues(t *testing.T) {
	t.Parallel()
	got, err := odooclient.DecodeAnswer(readOp(), 2, answer(`<struct>
<member><name>s</name><value><string>Zażółć 😀 &lt;&amp;&gt;</string></value></member>
<member><name>i</name><value><i8>9223372036854775807</i8></value></member>
<member><name>d</name><value><double>215.29</double></value></member>
<member><name>b</name><value><boolean>1</boolean></value></member>
<member><name>m</name><value><array><data><value><int>7</int></value><value><string>ACME</string></value></data></array></value></member>
<member><name>l</name><value><array><data><value><int>1</int></value><value><boolean>0</boolean></value><value><int>3</int></value></data></array></value></member>
<member><name>t</name><value><string>2026-11-23 06:51:11</string></value></member></struct>`))
	require.NoError(t, err)
	r := odooclient.Record(got.(map[string]any))
	require.Equal(t, "Zażółć 😀 <&>", r.Str("s"))
	require.Equal(t, int64(math.MaxInt64), r.Int("i"))
	require.Equal(t, "215.29", r.Decimal("d").String())
	require.True(t, r.Bool("b"))
	require.Equal(t, odooclient.Ref{ID: 7, Name: "ACME"}, r.Ref("m"))
	require.Equal(t, []int64{1, 3}, r.IDs("l"))
	require.Equal(t, "2026-11-23", r.Date("t"))
	require.Equal(t, "7", odooclient.Decimal(int64(7)).String())
	require.True(t, odooclient.Decimal(math.NaN()).IsZero())
	require.Equal(t, int64(5), odooclient.Int(5.0))
	require.Zero(t, odooclient.Int(5.5))
	require.Equal(t, odooclient.Ref{ID: 3}, odooclient.M2O(int64(3)))
	require.Empty(t, odooclient.Date("2026-11-23T06:51"))
}

func TestDecode_TextSurvivesTheWayThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~äß€😀\n\t]{1,60}`).Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "text")
		body, err := xmlrpc.EncodeMethodCall("m", text)
		require.NoError(t, err)
		inner := strings.TrimSuffix(string(body)[strings.Index(string(body), "<value>")+len("<value>"):], "</value></param></params></methodCall>")
		got, err := odooclient.DecodeAnswer(readOp(), 2, answer(inner))
		require.NoError(t, err)
		require.Equal(t, text, got)
	})
}

func TestDecode_DeepNestingIsRefusedBeforeTheCodecSeesIt(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<value><array><data>", 400_000)
	_, err := odooclient.DecodeAnswer(readOp(), 2, []byte("<methodResponse><params><param>"+deep))
	e, ok := odooclient.As(err)
	require.True(t, ok)
	require.Equal(t, odooclient.CodeMalformed, e.Code)
	require.ErrorContains(t, errors.Unwrap(err), "nested too deeply")
	modest := strings.Repeat("<value><array><data>", 60) + strings.Repeat("</data></array></value>", 60)
	_, err = odooclient.DecodeAnswer(readOp(), 2, []byte("<methodResponse><params><param>"+modest+"</param></params></methodResponse>"))
	require.NoError(t, err)
}

func TestDecode_WhatIsNoAnswerIsUnknownForAWriteAndTransientForARead(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"", " ", "<html><body>Maintenance</body></html>", "<methodResponse>", "<methodResponse/>", "<methodResponse><params><param><value><int>",
		"<!DOCTYPE x [<!ENTITY a 'b'>]><methodResponse><params/></methodResponse>", "<methodCall><params/></methodCall>",
		"<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
		"<methodResponse><params><param><value><dateTime.iso8601>x</dateTime.iso8601></value></param></params></methodResponse>",
		"<methodResponse><fault><value><int>1</int></value></fault></methodResponse>",
		"<methodResponse><params><param><value><string>\x01</string></value></param></params></methodResponse>",
	} {
		_, err := odooclient.DecodeAnswer(readOp(), 2, []byte(body))
		e, ok := odooclient.As(err)
		require.True(t, ok, body)
		require.Equal(t, odooclient.Transient, e.Kind, body)
		_, err = odooclient.DecodeAnswer(odooclient.Call{Model: "account.move", Method: "load"}, 2, []byte(body))
		e, _ = odooclient.As(err)
		require.Equal(t, odooclient.OutcomeUnknown, e.Kind, body)
		require.True(t, e.Sent)
	}
}

func TestParseVersion_ReadsNumbersAndOdooOnline(t *testing.T) {
	t.Parallel()
	for want, in := range map[int]map[string]any{
		17: {"server_version": "17.0", "server_version_info": []any{int64(17), int64(0)}},
		18: {"server_version": "saas~18.2+e", "server_version_info": []any{"saas~18", int64(2)}},
		19: {"server_version": "19.0-20260901"},
	} {
		major, _, err := odooclient.ParseVersion(in)
		require.NoError(t, err)
		require.Equal(t, want, major)
	}
	for _, bad := range []any{nil, false, map[string]any{}, map[string]any{"server_version": "new"}} {
		_, _, err := odooclient.ParseVersion(bad)
		require.Error(t, err)
	}
}

func FuzzDecodeAnswer(f *testing.F) {
	f.Add(answer("<int>1</int>"))
	f.Add(answer("<array><data><value><nil/></value></data></array>"))
	f.Add(answer("<struct><member><name>a</name><value>b</value></member></struct>"))
	f.Add([]byte("<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>2</int></value></member><member><name>faultString</name><value><string>x</string></value></member></struct></value></fault></methodResponse>"))
	f.Add([]byte("<methodResponse><params><param><value><boolean>2</boolean></value></param></params></methodResponse>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		value, err := odooclient.DecodeAnswer(odooclient.Call{Model: "account.move", Method: "load"}, 2, body)
		if err == nil {
			checkPlain(t, value)
			return
		}
		if _, ok := odooclient.As(err); !ok {
			t.Fatalf("%v is not of our own type", err)
		}
	})
}

// checkPlain fails for a value of a type that callers do not expect.
func checkPlain(t *testing.T, value any) {
	switch v := value.(type) {
	case nil, bool, int64, float64, string:
	case []any:
		for _, item := range v {
			checkPlain(t, item)
		}
	case map[string]any:
		for _, item := range v {
			checkPlain(t, item)
		}
	default:
		if _, ok := value.(interface{ Unix() int64 }); !ok { // time.Time
			t.Fatalf("decoded a %T", value)
		}
	}
}
