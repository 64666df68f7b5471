package odooclient

import (
	"time"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// Judge tells what became of a call says about the server.
func Judge(err error) breaker.Outcome { return judge(err) }

// Permit is the gate, for tests that try what the methods do not offer.
func Permit(call Call) error { return permit(call) }

// DecodeAnswer reads a method response.
func DecodeAnswer(call Call, uid int64, body []byte) (any, error) {
	return decodeAnswer(call, uid, body)
}

// ParseVersion reads the answer of common.version.
func ParseVersion(answer any) (int, string, error) {
	return parseVersion(Call{Method: "version"}, answer, "server_")
}

// LastException reads the last exception of a traceback.
func LastException(text string) (string, string) { return lastException(text) }

// WarningText makes a refusal fit for a person.
func WarningText(text string) string { return warningText(text) }

// RetryAfter reads the header.
func RetryAfter(header string) time.Duration { return retryAfter(header) }

// ClassifyFault turns a fault into an error.
func ClassifyFault(call Call, uid int64, code int, text string) *Error {
	return classifyFault(call, uid, code, text)
}

// DecodeJSON reads an answer over JSON-2.
func DecodeJSON(body []byte) (any, error) { return decodeJSON(body) }

// AnswerError classifies an answer over JSON-2, nil for a result.
func AnswerError(call Call, uid int64, status int, isJSON bool, body string) *Error {
	return answerError(call, uid, reply{status: status, fits: isJSON, body: []byte(body)})
}

// GroupCall is the call that Groups makes.
func GroupCall(model, method string, g Grouping) (Call, map[string]string) {
	return groupCall(model, method, g, baseContext())
}

// GroupOf is a group with a row as it came.
func GroupOf(row map[string]any) Group { return Group{row: row} }
