package odooclient

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// userAgent names the program in the server's log.
const userAgent = "autonomous-employee"

// wire sends calls over HTTP, for both dialects together. It never follows a redirect, which would either
// turn the call into a GET or hand the password to another host.
type wire struct {
	http  *http.Client
	slots chan struct{} // one per call in flight
}

func newWire(cfg Config) *wire {
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout:   15 * time.Second,
		MaxIdleConnsPerHost:   cfg.MaxInFlight,
		MaxConnsPerHost:       cfg.MaxInFlight,
		IdleConnTimeout:       30 * time.Second,
		ExpectContinueTimeout: time.Second,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
	}
	return &wire{
		http: &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		slots: make(chan struct{}, cfg.MaxInFlight),
	}
}

// request is one call as it goes out; media tells the kind of answer it can
// use, any other is a web page to it.
type request struct {
	method, address string
	header          http.Header
	body            []byte
	media           func(string) bool
}

// reply is the whole answer; its body is empty when it is of another kind.
type reply struct {
	status     int
	retryAfter time.Duration
	fits       bool // the answer is of the kind asked for
	body       []byte
}

// send sends one request and returns the answer, whatever its status.
func (w *wire) send(ctx context.Context, call Call, r request) (reply, error) {
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return reply{}, networkError(call, ctx.Err(), false)
	}
	var sent, badTLS atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		// From the first header byte on the server may have it all.
		WroteHeaders: func() { sent.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { sent.Store(true) },
		// net/http rewrites some handshake errors into bare texts.
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) { badTLS.Store(err != nil) },
	})
	req, err := http.NewRequestWithContext(ctx, r.method, r.address, bytes.NewReader(r.body))
	if err != nil {
		return reply{}, newError(call, Invalid, CodeProgram, "the address cannot be called")
	}
	req.Header = r.header
	req.Header.Set("User-Agent", userAgent)
	resp, err := w.http.Do(req)
	if err != nil {
		e := networkError(call, err, sent.Load())
		if badTLS.Load() && !e.Sent && ctx.Err() == nil {
			e.Code = CodeTLS
		}
		return reply{}, e
	}
	defer resp.Body.Close()
	return readReply(call, resp, r.media)
}

func readReply(call Call, resp *http.Response, media func(string) bool) (reply, error) {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	got := reply{status: resp.StatusCode, fits: err == nil && media(kind), retryAfter: retryAfter(resp.Header.Get("Retry-After"))}
	if !got.fits {
		return got, nil
	}
	got.body, err = io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		e := networkError(call, err, true)
		e.Status = resp.StatusCode
		return reply{}, e
	}
	if len(got.body) > maxAnswer {
		e := newError(call, ambiguous(call), CodeTooLarge, "")
		e.Status, e.Sent = resp.StatusCode, true
		return reply{}, e
	}
	return got, nil
}

// networkError classifies a failure without a whole answer. Nothing was
// carried out when not a byte was sent.
func networkError(call Call, err error, sent bool) *Error {
	kind := Transient
	if sent {
		kind = ambiguous(call)
	}
	e := newError(call, kind, networkCode(err), "")
	e.Sent, e.cause = sent, err
	return e
}

func networkCode(err error) Code {
	var (
		dns     *net.DNSError
		op      *net.OpError
		cert    *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		unknown x509.UnknownAuthorityError
		netErr  net.Error
	)
	switch {
	case errors.Is(err, context.Canceled):
		return CodeCancelled
	case errors.As(err, &dns):
		return CodeUnknownHost
	case errors.As(err, &cert), errors.As(err, &record), errors.As(err, &unknown):
		return CodeTLS
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return CodeTimeout
	case errors.As(err, &op) && op.Op == "dial":
		return CodeUnreachable
	default:
		return CodeBroken
	}
}

// statusError classifies an answer that is not a 200 of the kind asked for,
// nil otherwise.
func statusError(call Call, got reply) *Error {
	e := newError(call, ambiguous(call), CodeHTTP, "")
	e.Status, e.Sent = got.status, true
	switch status := got.status; {
	case status == http.StatusOK && got.fits:
		return nil
	case status == http.StatusOK:
		e.Code = CodePage
	case status == http.StatusTooManyRequests:
		e.Kind, e.Code, e.RetryAfter = RateLimited, CodeThrottled, got.retryAfter
	case status >= 300 && status < 400:
		e.Code = CodeRedirect
		if !call.Write() {
			e.Kind = Invalid
		}
	case status == http.StatusRequestTimeout, status >= 500:
		e.RetryAfter = got.retryAfter
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		e.Kind = Auth
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed, status == http.StatusGone:
		e.Kind, e.Code = Invalid, CodeNoEndpoint
	case status == http.StatusRequestEntityTooLarge:
		e.Kind, e.Code = Invalid, CodeRequestSize
	case status >= 400:
		e.Kind = Invalid
	}
	return e
}

func xmlMedia(media string) bool { return media == "text/xml" || media == "application/xml" }

func jsonMedia(media string) bool { return media == "application/json" }

// retryAfter reads seconds or an HTTP date, at most an hour; 0 = not said.
func retryAfter(header string) time.Duration {
	const most = time.Hour
	if seconds, err := strconv.Atoi(strings.TrimSpace(header)); err == nil {
		return time.Duration(min(max(seconds, 0), int(most/time.Second))) * time.Second
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return min(max(time.Until(at), 0), most)
}
