package gmailclient_test

import (
	"encoding/base64"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
)

func FuzzPosition_WhatIsReadIsWrittenTheSame(f *testing.F) {
	for _, seed := range []string{"12345", "12345@1700000000@1a2b3c4d", "h|10|1700000000|12@1700000000@|tok|en", "f|0|1700000000|12|t", "", "h||||"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, ok := gmailclient.PositionAgain(text)
		if !ok {
			return
		}
		twice, ok := gmailclient.PositionAgain(once)
		require.True(t, ok)
		require.Equal(t, once, twice)
	})
}

func FuzzRetryAfter_IsNeverNegativeNorLongerThanADay(f *testing.F) {
	f.Add("30", "")
	f.Add("Mon, 23 Nov 2026 12:00:30 GMT", "")
	f.Add("", "User-rate limit exceeded.  Retry after 2026-11-23T12:10:00.000Z")
	f.Add("-5", "retry after 2026-11-23T12:10:00+02:00")
	f.Add("99999999999", "Retry after 9999-99-99T99:99:99Z")
	f.Fuzz(func(t *testing.T, header, words string) {
		d := gmailclient.RetryAfterOf(header, words, noon())
		require.GreaterOrEqual(t, d, time.Duration(0))
		require.LessOrEqual(t, d, 24*time.Hour)
	})
}

func FuzzExplain_SaysLittleAndPrintable(f *testing.F) {
	f.Add([]byte(`{"error":{"code":403,"message":"x\ny","errors":[{"reason":"rateLimitExceeded"}],"status":"PERMISSION_DENIED"}}`))
	f.Add([]byte(`{"error":{"details":[{"reason":"SERVICE_DISABLED"}]}}`))
	f.Add([]byte(`<html>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		reason, words := gmailclient.ExplainOf(body)
		for _, text := range []string{reason, words} {
			require.True(t, utf8.ValidString(text))
			require.LessOrEqual(t, utf8.RuneCountInString(text), 203)
			require.NotContains(t, text, "\n")
		}
	})
}

func FuzzDecodeRaw_TakesBothPaddings(f *testing.F) {
	f.Add([]byte("From: a@b.example\r\n\r\nx"))
	f.Add([]byte{0xff, 0xfb})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) == 0 {
			return
		}
		for _, encoding := range []*base64.Encoding{base64.URLEncoding, base64.RawURLEncoding} {
			got, err := gmailclient.DecodeRawOf(encoding.EncodeToString(raw))
			require.NoError(t, err)
			require.Equal(t, raw, got)
		}
		_, _ = gmailclient.DecodeRawOf(string(raw))
	})
}
