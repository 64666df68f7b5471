package gmail

import (
	"errors"
	"time"
	"unicode"
	"unicode/utf8"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// longestRetry is how long Temporal itself may wait between two attempts. A
// longer wait is handed to the workflow, which tells the owner about it.
const longestRetry = 30 * time.Second

// failure turns a client's error into one whose type is the failure kind and
// whose message is a sentence for the owner. The cause stays behind: it could
// carry more than a history should show.
func failure(err error) error {
	if err == nil {
		return nil
	}
	var e *gmailclient.Error
	if !errors.As(err, &e) {
		return fail(contract.FailTransient, 0, "Gmail could not be asked.")
	}
	return fail(contract.FailureKind(e.Kind), e.RetryAfter, sentence(e.Message))
}

// fail makes the error. Only what may pass by itself is tried again, and not
// before the time Gmail has asked for.
func fail(kind contract.FailureKind, wait time.Duration, words string) error {
	passing := kind == contract.FailTransient || kind == contract.FailRateLimited
	return temporal.NewApplicationErrorWithOptions(words, string(kind), temporal.ApplicationErrorOptions{
		NonRetryable:   !passing || wait > longestRetry,
		NextRetryDelay: wait,
	})
}

func notConfigured() error {
	return fail(contract.FailNotConfigured, 0, "Gmail is not configured; set GMAIL_CREDENTIALS_FILE and GMAIL_TOKEN_FILE and run `go run ./starter gmail-login`.")
}

func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:] + "."
}
