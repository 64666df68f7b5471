package graphclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	facebook "github.com/huandu/facebook/v2"
)

// Waits where Graph names none.
const (
	waitLimit = 5 * time.Minute
	waitDaily = 24 * time.Hour
)

// wireError is the error object of Graph. Numbers may come as text, and the
// whole object as a word.
type wireError struct {
	Message   string `json:"message"`
	Code      any    `json:"code"`
	Subcode   any    `json:"error_subcode"`
	Transient bool   `json:"is_transient"`
	UserTitle string `json:"error_user_title"`
	UserWords string `json:"error_user_msg"`
	Trace     string `json:"fbtrace_id"`
}

func whole(v any) int {
	switch n := v.(type) {
	case float64:
		return int(n)
	case string:
		i, _ := strconv.Atoi(n)
		return i
	}
	return 0
}

// refusal reads the error object of a body, if there is one.
func refusal(body []byte) (wireError, bool) {
	var outer struct {
		Error json.RawMessage `json:"error"`
	}
	if json.NewDecoder(bytes.NewReader(body)).Decode(&outer) != nil || len(outer.Error) == 0 || string(outer.Error) == "null" {
		return wireError{}, false
	}
	var e wireError
	if json.Unmarshal(outer.Error, &e) == nil {
		return e, true
	}
	var loose map[string]any
	if json.Unmarshal(outer.Error, &loose) == nil {
		e.Code, e.Subcode = loose["code"], loose["error_subcode"]
		e.Message, _ = loose["message"].(string)
		return e, true
	}
	e.Message = strings.Trim(string(outer.Error), `"`)
	return e, true
}

// classify judges from what was kept of the exchange.
func (c *Client) classify(ctx context.Context, r Request, x *exchange, result facebook.Result, err error) (Answer, error) {
	if x.status == 0 {
		return Answer{}, c.unanswered(ctx, r, x, err)
	}
	if e, is := refusal(x.body.Bytes()); is {
		return Answer{}, c.refused(r, x, e)
	}
	trimmed := bytes.TrimSpace(x.body.Bytes())
	switch {
	case x.status >= http.StatusInternalServerError:
		return Answer{}, c.told(c.doubtful(r, ReasonServer), x)
	case x.status == http.StatusTooManyRequests:
		return Answer{}, c.limited(r, x, ReasonLimit, waitLimit)
	case x.status >= http.StatusMultipleChoices && x.status < http.StatusBadRequest:
		// Nobody follows it, so nothing was carried out.
		return Answer{}, c.told(c.failure(r, KindTransient, ReasonUnreadable), x)
	case x.status == http.StatusRequestEntityTooLarge:
		return Answer{}, c.told(c.failure(r, KindInvalid, ReasonMedia), x)
	case x.status >= http.StatusBadRequest, x.broken != nil:
		return Answer{}, c.told(c.doubtful(r, ReasonUnreadable), x)
	case string(trimmed) == "true":
		return Answer{True: true}, nil
	case err != nil || result == nil || !x.valid:
		return Answer{}, c.told(c.doubtful(r, ReasonUnreadable), x)
	}
	return Answer{fields: result}, nil
}

func (c *Client) told(e *Error, x *exchange) *Error {
	e.Status = x.status
	e.RetryAfter = max(e.RetryAfter, regain(x.header, c.cfg.Now()))
	if e.cause == nil {
		e.cause = x.broken
	}
	return e
}

// unanswered is a call for which no answer came.
func (c *Client) unanswered(ctx context.Context, r Request, x *exchange, err error) *Error {
	cause := x.failed
	if cause == nil {
		cause = err
	}
	var e *Error
	switch {
	case x.failed == nil:
		e = c.failure(r, KindTransient, ReasonLocal)
	case !x.sent.Load() && errors.Is(ctx.Err(), context.Canceled):
		e = c.failure(r, KindTransient, ReasonCancelled)
	case !x.sent.Load():
		e = c.failure(r, KindTransient, ReasonUnreachable)
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(cause, context.DeadlineExceeded):
		e = c.doubtful(r, ReasonTimeout)
	case errors.Is(ctx.Err(), context.Canceled):
		e = c.doubtful(r, ReasonCancelled)
	default:
		e = c.doubtful(r, ReasonNoAnswer)
	}
	e.cause = plain(cause)
	return e
}

// plain keeps of a network error what can be asked for, and drops its text,
// which holds the address with its parameters.
func plain(err error) error {
	for _, known := range []error{context.DeadlineExceeded, context.Canceled, io.ErrUnexpectedEOF, io.EOF} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}

func (c *Client) limited(r Request, x *exchange, reason Reason, otherwise time.Duration) *Error {
	e := c.told(c.failure(r, KindRateLimited, reason), x)
	if e.RetryAfter <= 0 {
		e.RetryAfter = otherwise
	}
	return e
}

