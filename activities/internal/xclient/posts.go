package xclient

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/michimani/gotwi"
	"github.com/michimani/gotwi/tweet/managetweet"
	"github.com/michimani/gotwi/tweet/managetweet/types"
)

// NewPost is a post that is to be made.
type NewPost struct {
	Text     string
	MediaIDs []string
	ReplyTo  string // ID of the post that it answers
}

// input is the body as gotwi sends it. A new one is made for each call: gotwi
// writes the token into it.
func (p NewPost) input() *types.CreateInput {
	in := &types.CreateInput{}
	if p.Text != "" {
		in.Text = &p.Text
	}
	if len(p.MediaIDs) > 0 {
		in.Media = &types.CreateInputMedia{MediaIDs: p.MediaIDs}
	}
	if p.ReplyTo != "" {
		in.Reply = &types.CreateInputReply{InReplyToTweetID: p.ReplyTo}
	}
	return in
}

// Body is the JSON that Create sends, with & < > as they are.
func (p NewPost) Body() (string, error) { return readable(p.input()) }

func readable(body any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(body)
	return strings.TrimSpace(b.String()), err
}

// library is a gotwi client of its own for one call. Its signature of OAuth 1
// is replaced by the wire, which knows the final address.
func (c *Client) library(hc *http.Client, token string) (*gotwi.Client, error) {
	if token != "" {
		return gotwi.NewClientWithAccessToken(&gotwi.NewClientWithAccessTokenInput{HTTPClient: hc, AccessToken: token})
	}
	one := c.cfg.OAuth1
	return gotwi.NewClient(&gotwi.NewClientInput{
		HTTPClient: hc, AuthenticationMethod: gotwi.AuthenMethodOAuth1UserContext,
		APIKey: one.APIKey, APIKeySecret: one.APISecret, OAuthToken: one.UserToken, OAuthTokenSecret: one.UserSecret,
	})
}

// Create makes a post public and returns its ID. It is one attempt; an answer
// without an ID is OutcomeUnknown, since the post is there.
func (c *Client) Create(ctx context.Context, p NewPost) (string, error) {
	r := request{op: opCreate, write: true, do: func(ctx context.Context, hc *http.Client, token string) error {
		lib, err := c.library(hc, token)
		if err != nil {
			return err
		}
		_, err = managetweet.Create(ctx, lib, p.input())
		return err
	}}
	type created struct {
		Data struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	out, err := submit[created](ctx, c, r, OutcomeUnknown)
	if err != nil {
		return "", err
	}
	if out.Data.ID == "" {
		e := fail(opCreate, OutcomeUnknown, CodeNoID, "")
		e.Sent = true
		return "", e
	}
	return out.Data.ID, nil
}

// Delete takes a post away; one that is gone already is a success.
func (c *Client) Delete(ctx context.Context, id string) error {
	r := request{op: "deletePosts", write: true, do: func(ctx context.Context, hc *http.Client, token string) error {
		lib, err := c.library(hc, token)
		if err != nil {
			return err
		}
		_, err = managetweet.Delete(ctx, lib, &types.DeleteInput{ID: id})
		return err
	}}
	seen, err := c.call(ctx, r)
	if e, ok := As(err); ok && e.Kind == NotFound {
		return nil
	}
	if err != nil || seen.status == http.StatusNoContent {
		return err
	}
	type deleted struct {
		Data struct {
			Deleted *bool `json:"deleted"`
		} `json:"data"`
	}
	var out deleted
	if err := decode(r.op, seen, OutcomeUnknown, &out); err != nil {
		return err
	}
	if p := readProblem(seen.body); out.Data.Deleted == nil && p.is("resource-not-found") {
		return nil
	}
	if out.Data.Deleted == nil || !*out.Data.Deleted {
		e := fail(r.op, OutcomeUnknown, CodeNoID, "")
		e.Status, e.Sent = seen.status, true
		return e
	}
	return nil
}
