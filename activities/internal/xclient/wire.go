package xclient

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

const (
	// maxAnswer bounds what is read of an answer: a page of 100 posts has about 200 KB.
	maxAnswer = 8 << 20
	userAgent = "autonomous-employee"
)

var errTooLarge = errors.New("the answer is larger than 8 MiB")

// answer is what came back for one request, kept beside the library's result.
type answer struct {
	status  int // 0 = nothing came back
	header  http.Header
	body    []byte
	readErr error // the body broke off

	sent   atomic.Bool // the server may have the whole request
	badTLS atomic.Bool
}

type answerKey struct{}

func withAnswer(ctx context.Context, a *answer) context.Context {
	ctx = context.WithValue(ctx, answerKey{}, a)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		// From the first header byte on the server may have it all.
		WroteHeaders: func() { a.sent.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { a.sent.Store(true) },
		// net/http rewrites some handshake errors into bare texts.
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) { a.badTLS.Store(err != nil) },
	})
}

// wire is the transport of every request: it puts the base URL in the place of
// the one that gotwi is built with, signs, and keeps the answer.
type wire struct {
	base *url.URL
	next http.RoundTripper
}

// signKey carries the signature of a request in its context.
type signKey struct{}

// signer puts the Authorization header on a request whose address is final.
type signer func(*http.Request) error

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	out := req.Clone(req.Context())
	out.URL.Scheme, out.URL.Host = w.base.Scheme, w.base.Host
	out.URL.Path, out.URL.RawPath = w.base.Path+req.URL.Path, ""
	out.Host = ""
	out.Header.Set("User-Agent", userAgent)
	if sign, ok := req.Context().Value(signKey{}).(signer); ok {
		// OAuth 1 signs the address, so gotwi's signature of its own address is thrown away.
		if err := sign(out); err != nil {
			closeBody(req)
			return nil, err
		}
	}
	resp, err := w.next.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	kept, _ := req.Context().Value(answerKey{}).(*answer)
	if kept == nil {
		kept = &answer{}
	}
	kept.status, kept.header = resp.StatusCode, resp.Header.Clone()
	kept.body, kept.readErr = readAll(resp.Body)
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(io.MultiReader(bytes.NewReader(kept.body), failing{kept.readErr}))
	return resp, nil
}

func readAll(body io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(body, maxAnswer+1))
	if err == nil && len(raw) > maxAnswer {
		return raw[:maxAnswer], errTooLarge
	}
	return raw, err
}

// failing is a reader that ends in the error.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// stayHere keeps a redirect from carrying the token to another host, or from
// turning a POST into a GET.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func ownTransport() http.RoundTripper {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
		TLSHandshakeTimeout:   15 * time.Second,
		MaxIdleConnsPerHost:   8,
		IdleConnTimeout:       30 * time.Second,
		ExpectContinueTimeout: time.Second,
		ForceAttemptHTTP2:     true,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
	}
}