// refused judges an error object by the table of errors.
func (c *Client) refused(r Request, x *exchange, w wireError) *Error {
	code, subcode := whole(w.Code), whole(w.Subcode)
	e := c.judged(r, x, code, subcode, w)
	e.Status, e.Code, e.Subcode, e.Trace = x.status, code, subcode, c.clean(w.Trace)
	e.Detail = c.clean(w.UserWords)
	if e.Detail == "" {
		e.Detail = c.clean(w.Message)
	}
	return e
}

func (c *Client) judged(r Request, x *exchange, code, subcode int, w wireError) *Error {
	if e := c.bySubcode(r, x, subcode); e != nil {
		return e
	}
	if limits(code) {
		return c.limited(r, x, ReasonLimit, waitLimit)
	}
	if e := c.byCode(r, x, code, subcode, w.Message); e != nil {
		return e
	}
	if code == 0 || code < 0 || code == 1 || code == 2 || w.Transient || x.status >= http.StatusInternalServerError {
		return c.told(c.doubtful(r, ReasonServer), x)
	}
	return c.failure(r, KindInvalid, ReasonRefused)
}

// limits are the codes of "too many calls".
func limits(code int) bool {
	switch code {
	case 4, 17, 32, 341, 613, 80014:
		return true
	}
	return code >= 80001 && code <= 80009
}

// bySubcode judges what the subcode alone decides, nil = it does not.
func (c *Client) bySubcode(r Request, x *exchange, subcode int) *Error {
	switch subcode {
	case 2207051:
		// A post is known to have come out in spite of this, so it is looked up first.
		e := c.doubtful(r, ReasonBlocked)
		if r.Effect != Publishes {
			e.Kind = KindInvalid
		}
		e.Blocked = true
		return e
	case 2207050:
		return c.blocked(r)
	case 2207042:
		return c.limited(r, x, ReasonDailyLimit, waitDaily)
	case 2207003, 2207052:
		return c.failure(r, KindTransient, ReasonMediaFetch)
	case 2207027:
		return c.failure(r, KindTransient, ReasonNotReady)
	case 2207020, 2207008, 2207006:
		return c.failure(r, KindNotFound, ReasonContainerGone)
	case 2207004, 2207005, 2207009, 2207026:
		return c.failure(r, KindInvalid, ReasonMedia)
	case 1609005:
		return c.failure(r, KindInvalid, ReasonLink)
	case 2018278, 2534022:
		return c.failure(r, KindInvalid, ReasonWindow)
	case 1545041:
		return c.failure(r, KindInvalid, ReasonPerson)
	}
	return nil
}

func (c *Client) blocked(r Request) *Error {
	e := c.failure(r, KindInvalid, ReasonBlocked)
	e.Blocked = true
	return e
}

// byCode judges what the code decides, nil = it does not.
func (c *Client) byCode(r Request, x *exchange, code, subcode int, message string) *Error {
	switch {
	case code == 190 || code == 102 || code == 104:
		return c.failure(r, KindAuth, tokenReason(code, subcode))
	case code == 3 || code == 10 || (code >= 200 && code <= 299):
		return c.failure(r, KindAuth, ReasonRight)
	case code == 368:
		return c.blocked(r)
	case code == 506:
		return c.failure(r, KindConflict, ReasonDuplicate)
	case code == 9:
		return c.limited(r, x, ReasonDailyLimit, waitDaily)
	case code == 551:
		return c.failure(r, KindInvalid, ReasonPerson)
	case code == 1609005:
		return c.failure(r, KindInvalid, ReasonLink)
	case code == 36000 || code == 36001 || code == 36003 || code == 352:
		return c.failure(r, KindInvalid, ReasonMedia)
	case code == 9004:
		return c.failure(r, KindTransient, ReasonMediaFetch)
	case code == 9007:
		return c.failure(r, KindTransient, ReasonNotReady)
	case code == 100 && subcode == 33:
		return c.failure(r, KindNotFound, ReasonMissing)
	case code == 100 && strings.Contains(message, "appsecret_proof"):
		return c.failure(r, KindAuth, ReasonProof)
	case code == 100:
		return c.failure(r, KindInvalid, ReasonRefused)
	case code == 2500 && strings.Contains(message, "Unknown path"), code == 2635:
		return c.failure(r, KindInvalid, ReasonVersion)
	}
	return nil
}

func tokenReason(code, subcode int) Reason {
	switch {
	case subcode == 463:
		return ReasonTokenExpired
	case subcode == 458 || subcode == 460 || subcode == 467 || subcode == 492 || subcode == 459 || subcode == 464 || code == 102:
		return ReasonTokenRevoked
	}
	return ReasonToken
}
