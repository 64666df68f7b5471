package xclient

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Ask makes a signed GET of any path.
func (c *Client) Ask(ctx context.Context, path string, query url.Values) error {
	_, err := c.call(ctx, request{op: "ask", do: func(ctx context.Context, hc *http.Client, _ string) error {
		return get(ctx, hc, path, query)
	}})
	return err
}

// Plain undoes what X does to a text; urls are pairs of t.co and expanded address.
func Plain(text string, urls ...[2]string) string {
	var e entities
	for _, pair := range urls {
		e.URLs = append(e.URLs, struct {
			URL      string `json:"url"`
			Expanded string `json:"expanded_url"`
			MediaKey string `json:"media_key"`
		}{URL: pair[0], Expanded: pair[1]})
	}
	return plain(text, e)
}

// Classify judges an answer as a call of a write or a read does.
func Classify(status int, header http.Header, body string, write bool, now time.Time) error {
	c := &Client{cfg: Config{Now: func() time.Time { return now }}}
	return c.classify(context.Background(), request{op: "any", write: write}, &answer{status: status, header: header, body: []byte(body)}, nil)
}
