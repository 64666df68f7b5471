package gmailclient

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// maxWords caps what is quoted from Google's own explanation, in characters.
const maxWords = 200

// refusal judges a 4xx or 5xx.
// Source: https://developers.google.com/workspace/gmail/api/guides/handle-errors
func refusal(op string, seen *answer, now time.Time) *Error {
	reason, words := explain(seen.body.Bytes())
	e := &Error{Op: op, Status: seen.status, Reason: reason}
	e.Kind, e.Message = judge(seen.status, reason)
	if e.Kind == KindRateLimited || e.Kind == KindTransient {
		e.RetryAfter = retryAfter(seen.header, words, now)
	}
	if reason == "dailyLimitExceeded" && e.RetryAfter == 0 {
		e.RetryAfter = time.Hour
	}
	if e.Message == "" {
		e.Message = "Gmail refused the call"
		if words != "" {
			e.Message += ": " + words
		}
	}
	return e
}

func judge(status int, reason string) (Kind, string) {
	switch reason {
	case "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RESOURCE_EXHAUSTED":
		return KindRateLimited, "Gmail asks to slow down"
	case "dailyLimitExceeded":
		return KindRateLimited, "the Google Cloud project's limit for today is used up; it starts again at midnight Pacific time"
	case "accessNotConfigured", "SERVICE_DISABLED":
		return KindAuth, "the Gmail API is not enabled in your Google Cloud project; enable it under APIs & Services, Library, Gmail API"
	case "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT":
		return KindAuth, "the login does not include this right; run `go run ./starter gmail-login` again and leave every box ticked"
	case "domainPolicy":
		return KindAuth, "the administrator of your Google Workspace does not let this app read mail"
	}
	switch {
	case status == 401:
		return KindAuth, "Gmail does not accept the login; run `go run ./starter gmail-login`"
	case status == 403:
		return KindAuth, ""
	case status == 404:
		return KindNotFound, "Gmail does not have it (any more)"
	case status == 429:
		return KindRateLimited, "Gmail asks to slow down"
	case status == 408 || status >= 500:
		return KindTransient, "Gmail has a problem of its own"
	default:
		return KindInvalid, ""
	}
}

// explain reads Google's error body: the reason of its first error and its
// message. A body that is no such JSON (a proxy's HTML page) explains nothing.
func explain(body []byte) (reason, words string) {
	var e struct {
		Error struct {
			Message string `json:"message"`
			Status  string `json:"status"`
			Errors  []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
			Details []struct {
				Reason string `json:"reason"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &e) != nil {
		return "", ""
	}
	words = plain(e.Error.Message)
	for _, one := range e.Error.Errors {
		if one.Reason != "" {
			return plain(one.Reason), words
		}
	}
	for _, one := range e.Error.Details {
		if one.Reason != "" {
			return plain(one.Reason), words
		}
	}
	return plain(e.Error.Status), words
}

// plain makes a foreign text fit for a log line: printable, on one line, short.
func plain(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if runes := []rune(text); len(runes) > maxWords {
		return string(runes[:maxWords]) + "..."
	}
	return text
}

// hideURL drops the address from a transport error: its query may say more
// than a log line should.
func hideURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
