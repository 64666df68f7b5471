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

// wire posts XML over HTTP. It never follows a redirect, which would either
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

// post sends one request and returns the body of a 200 XML answer.
func (w *wire) post(ctx context.Context, call Call, address string, body []byte) ([]byte, error) {
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return nil, networkError(call, ctx.Err(), false)
	}
	var sent, badTLS atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		// From the first header byte on the server may have it all.
		WroteHeaders: func() { sent.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { sent.Store(true) },
		// net/http rewrites some handshake errors into bare texts.
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) { badTLS.Store(err != nil) },
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, newError(call, Invalid, CodeProgram, "the address cannot be called")
	}
	req.Header.Set("Content-Type", "text/xml; charset=utf-8")
	req.Header.Set("Accept", "text/xml")
	resp, err := w.http.Do(req)
	if err != nil {
		e := networkError(call, err, sent.Load())
		if badTLS.Load() && !e.Sent && ctx.Err() == nil {
			e.Code = CodeTLS
		}
		return nil, e
	}
	defer resp.Body.Close()
	if e := statusError(call, resp); e != nil {
		return nil, e
	}
	return readAnswer(call, resp)
}

func readAnswer(call Call, resp *http.Response) ([]byte, error) {
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		e := networkError(call, err, true)
		e.Status = resp.StatusCode
		return nil, e
	}
	if len(answer) > maxAnswer {
		e := newError(call, ambiguous(call), CodeTooLarge, "")
		e.Status, e.Sent = resp.StatusCode, true
		return nil, e
	}
	return answer, nil
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

// statusError classifies an answer that is not a 200 with XML, nil otherwise.
func statusError(call Call, resp *http.Response) *Error {
	status := resp.StatusCode
	e := newError(call, ambiguous(call), CodeHTTP, "")
	e.Status, e.Sent = status, true
	switch {
	case status == http.StatusOK && isXML(resp.Header.Get("Content-Type")):
		return nil
	case status == http.StatusOK:
		e.Code = CodeNotXML
	case status == http.StatusTooManyRequests:
		e.Kind, e.Code = RateLimited, CodeThrottled
		e.RetryAfter = retryAfter(resp.Header.Get("Retry-After"))
	case status >= 300 && status < 400:
		e.Code = CodeRedirect
		if !call.Write() {
			e.Kind = Invalid
		}
	case status == http.StatusRequestTimeout, status >= 500:
		e.RetryAfter = retryAfter(resp.Header.Get("Retry-After"))
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		e.Kind = Auth
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		e.Kind, e.Code = Invalid, CodeNoEndpoint
	case status == http.StatusRequestEntityTooLarge:
		e.Kind, e.Code = Invalid, CodeRequestSize
	case status >= 400:
		e.Kind = Invalid
	}
	return e
}

func isXML(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "text/xml" || media == "application/xml")
}

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
