package alarm

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const (
	// SignatureHeader holds sha256= and the HMAC-SHA256 of the body in lower-case hex, as GitHub's webhooks have it.
	SignatureHeader = "X-Employee-Signature-256"
	// IDHeader names the message, so that one that came twice can be told.
	IDHeader = "X-Employee-Alarm"
	timeout  = 10 * time.Second
)

// Webhook posts messages as JSON.
type Webhook struct {
	address, secret string
	http            *http.Client
}

// NewWebhook needs the address; an empty secret leaves the signature out.
// Whether the address is https or this machine's the configuration has seen to.
func NewWebhook(address, secret string) *Webhook {
	return &Webhook{address: address, secret: secret, http: &http.Client{
		Timeout: timeout,
		// Another address is not the owner's own.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Name implements Way.
func (*Webhook) Name() string { return "webhook" }

// Send implements Way.
func (h *Webhook) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.address, bytes.NewReader(body))
	if err != nil {
		return bare(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set(IDHeader, m.ID)
	if h.secret != "" {
		request.Header.Set(SignatureHeader, Sign(body, h.secret))
	}
	response, err := h.http.Do(request)
	if err != nil {
		return bare(err)
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.CopyN(io.Discard, response.Body, 1<<16)
	switch code := response.StatusCode; {
	case code < 300:
		return nil
	case code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code >= 500:
		return fmt.Errorf("the webhook answers %d", code)
	default:
		return fmt.Errorf("the webhook answers %d: %w", code, ErrRefused)
	}
}

// bare takes the address out of an error: it is a secret.
func bare(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

// Sign is the value of SignatureHeader for a body.
func Sign(body []byte, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
