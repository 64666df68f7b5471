package odooclient

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Patterns of fault texts. Odoo answers in en_US because every call says so.
var (
	// exceptionLine is the last line of a traceback: the class, then the message.
	exceptionLine = regexp.MustCompile(`(?m)^((?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*|[A-Za-z_]\w*(?:Error|Exception|Warning|Interrupt))(?:: ?(.*))?$`)
	noDatabase    = regexp.MustCompile(`database "[^"]*" does not exist`)
	dumpsFrame    = regexp.MustCompile(`File "[^"]*xmlrpc[/\\]client\.py", line \d+, in (dumps|__?dump|dump_)`)
	noModel       = regexp.MustCompile(`^Object [\w.]+ doesn't exist`)
	lockDate      = regexp.MustCompile(`(?i)lock date|locked period|period is (closed|locked)|prior to and inclusive of`)
	serialization = regexp.MustCompile(`(?i)could not serialize access|deadlock detected|could not obtain lock`)
	filePath      = regexp.MustCompile(`File "[^"]*"(, line \d+)?`)
	warningTuple  = regexp.MustCompile(`^\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),`)
)

// The faults' codes on /xmlrpc/2 (odoo/service/wsgi_server.py): 1 is anything
// unexpected, with a traceback; 2 a refusal in words.
const (
	faultUnexpected   = 1
	faultWarning      = 2
	faultAccessDenied = 3
	faultAccessError  = 4
)

// loginCooldown is Odoo 14's and 15's pause after five wrong passwords.
const loginCooldown = 60 * time.Second

// classifyFault turns a fault into an error. A fault does not mean that the
// call was not carried out: Odoo commits before it writes the answer.
func classifyFault(call Call, uid int64, code int, text string) *Error {
	var e *Error
	switch code {
	case faultUnexpected:
		e = classifyTraceback(call, text)
	case faultWarning:
		e = classifyWarning(call, uid, text)
	case faultAccessDenied:
		e = classifyDenied(call, text)
	case faultAccessError:
		e = classifyAccess(call, text)
	default:
		e = newError(call, ambiguous(call), CodeMalformed, fmt.Sprintf("fault code %d", code))
	}
	e.Status, e.Sent = 200, true
	return e
}

// classifyTraceback reads the class from the last line of the traceback.
func classifyTraceback(call Call, text string) *Error {
	class, message := lastException(text)
	if afterCommit(text, message) {
		return newError(call, afterCommitKind(call), CodeAfterCommit, class)
	}
	return classifyException(call, class, message, text)
}

func classifyDenied(call Call, text string) *Error {
	if !strings.Contains(text, "Too many login failures") {
		return newError(call, Auth, CodeWrongPassword, "")
	}
	e := newError(call, RateLimited, CodeThrottled, "")
	e.RetryAfter = loginCooldown
	return e
}

// classifyException goes by the exception's class; whole is all that is known
// of it, which for a failed connection says more than its last line.
func classifyException(call Call, class, message, whole string) *Error {
	switch {
	case serialization.MatchString(message),
		strings.HasSuffix(class, ".LockNotAvailable"), strings.HasSuffix(class, ".SerializationFailure"), strings.HasSuffix(class, ".DeadlockDetected"):
		return newError(call, Transient, CodeRolledBack, class)
	case strings.HasSuffix(class, "pool.PoolError"):
		return newError(call, Transient, CodeDatabaseDown, class)
	case strings.HasSuffix(class, ".OperationalError") && noDatabase.MatchString(whole):
		return newError(call, Auth, CodeNoDatabase, "")
	case strings.HasSuffix(class, ".OperationalError") && strings.Contains(whole, "connection to server at") && strings.Contains(whole, "failed:"):
		return newError(call, Transient, CodeDatabaseDown, class)
	case class == "" || strings.HasSuffix(class, ".OperationalError") || strings.HasSuffix(class, ".InterfaceError") || strings.HasSuffix(class, ".AdminShutdown"):
		return newError(call, ambiguous(call), CodeBroken, class)
	case strings.HasPrefix(class, "psycopg2."):
		return newError(call, Invalid, CodeRefused, class)
	case programError(class):
		return newError(call, Invalid, CodeProgram, class+": "+shorten(message, 200))
	default:
		return newError(call, ambiguous(call), CodeBroken, class)
	}
}

