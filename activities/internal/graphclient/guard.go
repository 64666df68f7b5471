package graphclient

import (
	"strconv"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// judge tells what became of a call says about Meta: not reached, no answer
// and errors of its servers are failures, refusals are answers.
func judge(err error) breaker.Outcome {
	if err == nil {
		return breaker.Outcome{Verdict: breaker.Answered}
	}
	e, is := As(err)
	if !is {
		return breaker.Outcome{}
	}
	failing := func(reason string) breaker.Outcome {
		return breaker.Outcome{Verdict: breaker.Failed, Reason: reason, Wait: e.RetryAfter}
	}
	switch e.Reason {
	case ReasonUnreachable:
		return failing("no connection")
	case ReasonNoAnswer:
		return failing("the connection broke off")
	case ReasonTimeout:
		return failing("no answer in time")
	case ReasonCancelled, ReasonLocal:
		return breaker.Outcome{}
	case ReasonUnreadable:
		return failing("an answer that cannot be read")
	case ReasonServer:
		if e.Code == 0 || e.Code == 2 { // code 1 and -1 are about the one call
			return failing("HTTP " + strconv.Itoa(e.Status))
		}
	}
	return breaker.Outcome{Verdict: breaker.Answered}
}
