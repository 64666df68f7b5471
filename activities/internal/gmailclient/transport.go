package gmailclient

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	// keptBody is how much of an answer is kept for classification.
	keptBody = 64 << 10 // bytes
	// maxBody bounds one answer. Gmail takes mails of up to 50 MB in; as base64 inside JSON that is 70 MB.
	maxBody = 100 << 20 // bytes
)

var errTooLarge = errors.New("the answer is larger than 100 MiB")

// answer is what came back for one request, kept beside the library's result.
type answer struct {
	status int // 0 = nothing came back
	header http.Header
	body   bytes.Buffer // at most keptBody
	bearer string       // the access token that was used
}

type answerKey struct{}

func withAnswer(ctx context.Context, a *answer) context.Context {
	return context.WithValue(ctx, answerKey{}, a)
}

func answerOf(ctx context.Context) *answer {
	a, _ := ctx.Value(answerKey{}).(*answer)
	if a == nil {
		return &answer{}
	}
	return a
}

// answerTransport copies status, headers and the beginning of the body of each
// answer into the answer that the request's context carries.
type answerTransport struct{ base http.RoundTripper }

func (t *answerTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	kept := answerOf(req.Context())
	kept.status, kept.header = resp.StatusCode, resp.Header.Clone()
	kept.body.Reset()
	resp.Body = &keptReader{source: resp.Body, kept: &kept.body}
	return resp, nil
}

type keptReader struct {
	source io.ReadCloser
	kept   *bytes.Buffer
	total  int64
}

func (r *keptReader) Read(p []byte) (int, error) {
	n, err := r.source.Read(p)
	if room := keptBody - r.kept.Len(); room > 0 {
		r.kept.Write(p[:min(n, room)])
	}
	if r.total += int64(n); r.total > maxBody {
		return n, errTooLarge
	}
	return n, err
}

func (r *keptReader) Close() error { return r.source.Close() }

// authTransport puts the access token on each request.
type authTransport struct {
	base   http.RoundTripper
	tokens *tokenSource
}

func (t *authTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	token, err := t.tokens.token(req.Context())
	if err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	answerOf(req.Context()).bearer = token.AccessToken
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+token.AccessToken)
	return t.base.RoundTrip(req)
}

// stayHere keeps a redirect, such as a hotel network's login page, from
// carrying the token to another host.
func stayHere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func ownTransport() http.RoundTripper {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	t = t.Clone()
	t.ResponseHeaderTimeout = 45 * time.Second
	return t
}
