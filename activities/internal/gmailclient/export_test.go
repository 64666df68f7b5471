package gmailclient

import (
	"net/http"
	"time"
)

// PositionAgain parses a position and writes it again; ok is false for
// nonsense.
func PositionAgain(text string) (again string, ok bool) {
	if p, err := parsePage(text); err == nil {
		return p.String(), true
	}
	if c, err := parseCursor(text); err == nil {
		return c.String(), true
	}
	return "", false
}

// RetryAfterOf reads a wait from a header and from words.
func RetryAfterOf(header, words string, now time.Time) time.Duration {
	return retryAfter(http.Header{"Retry-After": {header}}, words, now)
}

// ExplainOf reads an error body.
func ExplainOf(body []byte) (reason, words string) { return explain(body) }

// DecodeRawOf decodes a raw mail.
func DecodeRawOf(text string) ([]byte, error) { return decodeRaw(text) }
