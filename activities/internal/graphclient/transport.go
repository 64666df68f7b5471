package graphclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

const (
	// keptBody is how much of an answer is kept for judging it.
	keptBody = 64 << 10 // bytes
	// maxBody bounds one answer; a page of a hundred posts is far smaller.
	maxBody = 8 << 20 // bytes
)

var (
	errTooLarge = errors.New("the answer is larger than 8 MiB")
	errLibrary  = errors.New("the library does not use this")
)

// exchange is one request and what came back for it. It is the library's
// HttpClient for that one call.
type exchange struct {
	http   *http.Client
	sent   atomic.Bool // the request began to leave
	status int         // 0 = nothing came back
	header http.Header
	body   bytes.Buffer // at most keptBody
	valid  bool         // the whole body is one JSON value; the library reads no further than the first
	broken error        // reading the body failed
	failed error        // no answer at all
}

// traced notes when the request begins to leave: what never did was not carried
// out.
func traced(ctx context.Context, x *exchange) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { x.sent.Store(true) }})
}

// Do implements facebook.HttpClient. The body is read here as a whole, so that
// a broken one is noticed.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	resp, err := x.http.Do(req)
	if err != nil {
		x.failed = err
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	x.status, x.header = resp.StatusCode, resp.Header.Clone()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(raw) > maxBody {
		err = errTooLarge
	}
	x.broken = err
	x.valid = json.Valid(raw)
	x.body.Write(raw[:min(len(raw), keptBody)])
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp, nil
}

// Get implements facebook.HttpClient; the session never calls it.
func (x *exchange) Get(string) (*http.Response, error) { return nil, errLibrary }

// Post implements facebook.HttpClient; the session never calls it.
func (x *exchange) Post(string, string, io.Reader) (*http.Response, error) { return nil, errLibrary }

// stayHere keeps a redirect from carrying the token to another host.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func ownTransport() http.RoundTripper {
	t, is := http.DefaultTransport.(*http.Transport)
	if !is {
		return http.DefaultTransport
	}
	t = t.Clone()
	t.ResponseHeaderTimeout = 2 * time.Minute
	return t
}