// programError tells the built-in exceptions that a wrong argument raises
// before anything is committed.
func programError(class string) bool {
	switch class {
	case "AttributeError", "ValueError", "TypeError", "KeyError", "IndexError", "AssertionError", "NotImplementedError",
		"UnicodeDecodeError", "UnicodeEncodeError", "ZeroDivisionError", "NameError",
		"xml.parsers.expat.ExpatError", "binascii.Error":
		return true
	}
	return false
}

// afterCommit recognises an answer that could not be put into XML, which
// happens after the transaction is committed.
func afterCommit(text, message string) bool {
	return strings.HasPrefix(message, "cannot marshal None unless allow_none") ||
		strings.HasPrefix(message, "int exceeds XML-RPC limits") ||
		strings.HasPrefix(message, "dictionary key must be string") ||
		dumpsFrame.MatchString(text)
}

// afterCommitKind: a read whose answer cannot be written will never be.
func afterCommitKind(call Call) Kind {
	if call.Write() {
		return OutcomeUnknown
	}
	return Invalid
}

func classifyWarning(call Call, uid int64, text string) *Error {
	detail := warningText(text)
	switch {
	case uid != 0 && strings.Contains(text, fmt.Sprintf("res.users(%d,)", uid)):
		return newError(call, Auth, CodeStaleUser, "")
	case strings.HasPrefix(text, "Record does not exist or has been deleted"):
		return newError(call, NotFound, CodeMissing, detail)
	case noModel.MatchString(text):
		return newError(call, Invalid, CodeNoModel, detail)
	case strings.Contains(text, "No journal could be found"):
		return newError(call, Invalid, CodeNoJournal, detail)
	case lockDate.MatchString(text):
		return newError(call, Invalid, CodeLocked, detail)
	default:
		return newError(call, Invalid, CodeRefused, detail)
	}
}

func classifyAccess(call Call, text string) *Error {
	detail := warningText(text)
	switch {
	case strings.HasPrefix(text, "Private methods"):
		return newError(call, Invalid, CodeProgram, detail)
	case strings.Contains(text, "unauthorized or invalid companies"):
		return newError(call, Auth, CodeWrongCompany, detail)
	default:
		return newError(call, Auth, CodeNoRight, detail)
	}
}

// classifyLoad turns the first error message of a load answer into an error.
// load rolls its savepoint back, so nothing was left behind.
func classifyLoad(call Call, message string) *Error {
	e := newError(call, Invalid, CodeRefused, warningText(message))
	switch {
	case serialization.MatchString(message):
		e = newError(call, Transient, CodeRolledBack, "")
	case strings.HasPrefix(message, "You are not allowed to"), strings.Contains(message, "not allowed to access"):
		e = newError(call, Auth, CodeNoRight, warningText(message))
	case strings.HasPrefix(message, "Record does not exist"), strings.HasPrefix(message, "No matching record found"), strings.Contains(message, "in another model requires the record"):
		e = newError(call, NotFound, CodeMissing, warningText(message))
	case strings.Contains(message, "No journal could be found"):
		e.Code = CodeNoJournal
	case strings.Contains(message, "unauthorized or invalid companies"):
		e = newError(call, Auth, CodeWrongCompany, warningText(message))
	case lockDate.MatchString(message):
		e.Code = CodeLocked
	}
	e.Status, e.Sent = 200, true
	return e
}

// lastException returns class and message of a traceback's last exception.
func lastException(text string) (class, message string) {
	all := exceptionLine.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return "", ""
	}
	last := all[len(all)-1]
	return last[1], strings.TrimSpace(last[2])
}

// warningText is a refusal in Odoo's words, fit for a person: one paragraph,
// short, without the action of a RedirectWarning and without file names.
func warningText(text string) string {
	if m := warningTuple.FindStringSubmatch(text); m != nil {
		text = strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\n`, "\n", `\\`, `\`).Replace(m[1] + m[2])
	}
	if strings.Contains(text, "Traceback (most recent call last)") {
		class, message := lastException(text)
		text = class + ": " + message
	}
	// What PostgreSQL adds repeats whole rows.
	text, _, _ = strings.Cut(text, "DETAIL:")
	text, _, _ = strings.Cut(text, "CONTEXT:")
	return shorten(filePath.ReplaceAllString(text, ""), 400)
}

func shorten(s string, limit int) string {
	s = strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit]) + "..."
}
