package gmailclient

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxRetryAfter bounds what is believed: Gmail's longest known sanction is a
// day.
const maxRetryAfter = 24 * time.Hour

var retryAfterText = regexp.MustCompile(`(?i)retry after\s+(\d{4}-\d{2}-\d{2}T[0-9:.]+(?:Z|[+-]\d{2}:\d{2}))`)

// retryAfter reads when to come again, from the Retry-After header (seconds or
// a date) or from Google's words "Retry after 2026-11-23T14:05:00.000Z". Zero
// means that nothing readable was said.
func retryAfter(header http.Header, words string, now time.Time) time.Duration {
	if d := parseRetryAfter(header.Get("Retry-After"), now); d > 0 {
		return d
	}
	found := retryAfterText.FindStringSubmatch(words)
	if found == nil {
		return 0
	}
	at, err := time.Parse(time.RFC3339, strings.ToUpper(found[1]))
	if err != nil {
		return 0
	}
	return bounded(at.Sub(now))
}

func parseRetryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		return bounded(time.Duration(seconds) * time.Second)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	return bounded(at.Sub(now))
}

// bounded turns a moment that is already past into the shortest wait.
func bounded(d time.Duration) time.Duration {
	return min(max(d, time.Second), maxRetryAfter)
}
