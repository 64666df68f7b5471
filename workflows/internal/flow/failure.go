package flow

import (
	"errors"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// KindOf returns why an activity failed. A time limit that passed after the
// activity was handed to a worker means that it may have done its work.
func KindOf(err error) contract.FailureKind {
	// First, because a timeout carries the failure of an earlier attempt as its cause, which says nothing about the last one.
	var timeout *temporal.TimeoutError
	if errors.As(err, &timeout) {
		if timeout.TimeoutType() == enumspb.TIMEOUT_TYPE_SCHEDULE_TO_START {
			return contract.FailTransient
		}
		return contract.FailOutcomeUnknown
	}
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return knownKind(contract.FailureKind(app.Type()))
	}
	return contract.FailOutcomeUnknown
}

func knownKind(k contract.FailureKind) contract.FailureKind {
	switch k {
	case contract.FailTransient, contract.FailRateLimited, contract.FailAuth, contract.FailInvalid,
		contract.FailNotFound, contract.FailConflict, contract.FailNotConfigured:
		return k
	default:
		return contract.FailOutcomeUnknown
	}
}

// Sentence returns the words for the owner that an activity put into its error.
func Sentence(err error) string {
	var app *temporal.ApplicationError
	if errors.As(err, &app) && app.Message() != "" {
		return app.Message()
	}
	return "The answer did not arrive in time."
}

// Failed reports whether a call came back with a failure of its own, as
// against a cancelled process or a fault in the workflow's code.
func Failed(err error) bool {
	if err == nil || Canceled(err) {
		return false
	}
	var activity *temporal.ActivityError // a local one comes without
	var app *temporal.ApplicationError
	var timeout *temporal.TimeoutError
	return errors.As(err, &activity) || errors.As(err, &app) || errors.As(err, &timeout)
}

// Canceled reports whether the process itself was cancelled, as against a
// failed call.
func Canceled(err error) bool { return temporal.IsCanceledError(err) }
