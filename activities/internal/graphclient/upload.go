package graphclient

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// Upload is the bytes of a video, or its address, on their way to the place that
// Graph has named. Nothing of it is public.
type Upload struct {
	Address string // as Graph has named it
	Content io.Reader
	Size    int64
	FileURL string // instead of Content: Meta fetches it
}

// Upload sends it in one go.
func (c *Client) Upload(ctx context.Context, u Upload) error {
	r := Request{Verb: http.MethodPost, Path: "video/upload", Effect: Prepares}
	if !c.mayUpload(u.Address) {
		return c.failure(r, KindTransient, ReasonUnreadable)
	}
	_, err := breaker.Through(c.cfg.Breaker, judge, func() (struct{}, error) { return struct{}{}, c.upload(ctx, r, u) })
	return c.kept(r, err)
}

// mayUpload keeps the token from an address that an answer has brought: it is
// Meta's own, or where the base URL is.
func (c *Client) mayUpload(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	if base, err := url.Parse(c.cfg.BaseURL); err == nil && c.cfg.BaseURL != "" && base.Scheme == u.Scheme && base.Host == u.Host {
		return true
	}
	return u.Scheme == "https" && u.Host == uploadHost
}

func (c *Client) upload(ctx context.Context, r Request, u Upload) error {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.UploadTimeout)
	defer cancel()
	x := &exchange{http: c.http}
	req, err := http.NewRequestWithContext(traced(ctx, x), http.MethodPost, u.Address, u.Content)
	if err != nil {
		return c.failure(r, KindTransient, ReasonUnreadable)
	}
	req.Header.Set("Authorization", "OAuth "+c.cfg.Token)
	if u.FileURL != "" {
		req.Header.Set("file_url", u.FileURL)
	} else {
		req.ContentLength = u.Size
		req.Header.Set("offset", "0")
		req.Header.Set("file_size", strconv.FormatInt(u.Size, 10))
		req.Header.Set("Content-Type", "application/octet-stream")
	}
	resp, err := x.Do(req)
	if err != nil {
		return c.unanswered(ctx, r, x, err)
	}
	_ = resp.Body.Close()
	return c.uploaded(ctx, r, x)
}

// uploaded judges the answer of the upload host, whose errors have another
// shape.
func (c *Client) uploaded(ctx context.Context, r Request, x *exchange) error {
	var body struct {
		Success bool `json:"success"`
		Debug   *struct {
			Retriable bool   `json:"retriable"`
			Type      string `json:"type"`
			Message   string `json:"message"`
		} `json:"debug_info"`
	}
	if json.Unmarshal(x.body.Bytes(), &body) == nil && body.Debug != nil {
		e := c.failure(r, KindInvalid, ReasonMedia)
		if body.Debug.Retriable {
			e.Kind, e.Reason = KindTransient, ReasonMediaFetch
		}
		e.Status, e.Detail = x.status, c.clean(body.Debug.Message)
		return e
	}
	if _, err := c.classify(ctx, r, x, nil, nil); err != nil && !(x.status == http.StatusOK && body.Success) {
		return err
	}
	return nil
}
