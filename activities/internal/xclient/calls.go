package xclient

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

// anyHost stands for the base URL, which the wire puts in its place.
const anyHost = "https://api.x.com"

// get, post and send make the calls that gotwi does not have. What came of
// them is kept by the wire.
func get(ctx context.Context, hc *http.Client, path string, query url.Values) error {
	return send(ctx, hc, http.MethodGet, path, query, "", nil)
}

func postJSON(ctx context.Context, hc *http.Client, path string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return send(ctx, hc, http.MethodPost, path, nil, "application/json", bytes.NewReader(raw))
}

func send(ctx context.Context, hc *http.Client, method, path string, query url.Values, kind string, body io.Reader) error {
	address := anyHost + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return err
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	resp, err := hc.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// fetch reads what path has into a value.
func fetch[T any](ctx context.Context, c *Client, op, path string, query url.Values) (T, error) {
	var out T
	seen, err := c.call(ctx, request{op: op, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return get(ctx, hc, path, query)
	}})
	if err != nil {
		return out, err
	}
	return out, decode(op, seen, Transient, &out)
}

// submit sends JSON and reads the answer into a value. unclear is the kind of
// failure of an answer that cannot be read.
func submit[T any](ctx context.Context, c *Client, r request, unclear Kind) (T, error) {
	var out T
	seen, err := c.call(ctx, r)
	if err != nil {
		return out, err
	}
	return out, decode(r.op, seen, unclear, &out)
}

func decode(op string, seen *answer, unclear Kind, into any) error {
	if err := json.Unmarshal(seen.body, into); err != nil {
		e := fail(op, unclear, CodeMalformed, "")
		e.Status, e.Sent = seen.status, true
		return e
	}
	return nil
}
