package odooclient

import (
	"encoding/json"
	"net/http"
	"strings"
)

// problem is JSON-2's account of an exception. It also has the traceback
// (debug) and the whole context, which are not read.
type problem struct {
	Name      string `json:"name"` // such as odoo.exceptions.UserError
	Message   string `json:"message"`
	Arguments []any  `json:"arguments"`
}

// answerError classifies an answer over JSON-2 that is no result, nil for a
// result.
func answerError(call Call, uid int64, got reply) *Error {
	if got.status != http.StatusOK && got.fits {
		if p, ok := readProblem(got); ok {
			return classifyProblem(call, uid, got.status, p)
		}
	}
	return statusError(call, got)
}

// readProblem tells Odoo's own refusals from those of a proxy, which may be
// JSON too. What is about the server's state and not the call goes by its
// status, whoever says it.
func readProblem(got reply) (problem, bool) {
	var p problem
	switch got.status {
	case http.StatusTooManyRequests, http.StatusRequestTimeout:
		return p, false
	}
	if got.status < 400 || got.status > http.StatusInternalServerError || json.Unmarshal(got.body, &p) != nil {
		return problem{}, false
	}
	return p, strings.Contains(p.Name, ".")
}

// classifyProblem turns an exception into an error by its class. Odoo writes
// the answer before it commits, so unlike over XML-RPC an exception is never
// about an answer that could not be written. What may be raised at the commit
// itself stays unknown, as there.
func classifyProblem(call Call, uid int64, status int, p problem) *Error {
	var e *Error
	module, _ := cutLast(p.Name)
	switch {
	case module == "werkzeug.exceptions":
		e = classifyHTTP(call, status, p)
	case p.Name == "odoo.exceptions.AccessDenied":
		e = classifyUnchecked(call, p.Message)
	case p.Name == "odoo.exceptions.AccessError":
		e = classifyAccess(call, p.Message)
	case p.Name == "odoo.exceptions.LockError", p.Name == "odoo.exceptions.ConcurrencyError":
		e = newError(call, Transient, CodeRolledBack, "")
	case p.Name == "odoo.exceptions.RedirectWarning":
		// The message repeats the action to go to; the first argument is for people.
		e = newError(call, Invalid, CodeRefused, "")
		if len(p.Arguments) > 0 {
			e = classifyWarning(call, uid, Str(p.Arguments[0]))
		}
	case module == "odoo.exceptions":
		e = classifyWarning(call, uid, p.Message)
	case strings.HasSuffix(p.Name, ".SessionExpiredException"):
		e = newError(call, Auth, CodeNeedsKey, "")
	default:
		e = classifyException(call, strings.TrimPrefix(p.Name, "builtins."), firstLine(p.Message), p.Message)
	}
	e.Status, e.Sent = status, true
	return e
}

// classifyUnchecked reads AccessDenied, which says nothing about the key over
// JSON-2: a wrong one is told by 401. Odoo puts it in the place of whatever
// goes wrong while it looks the key up, such as a lost connection to its
// database, and so before the call is carried out.
func classifyUnchecked(call Call, text string) *Error {
	e := classifyDenied(call, text)
	if e.Code == CodeWrongPassword {
		e.Kind, e.Code = Transient, CodeKeyUnchecked
	}
	return e
}

// classifyHTTP reads the refusals of Odoo's own controller.
func classifyHTTP(call Call, status int, p problem) *Error {
	detail := shorten(p.Message, 200)
	switch {
	case status == http.StatusUnauthorized:
		// Odoo's words tell a wrong key from one that a proxy has taken away.
		return newError(call, Auth, CodeNeedsKey, detail)
	case status == http.StatusNotFound && strings.HasPrefix(p.Message, "the model "):
		return newError(call, Invalid, CodeNoModel, detail)
	case status == http.StatusRequestEntityTooLarge:
		return newError(call, Invalid, CodeRequestSize, "")
	case status == http.StatusForbidden:
		return newError(call, Auth, CodeNoRight, detail)
	case status >= http.StatusInternalServerError:
		return newError(call, ambiguous(call), CodeBroken, "")
	default:
		return newError(call, Invalid, CodeProgram, detail)
	}
}

func cutLast(name string) (module, class string) {
	i := strings.LastIndex(name, ".")
	return name[:max(i, 0)], name[i+1:]
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
