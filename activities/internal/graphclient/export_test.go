package graphclient

import (
	"context"
	"encoding/json"

	facebook "github.com/huandu/facebook/v2"
)

// Judged is what becomes of a call that was answered so.
func (c *Client) Judged(status int, body string, r Request) (Answer, error) {
	x := &exchange{status: status, valid: json.Valid([]byte(body))}
	x.sent.Store(true)
	x.body.WriteString(body)
	result, err := facebook.MakeResult([]byte(body))
	return c.classify(context.Background(), r, x, result, err)
}
